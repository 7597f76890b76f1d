package summary

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// openAnswer ends at the answer of code that isn't known here: of an interface's
// method, or of a function value.
func (w *walker) openAnswer(s state, call *ssa.Call) {
	if w.mode == values && w.e.staticEdge(call) == nil {
		w.leaf(s, leaf{kind: leafOpenAnswer, v: call})
	}
}

// openParts follows the code whose answer, l, is taken apart, to where it is
// given.
func (e *engine) openParts(l leaf, sink Sink) {
	call, ok := l.v.(*ssa.Call)
	if sink.Kind != PartsSink || l.part || l.path != "" || !ok {
		return
	}
	for _, open := range e.openCalls(call) {
		next := Sink{Hot: Hot{Package: e.pass.Pkg.Path(), Function: e.name(call.Parent()), Method: open.method}}
		next.Kind, next.What = GivenPartsSink, sink.What
		e.openSink(open, next)
	}
}

// givenParts reports code that is handed on at h, if its method answers with a
// secret's value: what was given it, in another package, takes that apart. In the
// same package the answer is followed to there.
func (e *engine) givenParts(l leaf, sink Sink, h handover) {
	op, ok := e.answerOf(l, sink.Hot.Method)
	if !ok || h.expr == nil || sink.Hot.Package == e.pass.Pkg.Path() ||
		slices.ContainsFunc(e.result.TakenApart, func(t TakenApart) bool { return t.At == h.expr }) {
		return
	}
	e.result.TakenApart = append(e.result.TakenApart, TakenApart{At: h.expr, Op: op, What: sink.What + " in " + sink.Hot.Function})
}

// answerOf returns the read whose answer the method of the code behind l returns
// whole.
func (e *engine) answerOf(l leaf, method string) (Op, bool) {
	edge := e.implEdge(l, method)
	switch {
	case edge == nil || l.kind == leafImplElsewhere:
	case edge.fn != nil:
		for i := range edge.fn.Signature.Results().Len() {
			for _, r := range e.resultLeaves(edge.fn, i, "", values) {
				if r.kind == leafOp && !r.part && r.op.op.Secret && (r.path == "" || isValuePath(r.path)) {
					return r.op.op, true
				}
			}
		}
	case edge.fact != nil:
		for _, r := range edge.fact.Results {
			if r.From.Op != nil && !r.From.Part && r.From.Op.Secret {
				return *r.From.Op, true
			}
		}
	}
	return Op{}, false
}
