package summary

import (
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// An Ask is a call of an interface's method, or of a function value, with texts
// that may be the names of secrets: what is behind it decides.
type Ask struct {
	Param  int // that holds the code; -1: Path begins with a field that is a cell
	Path   string
	Method string
	Args   []Text // of its arguments, receiver first
}

// An asking is what asksOf knows of a declared function.
type asking struct{ asks []Ask }

// asks follows the names with which the package calls code that it is given.
func (e *engine) asks() {
	for _, fn := range e.funcs {
		if fn.Parent() == nil {
			e.asksOf(fn)
		}
	}
	for len(e.later) > 0 {
		next := e.later[0]
		e.later = e.later[1:]
		next()
	}
}

// asksOf returns the names with which a declared function, or a literal in it,
// calls code that it is given: those that have a hole for a parameter of the
// function. Those without are followed to the code at once.
func (e *engine) asksOf(fn *ssa.Function) []Ask {
	if known := e.asked[fn]; known != nil {
		return known.asks // so far, in a recursion
	}
	found := new(asking)
	e.asked[fn] = found
	for _, f := range e.funcs {
		if outermost(f) != fn {
			continue
		}
		instructions(f, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok && e.opAt(call) == nil {
				e.callAsks(fn, call)
			}
		})
	}
	return found.asks
}

// callAsks adds to fn what a call in it asks.
func (e *engine) callAsks(fn *ssa.Function, call ssa.CallInstruction) {
	if e.staticEdge(call) == nil && hasText(call) {
		for _, open := range e.openCalls(call) {
			a := Ask{Param: NoHole, Path: joinPath(open.cell, open.path), Method: open.method}
			if open.root != nil {
				a.Param, a.Path = paramIndex(open.root), open.path
				if open.root.Parent() != fn {
					continue
				}
			}
			e.addAsks(fn, a, len(open.args), func(k int) []Text {
				if arg := openArgument(call, k); arg != nil && typematch.IsText(arg.Type()) {
					return e.textsOf(fn, state{v: arg})
				}
				return nil
			})
		}
	}
	for _, edge := range e.edgesOf(call) {
		switch {
		case edge.loader:
		case edge.fn != nil && edge.fn.Parent() == nil:
			e.liftAsks(fn, edge, e.asksOf(edge.fn))
		case edge.fact != nil:
			e.liftAsks(fn, edge, edge.fact.Asks)
			e.credentialAsks(fn, edge)
		}
	}
}

// credentialAsks follows the constants that the call of edge hands on to code
// which the package gives: where one of its functions is given the code itself,
// what these are called with.
func (e *engine) credentialAsks(fn *ssa.Function, edge *edge) {
	for _, a := range edge.fact.Asks {
		for k, t := range a.Args {
			if !t.Known || t.Hole == NoHole || t.Hole >= len(edge.args) {
				continue
			}
			for _, l := range e.givenCode(edge, a.Param, a.Path, true) {
				for _, s := range e.sinksOf(l, a.Method, k) {
					if s.Kind == sinks.Credential {
						e.constantFlow(state{v: edge.args[t.Hole], path: t.Path, user: edge.call}, s.Sink, handover{edge.call, fn, e.edgeExpr(edge, t.Hole)})
					}
				}
			}
		}
	}
}

// constantFlow is flowFrom for constants alone: what others pass may go to other
// code.
func (e *engine) constantFlow(s state, sink Sink, h handover) {
	walk := e.walkAll(s, secrets, false)
	if walk.full || origins(walk.leaves) > maxOrigins {
		return
	}
	for _, l := range walk.leaves {
		if l.kind == leafConst || l.kind == leafConstElsewhere {
			e.close(l, sink, h)
		}
	}
}

func hasText(call ssa.CallInstruction) bool {
	return slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool { return typematch.IsText(arg.Type()) })
}

// addAsk keeps a, of which one argument is known, if that has a hole, and else
// follows the code that is called.
func (e *engine) addAsk(fn *ssa.Function, a Ask) {
	k := slices.IndexFunc(a.Args, func(t Text) bool { return t.Known })
	known := e.asked[fn]
	switch t := a.Args[k]; {
	case t.Hole != NoHole:
		if len(known.asks) < e.max.opens && !slices.ContainsFunc(known.asks, func(b Ask) bool { return equalAsk(a, b) }) {
			known.asks = append(known.asks, a)
		}
	case isConfigurationName(t.Prefix):
		sink := Sink{Hot: Hot{Method: a.Method, Args: a.Args}}
		sink.Kind = AskSink
		next := reachedOpen{path: a.Path}
		if a.Param >= 0 {
			next.root = fn.Params[a.Param]
		} else {
			next.cell, next.path = cutCell(a.Path)
		}
		e.openSink(next, sink)
	}
}

