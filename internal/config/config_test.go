package config

import (
	"flag"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/rule"
)

var rules = []*rule.Info{
	{Name: "first", Categories: []rule.Category{{Name: "a", Severity: rule.Error}, {Name: "b", Severity: rule.Note, OptIn: true}}},
	{Name: "second", Categories: []rule.Category{{Name: "c", Severity: rule.Warning}}},
}

func TestEnabled(t *testing.T) {
	for _, test := range []struct {
		disable, enable string
		want            string // categories that are on
	}{
		{"", "", "a c"},
		{"first", "", "c"},
		{"first/a", "", "c"},
		{"", "first/b", "a b c"},
		{"", "first", "a b c"},
		{"first", "first/a", "a c"},
		{"first/a", "first", "b c"},
		{"second", "second", "a"},
	} {
		c := &Config{Disable: strings.Fields(test.disable), Enable: strings.Fields(test.enable)}
		var on []string
		for _, r := range rules {
			for _, category := range r.Categories {
				if c.Enabled(r, category) {
					on = append(on, category.Name)
				}
			}
		}
		if got := strings.Join(on, " "); got != test.want {
			t.Errorf("disable %q, enable %q: %q are on, want %q", test.disable, test.enable, got, test.want)
		}
	}
}

func TestSeverityOf(t *testing.T) {
	c := &Config{Severity: map[string]string{"first": "note", "first/a": "warning"}}
	a, _ := rules[0].Category("a")
	b, _ := rules[0].Category("b")
	if got := c.SeverityOf(rules[0], a); got != rule.Warning {
		t.Errorf("first/a: %v", got)
	}
	if got := c.SeverityOf(rules[0], b); got != rule.Note {
		t.Errorf("first/b: %v", got)
	}
}

// An error names what is wrong and what would be right.
func TestValidate(t *testing.T) {
	for _, test := range []struct {
		config Config
		want   string
	}{
		{Config{Disable: []string{"third"}}, `disable[0]: unknown rule "third" (want one of first, second)`},
		{Config{Enable: []string{"first/c"}}, `enable[0]: unknown category "c" of rule first (want one of a, b)`},
		{Config{Severity: map[string]string{"first": "high"}}, `severity.first: unknown severity "high" (want note, warning or error)`},
	} {
		if err := test.config.Validate(rules); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
	good := Config{Disable: []string{"first/a"}, Severity: map[string]string{"second/c": "error"}}
	if err := good.Validate(rules); err != nil {
		t.Error(err)
	}
}

// A flag adds to what is there, and outweighs what it contradicts.
func TestFlags(t *testing.T) {
	for _, test := range []struct {
		args []string
		want Config
	}{
		{
			[]string{"-disable=first/a, second", "-disable=first", "-enable=first/b"},
			Config{Disable: []string{"first/a", "second", "first"}, Enable: []string{"first/b"}},
		},
		{[]string{"-enable=second", "-disable=second"}, Config{Disable: []string{"second"}}},
		{[]string{"-disable=second", "-enable=second"}, Config{Enable: []string{"second"}}},
		{[]string{"-severity=first=note,second/c=error"}, Config{Severity: map[string]string{"first": "note", "second/c": "error"}}},
		{
			[]string{"-exclude=gen/**", "-exclude={path: old, rules: [first]}"},
			Config{Exclude: []Exclusion{{Path: "gen/**"}, {Path: "old", Rules: []string{"first"}}}},
		},
		{[]string{"-hot-functions=m.F,m.T.G", "-caches=m.C"}, Config{HotFunctions: []string{"m.F", "m.T.G"}, Caches: []string{"m.C"}}},
		{[]string{"-secret-stores={func: m.Get, name: 2}"}, Config{SecretStores: []SecretStore{{"m.Get", 2}}}},
		{[]string{"-sinks=m.Open", "-sinks={field: m.T.F, use: port}"}, Config{Sinks: []Sink{{Func: "m.Open"}, {Field: "m.T.F", Use: "port"}}}},
	} {
		c := Config{}
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		Bind(flags, &c, rules)
		if err := flags.Parse(test.args); err != nil {
			t.Errorf("%v: %v", test.args, err)
		}
		if got, want := fmt.Sprintf("%+v", c), fmt.Sprintf("%+v", test.want); got != want {
			t.Errorf("%v:\ngot  %s\nwant %s", test.args, got, want)
		}
	}
}

func TestWrongFlags(t *testing.T) {
	for _, test := range []struct{ arg, err string }{
		{"-enable=nosuch", `unknown rule "nosuch" (want one of first, second)`},
		{"-severity=first", `"first" isn't of the form name=value`},
		{"-severity=first=high", `unknown severity "high"`},
		{"-exclude=/tmp", "isn't relative to the module's root"},
		{"-exclude={paths: a}", `exclude[0]: unknown key "paths" (want one of path, rules)`},
		{"-exclude={", "want a text, or a mapping with the keys path, rules"},
		{"-exclude=", "want a text, or a mapping"},
		{"-caches=F", `"F" is no function (want example.com/module/package.Function`},
	} {
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		flags.SetOutput(io.Discard)
		Bind(flags, new(Config), rules)
		if err := flags.Parse([]string{test.arg}); err == nil || !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: error %v, want one with %q", test.arg, err, test.err)
		}
	}
}

// Keys whose value is a text, as those of single rules are, work like the rest.
func TestTextKeys(t *testing.T) {
	type ages struct {
		Age   string   `key:"max-age" doc:"The age."`
		Names []string `key:"names" doc:"The names."`
	}
	to, from := ages{Age: "60d", Names: []string{"a"}}, ages{}
	addFields(reflect.ValueOf(&to).Elem(), reflect.ValueOf(&from).Elem())
	if to.Age != "60d" {
		t.Errorf("nothing changes the age to %q", to.Age)
	}
	k, _ := findKey(reflect.TypeFor[ages](), "max-age")
	f := &keyFlag{key: k}
	if err := f.parse("90d", reflect.ValueOf(&from).Elem().Field(k.index)); err != nil {
		t.Fatal(err)
	}
	addFields(reflect.ValueOf(&to).Elem(), reflect.ValueOf(&from).Elem())
	if to.Age != "90d" || len(to.Names) != 1 {
		t.Errorf("got %+v", to)
	}
	if got := usage(k); got != "the age; a `text`" {
		t.Errorf("usage %q", got)
	}
}
