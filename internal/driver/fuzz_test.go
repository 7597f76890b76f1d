package driver

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// Source without bodies declares what the source does.
func FuzzCutBodies(f *testing.F) {
	for _, src := range []string{
		"package p\n\nfunc f() { x := `}` }\n", "func f() interface{} { '\\'' /* ", "package p\nfunc f[T interface{ ~[]int }](x T) struct{ a int } { return g(func() {}) }\nvar x = 1\n",
		"package p\nvar x = func() int { return 1 }(); func g() {}\n", "package p\nfunc (t *T[a, b]) m(\n\tx int,\n) (err error) { if x { return } }\ntype T[a, b any] struct{}\n", "package p\nfunc f() [len(struct{ a int }{1})]int { }\n",
		"package p\n/* */ func f()\nfunc g() /* { */ { }\n", "package p\nfunc f() func() func() { return nil }\n", "package p\nfunc f() map[struct{ x int }]interface { M() } {\n}\n",
		"package p\nfunc f(x interface{}, y ...struct{}) chan struct {} { }\n", "package p\nfunc f() (struct /* c */ { x int }) { }\n", "package p\nfunc f() (interface\t{ M() }, error) { }\n",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		got := cutBodies(src)
		if len(got) > len(src) {
			t.Errorf("cutBodies(%q) is longer: %q", src, got)
		}
		want, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.SkipObjectResolution)
		if err != nil {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", got, parser.SkipObjectResolution)
		if err != nil {
			t.Fatalf("cutBodies(%q) = %q: %v", src, got, err)
		}
		if declared(file) != declared(want) {
			t.Errorf("cutBodies(%q) = %q declares\n%s, not\n%s", src, got, declared(file), declared(want))
		}
	})
}

// declared returns the declarations of a file, as far as importers see them.
func declared(file *ast.File) string {
	var b strings.Builder
	for n := range ast.Preorder(file) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			n.Body = nil
			b.WriteString("func ")
		case *ast.Ident:
			b.WriteString(n.Name + " ")
		case *ast.BasicLit:
			b.WriteString(n.Value + " ")
		case *ast.FieldList:
			b.WriteString("fields " + strconv.Itoa(n.NumFields()) + " ")
		}
	}
	return b.String()
}

// What the compiler says shows no string, whatever stands around it.
func FuzzHideLiterals(f *testing.F) {
	for _, around := range [][2]string{{"cannot use ", " as int"}, {`"a" + `, ` + "b`}, {"`", "`"}, {`\`, `\`}, {"", " imported and not used"}, {`"x" `, ` "x" imported`}} {
		f.Add(around[0], around[1], "hunter2 ")
	}
	f.Add("", "", "a\"`\\\n")
	f.Fuzz(func(t *testing.T, before, after, text string) {
		const secret = "hunter2"
		if strings.ContainsAny(before, "\"`") || strings.HasPrefix(after, " imported") || strings.Contains(before+after, secret) {
			return
		}
		for _, quoted := range []string{strconv.Quote(text + secret), "`" + strings.ReplaceAll(text, "`", "") + secret + "`"} {
			for _, message := range []string{before + quoted + after, before + quoted[:len(quoted)-1]} { // as it is where a string has no end
				if got := hideLiterals(message); strings.Contains(got, secret) {
					t.Errorf("%q is shown as %q", message, got)
				}
			}
		}
	})
}
