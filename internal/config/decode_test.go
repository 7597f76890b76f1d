package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const everything = `
enable: [first/b]
disable:
  - second
severity: {first: note}
exclude:
  - gen
  - path: old/*/x.go
    rules: [first/a]
hot-functions: [example.com/m.Pool.Handle]
caches: [gopkg.in/cache.v2.Get]
secret-stores:
  - {func: example.com/m.Get, name: 2}
sinks:
  - example.com/m.Open
  - {func: example.com/m.Dial, arg: 2, use: address}
  - field: example.com/m.Options.Pin
`

func TestParse(t *testing.T) {
	c, err := Parse("f.yml", []byte(everything), rules)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case c.Enable[0] != "first/b", c.Disable[0] != "second", c.Severity["first"] != "note",
		c.Exclude[0].Path != "gen", c.Exclude[1].Path != "old/*/x.go", c.Exclude[1].Rules[0] != "first/a",
		c.HotFunctions[0] != "example.com/m.Pool.Handle", c.Caches[0] != "gopkg.in/cache.v2.Get",
		c.SecretStores[0] != SecretStore{"example.com/m.Get", 2},
		c.Sinks[0] != Sink{Func: "example.com/m.Open"}, c.Sinks[1] != Sink{Func: "example.com/m.Dial", Arg: 2, Use: "address"},
		c.Sinks[2] != Sink{Field: "example.com/m.Options.Pin"}:
		t.Errorf("got %+v", c)
	}
	for _, empty := range []string{"", "# nothing\n", "---\n", "disable:\nseverity:\n"} {
		if c, err := Parse("f.yml", []byte(empty), rules); err != nil || c.Disable != nil {
			t.Errorf("%q: got %v, %v", empty, c, err)
		}
	}
}

// An error names the file, the line, the key and what would be right.
func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"disabled: [first]", `f.yml:1:1: unknown key "disabled" (want one of enable, disable, severity, exclude, hot-functions, caches, min-ttl, strict, reconcile, secret-stores, sinks, max-age, max-size)`},
		{"\ndisable: first", "f.yml:2:10: disable: want a list of rules and rule/categories, not a text"},
		{"disable: {first: true}", "f.yml:1:10: disable: want a list of rules and rule/categories, not a mapping"},
		{"disable: [first, yes, 5]", "f.yml:1:23: disable[2]: want a text, not a number"},
		{"disable: [true]", "f.yml:1:11: disable[0]: want a text, not true or false"},
		{"disable:\n- first\n- third", `f.yml:3:3: disable[1]: unknown rule "third" (want one of first, second)`},
		{"severity:\n  first: high", `f.yml:2:10: severity.first: unknown severity "high" (want note, warning or error)`},
		{"severity: [first]", "f.yml:1:11: severity: want a mapping of rules and rule/categories to note, warning or error, not a list"},
		{"severity: {first: note, first: error}", `f.yml:1:25: severity: key "first" is there twice`},
		{"exclude: [{paths: a}]", `f.yml:1:12: exclude[0]: unknown key "paths" (want one of path, rules)`},
		{"exclude: [{rules: [first]}]", "f.yml:1:11: exclude[0].path: missing (want a file or directory, relative to the module's root)"},
		{"exclude: [a, ../b]", `f.yml:1:14: exclude[1].path: "../b" isn't relative to the module's root`},
		{"exclude: ['a[']", `f.yml:1:11: exclude[0].path: malformed pattern "a["`},
		{"caches: [F]", `f.yml:1:10: caches[0]: "F" is no function (want example.com/module/package.Function or example.com/module/package.Type.Method)`},
		{"caches: ['(*m.T).F']", "is no function"},
		{"sinks: [{func: m.F, field: m.T.F}]", "f.yml:1:9: sinks[0]: want either func or field"},
		{"sinks: [{field: m.F}]", `f.yml:1:17: sinks[0].field: "m.F" is no field (want example.com/module/package.Type.Field)`},
		{"sinks: [{func: m.F, use: pin}]", `f.yml:1:26: sinks[0].use: unknown use "pin" (want one of credential, address`},
		{"sinks: [{func: m.F, arg: -1}]", "f.yml:1:26: sinks[0].arg: want the number of an argument, counted from 1, not -1"},
		{"sinks: [{func: m.F, arg: one}]", "f.yml:1:26: sinks[0].arg: want a number, not a text"},
		{"- disable", "f.yml:1:1: want the keys enable, disable"},
		{"just text", "f.yml:1:1: want the keys enable, disable"},
		{"a: b: c", "f.yml:1: malformed YAML: mapping values are not allowed"},
		{"disable:\n\t- first", "f.yml:2: malformed YAML: "},
		{"disable: [first]\n---\nenable: [first]", "f.yml: more than one document"},
		{"disable: &a [*a]", "f.yml:1:"},
	} {
		c, err := Parse("f.yml", []byte(test.text), rules)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: got %+v and error %v, want one line with %q", test.text, c, err, test.want)
		}
	}
}

