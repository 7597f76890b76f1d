package summary

import (
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// liftFact is lift for a function of another package.
func (e *engine) liftFact(fn *ssa.Function, edge *edge) ([]reachedOp, []reachedOpen) {
	if edge.fact.Capped {
		return nil, nil // something that keeps the answers may be missing
	}
	var ops []reachedOp
	var opens []reachedOpen
	frame := e.foreignFrame(edge)
	for _, op := range edge.fact.Ops {
		kept, isKept := e.factKept(fn, edge, op.Kept)
		if isKept && len(kept) == 0 {
			continue
		}
		r := reachedOp{Op: op, kept: kept, call: edge.call, name: e.factText(edge, op.Name)}
		for _, arg := range argsAt(edge, op.Client) {
			r.client = append(r.client, e.requestParams(arg)...)
		}
		r.Chain = op.Chain
		if frame != "" {
			r.Chain = e.chain(frame, op.Chain)
		}
		ops = append(ops, r)
	}
	for _, open := range edge.fact.Opens {
		kept, isKept := e.factKept(fn, edge, open.Kept)
		if isKept && len(kept) == 0 {
			continue
		}
		r := reachedOpen{method: open.Method, chain: open.Chain, kept: kept, call: edge.call, path: open.Path, way: open.Way}
		if frame != "" {
			r.chain = e.chain(frame, open.Chain)
		}
		for _, t := range open.Args {
			r.args = append(r.args, e.factText(edge, t))
		}
		if open.Param < 0 {
			r.cell, r.path = cutCell(open.Path)
			o, p := e.openCell(fn, r)
			ops, opens = append(ops, o...), append(opens, p...)
			continue
		}
		args := edge.args
		if open.Outer {
			if edge.outer == nil {
				continue
			}
			args = edge.outer.args
		}
		if open.Param < len(args) {
			o, p := e.openArg(fn, nil, args[open.Param], r)
			ops, opens = append(ops, o...), append(opens, p...)
		}
	}
	return ops, opens
}

// factKept is keptAt for the parameters of a function of another package. What
// is kept below one that isn't seen, as of code behind an interface, is kept.
func (e *engine) factKept(fn *ssa.Function, edge *edge, params []int) (roots []ssa.Value, isKept bool) {
	args := argsAt(edge, params)
	if len(args) < len(params) {
		return nil, true
	}
	return e.keptAt(fn, edge, args)
}

// openCell resolves a call of code that a field of another package's type
// holds: to what this package hands to functions that fill the field, or imported
// ones do. It stays open, too.
func (e *engine) openCell(fn *ssa.Function, open reachedOpen) ([]reachedOp, []reachedOpen) {
	opens := []reachedOpen{open}
	if e.opening[open.cell] {
		return nil, opens
	}
	e.opening[open.cell] = true
	defer delete(e.opening, open.cell)
	var ops []reachedOp
	for _, fill := range e.codeFills()[open.cell] {
		for _, l := range e.walkFrom(state{v: fill.v, path: open.path}, code, true) {
			o, p := e.behind(fn, l, open)
			ops, opens = append(ops, o...), append(opens, p...)
		}
	}
	if known := e.cells[open.cell]; known != nil {
		for i := range known.origins {
			if from := &known.origins[i].From; from.Impl != nil && known.origins[i].Path == open.path {
				o, p := e.behind(fn, leaf{kind: leafImplElsewhere, from: from}, open)
				ops, opens = append(ops, o...), append(opens, p...)
			}
		}
	}
	return ops, opens
}

// A codeFill is code that this package puts in a field of another package's
// type.
type codeFill struct {
	v  ssa.Value
	at ssa.CallInstruction // that is given the code; nil for stores
}

// codeFills returns what this package puts in fields of other packages' types,
// by the cell of the field.
func (e *engine) codeFills() map[string][]codeFill {
	if e.fillsCode != nil {
		return e.fillsCode
	}
	e.fillsCode = make(map[string][]codeFill)
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			for _, edge := range e.edgesOf(call) {
				if edge.fact == nil {
					continue
				}
				for _, st := range edge.fact.Stores {
					if st.Param < len(edge.args) {
						e.fillsCode[st.Cell] = append(e.fillsCode[st.Cell], codeFill{edge.args[st.Param], call})
					}
				}
			}
		})
	}
	for cell, stores := range e.fields {
		if !strings.HasPrefix(cell, e.pass.Pkg.Path()+".") {
			for _, st := range stores {
				if holdsCode(st.val.Type()) {
					e.fillsCode[cell] = append(e.fillsCode[cell], codeFill{v: st.val})
				}
			}
		}
	}
	return e.fillsCode
}

