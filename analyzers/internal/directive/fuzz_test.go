package directive

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// What a directive says, written again, says the same.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"", "kvlint:ignore hardcodedcreds/sink an example", "kvlint:ignore", "kvlint:ignore ,a,,b\treason", "kvlint: x", "kvlint:\xff \u2028", "#nosec G101 -- test", "#nosec", "gitleaks:allow", " kvlint:ignore x y",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := parse(&ast.Comment{Text: "//" + text})
		if d == nil || d.Foreign {
			return
		}
		if slices.Contains(d.Names, "") || d.Reason != strings.TrimSpace(d.Reason) {
			t.Errorf("%q: names %q, reason %q", text, d.Names, d.Reason)
		}
		if d.Valid() {
			again := parse(&ast.Comment{Text: "//kvlint:" + d.Verb + " " + strings.Join(d.Names, ",") + " " + d.Reason})
			if again == nil || !slices.Equal(again.Names, d.Names) || again.Reason != d.Reason || !again.Valid() {
				t.Errorf("%q: %+v, and written again %+v", text, d, again)
			}
		}
	})
}

// Directives come in order, and each covers the line on which it stands.
func FuzzCollect(f *testing.F) {
	for _, text := range []string{
		"package p\n\n//kvlint:ignore a b\nvar x = 1 //kvlint:ignore c d\n", "package p\n//line x.go:1\n/* #nosec */ func f() { //gitleaks:allow\n}\n",
		"package p\n\ntype T struct {\n\t//kvlint:ignore a b\n\tx int\n}\n", "package p\n//line :99999999999\n//kvlint:ignore a b\nvar x int",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "p.go", text, parser.ParseComments)
		if file == nil {
			return
		}
		index := Collect(fset, []*ast.File{file})
		for i, d := range index.All {
			if line := fset.Position(d.Pos).Line; line != d.from || d.to < d.from || i > 0 && d.Pos < index.All[i-1].Pos {
				t.Errorf("%q: directive on line %d covers %d to %d", text, line, d.from, d.to)
			}
			for _, name := range d.Names {
				rule, category, _ := strings.Cut(name, "/")
				if posn := fset.Position(d.Pos); d.Valid() != slices.Contains(index.Match(posn, rule, category), d) {
					t.Errorf("%q: %+v is valid: %t", text, d, d.Valid())
				}
			}
		}
	})
}
