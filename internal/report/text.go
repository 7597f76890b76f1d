package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// writeText writes findings for a person: position, message, rule, the line
// with a mark under it, the functions on the way to what is wrong, and at the
// end how many there are and how to learn more.
func writeText(w io.Writer, r *Report) error {
	t := &textWriter{Report: r, lines: make(sources)}
	for _, f := range r.Findings {
		t.finding(f)
	}
	t.summary()
	_, err := w.Write(t.buf.Bytes())
	return err
}

type textWriter struct {
	*Report
	buf   bytes.Buffer
	lines sources
}

func (t *textWriter) finding(f Finding) {
	fmt.Fprintf(&t.buf, "%s: %s %s\n", t.paint(bold, t.position(f.Pos.Filename, f.Pos.Line, f.Pos.Column)),
		f.Message, t.paint(severityColors[f.Severity], "("+f.ID()+")"))
	t.excerpt(f)
	for _, step := range f.Chain {
		fmt.Fprintf(&t.buf, "\t%s\n", t.paint(dim, step.Message+", "+t.position(step.Pos.Filename, step.Pos.Line, step.Pos.Column)))
	}
}

// position returns a position that editors and terminals make a link of.
func (t *textWriter) position(filename string, line, column int) string {
	name, _ := relative(t.Dir, filename)
	return fmt.Sprintf("%s:%d:%d", name, line, column)
}

// maxLine is the length in bytes up to which a source line is shown.
const maxLine = 300

func (t *textWriter) excerpt(f Finding) {
	line, from, ok := t.lines.line(f.Pos)
	if !ok || len(line) > maxLine {
		return
	}
	to := len(line)
	if end := sameLine(f); end.IsValid() {
		_, to, _ = t.lines.line(end)
	}
	if shown, ok := excerpt(line, from, max(to, from)); ok {
		fmt.Fprintf(&t.buf, "\t%s\n\t%s\n", shown.text, t.paint(severityColors[f.Severity], shown.mark))
	}
}

// summary closes a report that has findings.
func (t *textWriter) summary() {
	if len(t.Findings) == 0 {
		return
	}
	files := make(map[string]bool)
	bySeverity := make(map[rule.Severity]int)
	for _, f := range t.Findings {
		files[f.Pos.Filename] = true
		bySeverity[f.Severity]++
	}
	var parts []string
	for _, s := range []rule.Severity{rule.Error, rule.Warning, rule.Note} {
		if n := bySeverity[s]; n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	fmt.Fprintf(&t.buf, "\n%s in %s (%s)\n", plural(len(t.Findings), "finding"), plural(len(files), "file"), strings.Join(parts, ", "))
	fmt.Fprintf(&t.buf, "why it matters and what to do instead: kvlint explain %s\n", t.Findings[0].ID())
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// A style is how a terminal shows text, as the parameter of an escape sequence
// (ECMA-48, SGR).
type style string

const (
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	yellow style = "33"
	cyan   style = "36"
)

var severityColors = map[rule.Severity]style{rule.Error: red, rule.Warning: yellow, rule.Note: cyan}

func (t *textWriter) paint(s style, text string) string {
	if !t.Color || s == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
