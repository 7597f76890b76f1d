package summary_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// A program is one or more packages of one module, those that are imported
// before those that import them.
type program struct {
	name   string
	module string
	pkgs   []source
	fakeC  bool // import "C" means nothing
}

// A source is the text of a package, by names of files.
type source struct {
	path  string
	files map[string]string
}

const module = "example.com/m"

const fixtures = "../../../testdata/fixtures"

// outside holds the packages that programs import from elsewhere: the standard
// library and the stand-ins for modules.
var outside = sync.OnceValues(func() (map[string]*packages.Package, error) {
	patterns := make(map[string]bool)
	for _, text := range texts() {
		file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
		if err != nil {
			continue // of a program that is cut, say
		}
		for _, spec := range file.Imports {
			if p := strings.Trim(spec.Path.Value, "`\""); !strings.HasPrefix(p, "example.com/") && p != "C" {
				patterns[p] = true
			}
		}
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedExportFile | packages.NeedImports | packages.NeedDeps, Dir: fixtures,
	}, slices.Sorted(maps.Keys(patterns))...)
	if err != nil {
		return nil, err
	}
	all := make(map[string]*packages.Package)
	packages.Visit(pkgs, nil, func(pkg *packages.Package) { all[pkg.PkgPath] = pkg })
	return all, nil
})

// texts returns the sources of all programs.
func texts() []string {
	var all []string
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			panic(err)
		}
		for _, file := range archive.Files {
			all = append(all, string(file.Data))
		}
	}
	filepath.WalkDir(fixtures, func(name string, _ fs.DirEntry, _ error) error {
		if strings.HasSuffix(name, ".go") {
			text, _ := os.ReadFile(name)
			all = append(all, string(text))
		}
		return nil
	})
	return all
}

// A universe is what one run of a driver knows: files, packages and facts.
type universe struct {
	fset     *token.FileSet
	imports  types.Importer
	packages map[string]*types.Package // of programs
	fakeC    bool
}

func newUniverse(t testing.TB) *universe {
	t.Helper()
	all, err := outside()
	if err != nil {
		t.Fatal(err)
	}
	u := &universe{fset: token.NewFileSet(), packages: make(map[string]*types.Package)}
	u.imports = importer.ForCompiler(u.fset, "gc", func(p string) (io.ReadCloser, error) {
		if all[p] == nil {
			return nil, fs.ErrNotExist
		}
		return os.Open(all[p].ExportFile)
	})
	return u
}

// Import makes a universe an importer.
func (u *universe) Import(p string) (*types.Package, error) {
	if pkg := u.packages[p]; pkg != nil {
		return pkg, nil
	}
	return u.imports.Import(p)
}

// A checked is a package with syntax and types.
type checked struct {
	fset   *token.FileSet
	files  []*ast.File
	types  *types.Package
	info   *types.Info
	errors []types.Error
	module *analysis.Module
}

// check type-checks a package, whose files are parsed in the given order.
func (u *universe) check(t testing.TB, module string, src source, order []string) *checked {
	t.Helper()
	pkg := &checked{fset: u.fset, info: newInfo(), module: &analysis.Module{Path: module}}
	for _, name := range order {
		file, err := parser.ParseFile(u.fset, name, src.files[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatalf("%v in\n%s", err, src.files[name])
		}
		pkg.files = append(pkg.files, file)
	}
	conf := types.Config{Importer: u, FakeImportC: u.fakeC, Error: func(err error) {
		if e := err.(types.Error); !e.Soft { // what mutants leave unused
			pkg.errors = append(pkg.errors, e)
		}
	}}
	pkg.types, _ = conf.Check(src.path, u.fset, pkg.files, pkg.info)
	u.packages[src.path] = pkg.types
	return pkg
}

func newInfo() *types.Info {
	return &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
		Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
	}
}

// archived returns the programs of a txtar file, one for each file in it.
func archived(t testing.TB, name string) []program {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var list []program
	for _, file := range archive.Files {
		base := strings.TrimSuffix(path.Base(file.Name), ".go")
		src := source{module + "/" + base, map[string]string{base + ".go": string(file.Data)}}
		list = append(list, program{name: file.Name, module: module, pkgs: []source{src}})
	}
	return list
}

// fixturePrograms returns the packages of testdata/fixtures, those of a rule's
// case as one program.
func fixturePrograms(t testing.TB) []program {
	t.Helper()
	const module = "example.com/fixtures"
	found := make(map[string]*program)
	byDir := make(map[string]source)
	err := fs.WalkDir(os.DirFS(fixtures), ".", func(name string, _ fs.DirEntry, err error) error {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(fixtures, name))
		dir := path.Dir(name)
		if byDir[dir].files == nil {
			byDir[dir] = source{module + "/" + dir, make(map[string]string)}
		}
		byDir[dir].files[path.Base(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range slices.Sorted(maps.Keys(byDir)) {
		first := strings.Join(strings.SplitN(dir, "/", 3)[:2], "/")
		if found[first] == nil {
			found[first] = &program{name: first, module: module}
		}
		found[first].pkgs = append(found[first].pkgs, byDir[dir])
	}
	var list []program
	for _, name := range slices.Sorted(maps.Keys(found)) {
		found[name].pkgs = importedFirst(found[name].pkgs)
		list = append(list, *found[name])
	}
	return list
}

// importedFirst returns pkgs in an order in which imported packages come before
// those that import them.
func importedFirst(pkgs []source) []source {
	var sorted []source
	var add func(src source)
	add = func(src source) {
		if slices.ContainsFunc(sorted, func(s source) bool { return s.path == src.path }) {
			return
		}
		for _, text := range src.files {
			file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
			if err != nil {
				continue
			}
			for _, spec := range file.Imports {
				for _, other := range pkgs {
					if other.path == strings.Trim(spec.Path.Value, `"`) {
						add(other)
					}
				}
			}
		}
		sorted = append(sorted, src)
	}
	for _, src := range pkgs {
		add(src)
	}
	return sorted
}
