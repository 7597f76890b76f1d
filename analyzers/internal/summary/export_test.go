package summary

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// NewForced returns an analyzer that builds every package in scope, whether or
// not it shows a question.
func NewForced() *analysis.Analyzer {
	return newAnalyzer(options{max: defaultLimits, forced: true})
}

// LimitNames returns the names of all limits.
func LimitNames() []string {
	var names []string
	for field := range reflect.TypeFor[limits]().Fields() {
		names = append(names, field.Name)
	}
	return names
}

// NewLimited returns an analyzer with one limit set to n.
func NewLimited(name string, n int) *analysis.Analyzer {
	max := defaultLimits
	for _, limit := range []struct {
		name string
		at   *int
	}{
		{"ops", &max.ops}, {"opens", &max.opens}, {"sinks", &max.sinks}, {"results", &max.results},
		{"cells", &max.cells}, {"chain", &max.chain}, {"states", &max.states}, {"steps", &max.steps},
		{"fills", &max.fills}, {"leaves", &max.leaves},
	} {
		if limit.name == name {
			*limit.at = n
			return newAnalyzer(options{max: max})
		}
	}
	panic("no limit is called " + name)
}
