package driver

import (
	"go/token"
	"go/types"
	"maps"
	"testing"

	"golang.org/x/tools/go/packages"
)

// Packages have the same exported types with and without pruning.
func TestPruneKeepsTypes(t *testing.T) {
	paths := []string{
		"net/http", "encoding/json", "go/types", "reflect", "text/template", "crypto/tls", "database/sql", "slices", "iter", "unsafe",
		"golang.org/x/tools/go/packages", "golang.org/x/tools/go/ssa", "github.com/zricethezav/gitleaks/v8/detect",
	}
	pkgs, err := packages.Load(&packages.Config{Mode: metadata}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	full := describeAll(t, pkgs, true)
	pruned := describeAll(t, pkgs, false)
	for path, symbols := range full {
		if len(symbols) == 0 && path != "unsafe" {
			t.Errorf("%s: nothing exported", path)
		}
		for name, want := range symbols {
			if got := pruned[path][name]; got != want {
				t.Errorf("%s.%s:\n\tpruned %s\n\tfull   %s", path, name, got, want)
			}
		}
	}
}

// Pruned packages are read with fewer of their dependencies.
func TestPruneSparesPackages(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: metadata}, "github.com/zricethezav/gitleaks/v8/detect")
	if err != nil {
		t.Fatal(err)
	}
	l := newLoader(token.NewFileSet(), nil)
	l.loadAll([]*unit{l.unit(pkgs[0])})
	all := 0
	packages.Visit(pkgs, nil, func(*packages.Package) { all++ })
	if read := len(l.units); read*2 > all {
		t.Errorf("%d of %d packages were read, want less than half", read, all)
	}
}

// describeAll returns, by package and name, the exported symbols as text. With
// full, no package is pruned.
func describeAll(t *testing.T, pkgs []*packages.Package, full bool) map[string]map[string]string {
	t.Helper()
	var roots []*packages.Package
	if full {
		packages.Visit(pkgs, nil, func(pkg *packages.Package) { roots = append(roots, pkg) })
	}
	l := newLoader(token.NewFileSet(), roots)
	l.load()
	all := make(map[string]map[string]string)
	for _, pkg := range pkgs {
		u := l.unit(pkg)
		l.loadAll([]*unit{u})
		for _, err := range u.errs {
			t.Errorf("%s (full: %v): %v", pkg.PkgPath, full, err)
		}
		all[pkg.PkgPath] = describe(u.types)
	}
	return all
}

func describe(pkg *types.Package) map[string]string {
	symbols := make(map[string]string)
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		symbols[name] = types.ObjectString(obj, nil)
		if c, ok := obj.(*types.Const); ok {
			symbols[name] += " = " + c.Val().ExactString()
		}
		if _, ok := obj.(*types.TypeName); ok {
			maps.Copy(symbols, methods(name, obj.Type()))
		}
	}
	return symbols
}

// methods returns the fields' and methods' types of a type, exported or not.
func methods(name string, t types.Type) map[string]string {
	symbols := map[string]string{name + " underlying": t.Underlying().String()}
	set := types.NewMethodSet(types.NewPointer(t))
	for sel := range set.Methods() {
		symbols[name+"."+sel.Obj().Id()] = sel.Type().String()
	}
	return symbols
}
