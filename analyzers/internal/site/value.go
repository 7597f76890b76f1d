package site

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Value returns the expression whose value v is, by v's position, or nil.
//
// For an address it is the expression of what is stored there, but &T{} for
// the address of a literal. For parameters, captured variables, package
// variables, functions and the Phi of a variable it is the identifier that
// declares them. For one of several results it is the expression that has
// them all. Implicit conversions count as what they convert. Constants have
// no position: ask for the operand of an instruction instead.
func (x *Index) Value(v ssa.Value) ast.Expr {
	x.build()
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return x.declared(v.Pos())
	case *ssa.Function:
		if lit, ok := x.tokens[v.Pos()].(*ast.FuncLit); ok {
			return lit
		}
		return x.declared(v.Pos())
	case *ssa.Phi:
		if e, ok := x.tokens[v.Pos()].(*ast.BinaryExpr); ok {
			return e // && or ||
		}
		return x.declared(v.Pos())
	case *ssa.Extract:
		return x.Value(v.Tuple)
	case *ssa.Alloc:
		return x.allocated(v)
	case *ssa.UnOp:
		return x.unary(v)
	case *ssa.MakeClosure:
		if !v.Pos().IsValid() { // only method values have one
			return x.Value(v.Fn)
		}
	case *ssa.Const, *ssa.Builtin, nil:
		return nil
	}
	if from := converted(v); from != nil && !v.Pos().IsValid() {
		return x.Value(from)
	}
	return x.computed(v)
}

// declared returns the identifier at pos that declares a variable or
// function, or nil. Parameters and results without name have the position of
// their type, at which nothing is declared.
func (x *Index) declared(pos token.Pos) ast.Expr {
	if id, ok := x.tokens[pos].(*ast.Ident); ok {
		if _, ok := x.info.Defs[id]; ok {
			return id
		}
	}
	return nil
}

// computed returns the expression that has the token of v and the form of
// what v does.
func (x *Index) computed(v ssa.Value) ast.Expr {
	if isRangeElement(v) {
		return nil
	}
	pos := v.Pos()
	switch e := x.tokens[pos].(type) {
	case *ast.CallExpr:
		if e.Lparen == pos {
			return e // a call, conversion, new or make
		}
	case *ast.TypeAssertExpr:
		if e.Lparen == pos { // else it is a case of a type switch
			return e
		}
	case *ast.BinaryExpr:
		if _, ok := v.(*ssa.BinOp); ok {
			return e
		}
	case *ast.SelectorExpr:
		switch v.(type) {
		case *ssa.FieldAddr, *ssa.Field, *ssa.MakeClosure:
			return e
		}
	case *ast.IndexExpr:
		if container(v) != nil {
			return e
		}
	case *ast.SliceExpr:
		if _, ok := v.(*ssa.Slice); ok {
			return e
		}
	case *ast.CompositeLit:
		switch v.(type) {
		case *ssa.Slice, *ssa.MakeMap:
			return e
		}
	}
	return nil
}

// container returns what v takes an element of, or nil.
func container(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.IndexAddr:
		return v.X
	case *ssa.Index:
		return v.X
	case *ssa.Lookup:
		return v.X
	}
	return nil
}

// isRangeElement reports whether v is the element in a range over a slice or
// array. It has the position of the slice, and so seems to be what the slice
// is.
func isRangeElement(v ssa.Value) bool {
	of := container(v)
	return of != nil && of.Pos() == v.Pos()
}

// allocated returns the expression for the place v. The array under a slice
// literal counts as the literal.
func (x *Index) allocated(v *ssa.Alloc) ast.Expr {
	lit, ok := x.tokens[v.Pos()].(*ast.CompositeLit)
	if !ok {
		if call := x.callAt(v.Pos()); call != nil {
			return call // new or make
		}
		return x.declared(v.Pos())
	}
	if address := x.addressed[lit]; address != nil && v.Comment == "complit" {
		return address
	}
	return lit
}

// unary returns the expression for the operation of v. A load has the
// position of what it loads, if it is written; the load of a field follows
// the selector.
func (x *Index) unary(v *ssa.UnOp) ast.Expr {
	if v.Op != token.MUL {
		if e, ok := x.tokens[v.Pos()].(*ast.UnaryExpr); ok {
			return e
		}
		return nil
	}
	if !v.Pos().IsValid() {
		switch v.X.(type) {
		case *ssa.FieldAddr, *ssa.SliceToArrayPointer:
			return x.Value(v.X)
		}
		return nil
	}
	switch e := x.tokens[v.Pos()].(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr, *ast.CompositeLit:
		return e.(ast.Expr)
	case *ast.CallExpr: // conversion of a slice to an array
		return e
	}
	return nil
}

// converted returns the operand of a conversion, or nil if v is none.
func converted(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return v.X
	case *ssa.ChangeInterface:
		return v.X
	case *ssa.ChangeType:
		return v.X
	case *ssa.Convert:
		return v.X
	case *ssa.MultiConvert:
		return v.X
	case *ssa.SliceToArrayPointer:
		return v.X
	}
	return nil
}
