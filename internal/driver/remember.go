package driver

import (
	"fmt"

	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/report"
	"golang.org/x/tools/go/packages"
)

// A memory is what earlier runs found in the packages of a listing.
type memory struct {
	store *kept.Store
	keys  *kept.Keys // nil: nothing is remembered
}

// findings is the kind of entry that holds what was found in a root.
const findings = "findings"

func newMemory(opts Options) *memory {
	m := &memory{store: opts.Store}
	if m.store != nil {
		m.keys = kept.NewKeys(func(pkg *packages.Package) string {
			if !isOwn(pkg) {
				return ""
			}
			return fmt.Sprintf("%+v", *configOf(opts.Suite, pkg))
		})
	}
	return m
}

// recall returns what was found earlier in those of roots that are as they were,
// and the others.
func (m *memory) recall(roots []*packages.Package) (known []report.Finding, rest []*packages.Package) {
	for _, pkg := range roots {
		var list []report.Finding
		if key, ok := m.key(pkg); !ok || !m.store.Get(key, findings, &list) {
			rest = append(rest, pkg)
			continue
		}
		known = append(known, list...)
	}
	return known, rest
}

func (m *memory) key(pkg *packages.Package) (kept.Key, bool) {
	if m.keys == nil {
		return kept.Key{}, false
	}
	return m.keys.Of(pkg)
}

// remember keeps what was found in roots, by root: for those that compile, as
// does all of the user's that they import. Of others more is said than findings.
func (m *memory) remember(roots []*unit, found map[*unit][]report.Finding) {
	for _, u := range roots {
		if key, ok := m.key(u.pkg); ok && u.isClean(make(map[*unit]bool)) {
			m.store.Put(key, findings, found[u])
		}
	}
}

// isClean reports whether nothing is wrong with u and those of its dependencies
// that were looked into.
func (u *unit) isClean(seen map[*unit]bool) bool {
	if seen[u] || !u.full {
		return true
	}
	seen[u] = true
	if len(u.errs)+len(u.testErrs)+len(u.pkg.Errors) > 0 || u.types == nil {
		return false
	}
	for _, dep := range u.uses {
		if !dep.isClean(seen) {
			return false
		}
	}
	return true
}
