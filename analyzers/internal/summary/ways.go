package summary

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// wayOf returns how the package calls the code that open tells of.
func (e *engine) wayOf(open reachedOpen) Way {
	if open.calls == nil {
		return open.way
	}
	fn := open.calls.Parent()
	way := Way{}
	for _, l := range e.loopsOf(fn) {
		if l.body.has(open.calls.Block()) && e.isInnermost(l, open.calls) {
			way.Flaw, way.Delay = e.loopFlaw(l, open.calls)
		}
	}
	way.ForGood = slices.ContainsFunc(e.cachesOf(fn, open.calls, ""), func(c cache) bool { return e.keepsForGood(c, open.calls) })
	return way
}

// keepsForGood reports whether c keeps for good what call, of code that the
// package doesn't know, returned.
func (e *engine) keepsForGood(c cache, call ssa.CallInstruction) bool {
	if call.Value() == nil {
		return false
	}
	sites := e.fillSites(c, func(v ssa.Value) bool { return e.dependsOn(v, call.Value()) })
	return len(sites) > 0 && !e.lifetime(c, sites).expires && !e.isDropped(c, sites)
}

// givenWays reports what is wrong with how a function of another package calls
// the code that this one gives it: that it repeats calls of the vault without a
// growing delay, or keeps a secret for good.
func (e *engine) givenWays(fn *ssa.Function, call ssa.CallInstruction, isHot bool) {
	for _, edge := range e.edgesOf(call) {
		if edge.fact == nil || edge.loader || e.callExpr(call) == nil {
			continue
		}
		e.wrappedForGood(edge, isHot)
		for _, open := range edge.fact.Opens {
			switch {
			case open.Way == (Way{}) || open.Outer:
			case open.Param >= 0:
				e.givenWay(fn, edge, open, isHot)
			case open.Way.ForGood:
				e.filledWay(open, isHot)
			}
		}
	}
}

func (e *engine) givenWay(fn *ssa.Function, edge *edge, open Open, isHot bool) {
	for _, l := range e.givenCode(edge, open.Param, open.Path, false) {
		given := e.implEdge(l, open.Method)
		if given == nil {
			continue
		}
		if label := e.vaultCallBehind(given); label != "" && open.Way.Flaw != 0 {
			e.result.Retries = append(e.result.Retries, Retry{At: e.callExpr(edge.call), Flaw: open.Way.Flaw, What: label, Delay: open.Way.Delay})
		}
		if open.Way.ForGood && e.answersSecret(given) && e.outlivesCall(fn, edge, open.Kept) {
			e.result.Cached = append(e.result.Cached, Cached{At: e.callExpr(edge.call), Stale: true, Hot: isHot})
		}
	}
}

// filledWay reports where the package puts code that reads a secret into the
// field from which a function of another package calls it, to keep it for good.
func (e *engine) filledWay(open Open, isHot bool) {
	cell, path := cutCell(open.Path)
	for _, fill := range e.codeFills()[cell] {
		if fill.at == nil || e.callExpr(fill.at) == nil || e.isHot(fill.at.Parent()) {
			continue
		}
		for _, l := range e.walkFrom(state{v: fill.v, path: path}, code, true) {
			if given := e.implEdge(l, open.Method); given != nil && e.answersSecret(given) {
				e.result.Cached = append(e.result.Cached, Cached{At: e.callExpr(fill.at), Stale: true, Hot: isHot})
			}
		}
	}
}

// wrappedForGood reports code that reads a secret, if the function of edge puts it
// into a field from which methods of what it returns call it, to keep for good what
// it answers: a decorator of another package.
func (e *engine) wrappedForGood(edge *edge, isHot bool) {
	for _, st := range edge.fact.Stores {
		if st.Param >= len(edge.args) {
			continue
		}
		for _, open := range e.opensOfResult(edge) {
			cell, path := cutCell(open.Path)
			if open.Param >= 0 || cell != st.Cell || !open.Way.ForGood {
				continue
			}
			for _, l := range e.walkFrom(state{v: edge.args[st.Param], path: path, user: edge.call}, code, true) {
				if given := e.implEdge(l, open.Method); given != nil && e.answersSecret(given) {
					e.result.Cached = append(e.result.Cached, Cached{At: e.callExpr(edge.call), Stale: true, Hot: isHot})
				}
			}
		}
	}
}

// opensOfResult returns the calls of code that isn't known by methods of what the
// function of edge returns first.
func (e *engine) opensOfResult(edge *edge) []Open {
	var opens []Open
	results := edge.call.Common().Signature().Results()
	if results.Len() == 0 {
		return nil
	}
	if t := results.At(0).Type(); !types.IsInterface(t) {
		for m := range types.NewMethodSet(t).Methods() {
			if fn, ok := m.Obj().(*types.Func); ok {
				if fact := e.factOf(fn); fact != nil {
					opens = append(opens, fact.Opens...)
				}
			}
		}
	}
	for _, r := range edge.fact.Results {
		if r.N == 0 && r.From.Impl != nil {
			for _, m := range r.From.Impl.Methods {
				opens = append(opens, m.Opens...)
			}
		}
	}
	return opens
}

// vaultCallBehind returns the operation that the function of edge reaches, ""
// if none.
func (e *engine) vaultCallBehind(edge *edge) string {
	if edge.fn != nil {
		return e.vaultCallIn(edge.fn, 0)
	}
	return readLabel(edge.fact)
}

// answersSecret reports whether the first result of the function of edge is the
// value of a secret, or the vault's answer.
func (e *engine) answersSecret(edge *edge) bool {
	isAnswer := func(op Op, path string) bool { return op.Secret && (path == "" || isValuePath(path)) }
	switch {
	case edge.fn != nil:
		return edge.fn.Signature.Results().Len() > 0 && slices.ContainsFunc(e.resultLeaves(edge.fn, 0, "", values), func(l leaf) bool {
			return l.kind == leafOp && isAnswer(l.op.op, l.path)
		})
	case edge.fact != nil:
		return slices.ContainsFunc(edge.fact.Results, func(r Returned) bool {
			return r.N == 0 && r.From.Op != nil && isAnswer(*r.From.Op, r.Path)
		})
	}
	return false
}

// outlivesCall reports whether the arguments of edge below which something is
// kept outlive the call of fn, and aren't made anew for each request.
func (e *engine) outlivesCall(fn *ssa.Function, edge *edge, kept []int) bool {
	roots, isKept := e.factKept(fn, edge, kept)
	return isKept && !slices.ContainsFunc(roots, func(root ssa.Value) bool { return e.isPerRequest(cache{root: root}) })
}
