// Package analyzers is the registry of kvlint's rules.
package analyzers

import (
	"github.com/kvlint/kvlint/analyzers/configinvault"
	"github.com/kvlint/kvlint/analyzers/hardcodedcreds"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/missingretry"
	"github.com/kvlint/kvlint/analyzers/secretformat"
	"github.com/kvlint/kvlint/analyzers/secretleak"
	"github.com/kvlint/kvlint/analyzers/secretrotation"
	"github.com/kvlint/kvlint/analyzers/vaultcache"
	"github.com/kvlint/kvlint/analyzers/vaulthotpath"
	"github.com/kvlint/kvlint/analyzers/vaultsetup"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// A Rule is an entry of the registry.
type Rule struct {
	Info *rule.Info
	// New returns the rule's analyzer for a suite of its own.
	New func(*shared.Set) *analysis.Analyzer
	// Default is the rule's analyzer in the default suite.
	Default *analysis.Analyzer
}

// Rules returns the rules in the order in which users see them.
//
// unusedignore isn't among them: it requires all of them, and package suite
// adds it.
func Rules() []Rule {
	return []Rule{
		{hardcodedcreds.Info, hardcodedcreds.New, hardcodedcreds.Analyzer},
		{vaulthotpath.Info, vaulthotpath.New, vaulthotpath.Analyzer},
		{vaultcache.Info, vaultcache.New, vaultcache.Analyzer},
		{missingretry.Info, missingretry.New, missingretry.Analyzer},
		{configinvault.Info, configinvault.New, configinvault.Analyzer},
		{secretleak.Info, secretleak.New, secretleak.Analyzer},
		{secretrotation.Info, secretrotation.New, secretrotation.Analyzer},
		{secretformat.Info, secretformat.New, secretformat.Analyzer},
		{vaultsetup.Info, vaultsetup.New, vaultsetup.Analyzer},
	}
}
