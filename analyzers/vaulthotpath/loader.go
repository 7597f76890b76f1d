package vaulthotpath

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// keptLoaders returns the function literals among the arguments of call that
// run at most once, or only when a cache misses: those given to (*sync.Once).Do,
// to sync.OnceValue and its kin, to get-or-load methods, and to functions of
// the package that keep what they return.
func (g *graph) keptLoaders(call *ast.CallExpr) []*ast.FuncLit {
	var kept []*ast.FuncLit
	for i, arg := range call.Args {
		lit, ok := ast.Unparen(arg).(*ast.FuncLit)
		if ok && (g.loadsOnce(call) || g.keepsLoader(call, i)) {
			kept = append(kept, lit)
		}
	}
	return kept
}

// keepsLoader reports whether the function of this package that call calls
// keeps what its parameter i, a function, returns.
func (g *graph) keepsLoader(call *ast.CallExpr, i int) bool {
	f, ok := g.callee(call)
	if !ok || i >= f.sig.Params().Len() {
		return false
	}
	k, param := newKeeper(g, f), f.sig.Params().At(i)
	calls, kept := 0, 0
	ast.Inspect(f.body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && g.index.Object(c.Fun) == param {
			calls++
			if k.keeps(c) {
				kept++
			}
		}
		return true
	})
	return calls > 0 && kept == calls
}

// loadsOnce reports whether the functions that call is given run at most once,
// or only when a cache of a library misses.
func (g *graph) loadsOnce(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(g.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "sync":
		return fn.Name() == "Do" || fn.Name() == "OnceFunc" || fn.Name() == "OnceValue" || fn.Name() == "OnceValues"
	case "golang.org/x/sync/singleflight":
		return false // merges simultaneous calls, keeps nothing
	}
	return isGetOrLoad(fn.Signature())
}

// isGetOrLoad reports whether sig is that of a method which takes a key and a
// function, and returns what the function returns. Methods of this shape are
// caches (and singleflight); breakers and retriers have no key.
func isGetOrLoad(sig *types.Signature) bool {
	if sig.Recv() == nil || sig.Results().Len() == 0 {
		return false
	}
	hasKey, loads := false, false
	for param := range sig.Params().Variables() {
		switch t := param.Type().Underlying().(type) {
		case *types.Basic:
			hasKey = hasKey || t.Kind() == types.String
		case *types.Signature:
			loads = loads || t.Results().Len() > 0 &&
				types.Identical(t.Results().At(0).Type(), sig.Results().At(0).Type()) && !isError(t.Results().At(0).Type())
		}
		if _, ok := param.Type().(*types.TypeParam); ok {
			hasKey = true
		}
	}
	return hasKey && loads
}
