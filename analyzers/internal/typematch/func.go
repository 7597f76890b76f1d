package typematch

import (
	"go/types"
	"regexp"
	"strings"
	"sync"
)

// Func returns "path.Func" or "path.Type.Method" of a declared function, or ""
// for those of no package. Methods of instances of generic types count as those
// of the generic type.
func Func(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	if recv := fn.Origin().Signature().Recv(); recv != nil {
		return strings.TrimPrefix(Name(recv.Type()), "*") + "." + fn.Name()
	}
	return fn.Pkg().Path() + "." + fn.Name()
}

var majorVersion = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[/.]v[0-9]+(?:\.[0-9]+)?([/.])`)
})

// Unversioned returns a qualified name without the major versions in its import
// path.
func Unversioned(name string) string {
	if !strings.Contains(name, "/v") && !strings.Contains(name, ".v") {
		return name
	}
	return majorVersion().ReplaceAllString(name, "$1")
}

// A FuncMap maps declared functions by their names, whatever the major versions
// in these.
type FuncMap[T any] struct {
	values map[string]T    // by qualified name
	last   map[string]bool // the last elements of the keys: the cheap way out
}

// Set makes v the value of the function called "path.Func" or
// "path.Type.Method".
func (m *FuncMap[T]) Set(name string, v T) {
	if m.values == nil {
		m.values, m.last = make(map[string]T), make(map[string]bool)
	}
	m.values[Unversioned(name)] = v
	m.last[name[strings.LastIndexByte(name, '.')+1:]] = true
}

// Get returns the value of fn. A nil function has none.
func (m *FuncMap[T]) Get(fn *types.Func) (T, bool) {
	if fn == nil || !m.last[fn.Name()] {
		var none T
		return none, false
	}
	v, ok := m.values[Unversioned(Func(fn))]
	return v, ok
}
