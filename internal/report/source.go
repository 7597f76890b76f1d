package report

import (
	"bytes"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

// sources holds the lines of files that were read, nil where they couldn't be.
type sources map[string][][]byte

// byteOrderMark may open a file. Readers of a file don't see it, but Go's
// columns count its bytes.
const byteOrderMark = "\ufeff"

// line returns the source line of posn without byte order mark and end of
// line, and the offset of posn in it. It returns false where the line can't be
// read, or is not Go's: a //line comment may name any file.
func (s sources) line(posn token.Position) (line string, offset int, ok bool) {
	if filepath.Ext(posn.Filename) != ".go" {
		return "", 0, false
	}
	lines, ok := s[posn.Filename]
	if !ok {
		if data, err := os.ReadFile(posn.Filename); err == nil {
			lines = bytes.Split(data, []byte("\n"))
		}
		s[posn.Filename] = lines
	}
	if posn.Line < 1 || posn.Line > len(lines) {
		return "", 0, false
	}
	line, offset = strings.TrimRight(string(lines[posn.Line-1]), "\r"), posn.Column-1
	if rest, found := strings.CutPrefix(line, byteOrderMark); found && posn.Line == 1 {
		line, offset = rest, offset-len(byteOrderMark)
	}
	return line, min(max(offset, 0), len(line)), true
}

// A region is a part of one line; columns count UTF-16 code units from 1, as
// SARIF and editors do, and the end is exclusive.
type region struct{ line, startColumn, endColumn int }

// region returns where f is. Of a finding that goes on below its first line it
// is the part on that line: code hosts show a finding of a change only if all
// its lines were changed.
func (s sources) region(f Finding) region {
	line, from, ok := s.line(f.Pos)
	if !ok {
		start := max(f.Pos.Column, 1)
		return region{f.Pos.Line, start, start + max(sameLine(f).Column-f.Pos.Column, 1)}
	}
	to := len(line)
	if end := sameLine(f); end.IsValid() {
		_, to, _ = s.line(end)
	}
	start := units(line[:from]) + 1
	return region{f.Pos.Line, start, start + max(units(line[from:max(to, from)]), 1)}
}

// sameLine returns the end of f if it is on the line of its start, and an
// invalid position otherwise.
func sameLine(f Finding) token.Position {
	if f.End.Filename == f.Pos.Filename && f.End.Line == f.Pos.Line && f.End.Column > f.Pos.Column {
		return f.End
	}
	return token.Position{}
}

// units returns the length of text in UTF-16 code units.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
