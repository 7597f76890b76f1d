package driver

import "testing"

// What the compiler says of a program shows no text of its strings.
func TestHideLiterals(t *testing.T) {
	for message, want := range map[string]string{
		`cannot use "hunter2" (untyped string constant) as int value in return statement`: `cannot use "…" (untyped string constant) as int value in return statement`,
		`cannot use c (constant "hunter2" of type string) as int`:                         `cannot use c (constant "…" of type string) as int`,
		`invalid operation: "a \" hunter2" - "b\\" (operator - not defined)`:              `invalid operation: "…" - "…" (operator - not defined)`,
		"expected ';', found `hunter2`":                                                   "expected ';', found `…`",
		`expected ';', found "hunter2`:                                                    `expected ';', found "…"`,
		`expected ';', found "hunter2\`:                                                   `expected ';', found "…"`,
		"expected ';', found `hunter2\nhunter3":                                           "expected ';', found `…`",
		`constant "hunter2 hunter2... overflows`:                                          `constant "…"`,
		`"net/http" imported and not used`:                                                `"net/http" imported and not used`,
		`"example.com/v2" imported as other and not used`:                                 `"example.com/v2" imported as other and not used`,
		`undefined: undefinedType`:                                                        `undefined: undefinedType`,
	} {
		if got := hideLiterals(message); got != want {
			t.Errorf("%s: got %s, want %s", message, got, want)
		}
	}
}

// What the go command says becomes one line, without what it downloads.
func TestOneLine(t *testing.T) {
	for message, want := range map[string]string{
		"err: exit status 1: stderr: go: downloading example.com/a v1.0.0\ngo: example.com/b@v1.0.0: reading it: 403\n\tserver response: none\n": "go: example.com/b@v1.0.0: reading it: 403; server response: none",
		"go: downloading example.com/a v1.0.0": "go: downloading example.com/a v1.0.0",
		"no such package\n":                    "no such package",
	} {
		if got := oneLine(message); got != want {
			t.Errorf("%q: got %q, want %q", message, got, want)
		}
	}
}
