package driver

import (
	"github.com/kvlint/kvlint/analyzers/suite"
	ours "github.com/kvlint/kvlint/internal/scope"
	"golang.org/x/tools/go/packages"
)

// A scope tells, from metadata alone, which packages can hold facts that rules
// need. It isn't safe for concurrent use.
type scope struct {
	reach map[*packages.Package]bool
}

func newScope() *scope { return &scope{make(map[*packages.Package]bool)} }

// holdsFacts reports whether analyzers with facts must run on pkg: it is the
// user's own, or operations of Key Vault can be reached from it. The packages
// that declare those are never looked into: a table says what there is to know.
func (s *scope) holdsFacts(pkg *packages.Package) bool {
	return !suite.IsRoot(pkg.PkgPath) && (isOwn(pkg) || s.reaches(pkg))
}

// reaches reports whether pkg imports a root, directly or not.
func (s *scope) reaches(pkg *packages.Package) bool {
	reach, known := s.reach[pkg]
	if known {
		return reach
	}
	s.reach[pkg] = false // ends a cycle, which the go command reports
	for _, dep := range pkg.Imports {
		if suite.IsRoot(dep.PkgPath) || s.reaches(dep) {
			reach = true
			break
		}
	}
	s.reach[pkg] = reach
	return reach
}

func isOwn(pkg *packages.Package) bool {
	if pkg.Module == nil {
		return ours.IsOwn(pkg.PkgPath, "", "")
	}
	return ours.IsOwn(pkg.PkgPath, pkg.Module.Path, pkg.Module.Version)
}
