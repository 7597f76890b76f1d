package site

import (
	"go/ast"
	gc "go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// maxCopies bounds the variables through which a constant is followed.
const maxCopies = 4

// edge returns the expression from which p has v on one of its edges.
func (x *Index) edge(p *ssa.Phi, v ssa.Value) ast.Expr {
	c := constant(v)
	if e, ok := x.tokens[p.Pos()].(*ast.BinaryExpr); ok { // && or ||
		if c == nil || x.folds(e.Y, c) {
			return e.Y
		}
		return nil // the left side decides
	}
	if c != nil {
		return x.constantOf(p.Pos(), c, 0)
	}
	for _, e := range x.assigned[p.Pos()] {
		if variable := x.variable(e); variable.IsValid() && variable == v.Pos() {
			return e // another variable, whose value is v
		}
	}
	return nil
}

// conversion returns the expression that gives the conversion v its operand:
// the argument of an explicit one, else the expression where v is used,
// unless that has been converted before.
func (x *Index) conversion(v, operand ssa.Value) ast.Expr {
	if v.Pos().IsValid() {
		if call := x.callAt(v.Pos()); call != nil {
			return x.argument(call, 0)
		}
		return nil
	}
	c, _ := operand.(*ssa.Const)
	for _, user := range *v.Referrers() {
		e := x.operand(user, v)
		if e == nil {
			continue
		}
		t := x.info.Types[ast.Unparen(e)]
		switch {
		case c != nil && x.folds(e, c):
			return e
		case t.Value == nil && t.Type != nil && types.Identical(t.Type, operand.Type()):
			return e
		case c != nil:
			if written := x.constantOf(x.variable(e), c, 0); written != nil {
				return written
			}
		}
	}
	return nil
}

// constant returns the constant that v is but for implicit conversions, or nil.
func constant(v ssa.Value) *ssa.Const {
	for v != nil {
		if c, ok := v.(*ssa.Const); ok {
			return c
		}
		if v.Pos().IsValid() {
			return nil
		}
		v = converted(v)
	}
	return nil
}

// constantOf returns the first expression assigned to the variable declared
// at pos whose value is c, following copies of variables, or nil.
func (x *Index) constantOf(pos token.Pos, c *ssa.Const, depth int) ast.Expr {
	if depth > maxCopies {
		return nil
	}
	for _, e := range x.assigned[pos] {
		if x.folds(e, c) {
			return e
		}
	}
	for _, e := range x.assigned[pos] {
		if found := x.constantOf(x.variable(e), c, depth+1); found != nil {
			return found
		}
	}
	return nil
}

// variable returns where the variable that e names is declared, or NoPos.
func (x *Index) variable(e ast.Expr) token.Pos {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if v, ok := x.info.ObjectOf(id).(*types.Var); ok {
			return v.Pos()
		}
	}
	return token.NoPos
}

// folds reports whether e is a constant expression with the value of c, or
// nil if c is.
func (x *Index) folds(e ast.Expr, c *ssa.Const) bool {
	tv := x.info.Types[ast.Unparen(e)]
	if c.Value == nil {
		return tv.IsNil() && c.IsNil()
	}
	if tv.Value == nil {
		return false
	}
	a, b := tv.Value.Kind(), c.Value.Kind()
	if a != b && (!numeric(a) || !numeric(b)) {
		return false
	}
	return gc.Compare(tv.Value, token.EQL, c.Value)
}

func numeric(kind gc.Kind) bool {
	return kind == gc.Int || kind == gc.Float || kind == gc.Complex
}

// Constant returns where the constant c that expr yields is written: expr
// itself if it folds to a constant, else the first assignment of that value to
// the variable that expr names, then the declaration of a named constant of
// this package. It returns nil where the syntax doesn't show it.
func (x *Index) Constant(expr ast.Expr, c *ssa.Const) ast.Expr {
	x.build()
	if expr == nil {
		return nil
	}
	expr = ast.Unparen(expr)
	if tv := x.info.Types[expr]; tv.Value != nil {
		return x.Written(expr)
	}
	if found := x.constantOf(x.variable(expr), c, 0); found != nil {
		return x.Written(ast.Unparen(found))
	}
	return nil
}