// All that is wrong is told, in the order of the file.
func TestParseErrorsOrder(t *testing.T) {
	_, err := Parse("f.yml", []byte("sinks: 1\nexclude: 1\nenable: 1"), rules)
	want := []string{"f.yml:1:8: sinks", "f.yml:2:10: exclude", "f.yml:3:9: enable"}
	lines := strings.Split(err.Error(), "\n")
	for i, line := range lines {
		if len(lines) != len(want) || !strings.HasPrefix(line, want[i]) {
			t.Fatalf("got:\n%v", err)
		}
	}
}

func TestFromValue(t *testing.T) {
	c, err := FromValue(map[string]any{
		"disable": []any{"first"}, "severity": map[string]any{"second": "error"},
		"secret-stores": []any{map[string]any{"func": "m.Get", "name": 2}},
	}, rules)
	if err != nil || c.Disable[0] != "first" || c.Severity["second"] != "error" || c.SecretStores[0].Name != 2 {
		t.Errorf("got %+v, %v", c, err)
	}
	if c, err := FromValue(nil, rules); err != nil || c.Disable != nil {
		t.Errorf("nil: got %+v, %v", c, err)
	}
	_, err = FromValue(map[string]any{"disable": "first"}, rules)
	if want := "disable: want a list of rules and rule/categories, not a text"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestForModule(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	if c, err := ForModule(dir, rules); err != nil || c.Disable != nil {
		t.Errorf("no file: got %+v, %v", c, err)
	}
	write(".kvlint.yaml", "disable: [first]")
	if _, err := ForModule(dir, rules); err == nil || err.Error() != ".kvlint.yaml: isn't read under this name (want .kvlint.yml)" {
		t.Errorf("misnamed: %v", err)
	}
	write(FileName, "disable: [first]")
	if c, err := ForModule(dir, rules); err != nil || c.Disable[0] != "first" {
		t.Errorf("got %+v, %v", c, err)
	}
	write("other.yml", "disable: [second]")
	t.Setenv(Variable, filepath.Join(dir, "other.yml"))
	if c, err := ForModule(dir, rules); err != nil || c.Disable[0] != "second" {
		t.Errorf("%s: got %+v, %v", Variable, c, err)
	}
	t.Setenv(Variable, filepath.Join(dir, "missing.yml"))
	if _, err := ForModule(dir, rules); err == nil || err.Error() != "missing.yml: no such file" {
		t.Errorf("got %v", err)
	}
}

func TestMatchPath(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"a", "a/b/c.go", true},
		{"a/b", "a/b/c.go", true},
		{"a/b/c.go", "a/b/c.go", true},
		{"a/b", "a/bc/c.go", false},
		{"b", "a/b/c.go", false},
		{"*/b", "a/b/c.go", true},
		{"*/c.go", "a/b/c.go", false},
		{"*.go", "c.go", true},
		{"*.go", "a/c.go", false},
		{"**/*_gen.go", "x_gen.go", true},
		{"**/*_gen.go", "a/b/x_gen.go", true},
		{"**/gen/*.go", "a/gen/x.go", true},
		{"**/gen", "a/b/gen/c/x.go", true},
		{"a/**/c.go", "a/c.go", true},
		{"a/**/c.go", "b/c.go", false},
		{"**", "a/b.go", true},
		{"**/a/**/b", "x/a/y/a/z/b/c", true},
		{"**/a/**/b", "b/a/c", false},
	} {
		if got := matchPath(test.pattern, test.name); got != test.want {
			t.Errorf("%s matches %s: %t", test.pattern, test.name, got)
		}
	}
}
