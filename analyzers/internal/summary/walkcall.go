package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"golang.org/x/tools/go/ssa"
)

// binOp goes into the operands of a concatenation. Which one counts depends on
// what is asked: the end of a name decides what it names, and a credential
// comes last ("Bearer " + token).
func (w *walker) binOp(s state, v *ssa.BinOp) {
	if basic, ok := v.Type().Underlying().(*types.Basic); v.Op != token.ADD || !ok || basic.Info()&types.IsString == 0 || w.mode >= code {
		w.leaf(s, leaf{kind: leafUnknown, v: v})
		return
	}
	if w.followsValues() {
		s.part = true
		w.to(s, v.X, "", v)
		w.to(s, v.Y, "", v)
		return
	}
	w.joined(s, []ssa.Value{v.X, v.Y}, []string{"", "", ""}, v)
}

// joined goes on with the part of a text that decides: parts with constant
// text around and between them.
func (w *walker) joined(s state, parts []ssa.Value, seps []string, user ssa.Instruction) {
	text := func(parts []ssa.Value, seps []string) string {
		var b strings.Builder
		for i, part := range parts {
			b.WriteString(seps[i])
			b.WriteString(w.e.textOf(part))
		}
		return b.String()
	}
	last := len(parts) - 1
	tail := seps[last+1]
	if c, ok := constantText(parts[last]); ok && !(w.mode == secrets && w.e.isVariable(parts[last], user)) {
		tail, last = c+tail, last-1
	}
	switch {
	case tail != "" && w.mode == secrets:
		w.leaf(s, leaf{kind: leafUnknown, v: user.(ssa.Value)})
	case last < 0:
		w.leaf(s, leaf{kind: leafUnknown, v: user.(ssa.Value), prefix: tail})
	case tail != "" && naming.JudgeSecretName(Unknown+tail+s.suffix) != naming.NoOpinion:
		s.prefix += text(parts[:last+1], seps)
		if last < len(parts)-1 {
			s.prefix += seps[last+1]
		}
		w.leaf(s, leaf{kind: leafText, v: user.(ssa.Value), prefix: tail})
	default:
		s.prefix += text(parts[:last], seps) + seps[last]
		s.suffix, s.part = tail+s.suffix, true
		w.to(s, parts[last], "", user)
	}
}

// isVariable reports whether user, a sum or a call that formats, has v from a
// variable rather than written out: then it isn't the fixed end of a text.
func (e *engine) isVariable(v ssa.Value, user ssa.Instruction) bool {
	var expr ast.Expr
	switch user := user.(type) {
	case *ssa.BinOp:
		expr = e.sumOperand(user, v)
	case *ssa.Call:
		expr = e.operandExpr(user, v)
	}
	id, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok {
		return false
	}
	_, ok = e.info.Uses[id].(*types.Var)
	return ok
}

// textOf returns the one constant text that v has, or Unknown.
func (e *engine) textOf(v ssa.Value) string {
	if text, ok := constantText(v); ok {
		return text
	}
	return Unknown
}

// constantText returns the text of a constant string or byte, also behind
// conversions.
func constantText(v ssa.Value) (string, bool) {
	for {
		switch x := v.(type) {
		case *ssa.Const:
			if x.Value != nil && x.Value.Kind() == constant.String {
				return constant.StringVal(x.Value), true
			}
			return "", false
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return "", false
		}
	}
}

// call goes on with where result number index of a call comes from.
func (w *walker) call(s state, call *ssa.Call, index int) {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			for _, arg := range call.Call.Args {
				w.to(s, arg, s.path, call)
			}
		}
		return
	}
	if op := w.e.opAt(call); op != nil {
		w.operation(s, call, index)
		return
	}
	if w.knownCall(s, call, index) {
		return
	}
	resolved := w.once(s, call, index)
	for _, edge := range w.e.edgesOf(call) {
		switch {
		case edge.fn != nil:
			if index < edge.fn.Signature.Results().Len() {
				resolved = true
				choice := w.followsValues() && w.e.isChoice(call)
				w.read(w.solver.result(edge.fn, index, s.path), func(l leaf) {
					if l.kind != leafOp || !choice {
						w.through(s, edge, l)
					}
				})
			}
		case edge.fact != nil:
			resolved = w.resultFact(s, edge, index) || resolved
		}
	}
	if w.mode == memory {
		if !resolved {
			w.leaf(s, leaf{kind: leafMemory, v: call})
		}
		return
	}
	w.openResult(s, call, index)
	if !resolved {
		w.answer(s, call, index)
		w.openAnswer(s, call)
		w.leaf(s, leaf{kind: leafUnknown, v: call})
	}
	if s.path != "" {
		w.cellsBelow(s, false)
	}
}

