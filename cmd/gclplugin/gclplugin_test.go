package gclplugin

import (
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
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
