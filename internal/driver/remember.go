package driver

import (
	"crypto/sha256"
	"fmt"

	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/report"
	"golang.org/x/tools/go/packages"
)

// A memory is what earlier runs found in the packages of a listing, and what
// importers see of these. As in the go command's cache, a package depends on what
// it sees of those that it imports, not on their files: where that stays the same,
// importers are as they were.
type memory struct {
	store *kept.Store
	keys  *kept.Keys // nil: nothing is remembered
	scope *scope
	seen  map[*packages.Package]kept.Key // of packages that hold facts, as far as that is known
}

// Kinds of entries.
const (
	findings = "findings" // what was found in a root
	facts    = "facts"    // what helpers found out for importers
	visible  = "visible"  // the key of what importers see
)

func newMemory(opts Options) *memory {
	m := &memory{store: opts.Store, scope: newScope(), seen: make(map[*packages.Package]kept.Key)}
	if m.store != nil {
		m.keys = kept.NewKeys(func(pkg *packages.Package) string {
			if !isOwn(pkg) {
				return ""
			}
			return fmt.Sprintf("%+v", *configOf(opts.Suite, pkg))
		}, m.recallSeen)
	}
	return m
}

// recallSeen returns the key of what importers see of pkg, whose own is key. Of a
// package without facts they may see all.
func (m *memory) recallSeen(pkg *packages.Package, key kept.Key) (kept.Key, bool) {
	if !m.scope.holdsFacts(pkg) {
		return key, true
	}
	seen, ok := m.seen[pkg]
	if !ok {
		if ok = m.store.Get(key, visible, &seen); ok {
			m.seen[pkg] = seen
		}
	}
	return seen, ok
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

// knowledge returns what importers of pkg are to know, or nil if that isn't
// remembered.
func (m *memory) knowledge(pkg *packages.Package) *knowledge {
	key, ok := m.key(pkg)
	known := new(knowledge)
	if !ok || !m.store.Get(key, facts, known) {
		return nil
	}
	return known
}

func (m *memory) key(pkg *packages.Package) (kept.Key, bool) {
	if m.keys == nil {
		return kept.Key{}, false
	}
	return m.keys.Of(pkg)
}

// first returns those of roots that can be told from their importers: of which all
// that they import is as it was. If that are none, or most of them, it returns all.
func (m *memory) first(roots []*packages.Package) []*packages.Package {
	var ready []*packages.Package
	for _, pkg := range roots {
		if _, ok := m.key(pkg); ok {
			ready = append(ready, pkg)
		}
	}
	if len(ready) == 0 || 2*len(ready) > len(roots) {
		return roots
	}
	return ready
}

// remember keeps what was found in roots, by root, and what importers see of these
// and of all that they import: for packages that compile, as does all of the user's
// that they import. Of others more is said than findings.
func (m *memory) remember(l *loader, k *keeper, found map[*unit][]report.Finding) {
	if m.keys == nil {
		return
	}
	m.keys.Again()
	clean := make(map[*unit]bool)
	for _, u := range l.units {
		m.rememberUnit(u, k, clean)
	}
	m.keys.Again()
	for _, u := range l.roots {
		if key, ok := m.key(u.pkg); ok && u.isClean(clean) {
			m.store.Put(key, findings, found[u])
		}
	}
}

// rememberUnit keeps what importers see of u, after all that it imports.
func (m *memory) rememberUnit(u *unit, k *keeper, clean map[*unit]bool) {
	if _, done := m.seen[u.pkg]; done || !u.full || !m.scope.holdsFacts(u.pkg) || !u.isClean(clean) {
		return
	}
	for _, dep := range u.uses {
		m.rememberUnit(dep, k, clean)
	}
	m.keys.Again()
	key, ok := m.key(u.pkg)
	if !ok {
		return
	}
	known := k.found[u.types]
	if known == nil {
		known = new(knowledge)
	}
	seen, ok := m.visible(u.pkg, known)
	if !ok {
		return
	}
	m.seen[u.pkg] = seen
	m.store.Put(key, facts, known)
	m.store.Put(key, visible, seen)
}

// visible returns the key of what importers see of pkg: its declarations, those of
// others that these mention, and what helpers know of it.
func (m *memory) visible(pkg *packages.Package, known *knowledge) (kept.Key, bool) {
	h := sha256.New()
	mentioned, ok := writeDeclarations(h, pkg)
	if !ok {
		return kept.Key{}, false
	}
	for _, path := range mentioned {
		dep := pkg.Imports[path]
		if dep == nil {
			continue // unsafe
		}
		seen, ok := m.keys.Seen(dep)
		if !ok {
			return kept.Key{}, false
		}
		fmt.Fprintf(h, "sees %q %x\n", path, seen)
	}
	known.writeTo(h)
	return kept.Key(h.Sum(nil)), true
}

// isClean reports whether nothing is wrong with u and those of its dependencies
// that were looked into. It keeps the answers in clean.
func (u *unit) isClean(clean map[*unit]bool) bool {
	if !u.full {
		return true
	}
	if is, known := clean[u]; known {
		return is
	}
	clean[u] = len(u.errs)+len(u.testErrs)+len(u.pkg.Errors) == 0 && u.types != nil // also where a cycle ends
	for _, dep := range u.uses {
		if !dep.isClean(clean) {
			clean[u] = false
		}
	}
	return clean[u]
}
