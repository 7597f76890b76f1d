package summary

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// build returns the functions of the package in SSA form, those in functions
// right after the function that holds them, and the synthetic initialiser.
// What tests do with the program says nothing of it, so their functions are left
// out. Other packages are known by their types only. It panics on code that go/ssa
// can't build.
func build(pass *analysis.Pass) (*ssa.Package, []*ssa.Function) {
	prog := ssa.NewProgram(pass.Fset, 0)
	prog.SetNoReturn(neverReturns)
	for _, p := range pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	var funcs []*ssa.Function
	for _, file := range pass.Files {
		if strings.HasSuffix(pass.Fset.Position(file.FileStart).Filename, "_test.go") {
			continue
		}
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				funcs = appendFunctions(funcs, prog.FuncValue(fn))
			}
		}
	}
	return pkg, appendFunctions(funcs, pkg.Func("init"))
}

func appendFunctions(funcs []*ssa.Function, fn *ssa.Function) []*ssa.Function {
	if fn == nil || len(fn.Blocks) == 0 {
		return funcs
	}
	funcs = append(funcs, fn)
	for _, anon := range fn.AnonFuncs {
		funcs = appendFunctions(funcs, anon)
	}
	return funcs
}

// neverReturns reports whether fn is one of the functions that end the program
// or the goroutine. Functions of the program that call one aren't known, which
// makes the engine see paths that there aren't.
func neverReturns(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	names, ok := ending[fn.Pkg().Path()]
	if !ok {
		return false
	}
	for _, name := range names {
		if name == fn.Name() {
			return true
		}
	}
	return false
}

var ending = map[string][]string{
	"os":                         {"Exit"},
	"syscall":                    {"Exit", "Exec"},
	"runtime":                    {"Goexit"},
	"log":                        {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	"testing":                    {"Fatal", "Fatalf", "FailNow", "Skip", "SkipNow", "Skipf"},
	"k8s.io/klog/v2":             {"Fatal", "Fatalf", "Fatalln", "Exit", "Exitf", "Exitln"},
	"go.uber.org/zap":            {"Fatal", "Fatalf", "Fatalw", "Fatalln", "Panic", "Panicf", "Panicw"},
	"github.com/sirupsen/logrus": {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Exit"},
}
