package sinks

import (
	"go/ast"
	"slices"
	"testing"
)

// Each row of the tables of leaks names a symbol that exists, with a parameter
// that can carry something.
func TestLeakTables(t *testing.T) {
	categories := []string{Log, Error, Response, Environment, Args, Telemetry, ToWriter, ToHeader, ToFile}
	for key, rows := range leakTables().calls {
		params, ok := parameters(lookup(t, key))
		if !ok {
			t.Errorf("%s: no such function", key)
			continue
		}
		for _, l := range rows {
			if l.Arg >= len(params) || l.Target >= len(params) {
				t.Errorf("%s: has %d parameters", key, len(params))
			}
			if !slices.Contains(categories, l.Category) {
				t.Errorf("%s: category %q", key, l.Category)
			}
		}
	}
	for key, category := range leakTables().fields {
		if _, ok := lookup(t, key).(*ast.Field); !ok {
			t.Errorf("%s: no such field", key)
		}
		if leakPhrases[category] == "" {
			t.Errorf("%s: category %q", key, category)
		}
	}
}

// Functions of loggers are known by what they are called.
func TestLogMethod(t *testing.T) {
	for _, test := range []struct {
		name  string
		how   How
		pairs bool
		ok    bool
	}{
		{"Info", AsValue, true, true},
		{"InfoContext", AsValue, true, true},
		{"LogAttrs", AsValue, true, true},
		{"InfoDepth", AsValue, true, true},
		{"Warningf", AsFormat, false, true},
		{"Println", AsValue, false, true},
		{"Errorw", AsValue, true, true},
		{"InfoS", AsValue, true, true},
		{"Writer", "", false, false},
		{"Informer", "", false, false},
		{"SetLevel", "", false, false},
	} {
		if how, pairs, ok := logMethod(test.name); how != test.how || pairs != test.pairs || ok != test.ok {
			t.Errorf("logMethod(%q) = %q, %v, %v, want %q, %v, %v", test.name, how, pairs, ok, test.how, test.pairs, test.ok)
		}
	}
}
