// Package gclplugin makes kvlint a module plugin of golangci-lint.
package gclplugin

import (
	"github.com/golangci/plugin-module-register/register"
	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
)

func init() { // the only way in which golangci-lint learns of a plugin
	register.Plugin("kvlint", New)
}

// New returns the plugin with golangci-lint's settings for it, which are those
// of kvlint's configuration. Unknown keys, rules and categories are errors.
func New(settings any) (register.LinterPlugin, error) {
	cfg, err := config.FromValue(settings, suite.Infos())
	if err != nil {
		return nil, err
	}
	s, err := suite.New(cfg)
	if err != nil {
		return nil, err
	}
	return &plugin{s}, nil
}

type plugin struct{ suite *suite.Suite }

// GetLoadMode implements register.LinterPlugin.
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers implements register.LinterPlugin. Messages get their category
// appended, since golangci-lint shows only the name of the analyzer, and lose
// related information, of which it makes findings of their own.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	for _, a := range p.suite.Rules {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			shown := *pass
			shown.Report = func(d analysis.Diagnostic) {
				d.Message += " (" + d.Category + ")"
				d.Related = nil
				pass.Report(d)
			}
			return run(&shown)
		}
	}
	return p.suite.Rules, nil
}