func equalAsk(a, b Ask) bool {
	return a.Param == b.Param && a.Path == b.Path && a.Method == b.Method && slices.Equal(a.Args, b.Args)
}

func isConfigurationName(text string) bool {
	return isVaultName(text) && classOfName(text) == Plain && naming.JudgeSecretName(text) == naming.Configuration
}

// liftAsks takes what the function of edge asks to its caller fn: to code that
// is known there, or to what fn was given itself.
func (e *engine) liftAsks(fn *ssa.Function, edge *edge, asks []Ask) {
	for _, a := range slices.Clone(asks) {
		for _, l := range e.givenCode(edge, a.Param, a.Path, false) {
			next := a
			switch l.kind {
			case leafImpl, leafFunc, leafImplElsewhere:
				e.askAt(fn, edge, a, l)
				continue
			case leafParam:
				p := l.v.(*ssa.Parameter)
				if p.Parent() != fn {
					continue
				}
				next.Param, next.Path = paramIndex(p), l.path
			case leafCell:
				next.Param, next.Path = NoHole, joinPath(l.cell, l.path)
			default:
				continue
			}
			e.addAsks(fn, next, len(a.Args), func(k int) []Text {
				t := a.Args[k]
				if !t.Known || t.Hole == NoHole || t.Hole >= len(edge.args) {
					return nil
				}
				return e.textsOf(fn, state{v: edge.args[t.Hole], path: t.Path, prefix: t.Prefix, suffix: t.Suffix, user: edge.call})
			})
		}
	}
}

// openArgument returns argument k of a call of code that isn't known, where an
// interface's receiver is the first.
func openArgument(call ssa.CallInstruction, k int) ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		k--
	}
	if k < 0 || k >= len(common.Args) {
		return nil
	}
	return common.Args[k]
}

// textsOf returns the texts that s may be, as facts of fn tell them: constants,
// and holes for parameters of fn.
func (e *engine) textsOf(fn *ssa.Function, s state) []Text {
	walk := e.walkAll(s, names, false)
	if walk.full {
		return nil
	}
	var list []Text
	for _, l := range walk.leaves {
		switch l.kind {
		case leafConst:
			if text, ok := constantText(l.v); ok {
				list = append(list, Text{Prefix: l.prefix + text + l.suffix, Hole: NoHole, Known: true})
			}
		case leafConstElsewhere:
			if l.from.Constant.Name != "" {
				list = append(list, Text{Prefix: l.prefix + l.from.Constant.Name + l.suffix, Hole: NoHole, Known: true})
			}
		case leafText:
			list = append(list, Text{Prefix: l.prefix + l.suffix, Hole: NoHole, Known: true})
		case leafUnknown:
			if l.prefix+l.suffix != "" {
				list = append(list, Text{Prefix: l.prefix + Unknown + l.suffix, Hole: NoHole, Known: true})
			}
		case leafParam:
			t := mayName(text{prefix: l.prefix, suffix: l.suffix, hole: l.v.(*ssa.Parameter), path: l.path, known: true})
			if out := e.exportText(fn, t); out.Known {
				list = append(list, out)
			}
		}
	}
	return list
}

// addAsks adds a for each of the texts of each of its n arguments.
func (e *engine) addAsks(fn *ssa.Function, a Ask, n int, texts func(k int) []Text) {
	for k := range n {
		for _, t := range texts(k) {
			one := a
			one.Args = slices.Repeat([]Text{{Hole: NoHole}}, n)
			one.Args[k] = t
			e.addAsk(fn, one)
		}
	}
}

// givenCode returns the code that the caller of edge gives: for parameter param
// below path or, without one, in the field with which path begins. With up, what
// the package passes to the caller counts.
func (e *engine) givenCode(edge *edge, param int, path string, up bool) []leaf {
	if param >= 0 {
		if param >= len(edge.args) {
			return nil
		}
		return e.walkFrom(state{v: edge.args[param], path: path}, code, up)
	}
	cell, path := cutCell(path)
	leaves := []leaf{{kind: leafCell, cell: cell, path: path}}
	for _, fill := range e.codeFills()[cell] {
		leaves = append(leaves, e.walkFrom(state{v: fill.v, path: path}, code, true)...)
	}
	return leaves
}

