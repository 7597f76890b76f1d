package report

import (
	"go/scanner"
	"go/token"
	"strings"

	"github.com/mattn/go-runewidth"
)

// An excerptLine is a source line with a mark to go under it.
type excerptLine struct{ text, mark string }

// excerpt returns line with carets under the part from from to to, without the
// contents of its string literals and comments: whatever is reported on a line,
// there may be a credential beside it. It returns false where it can't tell the
// literals from the rest.
func excerpt(line string, from, to int) (excerptLine, bool) {
	line, from, to, ok := hideLiterals(line, from, to)
	if !ok {
		return excerptLine{}, false
	}
	marked := strings.ReplaceAll(line[from:to], "\t", " ") // carets have no tab stops
	carets := strings.Repeat("^", max(columns.StringWidth(marked), 1))
	return excerptLine{line[:from] + marked + line[to:], blank(line[:from]) + carets}, true
}

// columns says how wide characters are on a terminal: those of East Asia take
// two columns. Those that do so in some fonts only count as narrow, as in most
// terminals.
var columns = &runewidth.Condition{}

// blank returns what is as wide as text on a terminal, and shows nothing. Tabs
// stay, so that it doesn't matter how wide they are.
func blank(text string) string {
	fields := strings.Split(text, "\t")
	for i, field := range fields {
		fields[i] = strings.Repeat(" ", columns.StringWidth(field))
	}
	return strings.Join(fields, "\t")
}

// hideLiterals replaces the contents of string and character literals and of
// comments in line by an ellipsis, and moves the range along. It returns false
// where the line doesn't scan as Go on its own, as within a raw string; a raw
// string that starts at from may go on below.
func hideLiterals(line string, from, to int) (string, int, int, bool) {
	literals, failed := scanLiterals(line)
	var out strings.Builder
	last, newFrom, newTo := 0, from, to
	for _, lit := range literals {
		if failed && lit.start == from && line[from] == '`' {
			failed = false
		}
		if lit.start < from && from < lit.start+len(lit.text) {
			return "", 0, 0, false // the line starts within a raw string
		}
		out.WriteString(line[last:lit.start])
		out.WriteString(hidden(lit.text))
		last = lit.start + len(lit.text)
		shift := out.Len() - last
		if last <= from {
			newFrom = from + shift
		}
		if last <= to {
			newTo = to + shift
		}
	}
	out.WriteString(line[last:])
	text := out.String()
	newFrom = min(newFrom, len(text))
	return text, newFrom, min(max(newTo, newFrom), len(text)), !failed
}

type literal struct {
	start int
	text  string
}

// scanLiterals returns the string and character literals and the comments of
// line, and whether the line fails to scan.
func scanLiterals(line string) (literals []literal, failed bool) {
	file := token.NewFileSet().AddFile("", -1, len(line))
	var s scanner.Scanner
	s.Init(file, []byte(line), func(token.Position, string) { failed = true }, scanner.ScanComments)
	star := -1 // offset behind the last "*"
	for {
		pos, tok, text := s.Scan()
		switch tok {
		case token.MUL:
			star = file.Offset(pos) + 1
		case token.QUO:
			failed = failed || file.Offset(pos) == star // the line starts within a comment
		case token.EOF:
			return literals, failed
		case token.STRING, token.CHAR, token.COMMENT:
			literals = append(literals, literal{file.Offset(pos), text})
		}
	}
}

// hidden returns a literal or comment without its contents.
func hidden(lit string) string {
	if strings.HasPrefix(lit, "//") || strings.HasPrefix(lit, "/*") {
		return lit[:2] + " …"
	}
	return lit[:1] + "…" + lit[:1]
}
