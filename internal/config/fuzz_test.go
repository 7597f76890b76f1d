package config

import (
	"errors"
	"flag"
	"io"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// Settings that are taken are right, and the same when they are written again;
// what is wrong is said in a line for each thing.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"", Example(rules), strings.ReplaceAll(Example(rules), "\n# ", "\n"), "disable: [hardcodedcreds/sink]\nseverity: {hardcodedcreds: note}\n", "enable: &a [x]\ndisable: *a\n", "a: 1\na: 2\n", "---\n---\n", "\tx", "- 1",
		"exclude: ['**/**/x', '[']\n", "disable: [a\x00b]\n", "? {a: b}\n: c\n", "<<: *x\n", "sinks: [{func: 'a.b', arg: 99999999999999999999}]\n", "&a [*a]", "a: &a\n  b: *a\n", "disable: !!binary aGk=\n", "\"a\\nb\": 1\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cfg, err := Parse("x.yml", []byte(text), rules)
		if err != nil {
			checkLines(t, text, err)
			return
		}
		if err := cfg.Validate(rules); err != nil {
			t.Errorf("%q is taken, though: %v", text, err)
		}
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatalf("%q is taken, though: %v", text, err)
		}
		if again, err := FromValue(value, rules); err != nil || !reflect.DeepEqual(again, cfg) {
			t.Errorf("%q: %+v as YAML, %+v as a value: %v", text, cfg, again, err)
		}
	})
}

// checkLines wants an error that is a line, or several joined.
func checkLines(t *testing.T, text string, err error) {
	t.Helper()
	errs := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	}
	for _, err := range errs {
		if err.Error() == "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %q, want one line", text, err)
		}
	}
}

// A flag sets what is right, or says in a line for each thing what is wrong.
func FuzzFlag(f *testing.F) {
	var names []string
	for k := range keysOf(reflect.TypeFor[Config]()) {
		names = append(names, k.name)
		for _, value := range []string{"", "hardcodedcreds/sink", "hardcodedcreds=note,x", "true", "4KB", "{func: a.B, arg: 1}", "*", "[", "- x", "&a *a", "90d"} {
			f.Add(len(names)-1, value)
		}
	}
	f.Fuzz(func(t *testing.T, i int, value string) {
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		flags.SetOutput(io.Discard)
		cfg := new(Config)
		Bind(flags, cfg, rules)
		if i < 0 || i >= len(names) {
			return
		}
		if err := flags.Parse([]string{"-" + names[i] + "=" + value}); err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") { // one for each element
				checkLines(t, value, errors.New(line))
			}
		} else if err := cfg.Validate(rules); err != nil {
			t.Errorf("-%s=%q is taken, though: %v", names[i], value, err)
		}
	})
}

// A pattern takes what lies below the files it takes, and ** takes all.
func FuzzMatchPath(f *testing.F) {
	f.Add("**/*_gen.go", "a/b/x_gen.go")
	f.Add("a/[b-", "a/b")
	f.Add("[a/b]/c", "a")
	f.Add("**/a/**/b", "a/x/a/b")
	f.Add(strings.Repeat("**/", 40)+"x", strings.Repeat("a/", 200))
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if checkPath(pattern) != nil {
			return
		}
		matched := matchPath(pattern, name)
		if matched && !matchPath(pattern, name+"/below") {
			t.Errorf("%q takes %q, but not what lies below", pattern, name)
		}
		elements, names := strings.Split(pattern, "/"), strings.Split(name, "/")
		if len(elements)+len(names) < 16 && matched != matchSlowly(elements, names) {
			t.Errorf("%q takes %q: %t", pattern, name, matched)
		}
		if matched && !matchPath("**/"+pattern, name) {
			t.Errorf("%q takes %q, but **/ before it doesn't", pattern, name)
		}
	})
}

// matchSlowly says what ** means, and takes exponential time for several.
func matchSlowly(pattern, name []string) bool {
	switch {
	case len(pattern) == 0:
		return true
	case pattern[0] == "**":
		return matchSlowly(pattern[1:], name) || len(name) > 0 && matchSlowly(pattern, name[1:])
	case len(name) == 0:
		return false
	}
	return matchElement(pattern[0], name[0]) && matchSlowly(pattern[1:], name[1:])
}
