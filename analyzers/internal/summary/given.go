package summary

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/ssa"
)

// An Answer, as the origin of a value, is what a method or function value
// returns that a function is given: what is behind it decides.
type Answer struct {
	Param  int // that holds the code; NoHole: Path begins with a field that is a cell
	Path   string
	Method string // "" for a function value
	N      int    // which result
	Args   []Text // of its arguments, receiver first
	Named  uint64 // bit k: argument k is declared as the name of something
}

func (a *Answer) String() string {
	return fmt.Sprintf("%d%s.%s#%d%v", a.Param, pathString(a.Path), a.Method, a.N, a.Args)
}

// A givenAnswer is an Answer as a function of this package sees it.
type givenAnswer struct {
	root   *ssa.Parameter // nil: cell
	cell   string
	path   string
	method string
	n      int
	args   []text
	named  uint64
}

// maxText bounds a text that grows with each turn of a recursion: no secret's
// name is longer.
const maxText = 127

// interned returns the one givenAnswer that is like a, so that leaves can be told
// apart by it; nil where a text has no end.
func (e *engine) interned(a givenAnswer) *givenAnswer {
	for _, t := range a.args {
		if len(t.prefix)+len(t.suffix) > maxText {
			e.dropped++
			return nil
		}
	}
	key := fmt.Sprintf("%p %v", a.root, a)
	if e.givenAnswers[key] == nil {
		e.givenAnswers[key] = &a
	}
	return e.givenAnswers[key]
}

// openResult ends at a result of call, if that calls code which importers may
// give.
func (w *walker) openResult(s state, call *ssa.Call, index int) {
	if w.mode != values || w.e.pass.Pkg.Name() == "main" || w.e.staticEdge(call) != nil {
		return
	}
	for _, open := range w.e.openCalls(call) {
		a := givenAnswer{open.root, open.cell, open.path, open.method, index, open.args, namedParams(call)}
		w.givenLeaf(s, call, a)
	}
}

func (w *walker) givenLeaf(s state, v ssa.Value, a givenAnswer) {
	if answer := w.e.interned(a); answer != nil {
		w.leaf(s, leaf{kind: leafGiven, v: v, answer: answer})
	}
}

// namedParams returns the arguments, receiver first, that the called method
// declares as the names of things.
func namedParams(call *ssa.Call) uint64 {
	if !call.Call.IsInvoke() {
		return 0
	}
	var named uint64
	params := call.Call.Method.Signature().Params()
	for i := range min(params.Len(), 62) {
		if isNameOfThing(params.At(i).Name()) {
			named |= 1 << (i + 1)
		}
	}
	return named
}

// reroot takes an answer of the function that edge calls to its caller.
func (w *walker) reroot(s state, edge *edge, l leaf) {
	a := *l.answer
	s.prefix, s.suffix, s.part = s.prefix+l.prefix, l.suffix+s.suffix, s.part || l.part
	s.path = l.path
	a.args = make([]text, len(l.answer.args))
	for i, t := range l.answer.args {
		a.args[i] = w.e.textAt(edge, t)
	}
	arg := edge.argOf(a.root)
	if arg == nil {
		return
	}
	for _, behind := range w.e.walk(arg, a.path, code) {
		if next, ok := a.at(behind); ok {
			w.givenLeaf(s, l.v, next)
		}
	}
}

// at returns a as it is where l is what holds the code, if that is still open.
func (a givenAnswer) at(l leaf) (givenAnswer, bool) {
	switch l.kind {
	case leafParam:
		a.root, a.cell, a.path = l.v.(*ssa.Parameter), "", l.path
	case leafCell:
		a.root, a.cell, a.path = nil, l.cell, l.path
	default:
		return a, false
	}
	return a, true
}

// given goes on with what the code returns that the caller of edge gave.
func (w *walker) given(s state, from *Answer, edge *edge) {
	e := w.e
	if w.mode != values || edge == nil {
		return
	}
	if e.answering >= e.max.chain {
		e.dropped++
		return
	}
	e.answering++
	defer func() { e.answering-- }()
	open := givenAnswer{method: from.Method, n: from.N, named: from.Named}
	exprs := make([]ast.Expr, len(from.Args))
	for k, t := range from.Args {
		open.args = append(open.args, e.factText(edge, t))
		if t.Known && t.Hole != NoHole {
			exprs[k] = e.edgeExpr(edge, t.Hole)
		}
	}
	for _, l := range e.givenCode(edge, from.Param, from.Path, true) {
		if next, ok := open.at(l); ok {
			w.givenLeaf(s, s.v, next)
			continue
		}
		next := e.implEdge(l, from.Method)
		if next == nil {
			continue
		}
		next.call, next.caller, next.texts, next.exprs = edge.call, edge.caller, open.args, exprs
		switch {
		case next.fn != nil && from.N < next.fn.Signature.Results().Len():
			w.read(w.solver.result(next.fn, from.N, s.path), func(l leaf) { w.through(s, next, l) })
		case next.fact != nil:
			w.resultFact(s, next, from.N)
		}
	}
}

// exportedAnswer returns a for a fact of fn.
func (e *engine) exportedAnswer(fn *ssa.Function, a *givenAnswer) (*Answer, bool) {
	out := &Answer{Param: NoHole, Path: a.path, Method: a.method, N: a.n, Named: a.named}
	switch {
	case a.root == nil:
		if !isShared(a.cell) {
			return nil, false
		}
		out.Path = joinPath(a.cell, a.path)
	case fn == nil || a.root.Parent() != fn:
		return nil, false
	default:
		out.Param = paramIndex(a.root)
	}
	for k, t := range a.args {
		if t.hole != nil || a.named&(1<<k) == 0 {
			t = mayName(t) // else who calls it a name says that it is no credential
		}
		out.Args = append(out.Args, e.exportText(fn, t))
	}
	return out, true
}
