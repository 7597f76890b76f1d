package rule

import (
	"fmt"
	"go/doc/comment"
	"strings"
)

// Text returns the page as plain text whose lines have at most width columns,
// except code. Headings are lines that begin with "# ".
func (r *Info) Text(width int) string {
	p := &comment.Printer{TextWidth: width}
	return string(p.Text(parsePage(r.Page)))
}

// Markdown returns the page in Markdown, with headings of the given level.
func (r *Info) Markdown(level int) string {
	p := &comment.Printer{HeadingLevel: level, HeadingID: func(*comment.Heading) string { return "" }}
	return string(p.Markdown(parsePage(r.Page)))
}

func parsePage(page string) *comment.Doc { return new(comment.Parser).Parse(page) }

// Explanation returns what the page says of a category in its list of them, as
// one line, or "".
func (r *Info) Explanation(category string) string {
	p := &comment.Printer{TextWidth: -1}
	for _, block := range parsePage(r.Page).Content {
		list, ok := block.(*comment.List)
		if !ok {
			continue
		}
		for _, item := range list.Items {
			text := string(p.Text(&comment.Doc{Content: item.Content}))
			if explanation, found := strings.CutPrefix(text, category+": "); found {
				return strings.TrimSpace(explanation)
			}
		}
	}
	return ""
}

// Table returns the categories as a table in Markdown, with an anchor for each.
func (r *Info) Table() string {
	var b strings.Builder
	b.WriteString("| category | reports | severity | in tests |\n| --- | --- | --- | --- |\n")
	for _, c := range r.Categories {
		fmt.Fprintf(&b, "| <a id=\"%s\"></a>`%s` | %s | %s | %s |\n", c.Name, ID(r.Name, c.Name), c.Summary, c.Shown(), yes(c.InTests))
	}
	return b.String()
}

// Shown returns the severity, and that a category is opt-in if it is.
func (c Category) Shown() string {
	if c.OptIn {
		return c.Severity.String() + " (opt-in)"
	}
	return c.Severity.String()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
