package summary

import (
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/ssa"
)

// openAnswer ends at the answer of code that isn't known here: of an interface's
// method, or of a function value.
func (w *walker) openAnswer(s state, call *ssa.Call) {
	if (w.mode == values || w.mode == secrets) && w.e.staticEdge(call) == nil {
		w.leaf(s, leaf{kind: leafOpenAnswer, v: call})
	}
}

// givenKinds says as what code is followed whose answer arrives at a sink.
var givenKinds = map[sinks.Kind]sinks.Kind{
	PartsSink:        GivenPartsSink,
	sinks.Use:        GivenUseSink,
	sinks.Credential: GivenCredentialSink,
}

// openAnswers follows the code whose answer l arrives at sink to where it is
// given.
func (e *engine) openAnswers(l leaf, sink Sink) {
	kind, ok := givenKinds[sink.Kind]
	call, isCall := l.v.(*ssa.Call)
	if !ok || l.part || l.path != "" || l.prefix+l.suffix != "" || !isCall {
		return
	}
	for _, open := range e.openCalls(call) {
		next := Sink{Hot: Hot{Package: e.pass.Pkg.Path(), Function: e.name(call.Parent()), Method: open.method}}
		next.Kind, next.Sort, next.What = kind, sink.Sort, sink.What
		if kind == GivenUseSink {
			named := namedParams(call)
			for k, t := range open.args {
				next.Hot.Args = append(next.Hot.Args, closedText(t, named&(1<<k) != 0))
			}
		}
		e.openSink(open, next)
	}
}

// givenAnswer reports code that is handed on at h, by what its method answers: what
// was given it, in another package, does with the answer what sink says. In the
// same package the answer is followed to there.
func (e *engine) givenAnswer(l leaf, sink Sink, h handover) {
	if h.expr == nil || sink.Hot.Package == e.pass.Pkg.Path() {
		return
	}
	switch sink.Kind {
	case GivenPartsSink:
		e.givenParts(l, sink, h)
	case GivenUseSink:
		e.givenUse(l, sink, h)
	case GivenCredentialSink:
		e.givenCredential(l, sink, h)
	}
}

// givenUse reports code that is handed on at h, if its answer is the value of a
// secret, for which sink is a use as configuration.
func (e *engine) givenUse(l leaf, sink Sink, h handover) {
	op, ok := e.answerOf(l, sink.Hot.Method)
	if !ok || op.Write {
		return
	}
	u := &opUse{op: op, call: h.call, holder: h.caller, expr: h.expr}
	switch name := op.Name; {
	case name.Known && name.Hole == NoHole:
		u.name.prefix, u.known = name.Prefix+name.Suffix, true
	case name.Known && name.Path == "" && name.Hole < len(sink.Hot.Args) && sink.Hot.Args[name.Hole].Known:
		u.name.prefix, u.known = name.Prefix+sink.Hot.Args[name.Hole].Prefix+name.Suffix, true
	}
	use := sink.Sink
	use.Kind, use.What = sinks.Use, use.What+" in "+sink.Hot.Function
	e.result.uses = append(e.result.uses, opAtSink{u, Sink{Sink: use}, h.expr, true})
}

// givenCredential reports the constants that code answers which is handed on at
// h, where sink takes a credential.
func (e *engine) givenCredential(l leaf, sink Sink, h handover) {
	edge := e.implEdge(l, sink.Hot.Method)
	if edge == nil {
		return
	}
	to := Sink{Sink: sink.Sink}
	to.Kind = sinks.Credential
	switch {
	case edge.fn != nil && edge.fn.Signature.Results().Len() > 0:
		leaves := e.resultLeaves(edge.fn, 0, "", secrets)
		if origins(leaves) > maxOrigins {
			return
		}
		for _, r := range leaves {
			if r.kind == leafConst || r.kind == leafConstElsewhere {
				e.close(r, to, handover{caller: edge.fn, expr: h.expr})
			}
		}
	case edge.fact != nil:
		for _, r := range edge.fact.Results {
			if c := r.From.Constant; r.N == 0 && r.Path == "" && !r.Leak && c != nil {
				e.close(leaf{kind: leafConstElsewhere, from: &r.From}, to, h)
			}
		}
	}
}

// givenParts reports code that is handed on at h, if its answer is the value of a
// secret, which is taken apart.
func (e *engine) givenParts(l leaf, sink Sink, h handover) {
	op, ok := e.answerOf(l, sink.Hot.Method)
	if !ok || slices.ContainsFunc(e.result.TakenApart, func(t TakenApart) bool { return t.At == h.expr }) {
		return
	}
	e.result.TakenApart = append(e.result.TakenApart, TakenApart{At: h.expr, Op: op, What: sink.What + " in " + sink.Hot.Function})
}

// answerOf returns the read whose answer the method of the code behind l returns
// whole.
func (e *engine) answerOf(l leaf, method string) (Op, bool) {
	edge := e.implEdge(l, method)
	switch {
	case edge == nil:
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
