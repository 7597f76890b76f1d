package summary

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/hot"
	"golang.org/x/tools/go/ssa"
)

// A HotCall is a call on a hot path that reaches an operation which nothing on
// the way keeps.
type HotCall struct {
	At       ast.Expr // the call in the hot function, or the expression that hands on the implementation
	Function string   // the hot function
	Op       Op
	Name     string // of the secret, key or certificate; "" if it isn't known
	Wired    bool   // At hands on the implementation
	Rhythm   Rhythm // of the hot function or loop
	Same     bool   // a loop that ends reads one secret in each iteration
}

// isHot reports whether fn runs again and again: once per request, message or
// tick.
func (e *engine) isHot(fn *ssa.Function) bool { return e.rhythmOf(fn).Kind != hot.Cold }

// rhythmOf returns how often fn runs, by its signature, by the service whose
// method it is, by where the package registers it or by the settings.
func (e *engine) rhythmOf(fn *ssa.Function) Rhythm {
	obj, _ := fn.Object().(*types.Func)
	kind := hot.Signature(fn.Name(), fn.Signature)
	if kind == hot.Cold && obj != nil {
		kind = hot.ServiceMethod(obj)
	}
	rhythm := Rhythm{Kind: kind}
	if kind == hot.Cold {
		rhythm = e.rhythms[fn]
	}
	switch {
	case e.extra.IsHot(obj):
		return Rhythm{Kind: hot.Request}
	case rhythm.Kind == hot.Reconcile && !e.extra.Reconcile:
		return Rhythm{}
	}
	return rhythm
}

func isRequest(t types.Type) bool { return hot.IsRequest(t) }

// hotCalls reports what the hot functions of the package reach, and follows
// the code that they are given to where it comes from.
func (e *engine) hotCalls() {
	for _, fn := range e.funcs {
		if !e.isHot(fn) {
			continue
		}
		r := e.sites(fn)
		for _, op := range r.ops {
			if e.isFresh(fn, op) {
				e.hotOp(fn, op)
			}
		}
		for _, open := range r.opens {
			if e.keepsInHot(fn, open.kept) {
				continue
			}
			e.hotOpen(e.hotName(fn), e.rhythmOf(fn), open)
		}
	}
}

// isFresh reports whether op, in the hot function fn, is neither kept nor the
// business of the request alone.
func (e *engine) isFresh(fn *ssa.Function, op reachedOp) bool {
	if e.keepsInHot(fn, op.kept) {
		return false
	}
	for _, p := range op.client {
		if p.Parent() == fn {
			return false // of a client that is made from the request's data
		}
	}
	return op.Kind != ReadOp || e.rhythmOf(fn).Kind == hot.Tick || !op.Reloads && !e.refreshes(fn, op.call)
}

func (e *engine) hotOp(fn *ssa.Function, op reachedOp) {
	expr := e.callExpr(op.call)
	if expr == nil {
		return
	}
	e.result.Hot = append(e.result.Hot, HotCall{
		At: expr, Function: e.hotName(fn), Op: op.Op, Name: known(op.name), Rhythm: e.rhythmOf(fn),
	})
}

// hotName returns the name of a hot function for messages.
func (e *engine) hotName(fn *ssa.Function) string {
	if fn.Parent() == nil {
		return e.name(fn)
	}
	outer := outermost(fn)
	if outer.Synthetic != "" {
		return "a function literal"
	}
	return "the handler in " + e.name(outer)
}

// known returns a text without holes, or "".
func known(t text) string {
	if !t.known || t.hole != nil {
		return ""
	}
	return t.prefix + t.suffix
}

// hotOpen follows code that a hot function, or a loop in it, calls to where it
// is given.
func (e *engine) hotOpen(function string, rhythm Rhythm, open reachedOpen) {
	sink := Sink{Hot: Hot{
		Function: function, Method: open.method, Chain: open.chain,
		Package: e.pass.Pkg.Name(), Rhythm: rhythm,
	}}
	sink.Kind = HotSink
	for _, t := range open.args {
		sink.Hot.Args = append(sink.Hot.Args, closedText(t, false))
	}
	e.openSink(open, sink)
}

// openSink notes that code which a parameter or field holds arrives at sink.
func (e *engine) openSink(open reachedOpen, sink Sink) {
	if open.root != nil {
		e.paramSink(open.root, open.path, sink, handover{})
		return
	}
	key := paramKey{nil, open.cell + pathSep + open.path, sink.key()}
	if e.params[key] {
		return
	}
	e.params[key] = true
	e.cellSink(open.cell, open.path, sink)
	for _, st := range e.fields[open.cell] {
		if rest, ok := cutPath(open.path, st.path); ok && st.instr != nil {
			h := handover{nil, st.fn, e.site.Operand(st.instr, st.val)}
			for _, l := range e.walkFrom(state{v: st.val, path: rest, user: st.instr}, code, false) {
				if l.kind == leafParam {
					e.paramSink(l.v.(*ssa.Parameter), l.path, sink, handover{})
				} else if l.kind == leafImplElsewhere || l.kind == leafCell {
					e.close(l, sink, h)
				}
			}
		}
	}
	for _, fill := range e.codeFills()[open.cell] { // as far as openCell doesn't see what it is
		for _, l := range e.walkFrom(state{v: fill.v, path: open.path}, code, false) {
			if l.kind == leafParam {
				e.paramSink(l.v.(*ssa.Parameter), l.path, sink, handover{})
			}
		}
	}
}

