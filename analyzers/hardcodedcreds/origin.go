package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/values"
	"golang.org/x/tools/go/types/typeutil"
)

// A written is a constant and where to report it.
type written struct {
	expr ast.Expr // the literal, or the use of a constant of another package
	text string
}

// constantOf returns the constant that expr is: itself or through conversions,
// pointers (&x, to.Ptr(x)), a constant's name, or a local or package variable
// that is assigned once.
func (f *finder) constantOf(expr ast.Expr) (written, bool) {
	expr = ast.Unparen(expr)
	if text, ok := values.Constant(f.info, expr); ok {
		return written{f.declaration(expr), text}, true
	}
	switch e := expr.(type) {
	case *ast.CallExpr:
		if inner := f.unwrap(e); inner != nil {
			return f.constantOf(inner)
		}
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return f.constantOf(e.X)
		}
	case *ast.CompositeLit: // []string{"…"} is handled element by element
		return written{}, false
	case *ast.Ident:
		return f.onlyValue(e)
	}
	return written{}, false
}

// unwrap returns the operand of a conversion or of a function that returns a
// pointer to its argument, or nil.
func (f *finder) unwrap(call *ast.CallExpr) ast.Expr {
	if len(call.Args) != 1 {
		return nil
	}
	if tv, ok := f.info.Types[call.Fun]; ok && tv.IsType() {
		return call.Args[0]
	}
	fn, ok := typeutil.Callee(f.info, call).(*types.Func)
	if ok && values.IsPointerTo(fn) {
		return call.Args[0]
	}
	return nil
}

// declaration returns the expression that gives a named constant of this
// package its value; other expressions it returns as they are.
func (f *finder) declaration(expr ast.Expr) ast.Expr {
	id, ok := expr.(*ast.Ident)
	if !ok {
		return expr
	}
	c, ok := f.info.Uses[id].(*types.Const)
	if !ok || c.Pkg() != f.pass.Pkg {
		return expr
	}
	if sources, ok := f.index.Sources(c); ok && len(sources) == 1 {
		return sources[0]
	}
	return expr
}

// onlyValue returns the constant that a variable holds which is assigned once.
func (f *finder) onlyValue(id *ast.Ident) (written, bool) {
	v, ok := f.info.Uses[id].(*types.Var)
	if !ok || v.IsField() || v.Pkg() != f.pass.Pkg {
		return written{}, false
	}
	sources, ok := f.index.Sources(v)
	if !ok || len(sources) != 1 {
		return written{}, false
	}
	if text, ok := values.Constant(f.info, sources[0]); ok {
		return written{f.declaration(ast.Unparen(sources[0])), text}, true
	}
	if call, ok := ast.Unparen(sources[0]).(*ast.CallExpr); ok {
		if inner := f.unwrap(call); inner != nil {
			return f.constantOf(inner)
		}
	}
	return written{}, false
}