// foreignFrame returns the frame of a function of another package, which has
// its package's name where this one has a file and line.
func (e *engine) foreignFrame(edge *edge) string {
	if edge.fact != nil && edge.fact.Frame != "" {
		return edge.fact.Frame
	}
	if edge.obj == nil {
		return ""
	}
	name := edge.obj.Name()
	if recv := edge.obj.Signature().Recv(); recv != nil {
		name = "(" + types.TypeString(recv.Type(), func(p *types.Package) string { return p.Name() }) + ")." + name
	} else {
		name = edge.obj.Pkg().Name() + "." + name
	}
	return name
}

// argsAt returns the arguments of edge with the given numbers.
func argsAt(edge *edge, params []int) []ssa.Value {
	var args []ssa.Value
	for _, i := range params {
		if i >= 0 && i < len(edge.args) {
			args = append(args, edge.holder(i))
		}
	}
	return args
}

// factText returns a text of a fact as the caller of edge sees it.
func (e *engine) factText(edge *edge, t Text) text {
	if !t.Known {
		return text{}
	}
	own := text{prefix: t.Prefix, suffix: t.Suffix, known: true}
	if t.Hole == NoHole {
		return own
	}
	if t.Hole >= len(edge.args) {
		if t.Hole < len(edge.texts) && t.Path == "" {
			return joinText(own, edge.texts[t.Hole])
		}
		return text{}
	}
	own.path = t.Path
	if t.Path != "" {
		return e.textBelow(own, edge.args[t.Hole])
	}
	return joinText(own, e.text(edge.args[t.Hole]))
}

// keptAt returns what keeps, in the caller fn, an answer that the callee keeps
// below kept: parameters as their arguments. It reports whether anything
// outliving does; an object made in fn keeps nothing.
func (e *engine) keptAt(fn *ssa.Function, edge *edge, kept []ssa.Value) (roots []ssa.Value, isKept bool) {
	if edge.wired && len(kept) > 0 {
		return nil, true
	}
	for _, root := range kept {
		if p, ok := root.(*ssa.Parameter); ok && edge.fn != nil && p.Parent() == edge.fn {
			root = edge.holderOf(p)
			if root == nil {
				return nil, true
			}
		}
		for _, place := range e.walk(root, "", memory) {
			switch v := place.v.(type) {
			case *ssa.Parameter:
				roots, isKept = append(roots, v), true
			case *ssa.Call:
				switch {
				case isAround(v.Parent(), fn):
					roots, isKept = append(roots, v), true
				case isWithin(v.Parent(), fn) && makesNew(v):
				default:
					return nil, true // it may return what others have
				}
			case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice:
				owner := v.(ssa.Instruction).Parent()
				switch {
				case !isWithin(owner, fn) && isWithin(fn, owner):
					roots, isKept = append(roots, v), true
				case owner.Parent() == nil && owner.Name() == "init":
					return nil, true
				case !isWithin(owner, fn) && e.isGiven(fn, edge):
					return nil, true
				case !isWithin(owner, fn):
					// made by a function that fn calls: new each time
				}
			default:
				return nil, true
			}
		}
	}
	slices.SortFunc(roots, func(a, b ssa.Value) int { return int(a.Pos() - b.Pos()) })
	return slices.Compact(roots), isKept
}

// makesNew reports whether call calls a function that is called a constructor.
func makesNew(call *ssa.Call) bool {
	obj := declared(call)
	return obj != nil && strings.HasPrefix(obj.Name(), "New")
}

