package driver

import (
	"context"
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
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

// A tracer records where its helper ran.
type tracer struct {
	mu    sync.Mutex
	ran   []string
	panic string // path of the package on which the helper panics
}

// suite returns a suite of a helper with facts and a rule that reports what
// the helper knows of each function.
func (tr *tracer) suite() *suite.Suite {
	helper := &analysis.Analyzer{
		Name: "chain", Doc: "follow calls", RunDespiteErrors: true,
		FactTypes: []analysis.Fact{new(chain), new(visited)}, ResultType: reflect.TypeFor[*chains](), Run: tr.run,
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
	return &suite.Suite{Config: new(config.Config), Rules: []*analysis.Analyzer{rule}, Helpers: []*analysis.Analyzer{helper}}
}

func (tr *tracer) run(pass *analysis.Pass) (any, error) {
	tr.mu.Lock()
	tr.ran = append(tr.ran, fmt.Sprintf("%s (%d files)", pass.Pkg.Path(), len(pass.Files)))
	tr.mu.Unlock()
	pass.ExportPackageFact(&visited{len(pass.TypeErrors) > 0})
	if pass.Pkg.Path() == tr.panic {
		panic("index out of range")
	}
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
	return result, nil
}

func follow(pass *analysis.Pass, decl *ast.FuncDecl) []string {
	names := []string{pass.Pkg.Name() + "." + decl.Name.Name}
	ast.Inspect(decl, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(names) > 1 {
			return true
		}
		fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
		if fact := new(chain); ok && pass.ImportObjectFact(fn, fact) {
			names = append(names, fact.Names...)
		} else if ok && suite.IsRoot(fn.Pkg().Path()) {
			names = append(names, fn.Pkg().Name()+"."+fn.Name())
		}
		return true
	})
	return names
}

// A module replaced by a directory keeps its version, and so stands for one of
// the module cache.
const factsArchive = `
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

func TestOnly() { a.A() }
-- v/x_test.go --
package v_test

import "example.com/m/v"

func X() { v.TestOnly() }

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

func writeModule(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	fsys, err := txtar.FS(txtar.Parse([]byte(archive)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, fsys); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Facts cross packages, from those that hold facts to those that are named,
// and nothing else is analysed.
func TestFacts(t *testing.T) {
	const lib = "example.com/lib/"
	for _, test := range []struct {
		name, args string
		want, ran  []string
	}{
		{
			name: "chain over a module of the cache and an own package that isn't named",
			args: "./b",
			want: []string{
				"b.B > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
				// Only facts of methods, fields and types come from indirect imports everywhere.
				"b.Method > direct.Method > direct.Get > azsecrets.GetSecret",
				"example.com/m/b imports [example.com/lib/indirect (ill-typed: false) example.com/m/a (ill-typed: false)]",
			},
			ran: []string{"example.com/lib/direct (1 files)", "example.com/lib/indirect (1 files)", "example.com/m/a (1 files)", "example.com/m/b (1 files)"},
		},
		{
			name: "own packages outside reach, but no others",
			args: "./own",
			want: []string{"example.com/m/own imports [example.com/m/util (ill-typed: false)]", "own.Own > util.Util"},
			ran:  []string{"example.com/m/own (1 files)", "example.com/m/util (1 files)"},
		},
		{
			name: "broken dependency",
			args: "./c",
			want: []string{"c.C > broken.Get > azsecrets.GetSecret", "example.com/m/c imports [example.com/lib/broken (ill-typed: true)]"},
			ran:  []string{"example.com/lib/broken (1 files)", "example.com/m/c (1 files)"},
		},
		{
			name: "test variant",
			args: "./v",
			want: []string{
				"example.com/m/v imports [example.com/m/a (ill-typed: false)]",
				"example.com/m/v_test imports [example.com/m/v (ill-typed: false)]",
				"v.TestOnly > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
				"v.V",
				"v_test.X > v.TestOnly > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
				"v_test.Y > v.V",
			},
			ran: []string{
				lib + "direct (1 files)", lib + "indirect (1 files)", "example.com/m/a (1 files)",
				"example.com/m/v (2 files)", "example.com/m/v_test (1 files)",
			},
		},
		{
			name: "files of two modules",
			args: "a/a.go other/one/one.go",
			want: []string{
				"a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
				"example.com/m/a imports [example.com/lib/indirect (ill-typed: false)]",
				"example.com/other/one imports [example.com/other/two (ill-typed: false)]",
				"one.One > two.Two",
			},
			ran: []string{
				lib + "direct (1 files)", lib + "indirect (1 files)", "example.com/m/a (1 files)",
				"example.com/other/one (1 files)", "example.com/other/two (1 files)",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			tr := new(tracer)
			got := tr.check(t, strings.Fields(test.args))
			if len(got.Problems) > 0 {
				t.Errorf("problems %q", got.Problems)
			}
			if messages := messages(got); !slices.Equal(messages, test.want) {
				t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(messages, "\n\t"), strings.Join(test.want, "\n\t"))
			}
			if slices.Sort(tr.ran); !slices.Equal(tr.ran, test.ran) {
				t.Errorf("the helper ran on\n\t%s\nwant\n\t%s", strings.Join(tr.ran, "\n\t"), strings.Join(test.ran, "\n\t"))
			}
		})
	}
}

// check runs the tracer's suite on the packages or files of factsArchive.
func (tr *tracer) check(t *testing.T, args []string) *Result {
	t.Helper()
	t.Chdir(writeModule(t, factsArchive))
	t.Setenv("GOFLAGS", "-mod=mod")
	result, err := Run(context.Background(), Options{Args: args, Tests: true, Suite: tr.suite()})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func messages(result *Result) []string {
	var list []string
	for _, f := range result.Findings {
		list = append(list, f.Message)
	}
	slices.Sort(list)
	return list
}

// A helper that panics on a package leaves an empty result there, is told
// once, and importers are analysed.
func TestHelperPanic(t *testing.T) {
	const path = "example.com/m/a"
	tr := &tracer{panic: path}
	got := tr.check(t, []string{"./a", "./b", "./v"})
	want := path + ": helper chain failed (index out of range); this is a defect of kvlint, please report it"
	if len(got.Problems) != 1 || got.Problems[0] != want {
		t.Errorf("problems %q, want %q", got.Problems, want)
	}
	for _, message := range []string{"example.com/m/a imports []", "b.B", "b.Method > direct.Method > direct.Get > azsecrets.GetSecret", "v_test.X > v.TestOnly"} {
		if all := messages(got); !slices.Contains(all, message) {
			t.Errorf("no %q in\n\t%s", message, strings.Join(all, "\n\t"))
		}
	}
}