// askAt follows the names that the call of edge hands on to where the code
// behind l uses them.
func (e *engine) askAt(fn *ssa.Function, edge *edge, a Ask, l leaf) {
	for k, t := range a.Args {
		if !t.Known || t.Hole == NoHole || t.Hole >= len(edge.args) {
			continue
		}
		for _, s := range e.nameSinksOf(l, a.Method, k) {
			s.Prefix, s.Suffix = s.Prefix+t.Prefix, t.Suffix+s.Suffix
			e.flow(edge.args[t.Hole], t.Path, s, handover{edge.call, fn, e.edgeExpr(edge, t.Hole)})
		}
	}
}

// askSink reports the names with which code is called elsewhere, given what is
// behind it: l, which is handed on at h.
func (e *engine) askSink(l leaf, sink Sink, h handover) {
	e.later = append(e.later, func() {
		if e.dropped > 0 {
			return // the call may have been seen from here
		}
		for k, t := range sink.Hot.Args {
			if !t.Known {
				continue
			}
			for _, s := range e.nameSinksOf(l, sink.Hot.Method, k) {
				if name := s.Prefix + t.Prefix + s.Suffix; !e.isNamed(name) {
					e.named(name, s, h)
				}
			}
		}
	})
}

// isNamed reports whether a name was found in this package already, as where the
// call of the code can be seen from here.
func (e *engine) isNamed(name string) bool {
	return slices.ContainsFunc(e.result.Names, func(n SecretName) bool { return slices.Contains(n.Names, name) })
}

// nameSinksOf returns the operations in which the method of the code behind l
// uses its parameter k as a name.
func (e *engine) nameSinksOf(l leaf, method string, k int) []Sink {
	if l.kind != leafImplElsewhere {
		var found []Sink
		for _, a := range e.sinksOf(l, method, k) {
			if a.Kind == NameSink {
				found = append(found, a.Sink)
			}
		}
		return found
	}
	var found []Sink
	for _, m := range l.from.Impl.Methods {
		for _, op := range m.Ops {
			if t := op.Name; m.Name == method && t.Known && t.Hole == k && t.Path == "" {
				s := Sink{Op: op, Prefix: t.Prefix, Suffix: t.Suffix}
				s.Kind = NameSink
				found = append(found, s)
			}
		}
	}
	return found
}

// tableSinks returns the sinks that the table has for parameter k, receiver first, of
// a function of another module.
func (e *engine) tableSinks(obj *types.Func, k int) []arrival {
	if obj == nil || obj.Pkg() == nil || e.isOwn(obj.Pkg()) {
		return nil
	}
	sig := obj.Signature()
	if sig.Recv() != nil {
		k--
	}
	c := &sinks.Call{Func: obj, Sig: sig, Args: sig.Params().Len(), IsOwn: e.isOwn, Extra: e.extra.Sinks, Text: func(int) (string, bool) { return "", false }}
	var found []arrival
	for _, s := range c.Arg(k) {
		found = append(found, arrival{Sink: Sink{Sink: s}})
	}
	for _, l := range c.Leaks() {
		switch l.Category {
		case sinks.ToWriter, sinks.ToHeader, sinks.ToFile: // of which other arguments decide
		default:
			if l.Arg == k {
				found = append(found, arrival{Sink: Sink{Sink: l.Sink(l.Category)}})
			}
		}
	}
	return found
}

// sinksOf returns the sinks at which parameter k of the method of the code
// behind l arrives, as far as its body or fact is known.
func (e *engine) sinksOf(l leaf, method string, k int) []arrival {
	edge := e.implEdge(l, method)
	if edge != nil && l.kind == leafFunc {
		k += len(edge.args) // a method value is bound to its receiver
	}
	var found []arrival
	switch {
	case edge == nil:
	case edge.fn != nil && k < len(edge.fn.Params):
		found = slices.Clone(e.arriving[edge.fn.Params[k]])
	case edge.fact != nil:
		for _, s := range slices.Concat(edge.fact.Sinks, edge.fact.Leaks) {
			if s.Param == k && s.Path == "" {
				found = append(found, arrival{Sink: s.To})
			}
		}
	case edge.fn == nil:
		found = e.tableSinks(edge.obj, k)
	}
	return found
}
