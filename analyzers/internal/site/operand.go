package site

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// operand returns the expression at instr that gives it v, or nil if none is
// written there.
func (x *Index) operand(instr ssa.Instruction, v ssa.Value) ast.Expr {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		return x.callOperand(instr, v)
	case *ssa.Store:
		return x.stored(instr, v)
	case *ssa.MapUpdate:
		return x.updated(instr, v)
	case *ssa.Return:
		if _, ok := instr.Parent().Syntax().(*ast.RangeStmt); ok {
			return nil // tells the iterator whether to go on
		}
		if i := index(instr.Results, v); i >= 0 {
			return x.result(instr.Parent(), instr.Pos(), i, v)
		}
	case *ssa.Phi:
		return x.edge(instr, v)
	case *ssa.BinOp:
		return x.operands(instr.Pos()).pick(v, instr.X, instr.Y)
	case *ssa.Panic:
		if call := x.callAt(instr.Pos()); call != nil && x.isPanic(call) {
			return x.argument(call, 0)
		}
	case *ssa.Send:
		if s, ok := x.tokens[instr.Pos()].(*ast.SendStmt); ok {
			return pair{s.Chan, s.Value}.pick(v, instr.Chan, instr.X)
		}
	case *ssa.Select:
		return x.selected(instr, v)
	case *ssa.Range:
		if s, ok := x.tokens[instr.Pos()].(*ast.RangeStmt); ok {
			return s.X
		}
	case ssa.Value:
		if from := converted(instr); from != nil {
			return x.conversion(instr, from)
		}
		return x.part(instr, v)
	}
	return nil
}

// pick returns the side of p that belongs to v, which is xv or yv. If it is
// both, it is the left one.
func (p pair) pick(v, xv, yv ssa.Value) ast.Expr {
	switch v {
	case xv:
		return p.x
	case yv:
		return p.y
	}
	return nil
}

// operands returns the two sides of the operation at pos.
func (x *Index) operands(pos token.Pos) pair {
	if e, ok := x.tokens[pos].(*ast.BinaryExpr); ok {
		return pair{e.X, e.Y}
	}
	return x.pairs[pos]
}

// part returns the part of the expression of v that gives it operand.
func (x *Index) part(v, operand ssa.Value) ast.Expr {
	if load, ok := v.(*ssa.UnOp); ok {
		return x.unaryOperand(load)
	}
	if isRangeElement(v) {
		return nil
	}
	switch e := x.tokens[v.Pos()].(type) {
	case *ast.TypeAssertExpr:
		return e.X
	case *ast.SelectorExpr: // a field or a method value
		if _, ok := operand.(*ssa.Function); ok {
			return e
		}
		return e.X
	case *ast.IndexExpr:
		if operand == container(v) {
			return e.X
		}
		return e.Index
	case *ast.SliceExpr:
		if s, ok := v.(*ssa.Slice); ok {
			return sliced(e, s, operand)
		}
	case *ast.CallExpr:
		return x.made(e, v, operand)
	}
	return nil
}

// unaryOperand returns the operand expression of v. For a load it is what is
// loaded, unless a pointer is written.
func (x *Index) unaryOperand(v *ssa.UnOp) ast.Expr {
	switch e := x.unary(v).(type) {
	case *ast.UnaryExpr:
		return e.X
	case *ast.StarExpr:
		return e.X
	case nil:
		if s, ok := x.tokens[v.Pos()].(*ast.RangeStmt); ok {
			return s.X // over a channel
		}
		return nil
	default:
		return e
	}
}

// sliced returns the part of e that gives s its operand.
func sliced(e *ast.SliceExpr, s *ssa.Slice, operand ssa.Value) ast.Expr {
	switch operand {
	case s.X:
		return e.X
	case s.Low:
		return e.Low
	case s.High:
		return e.High
	case s.Max:
		return e.Max
	}
	return nil
}

// made returns the argument of a call of make that gives v its operand.
func (x *Index) made(call *ast.CallExpr, v, operand ssa.Value) ast.Expr {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		if operand == v.Len {
			return x.argument(call, 1)
		}
		return x.argument(call, 2)
	case *ssa.Slice:
		if operand == v.High {
			return x.argument(call, 1)
		}
	case *ssa.MakeMap, *ssa.MakeChan:
		return x.argument(call, 1)
	}
	return nil
}

// selected returns the channel or the value of a case of a select statement.
func (x *Index) selected(s *ssa.Select, v ssa.Value) ast.Expr {
	for _, state := range s.States {
		if v != state.Chan && v != state.Send {
			continue
		}
		switch n := x.tokens[state.Pos].(type) {
		case *ast.SendStmt:
			return pair{n.Chan, n.Value}.pick(v, state.Chan, state.Send)
		case *ast.UnaryExpr:
			return n.X
		}
	}
	return nil
}

func index(values []ssa.Value, v ssa.Value) int {
	for i := range values {
		if values[i] == v {
			return i
		}
	}
	return -1
}
