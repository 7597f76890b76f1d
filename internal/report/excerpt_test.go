package report

import (
	"go/token"
	"strings"
	"testing"
)

// The mark stands under the finding, and no literal of a redacted line is
// shown.
func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		line, what string // what is marked, a part of line
		redact     bool
		want       string // the line, and the marked part between brackets
	}{
		{`	x := f("name")`, `f("name")`, false, `	x := [f("name")]`},
		{`	x := f("secret")`, `"secret"`, true, `	x := f(["…"])`},
		{`	login("user", "secret", "other")`, `"secret"`, true, `	login("…", ["…"], "…")`},
		{`	opts.Password = secret // was "secret"`, `secret`, true, `	opts.Password = [secret] // …`},
		{`	{"a", "b" + "c", 'd'},`, `"b" + "c"`, true, `	{"…", ["…" + "…"], '…'},`},
		{"\tkey := `-----BEGIN", "`-----BEGIN", true, "\tkey := [`…`]"},
		{`	"ü", "secret"`, `"secret"`, true, `	"…", ["…"]`},
		{`	"ü", name`, `name`, false, `	"ü", [name]`},
	} {
		from := strings.Index(test.line, test.what)
		pos := token.Position{Filename: "f", Line: 1, Column: from + 1}
		end := token.Position{Filename: "f", Line: 1, Column: from + len(test.what) + 1}
		got, ok := excerpt(test.line, pos, end, test.redact)
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
	if got, ok := excerpt(line, pos, token.Position{}, true); ok {
		t.Errorf("got %q, want none", got.text)
	}
}
