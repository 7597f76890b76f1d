package packed

import (
	"go/ast"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/modtest"
)

func TestSeparator(t *testing.T) {
	for text, want := range map[string]Strength{
		":": Strong, "|": Strong, "||": Strong, ";": Strong, ", ": Strong, "#": Strong, "::": Strong, "\t": Strong, "~": Strong,
		"": Weak, "-": Weak, "_": Weak, "/": Weak, " ": Weak, ":/": Weak, "\n": Weak, "\r\n": Weak,
		"=": Right, ";Password=": Right, "\n\n": Right, ".": Right, "@": Right, "://": Right, "&": Right, `","`: Right, "a": Right, ": x": Right,
	} {
		if got := Separator(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestPairs(t *testing.T) {
	for text, want := range map[string]bool{
		"=": true, "Password=": true, " User Id=": true,
		"": false, "==": false, "!=": false, "a=b": false, "=%s": false, "want n=%d=": false,
	} {
		if got := Pairs(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for names, want := range map[string]Say{
		"user password":      Credentials,
		"host user password": Credentials,
		"clientID secret":    Credentials,
		"a b":                Nothing,
		"":                   Nothing,
		"host port":          Otherwise,
		"nonce ciphertext":   Otherwise,
		"salt passwordHash":  Otherwise,
		"scheme token":       Otherwise,
		"version secret":     Otherwise,
	} {
		if got := Names(strings.Fields(names)); got != want {
			t.Errorf("%q say %d, want %d", names, got, want)
		}
	}
}

func TestDivides(t *testing.T) {
	for _, test := range []struct {
		text, names string
		want        bool
	}{
		{":", "a b", true},
		{"/", "user password", true},
		{"/", "name version", false},
		{" ", "user token", true},
		{"-", "user password", true},
		{"-", "prefix secret", false},
		{"_", "env secret", false},
		{"", "user password", false},
		{".", "user password", false},
	} {
		if got := Divides(test.text, strings.Fields(test.names)); got != test.want {
			t.Errorf("%q between %s: %v, want %v", test.text, test.names, got, test.want)
		}
	}
}

func TestAreAlike(t *testing.T) {
	for names, want := range map[string]bool{
		"key1 key2": true, "primaryKey secondaryKey": true, "oldToken newToken": true, "primary secondary": true, "keyA keyB": true,
		"key secret": false, "a b": false, "key": false, "user1 password1": false, "key1 token2": false,
	} {
		if got := AreAlike(strings.Fields(names)); got != want {
			t.Errorf("%q: %v, want %v", names, got, want)
		}
	}
}

// Each row of the table of splitters names a function that exists.
func TestSplitters(t *testing.T) {
	for name, how := range splitters {
		path, rest, _ := strings.Cut(name, ".")
		files := modtest.Files(t, filepath.Join(runtime.GOROOT(), "src", path))
		fn, ok := modtest.Declared(files, strings.Split(rest, ".")).(*ast.FuncDecl)
		if !ok {
			t.Errorf("%s: no such function", name)
			continue
		}
		if how.sep >= fn.Type.Params.NumFields() {
			t.Errorf("%s: has no argument %d", name, how.sep)
		}
		if _, isList := fn.Type.Results.List[0].Type.(*ast.ArrayType); isList != how.list {
			t.Errorf("%s: returns a list: %v, want %v", name, isList, how.list)
		}
	}
}
