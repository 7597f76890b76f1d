package diag

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/generated"
	"golang.org/x/tools/go/analysis"
)

// files knows which files of a package are reported in, and which are tests.
type files struct {
	fset        *token.FileSet
	generated   map[*token.File]bool
	testPackage bool
}

func newFiles(pass *analysis.Pass) files {
	f := files{fset: pass.Fset, generated: make(map[*token.File]bool), testPackage: isTestPackage(pass)}
	for _, file := range pass.Files {
		if generated.File(pass.Fset, file) {
			f.generated[pass.Fset.File(file.FileStart)] = true
		}
	}
	return f
}

// reportable reports whether pos lies in a file that a person wrote.
func (f *files) reportable(pos token.Pos) bool {
	file := f.fset.File(pos)
	return file != nil && !f.generated[file]
}

func (f *files) isTest(pos token.Pos) bool {
	return f.testPackage || strings.HasSuffix(f.fset.Position(pos).Filename, "_test.go")
}

// testElements are the elements of an import path below the module's that
// mark packages which serve tests.
var testElements = []string{"test", "tests", "e2e", "testdata", "testutil"}

// isTestPackage reports whether the package serves tests, by its import path
// after the module's path, or by its name where it imports testing. The
// directory in which a checkout lies says nothing.
func isTestPackage(pass *analysis.Pass) bool {
	path := pass.Pkg.Path()
	if pass.Module != nil && pass.Module.Path != "" {
		path = strings.TrimPrefix(strings.TrimPrefix(path, pass.Module.Path), "/")
	}
	if slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool { return slices.Contains(testElements, s) }) {
		return true
	}
	return strings.HasSuffix(pass.Pkg.Name(), "test") && slices.ContainsFunc(pass.Files, importsTesting)
}

func importsTesting(file *ast.File) bool {
	return slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"testing"` })
}
