package hot

import (
	_ "embed"
	"go/ast"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/modtest"
)

// moduleList holds the modules of which the tables speak: the import path that
// the tables have, without major version, and the module with its version.
//
//go:embed testdata/modules.txt
var moduleList string

// Each name of the tables is declared in its module, and what a function takes
// is one of its parameters.
func TestTables(t *testing.T) {
	d := &declarations{t}
	for _, r := range registrations {
		params, ok := d.params(r.function)
		if !ok {
			t.Errorf("%s: no such function", r.function)
		} else if params <= r.arg || params <= r.every {
			t.Errorf("%s: has %d parameters", r.function, params)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(receivers)) {
		if _, ok := d.params(name); !ok {
			t.Errorf("%s: no such function", name)
		}
	}
	for _, name := range slices.Concat(slices.Sorted(maps.Keys(fields)), typesOfTables()) {
		if !d.has(name) {
			t.Errorf("%s: no such type or field", name)
		}
	}
}

// typesOfTables returns the types that the tables of signatures and messages
// name.
func typesOfTables() []string {
	names := slices.Clone(deliveries)
	for _, s := range signatures {
		names = append(names, s.params...)
	}
	for _, m := range methods {
		names = append(append(names, m.params...), m.results...)
	}
	names = append(names, connectRequest)
	for i, name := range names {
		names[i] = strings.TrimPrefix(name, "*")
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return name == "" || name == "error" })
}

// declarations looks names up in the sources of modules.
type declarations struct{ t *testing.T }

// params returns how many parameters the function or method called name has.
func (d *declarations) params(name string) (int, bool) {
	typ, _ := d.find(name).(*ast.FuncType)
	if typ == nil {
		return 0, false
	}
	return typ.Params.NumFields(), true
}

func (d *declarations) has(name string) bool { return d.find(name) != nil }

// find returns the type of what name declares: a function, a type, or a method
// or field of one. It returns nil if there is no such thing.
func (d *declarations) find(name string) ast.Expr {
	dirs, names := d.locate(name)
	for _, dir := range dirs {
		switch found := modtest.Declared(modtest.Files(d.t, dir), names).(type) {
		case *ast.FuncDecl:
			return found.Type
		case *ast.TypeSpec:
			return found.Type
		case *ast.Field:
			return found.Type
		}
	}
	return nil
}

// locate returns the directories that may hold the package of name, one for each
// major version of its module and each version of an API in it, and the names behind its import path.
func (d *declarations) locate(name string) (dirs, names []string) {
	module := ""
	roots := []string{filepath.Join(runtime.GOROOT(), "src")}
	for line := range strings.Lines(moduleList) {
		path, m, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || !isBelow(name, path) || len(path) < len(module) {
			continue
		}
		if len(path) > len(module) {
			roots = nil
		}
		module, roots = path, append(roots, modtest.Dir(d.t, m))
	}
	rest := strings.TrimPrefix(name, module)
	slash := strings.LastIndexByte(rest, '/') + 1
	last, symbols, _ := strings.Cut(rest[slash:], ".")
	for _, root := range roots {
		dir := filepath.Join(root, rest[:slash], last)
		versions, _ := filepath.Glob(filepath.Join(dir, "v[0-9]*"))
		dirs = append(append(dirs, dir), versions...)
	}
	return dirs, strings.Split(symbols, ".")
}

// isBelow reports whether name is that of a symbol of the module path.
func isBelow(name, path string) bool {
	return strings.HasPrefix(name, path+".") || strings.HasPrefix(name, path+"/")
}
