package typematch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

const source = `package p

func F() {}

type T[P any] struct{}

func (*T[P]) M() {}

type I interface{ N() }

type E struct{ I }

var e E

var t T[int]

func calls() { F(); t.M(); e.N() }
`

// functions returns the functions that calls calls, by their names.
func functions(t *testing.T) map[string]*types.Func {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object)}
	if _, err := new(types.Config).Check("example.com/m/v2/p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	found := make(map[string]*types.Func)
	for id, obj := range info.Uses {
		if fn, ok := obj.(*types.Func); ok {
			found[id.Name] = fn
		}
	}
	return found
}

func TestFunc(t *testing.T) {
	found := functions(t)
	for name, want := range map[string]string{
		"F": "example.com/m/v2/p.F", "M": "example.com/m/v2/p.T.M", "N": "example.com/m/v2/p.I.N",
	} {
		if got := Func(found[name]); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	universe := types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0)
	if got := Func(universe); got != "" {
		t.Errorf("error.Error: %s", got)
	}
}

func TestFuncMap(t *testing.T) {
	found := functions(t)
	var m FuncMap[int]
	if _, ok := m.Get(found["F"]); ok {
		t.Error("an empty map has F")
	}
	m.Set("example.com/m/p.F", 1)
	m.Set("example.com/m/v3/p.T.M", 2)
	m.Set("example.com/other/p.I.N", 3)
	for name, want := range map[string]int{"F": 1, "M": 2, "N": 0} {
		if got, ok := m.Get(found[name]); got != want || ok != (want != 0) {
			t.Errorf("%s: %d, %t", name, got, ok)
		}
	}
	if _, ok := m.Get(nil); ok {
		t.Error("no function is in the map")
	}
}
