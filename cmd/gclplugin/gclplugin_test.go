package gclplugin

import (
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"github.com/kvlint/kvlint/analyzers/suite"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"
)

func TestPlugin(t *testing.T) {
	newPlugin, err := register.GetPlugin("kvlint")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		settings any
		err      string // contained; "" for none
	}{
		{nil, ""},
		{map[string]any{"disable": []any{"hardcodedcreds/sink"}, "severity": map[string]any{"configinvault": "note"}}, ""},
		{map[string]any{"disabled": []any{"hardcodedcreds"}}, `unknown key "disabled" (want one of enable, disable,`},
		{map[string]any{"disable": "hardcodedcreds"}, "disable: want a list of rules and rule/categories, not a text"},
		{map[string]any{"caches": 1, "sinks": 1}, "not a number; sinks: want"},
		{map[string]any{"disable": []any{"nosuch"}}, `disable[0]: unknown rule "nosuch" (want one of hardcodedcreds`},
	} {
		plugin, err := newPlugin(test.settings)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%v: error %v, want one with %q", test.settings, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%v: %v", test.settings, err)
			continue
		}
		if mode := plugin.GetLoadMode(); mode != register.LoadModeTypesInfo {
			t.Errorf("load mode %s", mode)
		}
		if analyzers, err := plugin.BuildAnalyzers(); err != nil || len(analyzers) < 4 {
			t.Errorf("%d analyzers, %v", len(analyzers), err)
		}
	}
}

// Messages name the places of related information that they lack, the first of
// many.
func TestTrace(t *testing.T) {
	fset := token.NewFileSet()
	file := fset.AddFile("/m/a/a.go", -1, 100)
	for line := range 9 {
		file.AddLine(line * 10)
	}
	at := func(lines ...int) (related []analysis.RelatedInformation) {
		for _, line := range lines {
			related = append(related, analysis.RelatedInformation{Pos: file.LineStart(line), Message: "here"})
		}
		return related
	}
	for _, test := range []struct {
		message string
		related []analysis.RelatedInformation
		want    string
	}{
		{"bad", nil, ""},
		{"bad", at(2, 4, 2), " [a.go:2, a.go:4]"},
		{"bad through f (a.go:2)", at(2, 4), " [a.go:4]"},
		{"bad through f (a.go:2)", at(2), ""},
		{"bad", at(1, 2, 3, 4, 5), " [a.go:1, a.go:2, a.go:3, a.go:4, …]"},
		{"bad", []analysis.RelatedInformation{{}}, ""},
	} {
		if got := trace(fset, analysis.Diagnostic{Message: test.message, Related: test.related}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.message, got, test.want)
		}
	}
}

// The plugin hands on no related information, whatever rules report.
func TestReport(t *testing.T) {
	p := &plugin{&suite.Suite{Rules: []*analysis.Analyzer{{
		Name: "rule",
		Run: func(pass *analysis.Pass) (any, error) {
			pass.Report(analysis.Diagnostic{Message: "bad", Category: "sink", Related: make([]analysis.RelatedInformation, 1)})
			return nil, nil
		},
	}}}}
	analyzers, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	var got []analysis.Diagnostic
	pass := &analysis.Pass{Fset: token.NewFileSet(), Report: func(d analysis.Diagnostic) { got = append(got, d) }}
	if _, err := analyzers[0].Run(pass); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Message != "bad (sink)" || got[0].Related != nil {
		t.Errorf("got %+v", got)
	}
}

// The file that builds a golangci-lint names this package, and the version that
// the test builds.
func TestCustomGcl(t *testing.T) {
	data, err := os.ReadFile("../../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	var custom struct {
		Version string
		Plugins []struct{ Module, Import, Path string }
	}
	if err := yaml.Unmarshal(data, &custom); err != nil {
		t.Fatal(err)
	}
	if self := reflect.TypeFor[plugin]().PkgPath(); len(custom.Plugins) != 1 || custom.Plugins[0].Import != self {
		t.Errorf("plugins %+v, want one with import %s", custom.Plugins, self)
	}
	mod, err := os.ReadFile("../../testdata/golangci/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if want := "github.com/golangci/golangci-lint/v2 " + custom.Version + "\n"; !strings.Contains(string(mod), want) {
		t.Errorf("testdata/golangci/go.mod lacks %q", want)
	}
}
