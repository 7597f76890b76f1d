package summary

import (
	"go/ast"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/ssa"
)

// An opUse is the answer of an operation, as a function sees it.
type opUse struct {
	op     Op
	name   state // the value of the secret's name; without value, its text in prefix
	known  bool  // the text is known
	call   ssa.CallInstruction
	expr   ast.Expr // where its name is handed on, or the call
	holder *ssa.Function
}

// An opAtSink says that the answer of an operation arrives at a sink.
type opAtSink struct {
	op    *opUse
	sink  Sink
	at    ast.Expr // the expression that is handed on
	wired bool     // that is the code which answers: with several secrets, perhaps
}

// opUse returns the answer of the operation that call is.
func (e *engine) opUse(call ssa.CallInstruction) *opUse {
	op := e.opAt(call)
	u := &opUse{op: opInfo(op), call: call, holder: call.Parent()}
	if name := e.arg(call, op.Name); name != nil {
		u.name.v, u.name.user = name, call
		u.expr = e.site.Arg(call, op.Name)
	}
	if u.expr == nil {
		u.expr = e.callExpr(call)
	}
	return u
}

// relocate returns u as the caller of edge sees it: where the caller names the
// secret, that is the read.
func (e *engine) relocate(u *opUse, edge *edge) *opUse {
	if u.name.v == nil || edge.fn == nil {
		return u
	}
	for _, l := range e.walkFrom(u.name, names, false) {
		p, ok := l.v.(*ssa.Parameter)
		if l.kind != leafParam || !ok || p.Parent() != edge.fn {
			continue
		}
		arg := edge.argOf(p)
		if arg == nil {
			if moved := e.textUse(u, edge, paramIndex(p), text{prefix: l.prefix, suffix: l.suffix, known: l.path == ""}); moved != nil {
				if moved.expr == nil {
					moved.expr = e.callExpr(edge.call)
				}
				return moved
			}
			continue
		}
		moved := *u
		moved.name = state{v: arg, path: l.path, prefix: l.prefix, suffix: l.suffix, user: edge.call}
		moved.call, moved.holder = edge.call, edge.caller
		if expr := e.edgeExpr(edge, paramIndex(p)); expr != nil {
			moved.expr = expr
		} else if expr := e.callExpr(edge.call); expr != nil {
			moved.expr = expr
		}
		return &moved
	}
	return u
}

// textUse returns u as it is named by the text that edge passes for parameter
// hole, with own around it; nil where none is known.
func (e *engine) textUse(u *opUse, edge *edge, hole int, own text) *opUse {
	if hole >= len(edge.texts) || !own.known {
		return nil
	}
	t := joinText(own, edge.texts[hole])
	if !t.known {
		return nil
	}
	moved := *u
	moved.name, moved.known = state{prefix: t.prefix + t.suffix}, true
	if t.hole != nil {
		moved.name, moved.known = state{v: t.hole, path: t.path, prefix: t.prefix, suffix: t.suffix, user: edge.call}, false
	}
	moved.call, moved.holder, moved.expr = edge.call, edge.caller, edge.exprAt(hole)
	return &moved
}

// foreignUse returns the answer of an operation that a function of another
// package returns. edge is nil for what a field holds.
func (e *engine) foreignUse(op *Op, edge *edge) *opUse {
	u := &opUse{op: *op, known: op.Name.Known}
	u.name.prefix = op.Name.Prefix + op.Name.Suffix
	if edge == nil {
		return u
	}
	u.call, u.holder = edge.call, edge.caller
	if i := op.Name.Hole; op.Name.Known && i >= 0 && i < len(edge.args) {
		u.name = state{v: edge.args[i], path: op.Name.Path, prefix: op.Name.Prefix, suffix: op.Name.Suffix, user: edge.call}
		if expr := e.edgeExpr(edge, i); expr != nil {
			u.expr = expr
		}
	} else if op.Name.Known && i >= len(edge.args) && op.Name.Path == "" {
		if moved := e.textUse(u, edge, i, text{prefix: op.Name.Prefix, suffix: op.Name.Suffix, known: true}); moved != nil {
			return moved
		}
		u.known = false
	}
	return u
}

// isChoice reports whether call calls a function value that may be one which
// asks the vault or one which doesn't, as with an object that was made for
// either. Which it is is known where it was made, so nothing is said.
func (e *engine) isChoice(call ssa.CallInstruction) bool {
	if call.Common().IsInvoke() || e.staticEdge(call) != nil {
		return false
	}
	if known, ok := e.choices[call]; ok {
		return known
	}
	e.choices[call] = false
	asks, others := false, false
	for _, edge := range e.edgesOf(call) {
		if edge.fn == nil {
			continue
		}
		found := false
		for i := range edge.fn.Signature.Results().Len() {
			found = found || slices.ContainsFunc(e.resultLeaves(edge.fn, i, "", values), func(l leaf) bool { return l.kind == leafOp })
		}
		asks, others = asks || found, others || !found
	}
	e.choices[call] = asks && others
	return asks && others
}

// namesOf returns the names that the secret of u may have, as far as they are
// known, and whether a caller may know others.
func (e *engine) namesOf(u *opUse) (list []string, open bool) {
	if u.name.v == nil {
		if u.known {
			return []string{u.name.prefix}, false
		}
		return nil, false
	}
	for _, l := range e.walkFrom(u.name, names, false) {
		switch l.kind {
		case leafConst:
			if text, ok := constantText(l.v); ok && text != "" {
				list = append(list, l.prefix+text+l.suffix)
			}
		case leafText:
			list = append(list, l.prefix+l.suffix)
		case leafConstElsewhere:
			if l.from.Constant.Name != "" {
				list = append(list, l.prefix+l.from.Constant.Name+l.suffix)
			}
		case leafParam:
			open = true
		}
	}
	return list, open
}

// A ValueUse is a read whose answer is used as configuration.
type ValueUse struct {
	At    ast.Expr // the read, where its name is handed on
	Op    Op
	Names []string
	Sinks []Sink
	// Elsewhere says that the read lies in another package.
	Elsewhere bool
	// Credential says that the value is used as a credential, too.
	Credential bool
}

// valueUses groups the uses of answers by the reads.
func (e *engine) valueUses() {
	for _, use := range e.result.uses {
		if !use.op.op.Secret || use.op.op.Write {
			continue
		}
		at := use.op.expr
		elsewhere := at == nil
		if elsewhere {
			at = use.at
		}
		if at == nil {
			continue
		}
		list, _ := e.namesOf(use.op)
		i := slices.IndexFunc(e.result.Uses, func(v ValueUse) bool { return v.At == at && (!use.wired || slices.Equal(v.Names, list)) })
		if i < 0 {
			i = len(e.result.Uses)
			e.result.Uses = append(e.result.Uses, ValueUse{At: at, Op: use.op.op, Names: list, Elsewhere: elsewhere})
		}
		v := &e.result.Uses[i]
		if use.sink.Kind == sinks.Credential || use.sink.Sort == sinks.Certificate {
			v.Credential = true
		} else {
			v.Sinks = append(v.Sinks, use.sink)
		}
	}
}
