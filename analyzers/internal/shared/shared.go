// Package shared holds what the rules of one suite have in common: one
// configuration and the helper analyzers, so that every driver runs each of
// them once per package.
package shared

import (
	"reflect"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
)

// Set is one connected set of analyzers that rules require.
type Set struct {
	// Config has the result type *config.Config. Every rule requires it
	// directly, since nogo sets flags on roots and their direct requirements
	// only.
	Config *analysis.Analyzer
	// Summary has the result type *summary.Result. It is the one analyzer with
	// facts.
	Summary *analysis.Analyzer
}

// Helpers returns all analyzers of the set, which no other set has.
func (s *Set) Helpers() []*analysis.Analyzer { return []*analysis.Analyzer{s.Config, s.Summary} }

// New returns a set whose configuration is cfg.
func New(cfg *config.Config) *Set { return NewPerModule(func(string) *config.Config { return cfg }) }

// NewPerModule returns a set whose configuration is what configOf returns for the module
// with a path, "" where a driver knows none. Whatever changes the configuration
// must do so before the analysis starts.
func NewPerModule(configOf func(modulePath string) *config.Config) *Set {
	settings := &analysis.Analyzer{
		Name:             "kvlint",
		Doc:              "hold the settings that kvlint's rules share",
		RunDespiteErrors: true,
		Run: func(pass *analysis.Pass) (any, error) {
			if pass.Module == nil {
				return configOf(""), nil
			}
			return configOf(pass.Module.Path), nil
		},
		ResultType: reflect.TypeFor[*config.Config](),
	}
	return &Set{Config: settings, Summary: summary.NewWith(settings)}
}

// Default is the set that the rules' Analyzer variables use, for drivers such
// as Bazel's nogo that name analyzers one by one.
var Default = New(new(config.Config))
