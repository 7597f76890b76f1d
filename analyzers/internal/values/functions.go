package values

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// Callee returns the function of this package that call calls: a *types.Func
// with a declaration here, an *ast.FuncLit that is called at once or through
// the one variable that it is assigned to, or nil.
func (x *Index) Callee(call *ast.CallExpr) any {
	x.build()
	return x.callee(call)
}

func (x *Index) callee(call *ast.CallExpr) any {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return lit
	}
	switch obj := typeutil.Callee(x.info, call).(type) {
	case *types.Func:
		if _, ok := x.bodies[obj.Origin()]; ok {
			return obj.Origin()
		}
	case *types.Var:
		if values := x.assigned[obj.Origin()]; len(values) == 1 && !x.opaque[obj.Origin()] {
			return x.function(values[0])
		}
	}
	return nil
}

// function returns the function of this package that expr is: a literal, a
// function's name, a method value, or a call of a function that returns one
// literal. It returns nil for others.
func (x *Index) function(expr ast.Expr) any {
	switch e := ast.Unparen(expr).(type) {
	case *ast.FuncLit:
		return e
	case *ast.Ident, *ast.SelectorExpr:
		return x.declared(e)
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(x.info, e).(*types.Func)
		decl := x.bodies[fn]
		if decl == nil {
			return nil
		}
		if results := returned(decl.Body); len(results) == 1 {
			if lit, ok := ast.Unparen(results[0]).(*ast.FuncLit); ok {
				return lit
			}
		}
	}
	return nil
}

// declared returns the function of this package that expr names, or nil.
func (x *Index) declared(expr ast.Expr) any {
	id, ok := expr.(*ast.Ident)
	if sel, isSel := expr.(*ast.SelectorExpr); isSel {
		if selection, found := x.info.Selections[sel]; found && selection.Kind() != types.MethodVal {
			return nil
		}
		id, ok = sel.Sel, true
	}
	if !ok {
		return nil
	}
	if fn, ok := x.info.Uses[id].(*types.Func); ok && x.bodies[fn.Origin()] != nil {
		return fn.Origin()
	}
	return nil
}

// returned returns what the return statements of a function with one result
// return.
func returned(body *ast.BlockStmt) []ast.Expr {
	if body == nil {
		return nil
	}
	var results []ast.Expr
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 1 {
				results = append(results, n.Results[0])
			}
		}
		return true
	})
	return results
}
