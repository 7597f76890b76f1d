// Package facttest is a small suite with facts, and modules for it, on which
// tests of drivers see where a helper runs and what crosses packages.
package facttest

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
	"golang.org/x/tools/txtar"
)

// chain is a fact on a function: the functions that it calls, each the first
// of the one before that is known.
type chain struct{ Names []string }

func (*chain) AFact() {}

// visited is a fact on every package that the helper ran on.
type visited struct{ IllTyped bool }

func (*visited) AFact() {}

// chains are the results of the throw-away helper.
type chains struct {
	names   map[*ast.FuncDecl][]string
	imports []string // packages with the fact visited
}

// Suite returns a suite of a helper with facts and a rule that reports, for
// each function, what the helper knows of it, and which imports it ran on. It
// calls trace at the start of each run of the helper.
func Suite(trace func(*analysis.Pass)) *suite.Suite {
	helper := &analysis.Analyzer{
		Name: "chain", Doc: "follow calls", RunDespiteErrors: true,
		FactTypes: []analysis.Fact{new(chain), new(visited)}, ResultType: reflect.TypeFor[*chains](),
		Run: func(pass *analysis.Pass) (any, error) {
			pass.ExportPackageFact(&visited{len(pass.TypeErrors) > 0})
			trace(pass)
			return run(pass), nil
		},
	}
	rule := &analysis.Analyzer{
		Name: "vaulthotpath", Doc: "report chains", Requires: []*analysis.Analyzer{helper},
		Run: func(pass *analysis.Pass) (any, error) {
			result := pass.ResultOf[helper].(*chains)
			for decl, names := range result.names {
				pass.ReportRangef(decl.Name, "%s", strings.Join(names, " > "))
			}
			pass.Reportf(pass.Files[0].Name.Pos(), "%s imports %v", pass.Pkg.Path(), result.imports)
			return nil, nil
		},
	}
	setting := &analysis.Analyzer{
		Name: "kvlint", Doc: "hold no settings",
		Run: func(*analysis.Pass) (any, error) { return nil, nil },
	}
	return &suite.Suite{
		Config: new(config.Config), Setting: setting,
		Rules: []*analysis.Analyzer{rule}, Helpers: []*analysis.Analyzer{helper},
	}
}

func run(pass *analysis.Pass) *chains {
	result := &chains{names: make(map[*ast.FuncDecl][]string)}
	for _, imp := range pass.Pkg.Imports() {
		if fact := new(visited); pass.ImportPackageFact(imp, fact) {
			result.imports = append(result.imports, fmt.Sprintf("%s (ill-typed: %t)", imp.Path(), fact.IllTyped))
		}
	}
	slices.Sort(result.imports)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				names := follow(pass, decl)
				result.names[decl] = names
				pass.ExportObjectFact(pass.TypesInfo.Defs[decl.Name], &chain{names})
			}
		}
	}
	return result
}

func follow(pass *analysis.Pass, decl *ast.FuncDecl) []string {
	names := []string{pass.Pkg.Name() + "." + decl.Name.Name}
	ast.Inspect(decl, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(names) > 1 {
			return true
		}
		fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
		if !ok || fn.Pkg() == nil {
			return true
		}
		if fact := new(chain); pass.ImportObjectFact(fn, fact) {
			names = append(names, fact.Names...)
		} else if suite.IsRoot(fn.Pkg().Path()) {
			names = append(names, fn.Pkg().Name()+"."+fn.Name())
		}
		return true
	})
	return names
}

// Archive holds two modules and what one of them requires. A module replaced by a directory keeps its version, and so stands for one of
// the module cache.
const Archive = `
-- go.mod --
module example.com/m

go 1.26.0

require (
	example.com/lib v1.0.0
	github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.3.0
)

replace (
	example.com/lib => ./lib
	github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets => ./azsecrets
)
-- azsecrets/go.mod --
module github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets
-- azsecrets/azsecrets.go --
package azsecrets

func GetSecret() { helper() }

func helper() {}
-- lib/go.mod --
module example.com/lib

require github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.3.0
-- lib/direct/direct.go --
package direct

import "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"

func Get() { azsecrets.GetSecret() }

type T struct{}

func (T) Method() { Get() }
-- lib/indirect/indirect.go --
package indirect

import "example.com/lib/direct"

func Get() { direct.Get() }

func Value() (t direct.T) { return }
-- lib/plain/plain.go --
package plain

func Plain() {}
-- lib/broken/broken.go --
package broken

import "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"

func Get() { azsecrets.GetSecret() }

func Bad() int { return "text" }
-- a/a.go --
package a

import "example.com/lib/indirect"

func A() { indirect.Get() }
-- b/b.go --
package b

import (
	"example.com/lib/indirect"
	"example.com/m/a"
)

func B() { a.A() }

func Method() { indirect.Value().Method() }
-- own/own.go --
package own

import (
	"example.com/lib/plain"
	"example.com/m/util"
)

func Own() { plain.Plain(); util.Util() }
-- util/util.go --
package util

func Util() {}
-- c/c.go --
package c

import "example.com/lib/broken"

func C() { broken.Get() }
-- v/v.go --
package v

func V() {}
-- v/v_test.go --
package v

import "example.com/m/a"

func OnlyInTests() { a.A() }
-- v/x_test.go --
package v_test

import "example.com/m/v"

func X() { v.OnlyInTests() }

func Y() { v.V() }
-- other/go.mod --
module example.com/other

go 1.26.0
-- other/one/one.go --
package one

import "example.com/other/two"

func One() { two.Two() }
-- other/two/two.go --
package two

func Two() {}
`

// Write writes the files of a txtar archive to a new directory, and returns its
// name without symbolic links.
func Write(t *testing.T, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := txtar.FS(txtar.Parse([]byte(archive)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, fsys); err != nil {
		t.Fatal(err)
	}
	return dir
}
