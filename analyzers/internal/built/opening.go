package built

import (
	"go/types"
	"slices"
)

// An opening is a parameter that isn't known, or a part of it to which path
// leads, through fields and elements.
type opening struct {
	param *types.Var
	path  []string
}

// element is the step of a path to any element of a list.
const element = "[]"

// open adds o, once.
func (s *Set) openAt(o opening) {
	if !slices.ContainsFunc(s.open, func(p opening) bool { return p.param == o.param && slices.Equal(p.path, o.path) }) {
		s.open = append(s.open, o)
	}
}

// openBelow adds what is open in other, a step below it.
func (s *Set) openBelow(other Set, step string) {
	for _, o := range other.open {
		if len(o.path) < maxParts {
			s.openAt(opening{o.param, append(o.path[:len(o.path):len(o.path)], step)})
		}
	}
}
