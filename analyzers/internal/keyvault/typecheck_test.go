package keyvault_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"
)

// A universe holds type-checked packages by import path, and is the importer
// for those that follow.
type universe map[string]*types.Package

func (u universe) Import(path string) (*types.Package, error) {
	if pkg, ok := u[path]; ok {
		return pkg, nil
	}
	return nil, fmt.Errorf("no package %q", path)
}

// check type-checks one file as package path. Errors in it are passed to
// onError.
func (u universe) check(t testing.TB, path, name string, src []byte, onError func(error)) (*token.FileSet, *ast.File, *types.Info) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types:      make(map[ast.Expr]types.TypeAndValue),
		Instances:  make(map[*ast.Ident]types.Instance),
		Defs:       make(map[*ast.Ident]types.Object),
		Uses:       make(map[*ast.Ident]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection),
	}
	conf := types.Config{Importer: u, Error: onError}
	pkg, _ := conf.Check(path, fset, []*ast.File{file}, info)
	u[path] = pkg
	return fset, file, info
}

// must fails the test on a type error.
func must(t testing.TB) func(error) {
	return func(err error) { t.Helper(); t.Error(err) }
}

// ignore is for programs that don't compile.
func ignore(error) {}

// stubs returns a universe with the stand-ins of testdata/stubs.txtar.
func stubs(t testing.TB) universe {
	t.Helper()
	u := make(universe)
	for _, file := range archive(t, "stubs.txtar") {
		u.check(t, file.Name, filepath.Base(file.Name)+".go", file.Data, must(t))
	}
	return u
}

func (u universe) clone() universe { return maps.Clone(u) }

func archive(t testing.TB, name string) []txtar.File {
	t.Helper()
	parsed, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Files
}
