package report

import (
	"bytes"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// Text writes findings for a person: position, message, rule, the line with a
// mark under it, and at the end how many there are.
func Text(w io.Writer, dir string, findings []Finding) error {
	var buf bytes.Buffer
	lines := make(sources)
	for _, f := range findings {
		fmt.Fprintf(&buf, "%s:%d:%d: %s (%s)\n", relative(dir, f.Pos.Filename), f.Pos.Line, f.Pos.Column, f.Message, f.ID())
		if line, ok := lines.line(f.Pos); ok {
			if shown, ok := excerpt(line, f.Pos, f.End); ok {
				fmt.Fprintf(&buf, "\t%s\n\t%s\n", shown.text, shown.mark)
			}
		}
	}
	buf.WriteString(count(findings))
	_, err := w.Write(buf.Bytes())
	return err
}

// count returns the closing line, or nothing where there are no findings.
func count(findings []Finding) string {
	if len(findings) == 0 {
		return ""
	}
	files := make(map[string]bool)
	bySeverity := make(map[rule.Severity]int)
	for _, f := range findings {
		files[f.Pos.Filename] = true
		bySeverity[f.Severity]++
	}
	var parts []string
	for _, s := range []rule.Severity{rule.Error, rule.Warning, rule.Note} {
		if n := bySeverity[s]; n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	return fmt.Sprintf("\n%s in %s (%s)\n", plural(len(findings), "finding"), plural(len(files), "file"), strings.Join(parts, ", "))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// sources holds the lines of files that were read, nil where they couldn't be.
type sources map[string][][]byte

func (s sources) line(posn token.Position) (string, bool) {
	if filepath.Ext(posn.Filename) != ".go" { // a //line comment may name any file
		return "", false
	}
	lines, ok := s[posn.Filename]
	if !ok {
		if data, err := os.ReadFile(posn.Filename); err == nil {
			lines = bytes.Split(data, []byte("\n"))
		}
		s[posn.Filename] = lines
	}
	if posn.Line < 1 || posn.Line > len(lines) {
		return "", false
	}
	line := lines[posn.Line-1]
	if len(line) > maxLine {
		return "", false
	}
	return strings.TrimRight(string(line), "\r"), true
}

// maxLine is the length in bytes up to which a source line is shown.
const maxLine = 300

// relative returns name relative to dir where it lies below it, else name.
func relative(dir, name string) string {
	rel, err := filepath.Rel(dir, name)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return name
	}
	return rel
}