// closedText returns a text for a fact in which no hole can be filled. What isn't
// named may be a credential.
func closedText(t text, named bool) Text {
	if !named {
		t = mayName(t)
	}
	if !t.known || t.hole != nil {
		return Text{Hole: NoHole}
	}
	return Text{Prefix: t.prefix + t.suffix, Hole: NoHole, Known: true}
}

// wired reports the code behind leaf l, which is handed on at h to where a hot
// function calls it.
func (e *engine) wired(l leaf, sink Sink, h handover) {
	if h.expr == nil || h.caller == nil {
		return
	}
	open := reachedOpen{method: sink.Hot.Method, chain: sink.Hot.Chain, call: h.call, wired: true}
	for _, t := range sink.Hot.Args {
		open.args = append(open.args, text{prefix: t.Prefix, known: t.Known})
	}
	dropped := e.dropped
	ops, opens := e.behind(h.caller, l, open)
	if len(ops) == 0 && e.dropped > dropped {
		return // what it reaches isn't known
	}
	for _, op := range ops {
		if len(op.client) > 0 || e.keptElsewhere(op) || e.foundAtCall(op, sink.Hot) {
			continue
		}
		key := wiredKey{e.elsewhereName(sink.Hot), op.Row, l.v}
		if e.handed[key] {
			return // with what holds it
		}
		e.handed[key] = true
		chain := op.Chain
		e.result.Hot = append(e.result.Hot, HotCall{
			At: h.expr, Function: e.elsewhereName(sink.Hot), Op: withChain(op.Op, chain), Name: known(op.name), Wired: true,
			Rhythm: sink.Hot.Rhythm,
		})
		return
	}
	for _, open := range opens {
		next := sink
		next.Hot.Method, next.Hot.Chain, next.Hot.Args = open.method, open.chain, nil
		for _, t := range open.args {
			next.Hot.Args = append(next.Hot.Args, closedText(t, false))
		}
		if !e.keptElsewhere(reachedOp{kept: open.kept}) {
			e.openSink(open, next)
		}
	}
}

// A wiredKey is code that is handed to a hot function.
type wiredKey struct {
	function, row string
	code          ssa.Value
}

// foundAtCall reports whether op was found at the call in the hot function h,
// from which the implementation could be seen.
func (e *engine) foundAtCall(op reachedOp, h Hot) bool {
	return slices.ContainsFunc(e.result.Hot, func(known HotCall) bool {
		return !known.Wired && known.Function == e.elsewhereName(h) && known.Op.Row == op.Row
	})
}

// keptElsewhere reports whether what an implementation reaches is kept in the
// implementation, which outlives the requests that call it.
func (e *engine) keptElsewhere(op reachedOp) bool { return len(op.kept) > 0 }

func withChain(op Op, chain []string) Op {
	op.Chain = chain
	return op
}

func (e *engine) elsewhereName(h Hot) string {
	if h.Function == "" {
		return "" // registered, not called by a function that is known
	}
	if h.Package == e.pass.Pkg.Name() {
		return h.Function
	}
	return h.Package + "." + h.Function
}

// refreshes reports whether the answer of call goes only into what other code
// looks up, as where an event or a 401 makes a service reload what it keeps.
func (e *engine) refreshes(fn *ssa.Function, call ssa.CallInstruction) bool {
	var from []ssa.Value
	if v := call.Value(); v != nil {
		from = append(from, v)
	}
	holder := call.Parent()
	f := e.run(&flowing{e: e, fn: holder, depth: e.max.fills, strict: true}, from)
	fills := append(f.fills, e.answerFills(call, false, e.max.fills)...)
	if f.used || len(fills) == 0 {
		return false
	}
	return slices.ContainsFunc(fills, func(p place) bool {
		return !e.looksAt(p, fn) && e.lookedUp(p, fn)
	})
}

// lookedUp reports whether code outside of fn reads what p names.
func (e *engine) lookedUp(p place, except *ssa.Function) bool {
	if p.kind == leafCell {
		return true // in another package, which has its reasons
	}
	for _, fn := range e.funcs {
		if !isWithin(fn, except) && e.looksAt(p, fn) {
			return true
		}
	}
	cell, _ := lastCell(p.path)
	if _, isParam := p.v.(*ssa.Parameter); isParam && cell == "" {
		return true // something of another package
	}
	return false
}

// looksAt reports whether fn, or a literal in it, loads p or calls a function
// with it whose results it uses.
func (e *engine) looksAt(p place, fn *ssa.Function) bool {
	cell, _ := lastCell(p.path)
	isIt := func(v ssa.Value) bool {
		if cell == "" {
			return v == p.v
		}
		addr, ok := v.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		name, _ := fieldCell(addr.X.Type(), addr.Field)
		return name == cell
	}
	found := false
	for _, f := range e.funcs {
		if !isWithin(f, fn) {
			continue
		}
		instructions(f, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if _, isParam := p.v.(*ssa.Parameter); (cell != "" || !isParam) && isIt(instr.X) {
					found = found || !onlyReceives(instr)
				}
			case *ssa.Call:
				recv := receiverOf(instr)
				if recv != nil && isIt(recv) && yields(instr) {
					found = true
				}
			}
		})
	}
	return found
}

// yields reports whether somebody takes results of call other than errors and
// truth values.
func yields(call *ssa.Call) bool {
	f := &flowing{clients: true}
	return len(*call.Referrers()) > 0 && !f.holdsNothing(call.Type())
}

// onlyReceives reports whether what a load yields is only used as receiver of
// calls whose results nobody takes, or as map to store into.
func onlyReceives(load *ssa.UnOp) bool {
	for _, ref := range *load.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if receiverOf(ref) != load || yields(ref) {
				return false
			}
		case *ssa.MapUpdate:
		default:
			return false
		}
	}
	return true
}
