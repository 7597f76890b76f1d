package summary

import (
	"go/constant"
	"go/token"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// shouldRetryFlaw returns what is wrong with a function that decides about
// retries.
func (e *engine) shouldRetryFlaw(o option) Flaw {
	leaves := e.walkFrom(state{v: o.val, user: o.instr}, code, true)
	if len(leaves) == 1 && leaves[0].kind == leafFunc {
		switch edge := e.target(leaves[0].v, nil); {
		case edge == nil:
		case edge.fn != nil:
			return deciderFlaw(edge.fn)
		case edge.fact != nil:
			for _, f := range edge.fact.Flaws {
				if f.Result == NoHole {
					return f.Flaw
				}
			}
		}
		return 0
	}
	memories := e.walkFrom(state{v: o.val, user: o.instr}, memory, true)
	if len(memories) != 1 {
		return 0
	}
	if elsewhere := e.flawsElsewhere(memories[0]); len(elsewhere) == 1 {
		return elsewhere[0].Flaw
	}
	return 0
}

// deciderFlaw returns what is wrong with fn as what decides about retries.
func deciderFlaw(fn *ssa.Function) Flaw {
	switch {
	case !mayReturnTrue(fn, func(ssa.Value) (bool, bool) { return false, false }):
		return NeverRetries
	case !mayReturnTrue(fn, throttled):
		return Rejects429
	}
	return 0
}

// mayReturnTrue reports whether fn may return anything but a constant false,
// where decide says what conditions are, as far as it knows.
func mayReturnTrue(fn *ssa.Function, decide func(ssa.Value) (value, known bool)) bool {
	type step struct{ from, to *ssa.BasicBlock }
	seen := make(map[step]bool)
	var visit func(from, b *ssa.BasicBlock) bool
	visit = func(from, b *ssa.BasicBlock) bool {
		if seen[step{from, b}] {
			return false
		}
		seen[step{from, b}] = true
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			if len(last.Results) != 1 {
				return true
			}
			result := onEdge(last.Results[0], from, b)
			if c, ok := result.(*ssa.Const); ok && c.Value != nil {
				return constant.BoolVal(c.Value)
			}
			value, known := decide(result)
			return !known || value
		case *ssa.If:
			if value, known := decide(onEdge(last.Cond, from, b)); known {
				return visit(b, b.Succs[map[bool]int{true: 0, false: 1}[value]])
			}
		}
		return slices.ContainsFunc(b.Succs, func(next *ssa.BasicBlock) bool { return visit(b, next) })
	}
	return visit(nil, fn.Blocks[0])
}

// onEdge returns what v is in block b if that was reached from another block.
func onEdge(v ssa.Value, from, b *ssa.BasicBlock) ssa.Value {
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != b {
		return v
	}
	for i, pred := range b.Preds {
		if pred == from {
			return phi.Edges[i]
		}
	}
	return v
}

// throttled returns what a condition is for an answer with status 429: there is
// an answer and no error.
func throttled(cond ssa.Value) (value, known bool) {
	switch cond := cond.(type) {
	case *ssa.Const:
		if cond.Value != nil && cond.Value.Kind() == constant.Bool {
			return constant.BoolVal(cond.Value), true
		}
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			value, known = throttled(cond.X)
			return !value, known
		}
	case *ssa.BinOp:
		return throttledComparison(cond)
	}
	return false, false
}

func throttledComparison(cmp *ssa.BinOp) (value, known bool) {
	isEqual := cmp.Op == token.EQL
	if isNil(cmp.Y) {
		isErr := typematch.IsError(cmp.X.Type())
		if isErr || typematch.Name(cmp.X.Type()) == "*net/http.Response" {
			return isEqual == isErr, true
		}
	}
	c, ok := cmp.Y.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int || !isField(cmp.X, "StatusCode") {
		return false, false
	}
	return constant.Compare(constant.MakeInt64(tooManyRequests), cmp.Op, c.Value), true
}
