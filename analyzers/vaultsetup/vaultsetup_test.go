package vaultsetup_test

import (
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/vaultsetup"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) { kvtest.Run(t, vaultsetup.Info, vaultsetup.Analyzer) }

// quiet takes the place of the test where findings are compared by hand.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

// Monitoring is reported where it is switched on, and only for the vault that
// nothing watches.
func TestMonitoring(t *testing.T) {
	set := shared.New(&config.Config{Enable: []string{"vaultsetup/monitoring"}})
	var found []string
	for _, result := range analysistest.Run(quiet{}, kvtest.Fixtures(), vaultsetup.New(set), "./vaultsetup/watched/...") {
		for _, d := range result.Diagnostics {
			if d.Category == vaultsetup.Monitoring {
				found = append(found, result.Pass.Pkg.Name())
			}
		}
	}
	if got := strings.Join(found, " "); got != "bare" {
		t.Errorf("monitoring is missed in %q, want bare alone", got)
	}
}

func TestExamples(t *testing.T) { kvtest.Examples(t, vaultsetup.Info) }