// once goes on with the results of the function that sync.OnceValue was given, if
// call calls what that returned. How often it runs is asked elsewhere.
func (w *walker) once(s state, call *ssa.Call, index int) bool {
	if w.mode >= code || call.Call.IsInvoke() || w.e.staticEdge(call) != nil {
		return false
	}
	found := false
	for _, l := range w.e.walkFrom(state{v: call.Call.Value}, code, true) {
		if l.kind != leafOnce {
			continue
		}
		for _, f := range w.e.walk(l.v.(*ssa.Call).Call.Args[0], "", code) {
			edge := w.e.target(f.v, nil)
			if f.kind == leafFunc && edge != nil && edge.fn != nil && index < edge.fn.Signature.Results().Len() {
				found = true
				edge.call, edge.caller = call, call.Parent()
				w.read(w.solver.result(edge.fn, index, s.path), func(l leaf) { w.through(s, edge, l) })
			}
		}
	}
	return found
}

// operation ends at the answer of an operation.
func (w *walker) operation(s state, call *ssa.Call, index int) {
	switch {
	case w.mode == memory:
		w.leaf(s, leaf{kind: leafMemory, v: call})
	case index == 0 && w.followsValues():
		w.leaf(s, leaf{kind: leafOp, v: call, op: w.e.opUse(call)})
	default:
		w.leaf(s, leaf{kind: leafUnknown, v: call})
	}
}

// resultFact goes on with what the fact of a function of another package says
// of its results.
func (w *walker) resultFact(s state, edge *edge, index int) bool {
	if w.mode == whole {
		return false // it doesn't tell all
	}
	found := false
	for _, r := range edge.fact.Results {
		if r.N != index || r.From.Request != 0 || w.mode == leaked && r.Clean || w.mode != leaked && r.Leak {
			continue
		}
		rest, ok := cutPath(s.path, r.Path)
		if !ok {
			continue
		}
		found = true
		below := s
		below.path = rest
		w.origin(below, r.From, edge)
	}
	if !found && edge.fact.Capped {
		w.e.dropped++
	}
	return found
}

// origin goes on with an origin that a fact tells.
func (w *walker) origin(s state, from Origin, edge *edge) {
	s.prefix, s.suffix, s.part = s.prefix+from.Prefix, from.Suffix+s.suffix, s.part || from.Part
	switch {
	case from.Constant != nil:
		w.leaf(s, leaf{kind: leafConstElsewhere, from: &from, v: s.v})
	case from.Op != nil:
		if w.followsValues() {
			w.leaf(s, leaf{kind: leafOp, v: s.v, op: w.e.foreignUse(from.Op, edge)})
		}
	case from.Impl != nil:
		if w.mode == code {
			if from.Impl.boundOpens() {
				from.outer = edge
			}
			w.leaf(s, leaf{kind: leafImplElsewhere, from: &from, v: s.v})
		}
	case from.Answer != nil:
		s.path = joinPath(from.Path, s.path)
		w.given(s, from.Answer, edge)
	case from.Cell != "":
		s.path = joinPath(from.Path, s.path)
		w.cell(s, from.Cell)
	case edge != nil && from.Param >= 0 && from.Param < len(edge.args):
		w.to(s, edge.args[from.Param], joinPath(from.Path, s.path), edge.call)
	}
}

// through takes a leaf of the function that edge calls to its caller.
func (w *walker) through(s state, edge *edge, l leaf) {
	if p, ok := l.v.(*ssa.Parameter); ok && l.kind == leafParam && p.Parent() == edge.fn {
		s.prefix, s.suffix, s.part = s.prefix+l.prefix, l.suffix+s.suffix, s.part || l.part
		if arg := edge.argOf(p); arg != nil {
			w.to(s, arg, l.path, edge.call)
		}
		return
	}
	if l.kind == leafGiven && l.answer.root != nil && l.answer.root.Parent() == edge.fn {
		w.reroot(s, edge, l)
		return
	}
	if l.kind == leafOp {
		l.op = w.e.relocate(l.op, edge)
	}
	l.prefix, l.suffix, l.part = s.prefix+l.prefix, l.suffix+s.suffix, s.part || l.part
	w.add(l)
}
