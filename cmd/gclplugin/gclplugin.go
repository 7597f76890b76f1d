// Package gclplugin makes kvlint a module plugin of golangci-lint.
package gclplugin

import (
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
)

func init() { // the only way in which golangci-lint learns of a plugin
	register.Plugin("kvlint", New)
}

// New returns the plugin with golangci-lint's settings for it, which are those
// of kvlint's configuration. Unknown keys, rules and categories are errors, all
// told in one line.
func New(settings any) (register.LinterPlugin, error) {
	cfg, err := config.FromValue(settings, suite.Infos())
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), "\n", "; "))
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
// appended, since golangci-lint shows only the name of the analyzer. Related
// information, of which it makes findings of their own, becomes part of the
// message.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	for _, a := range p.suite.Rules {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			shown := *pass
			shown.Report = func(d analysis.Diagnostic) {
				d.Message += trace(pass.Fset, d) + " (" + d.Category + ")"
				d.Related = nil
				pass.Report(d)
			}
			return run(&shown)
		}
	}
	return p.suite.Rules, nil
}

// maxSteps is how many places of a trace a message names.
const maxSteps = 4

// trace returns the places of d's related information in short, as an addition
// to its message: those that the message doesn't name already.
func trace(fset *token.FileSet, d analysis.Diagnostic) string {
	var steps []string
	for _, related := range d.Related {
		posn := fset.Position(related.Pos)
		step := fmt.Sprintf("%s:%d", filepath.Base(posn.Filename), posn.Line)
		if posn.IsValid() && !strings.Contains(d.Message, step) && !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	switch {
	case len(steps) == 0:
		return ""
	case len(steps) > maxSteps:
		steps = append(steps[:maxSteps], "…")
	}
	return " [" + strings.Join(steps, ", ") + "]"
}
