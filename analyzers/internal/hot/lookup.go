package hot

import (
	"go/types"
	"strings"
	"sync"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// A Taken is an argument of a call that is run again and again.
type Taken struct {
	Arg    int
	Kind   Kind
	Method string // that is called of it; "" where it is a function
	Every  int    // the argument that says how often, or negative
	// Chained says that the calls that made the receiver say how often.
	Chained bool
}

var rows = sync.OnceValue(func() *typematch.FuncMap[[]Taken] {
	m := new(typematch.FuncMap[[]Taken])
	for _, r := range registrations {
		m.Set(r.function, []Taken{{Arg: r.arg, Kind: r.kind, Method: r.method, Every: r.every, Chained: r.every == chained}})
	}
	return m
})

// Takes returns the arguments of calls of fn that are run again and again. It
// returns nothing for nil.
func Takes(fn *types.Func) []Taken {
	taken, _ := rows().Get(fn)
	return taken
}

var waits = sync.OnceValue(func() *typematch.FuncMap[Kind] {
	m := new(typematch.FuncMap[Kind])
	for name, kind := range receivers {
		m.Set(name, kind)
	}
	return m
})

// Receives returns how often a loop around a call of fn runs, where fn waits
// for messages or connections. It returns Cold for nil.
func Receives(fn *types.Func) Kind {
	kind, _ := waits().Get(fn)
	return kind
}

// Field returns how often what a field holds is run, given the field as
// "import/path.Type.Field".
func Field(cell string) Kind {
	if !strings.Contains(cell, "/v") {
		return fields[cell]
	}
	return fields[majorVersion.ReplaceAllString(cell, "$2")]
}
