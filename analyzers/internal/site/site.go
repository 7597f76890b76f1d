// Package site says which expression in the source gives an instruction of
// go/ssa its operand. Instructions have positions, but constants, implicit
// conversions and the edges of a Phi have none; a rule that finds a value in
// SSA asks here where to point.
//
// What SSA keeps of the syntax is one token for most instructions: the
// parenthesis of a call, the colon of a key and its value, the operator, the
// keyword return. An Index knows which node each of these tokens belongs to,
// and the role of the operand in the instruction then names the expression.
// ssa.GlobalDebug would give some of this too, for a DebugRef with each
// expression; it is not needed here, so that building SSA stays cheap, but not
// for constants, of which it says nothing.
//
// Functions must come from the syntax that the Index has. For instructions of
// other packages, and for those that the builder adds (loop counters, the
// state of an iterator, wrappers), the answer is nil.
package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/ssa"
)

// An Index maps instructions of the functions of one package to syntax. It
// is built when it is first asked. Its methods may be called concurrently.
// Expressions are returned without the parentheses around them.
type Index struct {
	info  *types.Info
	files []*ast.File
	once  sync.Once

	// tokens has, for the token that SSA keeps of a node, that node. Each
	// token belongs to one node, but for the name in a selector, which stands
	// for the selector, and the closing parenthesis of a call.
	tokens map[token.Pos]ast.Node
	// elems has the elements without key of composite literals by their start.
	elems map[token.Pos]ast.Expr
	// pairs has, by start, the operands of comparisons and arithmetic without
	// an operator of their own: the cases of a switch, x += y, x++.
	pairs map[token.Pos]pair
	// targets has both sides of assignments by the token of the left one.
	targets map[token.Pos]pair
	// assigned has what is assigned to a variable, in source order, by the
	// position of its declaration: instances of generic functions have
	// variables of their own, declared in the same place.
	assigned  map[token.Pos][]ast.Expr
	consts    map[types.Object]ast.Expr
	addressed map[*ast.CompositeLit]*ast.UnaryExpr // &T{}
}

// A pair is two sides of an operation; the right one may be nil.
type pair struct{ x, y ast.Expr }

// New returns an Index of the package that consists of files.
func New(info *types.Info, files []*ast.File) *Index {
	return &Index{info: info, files: files}
}

// Call returns the call expression of a call instruction, or nil for calls
// that aren't written: the iterator of a range statement, len in a range over
// a slice, wrappers, the calls in a package's initialiser.
func (x *Index) Call(call ssa.CallInstruction) *ast.CallExpr {
	x.build()
	return x.callAt(call.Common().Pos())
}

// Arg returns the expression of the argument with index i of a call, in
// source order and without the receiver, which has index -1; or nil. An
// argument that goes into the slice of a variadic parameter has its index in
// the source, and so has a slice that is passed with dots.
//
// For a method expression, T.M(t, a), t is the receiver. For a call of a
// method value, f := t.M; f(a), it is the t that f was made from, if that is
// the only thing f can be. If the arguments are the results of one call, f(g()),
// that call is returned for each of them.
func (x *Index) Arg(call ssa.CallInstruction, i int) ast.Expr {
	expr := x.Call(call)
	if expr == nil {
		return nil
	}
	c := call.Common()
	switch {
	case isThunk(c.Value):
		return x.argument(expr, i+1)
	case i < 0:
		return x.receiver(expr, c)
	}
	return x.argument(expr, i)
}

// Operand returns the expression that gives instr the operand v, or nil if
// the syntax doesn't show one. It is what is written at instr: for
// x := "a"; f(x), the operand "a" of the call is x. Where nothing is written
// at instr, as with a variable that a closure captures, it is Value(v).
//
//   - Implicit conversions take their operand where they are used. If that is
//     a variable that holds the result, a constant is taken from the
//     assignments to it.
//   - The constant on an edge of a Phi comes from the first assignment to the
//     variable with an equal value. If two assign the same value, this may be
//     the one that belongs to another edge; if a variable is zero because it
//     was only declared, but is set to zero elsewhere too, it is the latter.
//   - No expression stands for the sum that x += y and x++ store; y, and x,
//     are returned.
//   - The slice of a variadic parameter isn't written. Its elements are, as
//     operands of the Store instructions that fill it.
func (x *Index) Operand(instr ssa.Instruction, v ssa.Value) ast.Expr {
	x.build()
	if e := x.operand(instr, v); e != nil {
		return ast.Unparen(e)
	}
	switch v.(type) {
	case nil, *ssa.Function, *ssa.Global: // would be where they are declared
		return nil
	}
	return x.Value(v)
}

// Written returns the expression at which the constant that expr folds to is
// written: for the name of a constant that this package declares, the
// expression that gives it its value, through further constants and through
// the repetition in a group, where the names after "A = iota" have the
// expression iota too. For everything else it returns expr itself.
func (x *Index) Written(expr ast.Expr) ast.Expr {
	x.build()
	for range len(x.consts) + 1 { // constants of code with errors may form a cycle
		value := x.consts[x.object(expr)]
		if value == nil {
			break
		}
		expr = value
	}
	return expr
}

// object returns what an identifier or selector denotes, or nil.
func (x *Index) object(expr ast.Expr) types.Object {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return x.info.ObjectOf(e)
	case *ast.SelectorExpr:
		return x.info.ObjectOf(e.Sel)
	}
	return nil
}

// callAt returns the call or conversion whose opening parenthesis is at pos,
// or nil.
func (x *Index) callAt(pos token.Pos) *ast.CallExpr {
	if call, ok := x.tokens[pos].(*ast.CallExpr); ok && call.Lparen == pos {
		return call
	}
	return nil
}
