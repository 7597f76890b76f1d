package driver

import (
	"errors"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// A program is what is analysed.
type program struct {
	roots    []*packages.Package
	askedFor map[*packages.Package]*unit // the root for whose sake a package is among roots
	// repeats holds the test variants of packages that are analysed themselves.
	// What such a variant has beyond the package is its test files.
	repeats map[*types.Package]bool
}

// analyzable returns the roots that compile, as the checker wants them, and
// beside a test variant the package itself, plain, where that was loaded anyway.
// Their imports are the packages that were typed in full, and so on downwards:
// where analyzers with facts run. A dependency that doesn't compile is among
// them, marked IllTyped; an analyzer that doesn't run despite errors fails there
// and in all importers.
func (l *loader) analyzable(plain map[*packages.Package]*packages.Package) *program {
	g := &graph{l, make(map[*unit]*packages.Package)}
	p := &program{repeats: make(map[*types.Package]bool), askedFor: make(map[*packages.Package]*unit)}
	for _, u := range l.units {
		if isRoot := plain[u.pkg] != nil; u.pkg.ForTest != "" && !isRoot {
			p.repeats[u.types] = true
		}
	}
	for _, u := range l.roots {
		if len(l.ownErrors(u)) > 0 || u.types == nil || u.pkg.Name == "" {
			continue
		}
		p.add(g.node(u), u)
		if own := l.units[idOf(plain[u.pkg])]; own != nil && own.info != nil && len(own.errs) == 0 {
			p.add(g.node(own), u)
			p.repeats[u.types] = true
		}
	}
	return p
}

func (p *program) add(root *packages.Package, askedFor *unit) {
	p.roots = append(p.roots, root)
	p.askedFor[root] = askedFor
}

func idOf(pkg *packages.Package) string {
	if pkg == nil {
		return ""
	}
	return pkg.ID
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
		if (dep.full || dep.known != nil) && dep.types != nil && dep.pkg.Name != "" && len(dep.pkg.GoFiles) > 0 { // else the go command didn't find it
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
