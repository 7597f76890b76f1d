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

// New returns a set whose configuration is cfg. Flags that a driver binds to
// cfg take effect as long as they are set before the analysis starts.
func New(cfg *config.Config) *Set {
	return &Set{
		Config: &analysis.Analyzer{
			Name:             "kvlint",
			Doc:              "hold the settings that kvlint's rules share",
			RunDespiteErrors: true,
			Run:              func(*analysis.Pass) (any, error) { return cfg, nil },
			ResultType:       reflect.TypeFor[*config.Config](),
		},
		Summary: summary.New(),
	}
}

// Default is the set that the rules' Analyzer variables use, for drivers such
// as Bazel's nogo that name analyzers one by one.
var Default = New(new(config.Config))
