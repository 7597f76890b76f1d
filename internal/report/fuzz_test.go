package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// No excerpt of Go source shows what a string in it says, whatever on the
// string's line the finding is.
func FuzzExcerpt(f *testing.F) {
	const secret = "hunter2"
	for _, around := range [][2]string{
		{"package p\n\nvar x = ", ""}, {"package p\n\nfunc f() { g(`", "`, ' ') } // "}, {"package p\n\nvar x = `a\nb` + ", " + `c\nd`"}, {"package p\n/* a\nb */ var x = '\"' + ", ""},
		{"package p\n\n\tvar 世界 = \"\\\"\" + ", " /* c */\r\n"}, {"package p\n\nvar x = a / b * ", " / 2"}, {"\ufeffpackage p\nvar x = ", ""}, {"package p; var a, b = *x/ *y, ", " */*z"},
	} {
		f.Add(around[0], around[1])
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		src := before + strconv.Quote(secret) + after
		if strings.Count(src, secret) != 1 {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
		if err != nil || !isLiteral(file, secret) {
			return
		}
		at := strings.Index(src, secret)
		start := strings.LastIndexByte(src[:at], '\n') + 1
		line, _, _ := strings.Cut(src[start:], "\n")
		line = strings.TrimPrefix(strings.TrimRight(line, "\r"), byteOrderMark)
		for n := range ast.Preorder(file) {
			posn := fset.PositionFor(n.Pos(), false)
			from := posn.Offset - start
			if posn.Offset < start || from > len(line) {
				continue
			}
			shown, ok := excerpt(line, from, min(max(fset.PositionFor(n.End(), false).Offset-start, from), len(line)))
			if ok && strings.Contains(shown.text, secret) {
				t.Errorf("%q from %d shows the string: %q", line, from, shown.text)
			}
			if ok && utf8.ValidString(line) && !utf8.ValidString(shown.text) {
				t.Errorf("%q from %d is cut within a character: %q", line, from, shown.text)
			}
		}
	})
}

func isLiteral(file *ast.File, text string) bool {
	return slices.ContainsFunc(slices.Collect(ast.Preorder(file)), func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		return ok && lit.Kind == token.STRING && strings.Contains(lit.Value, text)
	})
}

func FuzzExcerptRange(f *testing.F) {
	f.Add("a := `b` + \"c\" // d", 5, 12)
	f.Add("\tx(\"世\")", 3, 100)
	f.Fuzz(func(t *testing.T, line string, from, to int) {
		from = min(max(from, 0), len(line))
		shown, ok := excerpt(line, from, min(max(to, from), len(line)))
		if ok && strings.Trim(shown.mark, " \t^") != "" || ok && !strings.Contains(shown.mark, "^") {
			t.Errorf("%q: mark %q", line, shown.mark)
		}
	})
}
