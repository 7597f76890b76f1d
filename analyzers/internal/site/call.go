package site

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// callOperand returns the expression of an argument, of the receiver or of
// the function of a call. The slice of a variadic parameter has none.
func (x *Index) callOperand(call ssa.CallInstruction, v ssa.Value) ast.Expr {
	c, expr := call.Common(), x.callAt(call.Common().Pos())
	switch {
	case expr == nil:
		return iterator(c, v)
	case v == c.Value && c.IsInvoke():
		return x.receiver(expr, c)
	case v == c.Value:
		return expr.Fun
	}
	i := index(c.Args, v)
	if i < 0 {
		return nil
	}
	if !c.IsInvoke() && x.method(expr.Fun) != nil {
		if i == 0 {
			return x.receiver(expr, c)
		}
		i--
	}
	sig := c.Signature()
	if sig.Variadic() && !expr.Ellipsis.IsValid() && i >= sig.Params().Len()-1 {
		return nil
	}
	return x.argument(expr, i)
}

// iterator returns what a range statement iterates over, if c is the call of
// the iterator function v.
func iterator(c *ssa.CallCommon, v ssa.Value) ast.Expr {
	if v != c.Value || len(c.Args) != 1 {
		return nil
	}
	if body, ok := c.Args[0].(*ssa.MakeClosure); ok {
		if s, ok := body.Fn.(*ssa.Function).Syntax().(*ast.RangeStmt); ok {
			return s.X
		}
	}
	return nil
}

// argument returns the expression of the i-th argument as written, or nil.
func (x *Index) argument(call *ast.CallExpr, i int) ast.Expr {
	switch {
	case i < 0 || i >= x.arguments(call):
		return nil
	case i >= len(call.Args): // one of the results of f in g(f())
		return ast.Unparen(call.Args[0])
	}
	return ast.Unparen(call.Args[i])
}

// arguments returns how many arguments a call has, where each result of f
// counts in g(f()).
func (x *Index) arguments(call *ast.CallExpr) int {
	if len(call.Args) == 1 {
		if results, ok := x.info.TypeOf(call.Args[0]).(*types.Tuple); ok {
			return results.Len()
		}
	}
	return len(call.Args)
}

// packed returns the argument that is stored at addr, if that is an element
// of the array for a variadic parameter.
func (x *Index) packed(addr ssa.Value) ast.Expr {
	elem, ok := addr.(*ssa.IndexAddr)
	if !ok {
		return nil
	}
	array, ok := elem.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	call, ok := x.tokens[array.Pos()].(*ast.CallExpr)
	if !ok || call.Rparen != array.Pos() {
		return nil
	}
	i, ok := elem.Index.(*ssa.Const)
	t, isArray := array.Type().Underlying().(*types.Pointer).Elem().(*types.Array)
	if !ok || !isArray {
		return nil
	}
	fixed := x.arguments(call) - int(t.Len())
	return x.argument(call, fixed+int(i.Int64()))
}

// receiver returns the receiver expression of a method call, or of the method
// value that is called, or nil.
func (x *Index) receiver(call *ast.CallExpr, c *ssa.CallCommon) ast.Expr {
	sel := x.method(call.Fun)
	if closure, ok := c.Value.(*ssa.MakeClosure); ok && sel == nil {
		sel, _ = x.tokens[closure.Pos()].(*ast.SelectorExpr)
	}
	if sel == nil {
		return nil
	}
	return ast.Unparen(sel.X)
}

// method returns fun as the selector of a method of a value, or nil.
func (x *Index) method(fun ast.Expr) *ast.SelectorExpr {
	fun = ast.Unparen(fun)
	switch e := fun.(type) {
	case *ast.IndexExpr:
		fun = e.X
	case *ast.IndexListExpr:
		fun = e.X
	}
	if e, ok := fun.(*ast.SelectorExpr); ok {
		if sel := x.info.Selections[e]; sel != nil && sel.Kind() == types.MethodVal {
			return e
		}
	}
	return nil
}

// isThunk reports whether v is the function of a method expression: a method
// with its receiver as first parameter.
func isThunk(v ssa.Value) bool {
	fn, ok := v.(*ssa.Function)
	if !ok || fn.Signature.Recv() != nil {
		return false
	}
	method, ok := fn.Object().(*types.Func)
	return ok && method.Signature().Recv() != nil
}

// isPanic reports whether call is a call of the builtin panic. The builder
// puts instructions like it after calls that don't return, too.
func (x *Index) isPanic(call *ast.CallExpr) bool {
	b, ok := x.object(call.Fun).(*types.Builtin)
	return ok && b.Name() == "panic"
}
