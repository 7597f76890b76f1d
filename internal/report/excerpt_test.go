package report

import (
	"go/token"
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
		pos := token.Position{Filename: "f", Line: 1, Column: from + 1}
		end := token.Position{Filename: "f", Line: 1, Column: from + len(test.what) + 1}
		got, ok := excerpt(test.line, pos, end)
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

// Where the literals of a line can't be told, it isn't shown.
func TestExcerptHidesWhatItCantTell(t *testing.T) {
	line := "password=secret` + name + `"
	pos := token.Position{Filename: "f", Line: 1, Column: strings.Index(line, "name") + 1}
	if got, ok := excerpt(line, pos, token.Position{}); ok {
		t.Errorf("got %q, want none", got.text)
	}
}
