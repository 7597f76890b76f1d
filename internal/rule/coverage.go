package rule

import (
	"fmt"
	"slices"
	"strings"
)

const coverageHead = `# What kvlint covers

<!-- Generated from the rules' metadata. To rewrite it:
     go test ./analyzers/suite -run TestCoverage -update -->

The recommendations of
[Secure your Azure Key Vault secrets](%s), and the rules that enforce each of
them. "on" and "opt-in" is what a category is by default, with its severity;
` + "`kvlint explain RULE`" + ` shows a rule's page.
`

// Coverage returns the table of recommendations and of the rules that enforce
// them, as Markdown.
func Coverage(rules []*Info) string {
	var b strings.Builder
	fmt.Fprintf(&b, coverageHead, Document)
	var section *Section
	for _, rec := range Guide {
		if rec.Section != section {
			section = rec.Section
			heading(&b, section)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", rec.Text, enforcing(rules, rec), rec.Beyond)
	}
	return b.String()
}

func heading(b *strings.Builder, s *Section) {
	title := s.Title
	if s.URL != "" {
		title = fmt.Sprintf("[%s](%s)", s.Title, s.URL)
	}
	fmt.Fprintf(b, "\n## %s\n\n| Recommendation | Rules | What no code can show |\n|---|---|---|\n", title)
}

// enforcing returns the categories that enforce rec, for a cell of the table.
func enforcing(rules []*Info, rec *Recommendation) string {
	var found []string
	for _, r := range rules {
		for _, c := range r.Categories {
			if !slices.Contains(c.Enforces, rec) {
				continue
			}
			byDefault := "on"
			if c.OptIn {
				byDefault = "opt-in"
			}
			found = append(found, fmt.Sprintf("[`%s`](../analyzers/%s/doc.go) (%s, %s)", ID(r.Name, c.Name), r.Name, byDefault, c.Severity))
		}
	}
	if len(found) == 0 {
		return "no rule yet"
	}
	return strings.Join(found, "<br>")
}
