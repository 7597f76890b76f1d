package driver

import (
	"errors"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// analyzable returns the roots that compile, as the checker wants them. Their
// imports are the packages that were typed in full, and so on downwards: where
// analyzers with facts run. A dependency that doesn't compile is among them,
// marked IllTyped; an analyzer that doesn't run despite errors fails there and
// in all importers.
func (l *loader) analyzable() []*packages.Package {
	g := &graph{l, make(map[*unit]*packages.Package)}
	var pkgs []*packages.Package
	for _, u := range l.roots {
		if len(l.ownErrors(u)) == 0 {
			pkgs = append(pkgs, g.node(u))
		}
	}
	return pkgs
}

type graph struct {
	loader *loader
	nodes  map[*unit]*packages.Package
}

// node returns the package of a unit that is loaded, and full.
func (g *graph) node(u *unit) *packages.Package {
	if pkg := g.nodes[u]; pkg != nil {
		return pkg
	}
	l := g.loader
	pkg := *u.pkg
	g.nodes[u] = &pkg
	pkg.Fset, pkg.Types, pkg.TypesInfo, pkg.TypesSizes = l.fset, u.types, u.info, l.sizes
	pkg.Syntax = u.files
	pkg.Errors = nil
	pkg.TypeErrors = typeErrors(u.errs)
	pkg.IllTyped = len(l.ownErrors(u)) > 0
	pkg.Imports = make(map[string]*packages.Package)
	for _, dep := range u.uses {
		if dep.full {
			pkg.Imports[dep.pkg.PkgPath] = g.node(dep)
		}
	}
	return &pkg
}

func typeErrors(errs []error) []types.Error {
	var list []types.Error
	for _, err := range errs {
		if typeErr, ok := errors.AsType[types.Error](err); ok {
			list = append(list, typeErr)
		}
	}
	return list
}
