package keyvault

import (
	"go/ast"
	"go/types"

	"github.com/kvlint/kvlint/internal/track"
	"golang.org/x/tools/go/types/typeutil"
)

// CallAt returns the Key Vault operation that call is, if it is one.
//
// It resolves by object: aliases, embedded clients, method values and method
// expressions make no difference. Where the callee is a method of an
// interface that a user declares, it is an operation if its name and
// signature are those of a method of the client whose types the signature
// names. Where the callee is a variable, parameter, field or other
// expression, it is an operation if its signature is that of exactly one
// method or constructor. A user's function with such a signature may be
// behind either; declared functions and concrete methods of users are never
// operations, whatever their names: what they do is in their bodies.
func CallAt(info *types.Info, call *ast.CallExpr) (Op, bool) {
	switch callee := typeutil.Callee(info, call).(type) {
	case *types.Func:
		fn, isExpr := selected(info, call.Fun, callee)
		m, ok := matchFunc(fn)
		if !ok {
			return Op{}, false
		}
		if isExpr {
			m.shift = 1
		}
		return m.op(call), true
	case nil, *types.Var:
		return callOfValue(info, call)
	}
	return Op{}, false
}

// selected returns the method that fun selects, with the type arguments of
// its receiver, which callee, its generic origin, lacks. It reports whether
// fun is a method expression T.f, which takes the receiver as first argument.
func selected(info *types.Info, fun ast.Expr, callee *types.Func) (*types.Func, bool) {
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok {
		return callee, false
	}
	selection, ok := info.Selections[sel]
	if !ok {
		return callee, false // a function of a package
	}
	fn, ok := selection.Obj().(*types.Func)
	if !ok {
		return callee, false
	}
	return fn, selection.Kind() == types.MethodExpr
}

// callOfValue returns the operation behind a call of something that isn't
// declared as a function.
func callOfValue(info *types.Info, call *ast.CallExpr) (Op, bool) {
	if _, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return Op{}, false
	}
	tv, ok := info.Types[call.Fun]
	if !ok || !tv.IsValue() {
		return Op{}, false // a conversion, or ill-typed
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if !ok {
		return Op{}, false
	}
	m, ok := matchValue(sig)
	if !ok {
		return Op{}, false
	}
	return m.op(call), true
}

// A match is a row and how a callee is that row.
type match struct {
	row   *row
	pkg   string
	recv  string // row.recv but for interfaces of keyvaultapi
	fn    *types.Func
	at    places // in the signature without receiver
	shift int    // 1 where the receiver is the first argument
	arity int    // parameters of the signature without receiver
}

func (m match) op(call *ast.CallExpr) Op {
	at := m.at.shift(m.shift).within(len(call.Args))
	if len(call.Args) == 1 && m.arity+m.shift > 1 {
		at = nowhere // f(g()), or ill-typed
	}
	return Op{
		Package: m.pkg, Recv: m.recv, Method: m.row.method,
		Class: m.row.class, Object: m.row.object,
		Name: at.name, Version: at.version, Value: at.value,
		Immediate: m.row.traits&lazy == 0,
		Cacheable: m.row.traits&cacheable != 0,
		Fn:        m.fn,
	}
}

// matchSDK returns the match of the SDK's function fn with r.
func matchSDK(r *row, pkg *types.Package, recv string, fn *types.Func) match {
	sig := fn.Signature()
	return match{row: r, pkg: pkg.Path(), recv: recv, fn: fn, at: placesByName(paramsOf(sig)), arity: sig.Params().Len()}
}

// matchFunc returns the match of a declared function or method.
func matchFunc(fn *types.Func) (match, bool) {
	sig := fn.Signature()
	recv := sig.Recv()
	if recv == nil {
		return matchIn(fn.Pkg(), "", fn)
	}
	named := namedOf(recv.Type())
	if named != nil {
		if m, ok := matchIn(named.Obj().Pkg(), named.Obj().Name(), fn); ok {
			return m, true
		}
		if fn.Name() == "NextPage" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == azcorePager {
			return matchPage(sig, fn)
		}
	}
	if types.IsInterface(recv.Type()) {
		return matchInterface(fn)
	}
	return match{}, false
}

// matchIn returns the match of a function that pkg declares, on the type
// called recv unless that is "".
func matchIn(pkg *types.Package, recv string, fn *types.Func) (match, bool) {
	if pkg == nil {
		return match{}, false
	}
	tr := track.Of(pkg.Path())
	if tr == noTrack {
		return match{}, false
	}
	r, ok := indexes()[tr].rows[symbol{tableName(recv), fn.Name()}]
	if !ok {
		return match{}, false
	}
	return matchSDK(r, pkg, recv, fn), true
}

// namedOf returns the declared type that t is or points to, or nil.
func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	for {
		ptr, ok := t.(*types.Pointer)
		if !ok {
			break
		}
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}
