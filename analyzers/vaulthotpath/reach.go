package vaulthotpath

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/values"
	"golang.org/x/tools/go/types/typeutil"
)

// A graph answers which reads of the vault a function makes, through the
// calls of its package.
type graph struct {
	info  *types.Info
	fset  *token.FileSet
	index *values.Index
	memo  map[*types.Func][]read // nil while a function is being looked at
}

// A read is an operation whose answer could be kept and isn't.
type read struct {
	op    keyvault.Op
	name  string   // of the secret, key or certificate, where it is known
	param int      // index of the function's parameter that is the name, or -1
	chain []string // the functions in between, outermost first
}

// A site is a call through which a function makes reads.
type site struct {
	call  *ast.CallExpr
	reads []read
}

// callsVault reports whether any call in files is a vault operation, which
// spares most packages the rest.
func (g *graph) callsVault(files []*ast.File) bool {
	for _, file := range files {
		for n := range ast.Preorder(file) {
			if call, ok := n.(*ast.CallExpr); ok {
				if _, ok := keyvault.CallAt(g.info, call); ok {
					return true
				}
			}
		}
	}
	return false
}

// sites returns the calls in f that make reads which nothing keeps. Function
// literals in f count as part of it, unless they run at most once or are
// handlers themselves.
func (g *graph) sites(f function) []site {
	var found []site
	writes := false
	spared := make(map[*ast.FuncLit]bool)
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return !spared[n] && !literal(g.info, n).hot
		case *ast.CallExpr:
			for _, lit := range g.keptLoaders(n) {
				spared[lit] = true
			}
			if op, ok := keyvault.CallAt(g.info, n); ok {
				writes = writes || op.Class == keyvault.Write || op.Class == keyvault.Delete
			}
			if reads := g.callReads(n); len(reads) > 0 {
				found = append(found, site{n, reads})
			}
		}
		return true
	})
	if writes {
		return nil // reads to compare before a write
	}
	k := newKeeper(g, f)
	return slices.DeleteFunc(found, func(s site) bool {
		return k.keeps(s.call) || k.refreshes(s.call) || f.hot && k.isCallers(s.call)
	})
}

// callReads returns the reads that call makes.
func (g *graph) callReads(call *ast.CallExpr) []read {
	fn := g.callee(call)
	if op, ok := keyvault.CallAt(g.info, call); ok && fn == nil {
		if !op.Cacheable || op.Class == keyvault.List {
			return nil
		}
		r := read{op: op}
		r.name, r.param = g.name(call, op.Name)
		return []read{r}
	}
	if fn == nil {
		return nil
	}
	decl := g.index.Body(fn)
	var reads []read
	for _, r := range g.funcReads(fn, decl) {
		frame := fmt.Sprintf("%s (%s)", funcName(decl), g.position(decl))
		r.chain = append([]string{frame}, r.chain...)
		if r.param >= 0 {
			r.name, r.param = g.name(call, r.param)
		}
		reads = append(reads, r)
	}
	return reads
}

// callee returns the declared function of the package that call calls, also
// where it is an interface's method and the package stores values of one type
// only in the variable or field, or has one type only that implements it.
func (g *graph) callee(call *ast.CallExpr) *types.Func {
	if fn, ok := g.index.Callee(call).(*types.Func); ok {
		return fn
	}
	fn, ok := typeutil.Callee(g.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Signature().Recv() == nil {
		return nil
	}
	iface, ok := fn.Signature().Recv().Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	if stored := g.storedMethod(call, fn.Name()); stored != nil {
		return stored
	}
	if _, isOp := keyvault.CallAt(g.info, call); isOp {
		return nil // the SDK's client, unless a wrapper is visibly stored
	}
	return g.onlyImplementation(fn.Pkg(), iface, fn.Name())
}

// storedMethod returns the method of this package that call, on a variable or
// field of interface type, calls, judged by what the package stores there.
func (g *graph) storedMethod(call *ast.CallExpr, name string) *types.Func {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	obj := g.index.Object(sel.X)
	if obj == nil {
		return nil
	}
	sources, ok := g.index.Sources(obj)
	if !ok {
		return nil
	}
	var only *types.Func
	for _, source := range sources {
		t := g.info.TypeOf(source)
		if t == nil || types.IsInterface(t) {
			return nil
		}
		method, _, _ := types.LookupFieldOrMethod(t, true, obj.Pkg(), name)
		fn, ok := method.(*types.Func)
		if !ok || g.index.Body(fn.Origin()) == nil || only != nil && only != fn.Origin() {
			return nil
		}
		only = fn.Origin()
	}
	return only
}

// onlyImplementation returns the method called name of the one type in pkg
// that implements iface, or nil where there are none or several.
func (g *graph) onlyImplementation(pkg *types.Package, iface *types.Interface, name string) *types.Func {
	var only *types.Func
	for _, typeName := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(typeName).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) || !types.Implements(types.NewPointer(obj.Type()), iface) {
			continue
		}
		method, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, pkg, name)
		fn, ok := method.(*types.Func)
		if !ok || g.index.Body(fn) == nil || only != nil {
			return nil
		}
		only = fn
	}
	return only
}

// funcReads returns the reads that fn, declared by decl, makes. A handler that
// is called by another function is reported itself, so it yields none here,
// and neither does recursion.
func (g *graph) funcReads(fn *types.Func, decl *ast.FuncDecl) []read {
	if reads, seen := g.memo[fn]; seen {
		return reads
	}
	g.memo[fn] = nil
	f, ok := declared(g.info, decl)
	if !ok || f.hot {
		return nil
	}
	var reads []read
	for _, s := range g.sites(f) {
		reads = append(reads, s.reads...)
	}
	g.memo[fn] = reads
	return reads
}

// name returns the text of the argument of call with index i, where it is
// known, and else the index of the caller's parameter that it is, or -1.
func (g *graph) name(call *ast.CallExpr, i int) (string, int) {
	if i < 0 || i >= len(call.Args) {
		return "", -1
	}
	if param, ok := g.index.Param(call.Args[i]); ok {
		return "", param
	}
	texts := g.index.Texts(call.Args[i])
	if len(texts) != 1 || strings.Contains(texts[0].Pattern, values.Unknown) {
		return "", -1
	}
	return texts[0].Pattern, -1
}

func (g *graph) position(n ast.Node) string {
	posn := g.fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d", filepath.Base(posn.Filename), posn.Line)
}
