package report

import (
	"strings"
	"testing"
)

// The mark stands under the finding, and no literal is shown.
func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		line, what string // what is marked, a part of line
		want       string // the line, and the marked part between brackets
	}{
		{`	x := f("name")`, `f("name")`, `	x := [f("…")]`},
		{`	x := f("secret")`, `"secret"`, `	x := f(["…"])`},
		{`	login("user", "secret", "other")`, `"secret"`, `	login("…", ["…"], "…")`},
		{`	opts.Password = secret // was "secret"`, `secret`, `	opts.Password = [secret] // …`},
		{`	{"a", "b" + "c", 'd'},`, `"b" + "c"`, `	{"…", ["…" + "…"], '…'},`},
		{"\tkey := `-----BEGIN", "`-----BEGIN", "\tkey := [`…`]"},
		{`	"ü", "secret"`, `"secret"`, `	"…", ["…"]`},
		{`	"ü", name`, `name`, `	"…", [name]`},
	} {
		from := strings.Index(test.line, test.what)
		got, ok := excerpt(test.line, from, from+len(test.what))
		if !ok {
			t.Errorf("%s: no excerpt", test.want)
			continue
		}
		if shown := bracket(got); shown != test.want {
			t.Errorf("got %s\nwant %s", shown, test.want)
		}
	}
}

// bracket puts brackets round the part of the text above the carets.
func bracket(e excerptLine) string {
	text, mark := []rune(e.text), []rune(e.mark)
	from := strings.IndexRune(string(mark), '^')
	return string(text[:from]) + "[" + string(text[from:len(mark)]) + "]" + string(text[len(mark):])
}

// Where the literals and comments of a line can't be told, it isn't shown.
func TestExcerptHidesWhatItCantTell(t *testing.T) {
	for _, line := range []string{
		"password=secret` + name + `",
		"secret */ f(name)",
	} {
		from := strings.Index(line, "name")
		if got, ok := excerpt(line, from, from+len("name")); ok {
			t.Errorf("got %q, want none", got.text)
		}
	}
}

// Carets stand under what they mark where characters take two columns, or
// none, and where there are tabs.
func TestExcerptWidths(t *testing.T) {
	for _, test := range []struct{ line, what, mark string }{
		{"\t密码 := 名前(x)", "名前(x)", "\t        ^^^^^^^"},
		{"\t密码 := f(x)", "密码", "\t^^^^"},
		{"\tf(ｗｉｄｅ, x)", "x", "\t            ^"},
		{"\tf(\tx)", "x", "\t  \t^"},
		{"\tf(a,\tx)", "f(a,\tx)", "\t^^^^^^^"},
		{"\té := x", "x", "\t     ^"},
		{"\tf(\"密码\", x)", "x", "\t       ^"},
	} {
		from := strings.Index(test.line, test.what)
		got, ok := excerpt(test.line, from, from+len(test.what))
		if !ok || got.mark != test.mark {
			t.Errorf("%q: got\n%s\n%s\nwant\n%s", test.line, got.text, got.mark, test.mark)
		}
	}
}
