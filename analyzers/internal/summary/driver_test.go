package summary_test

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers"
	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

func init() {
	gob.Register(new(summary.Func))
	gob.Register(new(summary.Cells))
	gob.Register(new(summary.Reach))
	gob.Register(new(built.Outline))
	gob.Register(new(built.Told))
}

// A finding is a diagnostic of a rule.
type finding struct {
	rule, category, message string
	pos                     token.Position
	text                    string // the constant that is reported, if it is one
}

// key tells findings apart, whatever evidence they give.
func (f finding) key() string { return fmt.Sprintf("%s: %s", f.pos, f.rule) }

func (f finding) String() string { return f.key() + "/" + f.category + ": " + f.message }

// A driver runs the rules on packages. Facts of a package reach those that
// import it as bytes, and those of functions and packages only direct
// importers, as in every driver at worst.
type driver struct {
	t       testing.TB
	summary *analysis.Analyzer
	rules   []*analysis.Analyzer

	facts    map[factKey]analysis.Fact
	encoded  map[string][]byte // facts by packages' paths
	findings []finding
	results  map[string]*summary.Result
	analysed map[string]*types.Package
}

type factKey struct {
	of   any // a types.Object, or the path of a package
	kind reflect.Type
}

func newDriver(t testing.TB, s *analysis.Analyzer) *driver {
	d := &driver{
		t: t, summary: s, facts: make(map[factKey]analysis.Fact),
		encoded: make(map[string][]byte), results: make(map[string]*summary.Result),
		analysed: make(map[string]*types.Package),
	}
	set := shared.New(new(config.Config))
	set.Summary = s
	for _, rule := range analyzers.Rules() {
		if rule.Info.Name == "vaultcache" {
			continue // the caches of these programs keep for good, to be short
		}
		d.rules = append(d.rules, rule.New(set))
	}
	return d
}

// analyse runs the rules on pkg, and keeps its findings and facts.
func (d *driver) analyse(pkg *checked) {
	done := make(map[*analysis.Analyzer]any)
	d.run(d.summary, pkg, done)
	if len(pkg.errors) == 0 {
		for _, rule := range d.rules {
			d.run(rule, pkg, done)
		}
	}
	d.analysed[pkg.types.Path()] = pkg.types
	d.results[pkg.types.Path()] = done[d.summary].(*summary.Result)
	d.encoded[pkg.types.Path()] = d.encode(pkg.types)
	d.decode(pkg.types, d.encoded[pkg.types.Path()])
}

func (d *driver) run(a *analysis.Analyzer, pkg *checked, done map[*analysis.Analyzer]any) any {
	if result, ok := done[a]; ok {
		return result
	}
	results := make(map[*analysis.Analyzer]any)
	for _, required := range a.Requires {
		results[required] = d.run(required, pkg, done)
	}
	pass := d.pass(a, pkg)
	pass.ResultOf = results
	result, err := a.Run(pass)
	if err != nil {
		d.t.Fatalf("%s: %v", a.Name, err)
	}
	done[a] = result
	return result
}

func (d *driver) pass(a *analysis.Analyzer, pkg *checked) *analysis.Pass {
	direct := map[*types.Package]bool{pkg.types: true}
	for _, imported := range pkg.types.Imports() {
		direct[imported] = true
	}
	return &analysis.Pass{
		Analyzer: a, Fset: pkg.fset, Files: pkg.files, Pkg: pkg.types, TypesInfo: pkg.info,
		TypesSizes: types.SizesFor("gc", "amd64"), TypeErrors: pkg.errors, Module: pkg.module,
		Report: func(diag analysis.Diagnostic) {
			pos := pkg.fset.Position(diag.Pos)
			d.findings = append(d.findings, finding{a.Name, diag.Category, diag.Message, pos, pkg.constantAt(diag.Pos, diag.End)})
		},
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			fn, _ := obj.(*types.Func)
			if fn != nil && fn.Signature().Recv() == nil && !direct[obj.Pkg()] {
				return false
			}
			return d.load(obj, fact)
		},
		ImportPackageFact: func(of *types.Package, fact analysis.Fact) bool { return direct[of] && d.load(of.Path(), fact) },
		ExportObjectFact:  func(obj types.Object, fact analysis.Fact) { d.store(pkg, obj.Pkg(), obj, fact) },
		ExportPackageFact: func(fact analysis.Fact) { d.store(pkg, pkg.types, pkg.types.Path(), fact) },
	}
}

