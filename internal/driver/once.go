package driver

import (
	"go/types"

	"github.com/kvlint/kvlint/analyzers/suite"
	"golang.org/x/tools/go/analysis"
)

// once keeps the engine from doing a package again in its test variants: it has
// an empty result there, and no facts.
type once struct {
	repeats map[*types.Package]bool
}

// newOnce changes the engine of s, which belongs to a fresh suite, in place.
func newOnce(s *suite.Suite) *once {
	o := new(once)
	if s.Engine == nil {
		return o
	}
	run := s.Engine.Run
	s.Engine.Run = func(pass *analysis.Pass) (any, error) {
		if o.repeats[pass.Pkg] {
			return empty(s.Engine.ResultType), nil
		}
		return run(pass)
	}
	return o
}