// isGiven reports whether the code that edge calls by a function value comes from
// memory that outlives fn, and so do the variables that it captured.
func (e *engine) isGiven(fn *ssa.Function, edge *edge) bool {
	if edge.call == nil || edge.call.Common().IsInvoke() || e.staticEdge(edge.call) != nil {
		return false
	}
	return len(e.outliving(fn, edge.call.Common().Value)) > 0
}

// paramsAt returns the parameters of the caller that reach the parameters of
// the callee of edge.
func (e *engine) paramsAt(edge *edge, params []*ssa.Parameter) []*ssa.Parameter {
	var found []*ssa.Parameter
	for _, p := range params {
		if edge.fn == nil || p.Parent() != edge.fn {
			found = append(found, p)
		} else if arg := edge.argOf(p); arg != nil {
			found = append(found, e.requestParams(arg)...)
		}
	}
	return found
}

// requestParams returns the parameters, receivers and contexts aside, on which
// v depends.
func (e *engine) requestParams(v ssa.Value) []*ssa.Parameter {
	if v == nil {
		return nil
	}
	d := dependencies{e: e, seen: make(map[ssa.Value]bool)}
	d.visit(v, 0)
	return d.params
}

// dependencies collects the parameters on which a value depends.
type dependencies struct {
	e      *engine
	seen   map[ssa.Value]bool
	params []*ssa.Parameter
}

func (d *dependencies) visit(v ssa.Value, depth int) {
	if v == nil || d.seen[v] || depth > 40 || typematch.IsContext(v.Type()) {
		return
	}
	d.seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter:
		if v.Parent().Signature.Recv() == nil || v.Parent().Params[0] != v {
			d.params = append(d.params, v)
		}
	case *ssa.Alloc:
		for _, st := range d.e.stored[v] {
			d.visit(st.val, depth+1)
		}
	case *ssa.FreeVar:
		for _, place := range d.e.walk(v, "", memory) {
			if place.v != v {
				d.visit(place.v, depth+1)
			}
		}
	case *ssa.Call:
		d.visitCall(v, depth)
	case ssa.Instruction:
		for _, operand := range v.Operands(nil) {
			d.visit(*operand, depth+1)
		}
	}
}

// visitCall goes on with the arguments of a call on which its results depend.
// What a function gets from a context alone is the request's.
func (d *dependencies) visitCall(call *ssa.Call, depth int) {
	for _, edge := range d.e.edgesOf(call) {
		if edge.fn == nil || edge.loader {
			continue
		}
		inner := dependencies{e: d.e, seen: d.seen}
		instructions(edge.fn, func(instr ssa.Instruction) {
			if ret, ok := instr.(*ssa.Return); ok {
				for _, result := range ret.Results {
					inner.visit(result, depth+1)
				}
			}
		})
		for _, p := range inner.params {
			if p.Parent() == edge.fn {
				d.visit(edge.argOf(p), depth+1)
			} else {
				d.params = append(d.params, p)
			}
		}
		return
	}
	args := call.Call.Args
	if call.Call.IsInvoke() {
		d.visit(call.Call.Value, depth+1)
	}
	for _, arg := range args {
		if len(args) == 1 && typematch.IsContext(arg.Type()) && d.e.opAt(call) == nil && !typematch.IsContext(call.Type()) {
			d.contexts(arg, depth+1)
		}
		d.visit(arg, depth+1)
	}
}

// contexts adds the parameters from which a context comes.
func (d *dependencies) contexts(v ssa.Value, depth int) {
	for range 40 {
		switch x := v.(type) {
		case *ssa.Parameter:
			d.params = append(d.params, x)
			return
		case *ssa.Call:
			if recv := receiverOf(x); recv != nil {
				v = recv
			} else if len(x.Call.Args) > 0 {
				v = x.Call.Args[0]
			} else {
				return
			}
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return
		}
	}
}

// cutCell splits a path into its first element and the rest.
func cutCell(path string) (cell, rest string) {
	for i := range len(path) {
		if path[i] == pathSep[0] {
			return path[:i], path[i+1:]
		}
	}
	return path, ""
}