// constantAt returns the text of the constant that is written from pos to end.
func (pkg *checked) constantAt(pos, end token.Pos) string {
	for expr, tv := range pkg.info.Types {
		if expr.Pos() == pos && expr.End() == end && tv.Value != nil && tv.Value.Kind() == constant.String {
			return constant.StringVal(tv.Value)
		}
	}
	return ""
}

func (d *driver) load(of any, fact analysis.Fact) bool {
	known, ok := d.facts[factKey{of, reflect.TypeOf(fact)}]
	if ok {
		reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(known).Elem())
	}
	return ok
}

func (d *driver) store(pkg *checked, owner *types.Package, of any, fact analysis.Fact) {
	if owner != pkg.types {
		d.t.Errorf("%s exports a fact on %v", pkg.types.Path(), of)
	}
	d.facts[factKey{of, reflect.TypeOf(fact)}] = fact
}

// An encodedFact is a fact as it travels.
type encodedFact struct {
	Object string // a path in the package, or "" for a fact of the package
	Fact   analysis.Fact
}

// list returns the facts of pkg in an order that depends on nothing else.
func (d *driver) list(pkg *types.Package) []encodedFact {
	var list []encodedFact
	for key, fact := range d.facts {
		switch of := key.of.(type) {
		case string:
			if of == pkg.Path() {
				list = append(list, encodedFact{"", fact})
			}
		case types.Object:
			if p, err := objectpath.For(of); of.Pkg() == pkg && err == nil {
				list = append(list, encodedFact{string(p), fact})
			}
		}
	}
	slices.SortFunc(list, func(a, b encodedFact) int {
		return cmp.Or(strings.Compare(a.Object, b.Object), strings.Compare(fmt.Sprintf("%T", a.Fact), fmt.Sprintf("%T", b.Fact)))
	})
	return list
}

// listPath is list for the package with the given path.
func (d *driver) listPath(path string) []encodedFact {
	return d.list(d.analysed[path])
}

func (d *driver) encode(pkg *types.Package) []byte {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(d.list(pkg)); err != nil {
		d.t.Fatal(err)
	}
	return buf.Bytes()
}

// decode replaces the facts of pkg by those that data encodes.
func (d *driver) decode(pkg *types.Package, data []byte) {
	maps.DeleteFunc(d.facts, func(key factKey, _ analysis.Fact) bool {
		obj, ok := key.of.(types.Object)
		return key.of == pkg.Path() || ok && obj.Pkg() == pkg
	})
	var list []encodedFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&list); err != nil {
		d.t.Fatal(err)
	}
	for _, f := range list {
		var of any = pkg.Path()
		if f.Object != "" {
			obj, err := objectpath.Object(pkg, objectpath.Path(f.Object))
			if err != nil {
				d.t.Fatal(err)
			}
			of = obj
		}
		d.facts[factKey{of, reflect.TypeOf(f.Fact)}] = f.Fact
	}
}

// run runs the rules on a program, with s as summary. Programs are free of
// errors, and the engine handles all of their packages.
func run(t testing.TB, prog program, s *analysis.Analyzer) *driver {
	t.Helper()
	return runShuffled(t, prog, s, func([]string) {})
}

// runShuffled is run with files in an order that shuffle makes.
func runShuffled(t testing.TB, prog program, s *analysis.Analyzer, shuffle func([]string)) *driver {
	t.Helper()
	u := newUniverse(t)
	u.fakeC = prog.fakeC
	d := newDriver(t, s)
	for _, src := range prog.pkgs {
		order := sorted(src.files)
		shuffle(order)
		pkg := u.check(t, prog.module, src, order)
		for _, err := range pkg.errors {
			t.Fatalf("%s: %v in\n%s", prog.name, err, strings.Join(slices.Collect(maps.Values(src.files)), "\n"))
		}
		d.analyse(pkg)
		if failure := d.results[src.path].Failure; failure != "" {
			t.Errorf("%s: %s: %s", prog.name, src.path, failure)
		}
	}
	return d
}

// sorted returns the names of files in order.
func sorted(files map[string]string) []string { return slices.Sorted(maps.Keys(files)) }

// keys returns what tells the findings apart, sorted.
func (d *driver) keys() []string {
	var list []string
	for _, f := range d.findings {
		list = append(list, f.key())
	}
	slices.Sort(list)
	return list
}
