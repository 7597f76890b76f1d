package typematch

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

func TestName(t *testing.T) {
	const source = `package p

type T struct{}
type A = T
type P = *T
type G[X any] struct{}

var (
	named   T
	pointer *T
	alias   A
	toAlias *A
	aliasP  P
	generic G[int]
	err     error
	basic   int
	slice   []T
	double  **T
)`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("example.com/p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"named": "example.com/p.T", "pointer": "*example.com/p.T", "alias": "example.com/p.T", "toAlias": "*example.com/p.T",
		"aliasP": "*example.com/p.T", "generic": "example.com/p.G", "err": "error", "basic": "", "slice": "", "double": "",
	} {
		if got := Name(pkg.Scope().Lookup(name).Type()); got != want {
			t.Errorf("Name of %s: %q, want %q", name, got, want)
		}
	}
}
