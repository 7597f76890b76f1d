package summary

import (
	"fmt"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A Passed is the value of a secret with which a function calls code that it is
// given, as Get(name, strconv.Atoi) does: what the code does with it decides.
type Passed struct {
	Param  int // that holds the code
	Path   string
	Method string // "" for a function value
	Arg    int    // which of its arguments, receiver first
	Op     Op     // the read
}

func (p Passed) String() string {
	return fmt.Sprintf("pass %s %s to %d%s.%s#%d", p.Op.Label, p.Op.Name, p.Param, pathString(p.Path), p.Method, p.Arg)
}

// A passing is a Passed as a function of this package sees it.
type passing struct {
	param        int
	path, method string
	arg          int
	op           *opUse
}

// passings is what passedBy knows of a declared function.
type passings struct{ list []passing }

// A passedAt is a passing at a call that gives the code.
type passedAt struct {
	passing
	edge *edge
	code leaf
}

// passes finds the values with which the package calls code that it is given, and
// where it gives such code itself.
func (e *engine) passes() {
	for _, fn := range e.funcs {
		if fn.Parent() == nil {
			e.passedBy(fn)
		}
	}
}

// passedBy returns the values with which a declared function, or a literal in it,
// calls code that the function is given.
func (e *engine) passedBy(fn *ssa.Function) []passing {
	if known := e.passed[fn]; known != nil {
		return known.list // so far, in a recursion
	}
	found := new(passings)
	e.passed[fn] = found
	for _, f := range e.funcs {
		if outermost(f) != fn {
			continue
		}
		instructions(f, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok && e.opAt(call) == nil {
				found.list = append(found.list, e.passedIn(fn, call)...)
				e.liftPassed(fn, found, call)
			}
		})
	}
	return found.list
}

// passedIn returns the values of secrets that call, of code which fn is given, has
// for arguments.
func (e *engine) passedIn(fn *ssa.Function, call ssa.CallInstruction) []passing {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok || e.staticEdge(call) != nil || !hasText(call) {
		return nil
	}
	var list []passing
	for _, l := range e.walk(common.Value, "", code) {
		if root, ok := l.v.(*ssa.Parameter); !ok || l.kind != leafParam || root.Parent() != fn {
			continue
		}
		p := passing{param: paramIndex(l.v.(*ssa.Parameter)), path: l.path}
		if common.IsInvoke() {
			p.method, p.arg = common.Method.Name(), 1
		}
		for k, arg := range common.Args {
			for _, op := range e.readsBehind(arg) {
				next := p
				next.arg, next.op = p.arg+k, op
				list = append(list, next)
				e.passing[call] = e.passing[call] || e.isNamedByCaller(op, fn)
			}
		}
	}
	return list
}

// readsBehind returns the reads whose answers v is, whole.
func (e *engine) readsBehind(v ssa.Value) []*opUse {
	if !typematch.IsText(v.Type()) {
		return nil
	}
	var list []*opUse
	for _, l := range e.walkFrom(state{v: v}, values, false) {
		if l.kind == leafOp && !l.part && l.op.op.Secret && !l.op.op.Write && (l.path == "" || isValuePath(l.path)) {
			list = append(list, l.op)
		}
	}
	return list
}

// isNamedByCaller reports whether the name of what u reads is a parameter of fn.
func (e *engine) isNamedByCaller(u *opUse, fn *ssa.Function) bool {
	return u.name.v != nil && slices.ContainsFunc(e.walkFrom(u.name, names, false), func(l leaf) bool {
		p, ok := l.v.(*ssa.Parameter)
		return ok && l.kind == leafParam && p.Parent() == fn
	})
}

// liftPassed takes what the functions that call calls pass on to their caller fn: to
// code that is known there, or that fn was given itself.
func (e *engine) liftPassed(fn *ssa.Function, found *passings, call ssa.CallInstruction) {
	for _, edge := range e.edgesOf(call) {
		var list []passing
		switch {
		case edge.loader:
		case edge.fn != nil && edge.fn.Parent() == nil:
			for _, p := range e.passedBy(edge.fn) {
				p.op = e.relocate(p.op, edge)
				list = append(list, p)
			}
		case edge.fact != nil:
			for _, p := range edge.fact.Passes {
				list = append(list, passing{p.Param, p.Path, p.Method, p.Arg, e.foreignUse(&p.Op, edge)})
			}
		}
		for _, p := range list {
			for _, l := range e.givenCode(edge, p.param, p.path, false) {
				if root, ok := l.v.(*ssa.Parameter); ok && l.kind == leafParam && root.Parent() == fn && len(found.list) < e.max.opens {
					p.param, p.path = paramIndex(root), l.path
					found.list = append(found.list, p)
				} else if l.kind != leafParam {
					e.passedAt = append(e.passedAt, passedAt{p, edge, l})
				}
			}
		}
	}
}

// passedUses notes what the code that is given does with the values. What code of
// this package does was seen where it is called, but for the secret's name.
func (e *engine) passedUses() {
	for _, p := range e.passedAt {
		next := e.implEdge(p.code, p.method)
		if next == nil {
			continue
		}
		seen := p.edge.fn != nil && next.fn != nil
		h := handover{p.edge.call, p.edge.caller, e.edgeExpr(p.edge, p.param)}
		named := p.op.call == p.edge.call
		for _, s := range e.sinksOf(p.code, p.method, p.arg) {
			switch {
			case s.Kind == sinks.Use && (named || !seen), s.Kind == sinks.Credential && !seen:
				e.result.uses = append(e.result.uses, opAtSink{op: p.op, sink: s.Sink, at: h.expr})
			case s.Kind == PartsSink && !seen:
				e.partsOf(leaf{kind: leafOp, op: p.op}, s.Sink, h)
			case s.Kind == sinks.Leak && (named || !seen) && !e.isDelivery(p.edge.caller, s.Sink.Sink):
				if s.at != nil {
					h.expr = s.at
				}
				e.leaksTo(leaf{kind: leafOp, op: p.op}, s.Sink, h)
			}
		}
	}
}

// exportPassed tells of the values with which fn calls code that it is given.
func (e *engine) exportPassed(fn *ssa.Function, fact *Func) {
	known := e.passed[fn]
	if known == nil {
		return
	}
	for _, p := range known.list {
		op := p.op.op
		op.Name, op.Chain = e.exportedName(fn, p.op), nil
		fact.Passes = append(fact.Passes, Passed{p.param, p.path, p.method, p.arg, op})
	}
}
