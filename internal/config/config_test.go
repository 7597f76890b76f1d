package config

import (
	"flag"
	"io"
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
		{Config{Disable: []string{"third"}}, `disable: unknown rule "third" (want one of first, second)`},
		{Config{Enable: []string{"first/c"}}, `enable: unknown category "c" of rule first (want one of a, b)`},
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

func TestFlags(t *testing.T) {
	var c Config
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	Bind(flags, &c, rules)
	if err := flags.Parse([]string{"-disable=first/a, second", "-disable=first", "-enable=first/b"}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Disable, " "); got != "first/a second first" {
		t.Errorf("disable: %s", got)
	}
	if err := flags.Parse([]string{"-enable=nosuch"}); err == nil {
		t.Error("an unknown rule is taken")
	}
}
