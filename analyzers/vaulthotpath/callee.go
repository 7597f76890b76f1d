package vaulthotpath

import (
	"go/ast"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"golang.org/x/tools/go/types/typeutil"
)

// callee returns the function of the package that call calls, also where it is
// held by a variable or field that is set once, or is an interface's method and
// the package stores values of one type only in the variable or field, or has
// one type only that implements it.
func (g *graph) callee(call *ast.CallExpr) (function, bool) {
	switch fn := g.index.Callee(call).(type) {
	case *types.Func:
		return g.declared(fn)
	case *ast.FuncLit:
		return literal(g.info, fn), true
	}
	return g.declared(g.implementation(call))
}

// declared returns the function that fn's declaration in the package makes.
func (g *graph) declared(fn *types.Func) (function, bool) {
	if fn == nil {
		return function{}, false
	}
	return declared(g.info, g.index.Body(fn))
}

// implementation returns the method of the package that a call of an
// interface's method leads to, or nil.
func (g *graph) implementation(call *ast.CallExpr) *types.Func {
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
