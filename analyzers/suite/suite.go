// Package suite connects the rules to one configuration: it is what every way
// in (standalone command, go vet, golangci-lint) starts from.
package suite

import (
	"github.com/kvlint/kvlint/analyzers"
	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/unusedignore"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// A Suite is one connected set of analyzers. Suites share nothing that can
// change, so that several can run in one process.
type Suite struct {
	Config *config.Config
	// Modules holds the settings of modules, by their paths, that have others
	// than Config. A driver fills it before the analysis starts.
	Modules map[string]*config.Config
	// Setting holds the configuration, and its flags; a driver that binds
	// flags of analyzers registers it beside the rules.
	Setting *analysis.Analyzer
	// Rules are the analyzers that report, in the order of the registry.
	Rules []*analysis.Analyzer
	// Helpers are the other analyzers that belong to this suite alone, and
	// that rules require. The zero value of what one returns, or a pointer to
	// it, says that nothing is known: a driver may put it in place of a result
	// when the helper fails.
	Helpers []*analysis.Analyzer
	// Engine is the helper that costs most. It leaves alone what tests do, so
	// that a driver needn't run it on the test variants of packages that it
	// analyses themselves.
	Engine *analysis.Analyzer
}

// IsRoot reports whether the package importPath declares operations of Key
// Vault. The packages that import it, directly or not, are in reach: helpers
// must run on them for their facts.
func IsRoot(importPath string) bool { return keyvault.IsRoot(importPath) }

// Infos returns what is known about each rule, in the order of the registry.
func Infos() []*rule.Info {
	var infos []*rule.Info
	for _, r := range analyzers.Rules() {
		infos = append(infos, r.Info)
	}
	return append(infos, unusedignore.Info)
}

// Find returns the rule called name, or nil.
func Find(name string) *rule.Info {
	for _, info := range Infos() {
		if info.Name == name {
			return info
		}
	}
	return nil
}

// A SilencedFinding is one that isn't reported, because of a directive.
type SilencedFinding struct {
	analysis.Diagnostic
	// Reason is what the directive says; it is empty where the directive is
	// another tool's, and hidden where it holds a credential.
	Reason string
}

// Silenced returns the findings that directives silence, of the result of a
// rule of a suite.
func Silenced(result any) []SilencedFinding {
	outcome, _ := result.(*diag.Outcome)
	if outcome == nil {
		return nil
	}
	var list []SilencedFinding
	for _, s := range outcome.Silenced {
		reason := s.By.Reason
		if _, isCredential := credential.Find(reason); isCredential {
			reason = "…"
		}
		list = append(list, SilencedFinding{s.Diagnostic, reason})
	}
	return list
}

// New returns a fresh suite with the settings cfg, which it checks.
func New(cfg *config.Config) (*Suite, error) {
	infos := Infos()
	if err := cfg.Validate(infos); err != nil {
		return nil, err
	}
	s := &Suite{Config: cfg}
	set := shared.NewPerModule(s.ConfigOf)
	config.Bind(&set.Config.Flags, cfg, infos)
	s.Setting, s.Helpers, s.Engine = set.Config, set.Helpers(), set.Summary
	for _, r := range analyzers.Rules() {
		s.Rules = append(s.Rules, r.New(set))
	}
	s.Rules = append(s.Rules, unusedignore.New(set, s.Rules))
	return s, nil
}

// ConfigOf returns the settings of the module called path.
func (s *Suite) ConfigOf(path string) *config.Config {
	if cfg := s.Modules[path]; cfg != nil {
		return cfg
	}
	return s.Config
}
