package suite

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
)

// The registry is complete and its rules are described.
func TestRules(t *testing.T) {
	s, err := New(new(config.Config))
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(append(s.Rules, s.Setting)); err != nil {
		t.Error(err)
	}
	var names []string
	for i, info := range Infos() {
		names = append(names, info.Name)
		if s.Rules[i].Name != info.Name {
			t.Errorf("rule %d is %s in the suite, %s in the registry", i, s.Rules[i].Name, info.Name)
		}
		if summary := info.Summary(); summary == "" || len(summary) > 60 {
			t.Errorf("%s: summary %q", info.Name, summary)
		}
		for _, heading := range []string{"# Why it matters", "# Example", "# Limits", "Since: "} {
			if !strings.Contains(info.Page, heading) {
				t.Errorf("%s: the page has no %q", info.Name, heading)
			}
		}
		for _, c := range info.Categories {
			if c.Name == "" || c.Summary == "" || c.Severity == 0 {
				t.Errorf("%s/%s isn't described", info.Name, c.Name)
			}
			if !strings.Contains(info.Page, "  - "+c.Name+": ") {
				t.Errorf("%s: the page doesn't explain %s", info.Name, c.Name)
			}
		}
	}
	if got, want := names, directories(t, ".."); !sameElements(got, want) {
		t.Errorf("registered %v, but the directories are %v", got, want)
	}
	if got, want := names, directories(t, "../../testdata/fixtures"); !sameElements(got, want) {
		t.Errorf("registered %v, but fixtures are %v", got, want)
	}
}

// Whatever rules require is a rule, a helper that the suite lists, one of
// x/tools, or one of the two that all suites share, which do next to nothing
// when they run.
func TestHelpers(t *testing.T) {
	known := []string{"kvlintdirectives", "kvlintvalues"}
	s, err := New(new(config.Config))
	if err != nil {
		t.Fatal(err)
	}
	var visit func(analyzers []*analysis.Analyzer)
	visit = func(analyzers []*analysis.Analyzer) {
		for _, a := range analyzers {
			run := runtime.FuncForPC(reflect.ValueOf(a.Run).Pointer()).Name()
			isOurs := !strings.HasPrefix(run, "golang.org/x/tools/") && !slices.Contains(known, a.Name)
			if isOurs && !slices.Contains(s.Rules, a) && !slices.Contains(s.Helpers, a) {
				t.Errorf("%s (%s) is required but not among the suite's helpers", a.Name, run)
			}
			visit(a.Requires)
		}
	}
	visit(s.Rules)
	if !slices.Contains(s.Helpers, s.Setting) {
		t.Error("the settings aren't among the helpers")
	}
}

// Suites share no configuration.
func TestSuitesAreSeparate(t *testing.T) {
	first, err := New(&config.Config{Disable: []string{"hardcodedcreds"}})
	if err != nil {
		t.Fatal(err)
	}
	second, err := New(new(config.Config))
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range first.Rules {
		if a == second.Rules[i] {
			t.Errorf("%s is in both suites", a.Name)
		}
		if !slices.Contains(a.Requires, first.Setting) || slices.Contains(a.Requires, second.Setting) {
			t.Errorf("%s doesn't require its own suite's settings", a.Name)
		}
	}
	if len(second.Config.Disable) != 0 {
		t.Errorf("the second suite disables %v", second.Config.Disable)
	}
}

func TestInvalidConfig(t *testing.T) {
	if _, err := New(&config.Config{Enable: []string{"nosuch"}}); err == nil {
		t.Error("an unknown rule is taken")
	}
}

func directories(t *testing.T, parent string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.FromSlash(parent))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "internal" && e.Name() != "suite" {
			names = append(names, e.Name())
		}
	}
	return names
}

func sameElements(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}
