package site

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// stored returns the expression of what s stores, or of where it does.
func (x *Index) stored(s *ssa.Store, v ssa.Value) ast.Expr {
	target, isAddr := x.targets[s.Pos()], v == s.Addr && v != s.Val
	switch e := x.packed(s.Addr); {
	case e != nil && isAddr: // an element of an array that isn't written
		return nil
	case e != nil:
		return e
	case isAddr:
		return target.x
	}
	switch n := x.tokens[s.Pos()].(type) {
	case *ast.ReturnStmt:
		for i, pos := range resultPositions(s.Parent()) {
			if pos == s.Addr.Pos() {
				return x.result(s.Parent(), s.Pos(), i, v)
			}
		}
		return nil
	case *ast.KeyValueExpr:
		return n.Value
	case *ast.CompositeLit:
		return n // a slice or map
	case *ast.CallExpr:
		return x.argument(n, 0) // new(v)
	}
	if e := x.elems[s.Pos()]; e != nil {
		return e
	}
	return target.y
}

// updated returns the map, key or value expression of an update.
func (x *Index) updated(u *ssa.MapUpdate, v ssa.Value) ast.Expr {
	switch e := x.tokens[u.Pos()].(type) {
	case *ast.KeyValueExpr:
		return pair{e.Value, e.Key}.pick(v, u.Value, u.Key)
	case *ast.IndexExpr:
		if v == u.Map && v != u.Value {
			return e.X
		}
		return pair{x.targets[u.Pos()].y, e.Index}.pick(v, u.Value, u.Key)
	}
	return nil
}

// result returns the expression of the i-th result, v, of the return
// statement at pos. The value of a named result that isn't listed there is
// found if it is a constant.
func (x *Index) result(fn *ssa.Function, pos token.Pos, i int, v ssa.Value) ast.Expr {
	s, ok := x.tokens[pos].(*ast.ReturnStmt)
	positions := resultPositions(fn)
	if !ok || i >= len(positions) {
		return nil
	}
	switch len(s.Results) {
	case len(positions):
		return s.Results[i]
	case 1:
		return s.Results[0] // a call with several results
	}
	if c := constant(v); c != nil {
		return x.constantOf(positions[i], c, 0)
	}
	return nil
}

// resultPositions returns the positions of the results of the declared
// function or literal that fn belongs to, the type's for one without name. A
// loop body that is a function of its own has the results of the function
// around it.
func resultPositions(fn *ssa.Function) []token.Pos {
	var fields *ast.FieldList
	for ; fn != nil; fn = fn.Parent() {
		switch syntax := fn.Syntax().(type) {
		case *ast.RangeStmt:
			continue
		case *ast.FuncDecl:
			fields = syntax.Type.Results
		case *ast.FuncLit:
			fields = syntax.Type.Results
		}
		break
	}
	if fields == nil {
		return nil
	}
	var positions []token.Pos
	for _, field := range fields.List {
		for _, name := range field.Names {
			positions = append(positions, name.Pos())
		}
		if field.Names == nil {
			positions = append(positions, field.Type.Pos())
		}
	}
	return positions
}
