package driver

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/packages"
)

// A loader type-checks in full the named packages, and those of their
// dependencies whose facts rules may need; of the others, the declarations that
// somebody can refer to.
type loader struct {
	fset  *token.FileSet
	sizes types.Sizes
	slots chan struct{} // limits how many packages are worked on at once
	roots []*unit
	typed func(n int) // told how many packages were typed so far
	done  atomic.Int64
	// knowledge returns what helpers found out about a package, which then isn't
	// looked into; nil where that isn't known.
	knowledge func(pkg *packages.Package) *knowledge

	mu    sync.Mutex
	scope *scope
	units map[string]*unit // by package ID
}

// A unit is a package of the listing on its way to being typed.
type unit struct {
	pkg   *packages.Package
	full  bool       // typed with the bodies of its functions
	known *knowledge // in place of that

	once     sync.Once
	types    *types.Package
	info     *types.Info // if full
	files    []*ast.File // if full
	errs     []error     // syntax and type errors
	testErrs []error     // those for which its tests were left out
	uses     []*unit     // imports that were read
}

func newLoader(fset *token.FileSet, roots []*packages.Package) *loader {
	l := &loader{
		fset:  fset,
		sizes: types.SizesFor("gc", build.Default.GOARCH),
		slots: make(chan struct{}, runtime.GOMAXPROCS(0)),
		scope: newScope(),
		units: make(map[string]*unit),
	}
	if l.sizes == nil {
		l.sizes = types.SizesFor("gc", runtime.GOARCH)
	}
	for _, pkg := range roots {
		u := l.unit(pkg) // without knowledge yet
		u.full = true
		l.roots = append(l.roots, u)
	}
	return l
}

func (l *loader) unit(pkg *packages.Package) *unit {
	l.mu.Lock()
	defer l.mu.Unlock()
	u := l.units[pkg.ID]
	if u == nil {
		u = &unit{pkg: pkg, full: l.scope.holdsFacts(pkg)}
		if u.full && l.knowledge != nil {
			u.known = l.knowledge(pkg)
			u.full = u.known == nil
		}
		l.units[pkg.ID] = u
	}
	return u
}

// load types all roots.
func (l *loader) load() { l.loadAll(l.roots) }

// loadPlain types the packages, without tests, of which roots are the variants with
// tests.
func (l *loader) loadPlain(plain map[*packages.Package]*packages.Package) {
	var units []*unit
	for _, u := range l.roots {
		if pkg := plain[u.pkg]; pkg != nil {
			units = append(units, l.unit(pkg))
		}
	}
	l.loadAll(units)
}

func (l *loader) loadAll(units []*unit) {
	var wg sync.WaitGroup
	for _, u := range units {
		wg.Go(func() { u.once.Do(func() { l.loadUnit(u) }) })
	}
	wg.Wait()
}

// loadUnit parses u, loads what its declarations mention, and types it. It
// holds a slot while it works, not while it waits.
func (l *loader) loadUnit(u *unit) {
	l.slots <- struct{}{}
	var imports []string
	u.files, imports, u.errs = l.parse(u)
	<-l.slots

	for _, path := range imports {
		if dep := u.pkg.Imports[path]; dep != nil {
			u.uses = append(u.uses, l.unit(dep))
		}
	}
	l.loadAll(u.uses)

	l.slots <- struct{}{}
	l.check(u)
	<-l.slots
	if n := l.done.Add(1); l.typed != nil {
		l.typed(int(n))
	}
}

// check types u. Where it isn't full, nothing is looked into but declarations,
// and cgo's names are taken on trust everywhere, so that no C compiler is
// needed.
func (l *loader) check(u *unit) {
	cfg := &types.Config{
		Importer:         importer(func(path string) (*types.Package, error) { return l.imported(u, path) }),
		Sizes:            l.sizes,
		IgnoreFuncBodies: !u.full,
		FakeImportC:      true,
		Error: func(err error) {
			if !isOfC(u, err) {
				u.errs = append(u.errs, err)
			}
		},
	}
	if u.full {
		u.info = newInfo()
		if m := u.pkg.Module; m != nil && m.GoVersion != "" {
			cfg.GoVersion = "go" + m.GoVersion
		}
	}
	u.types = types.NewPackage(u.pkg.PkgPath, u.pkg.Name)
	_ = types.NewChecker(cfg, l.fset, u.types, u.info).Files(u.files) // errors went to cfg.Error
	if !u.full {
		u.files = nil
	}
}

// isOfC reports whether err says no more than that types of C aren't known: of
// an invalid type the checker speaks only where it has nothing else to object
// to, or where it took names of C on trust. It errs towards silence in packages
// that use C.
func isOfC(u *unit, err error) bool {
	typeErr, ok := errors.AsType[types.Error](err)
	if !ok || !strings.Contains(typeErr.Msg, "invalid type") {
		return false
	}
	return slices.ContainsFunc(u.files, func(file *ast.File) bool {
		return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return importPath(spec) == "C" })
	})
}

func (l *loader) imported(u *unit, path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := u.pkg.Imports[path]
	if dep == nil {
		return nil, missing(u.pkg, path)
	}
	if len(dep.GoFiles) == 0 {
		return nil, noFiles(dep)
	}
	return l.unit(dep).types, nil
}

// missing returns what the go command says of an import of pkg that it can't
// find.
func missing(pkg *packages.Package, path string) error {
	for _, err := range pkg.Errors {
		if strings.Contains(err.Msg, path) {
			return errors.New(oneLine(err.Msg))
		}
	}
	return errors.New("no such package")
}

func noFiles(pkg *packages.Package) error {
	for _, err := range pkg.Errors {
		return errors.New(oneLine(err.Msg))
	}
	return fmt.Errorf("package %s has no Go files", pkg.PkgPath)
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

func newInfo() *types.Info {
	return &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
}

// importPath returns the path of an import as written.
func importPath(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	return path
}
