package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A number is a constant that a value may be.
type number struct {
	n  int64
	at ast.Expr // where the package uses it; nil if that isn't known
}

// numbers returns the constant numbers, other than 0, that v may be, as far as
// the package shows them, and whether it may be others. Constants of a package
// that v gets by default (a flag's, an environment helper's, what replaces a
// zero) are among them.
func (e *engine) numbers(v ssa.Value, user ssa.Instruction) (list []number, open bool) {
	return e.numbersBelow(state{v: v, user: user})
}

// numbersBelow is numbers for what lies below a value.
func (e *engine) numbersBelow(s state) (list []number, open bool) {
	r := &numbering{e: e, seen: make(map[ssa.Value]bool)}
	r.below(s)
	return r.list, r.open
}

// duration returns the longest constant duration that v may be, and false if
// no constant is among what it may be.
func (e *engine) duration(v ssa.Value, user ssa.Instruction) (time.Duration, bool) {
	list, _ := e.numbers(v, user)
	if len(list) == 0 {
		return 0, false
	}
	return time.Duration(slices.MaxFunc(list, func(a, b number) int { return int(min(1, max(-1, a.n-b.n))) }).n), true
}

// A numbering collects the numbers that a value may be.
type numbering struct {
	e    *engine
	seen map[ssa.Value]bool
	list []number
	open bool
}

func (r *numbering) visit(v ssa.Value, user ssa.Instruction) { r.below(state{v: v, user: user}) }

func (r *numbering) below(s state) {
	if s.v == nil || r.seen[s.v] {
		return
	}
	r.seen[s.v] = true
	walk := r.e.walkAll(s, names, true)
	r.open = r.open || walk.full
	for _, l := range walk.leaves {
		switch l.kind {
		case leafConst:
			r.constant(l)
		case leafUnknown:
			r.computed(l)
		default:
			r.open = true
		}
	}
}

func (r *numbering) constant(l leaf) {
	c, ok := l.v.(*ssa.Const)
	if !ok || c.Value == nil {
		return
	}
	if n, exact := constant.Int64Val(constant.ToInt(c.Value)); exact && n != 0 && constant.ToInt(c.Value).Kind() == constant.Int {
		r.list = append(r.list, number{n, r.expr(l)})
	}
}

func (r *numbering) expr(l leaf) ast.Expr {
	if l.user == nil {
		return nil
	}
	return r.e.site.Operand(l.user, l.v)
}

// computed goes on with what a number is computed from.
func (r *numbering) computed(l leaf) {
	switch v := l.v.(type) {
	case *ssa.BinOp:
		r.arithmetic(v)
	case *ssa.Call:
		r.given(v)
	default:
		r.open = true
	}
}

// arithmetic computes with the numbers that both sides may be.
func (r *numbering) arithmetic(op *ssa.BinOp) {
	x := &numbering{e: r.e, seen: r.seen}
	x.visit(op.X, op)
	y := &numbering{e: r.e, seen: r.seen}
	if op.Y != op.X {
		y.visit(op.Y, op)
	}
	r.open = r.open || x.open || y.open || len(x.list) == 0 || len(y.list) == 0
	for _, a := range x.list {
		for _, b := range y.list {
			if n, ok := compute(op.Op, a.n, b.n); ok {
				at := a.at
				if at == nil {
					at = b.at
				}
				r.list = append(r.list, number{n, at})
			}
		}
	}
}

func compute(op token.Token, a, b int64) (int64, bool) {
	switch op {
	case token.MUL:
		return a * b, true
	case token.ADD:
		return a + b, true
	case token.SUB:
		return a - b, true
	case token.QUO:
		return a / b, b != 0
	}
	return 0, false
}

// given goes on with the arguments of a call of a function elsewhere from which
// it makes a duration: the default of a flag or of an environment variable.
func (r *numbering) given(call *ssa.Call) {
	r.open = true
	sig := call.Call.Signature()
	if sig.Results().Len() == 0 || !isDuration(sig.Results().At(0).Type()) && !isPointerToDuration(sig.Results().At(0).Type()) {
		return
	}
	for _, arg := range call.Call.Args {
		if isDuration(arg.Type()) && arg != receiverOf(call) {
			r.visit(arg, call)
		}
	}
}

func isDuration(t types.Type) bool { return typematch.Name(t) == "time.Duration" }

func isPointerToDuration(t types.Type) bool { return typematch.Name(t) == "*time.Duration" }
