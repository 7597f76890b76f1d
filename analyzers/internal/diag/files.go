package diag

import (
	"go/ast"
	"go/token"
	"path"
	"path/filepath"
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
	dir         string // of the package, relative to the module's root
}

func newFiles(pass *analysis.Pass) files {
	f := files{fset: pass.Fset, generated: make(map[*token.File]bool), testPackage: isTestPackage(pass), dir: directory(pass)}
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

// name returns the name of the file at pos, relative to the module's root and
// with slashes.
func (f *files) name(pos token.Pos) string {
	return path.Join(f.dir, filepath.Base(f.fset.Position(pos).Filename))
}

// directory returns where the package lies below its module's root, which its
// import path tells: under some drivers file names don't. Where the driver knows
// no module it is the import path.
func directory(pass *analysis.Pass) string {
	dir := belowModule(pass)
	isTestFile := func(file *ast.File) bool {
		return strings.HasSuffix(pass.Fset.Position(file.FileStart).Filename, "_test.go")
	}
	if strings.HasSuffix(pass.Pkg.Name(), "_test") && !slices.ContainsFunc(pass.Files, func(file *ast.File) bool { return !isTestFile(file) }) {
		dir = strings.TrimSuffix(dir, "_test") // a package of tests beside the one that they test
	}
	return dir
}

// belowModule returns the import path of the package after the module's path.
func belowModule(pass *analysis.Pass) string {
	if pass.Module == nil || pass.Module.Path == "" {
		return pass.Pkg.Path()
	}
	return strings.TrimPrefix(strings.TrimPrefix(pass.Pkg.Path(), pass.Module.Path), "/")
}

// testElements are the elements of an import path below the module's that
// mark packages which serve tests.
var testElements = []string{"test", "tests", "e2e", "testdata", "testutil"}

// isTestPackage reports whether the package serves tests, by its import path
// after the module's path, or by its name where it imports testing. The
// directory in which a checkout lies says nothing.
func isTestPackage(pass *analysis.Pass) bool {
	if slices.ContainsFunc(strings.Split(belowModule(pass), "/"), func(s string) bool { return slices.Contains(testElements, s) }) {
		return true
	}
	return strings.HasSuffix(pass.Pkg.Name(), "test") && slices.ContainsFunc(pass.Files, importsTesting)
}

func importsTesting(file *ast.File) bool {
	return slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"testing"` })
}
