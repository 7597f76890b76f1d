package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// unkept returns those of ops, which call reaches in fn, whose answer nothing
// keeps for good. Those that something below a parameter keeps say so.
func (e *engine) unkept(fn *ssa.Function, call ssa.CallInstruction, ops []reachedOp) []reachedOp {
	if len(ops) == 0 {
		return nil
	}
	values, valuesForGood := e.keepers(fn, call, false)
	clients, clientsForGood := e.keepers(fn, call, true)
	var left []reachedOp
	for _, op := range ops {
		roots, forGood := values, valuesForGood
		if op.Kind == ClientOp {
			roots, forGood = clients, clientsForGood
		}
		if forGood || op.call == call && len(op.kept) > 0 && e.isHot(fn) && e.keepsInHot(fn, op.kept) {
			continue
		}
		op.kept = append(op.kept[:len(op.kept):len(op.kept)], roots...)
		left = append(left, op)
	}
	return left
}

// keepsInHot reports whether something among roots outlives a call of the hot
// function fn.
func (e *engine) keepsInHot(fn *ssa.Function, roots []ssa.Value) bool {
	for _, root := range roots {
		switch root := root.(type) {
		case *ssa.Parameter:
			if root.Parent() != fn || !isRequest(root.Type()) {
				return true
			}
		case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Call:
			if !isWithin(root.(ssa.Instruction).Parent(), fn) {
				return true
			}
		}
	}
	return false
}

func (e *engine) unkeptOpens(fn *ssa.Function, call ssa.CallInstruction, opens []reachedOpen) []reachedOpen {
	if len(opens) == 0 {
		return nil
	}
	roots, forGood := e.keepers(fn, call, false)
	if forGood {
		return nil
	}
	for i := range opens {
		opens[i].kept = append(opens[i].kept[:len(opens[i].kept):len(opens[i].kept)], roots...)
	}
	return opens
}

// keepers returns what keeps the answer of call: it is stored in memory that
// outlives fn (fill), a condition on that memory leads round call (guard), to
// a use of what it holds (hit). Roots are parameters and variables of enclosing
// functions, which a caller may know to be new each time; for good says that
// something outlives in any case.
func (e *engine) keepers(fn *ssa.Function, call ssa.CallInstruction, clients bool) (roots []ssa.Value, forGood bool) {
	dropped := e.dropped
	defer func() { forGood = forGood || e.dropped != dropped }() // something may have been missed
	var from []ssa.Value
	if v := call.Value(); v != nil {
		from = append(from, v)
	}
	fills := append(e.follow(fn, from, clients, e.max.fills).fills, e.answerFills(call, clients, e.max.fills)...)
	seen := make(map[ssa.Value]bool)
	for _, fill := range fills {
		if e.exhausted() {
			return nil, true
		}
		if seen[fill.v] || !e.guards(fn, call, fill) {
			continue
		}
		seen[fill.v] = true
		switch root := fill.v.(type) {
		case *ssa.Parameter:
			if isRequest(root.Type()) {
				continue
			}
			if e.isHot(fn) && root.Parent() == fn {
				return nil, true
			}
			roots = append(roots, root)
		case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan, *ssa.Call:
			if e.isHot(fn) {
				return nil, true
			}
			roots = append(roots, root)
		default:
			return nil, true
		}
	}
	if e.keepsByOnce(fn, call) {
		return nil, true
	}
	return roots, false
}

// guards reports whether a condition on what lies below the root of fill leads
// round call, to a use of what the root holds.
func (e *engine) guards(fn *ssa.Function, call ssa.CallInstruction, fill place) bool {
	block, root := call.Block(), fill.v
	depends := e.dependsOn
	if holdsNothing(fn) { // then the condition is all there is
		depends = func(v, root ssa.Value) bool {
			return e.findDependence(v, root, func(cell string) bool { return e.isState(cell, fill.path) })
		}
	}
	roots := append(e.companions(fn, root), root)
	for _, b := range fn.Blocks {
		if e.goesThrough(fn, b, block) {
			continue
		}
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || b == block && !comesBefore(cond, call) || !slices.ContainsFunc(roots, func(m ssa.Value) bool { return depends(cond.Cond, m) }) {
			continue
		}
		first, second := e.reachable(b.Succs[0], b), e.reachable(b.Succs[1], b)
		if first.has(block) == second.has(block) {
			continue
		}
		round := first
		if first.has(block) {
			round = second
		}
		if e.hits(fn, round, root) {
			return true
		}
	}
	return false
}

// goesThrough reports whether head decides only whether a loop over a list or a
// count goes on, of which inner is a part.
func (e *engine) goesThrough(fn *ssa.Function, head, inner *ssa.BasicBlock) bool {
	return slices.ContainsFunc(e.loopsOf(fn), func(l *loop) bool { return l.head == head && l.body.has(inner) && l.isCounted() })
}

// isState reports whether a field may tell what an object has stored at path: it
// lies on path, or is given another value after the object was made. Others hold
// what the object works with.
func (e *engine) isState(cell, path string) bool {
	if first, _ := cutCell(path); first == cell {
		return true
	}
	return slices.ContainsFunc(e.fields[cell], func(st store) bool {
		set, ok := st.instr.(*ssa.Store)
		if !ok {
			return true
		}
		addr, ok := set.Addr.(*ssa.FieldAddr)
		if !ok {
			return true
		}
		_, isNew := addr.X.(*ssa.Alloc)
		return !isNew
	})
}

func holdsNothing(fn *ssa.Function) bool {
	f := &flowing{clients: true}
	return f.holdsNothing(fn.Signature.Results())
}

// companions returns the variables beside root, a captured or package variable,
// in which fn stores, too: where a struct holds an answer and its age, variables
// may hold one each.
func (e *engine) companions(fn *ssa.Function, root ssa.Value) []ssa.Value {
	var found []ssa.Value
	instructions(fn, func(instr ssa.Instruction) {
		st, ok := instr.(*ssa.Store)
		if !ok {
			return
		}
		switch st.Addr.(type) {
		case *ssa.FreeVar, *ssa.Global:
		default:
			return
		}
		for _, p := range e.walk(st.Addr, "", memory) {
			if p.v != root && isBeside(p.v, root) {
				found = append(found, p.v)
			}
		}
	})
	return found
}

// isBeside reports whether two variables are of one package, or of one call of a
// function.
func isBeside(a, b ssa.Value) bool {
	switch a.(type) {
	case *ssa.Global:
		_, ok := b.(*ssa.Global)
		return ok
	case *ssa.Alloc:
		_, ok := b.(*ssa.Alloc)
		return ok && a.Parent() == b.Parent()
	}
	return false
}

// comesBefore reports whether a condition, which ends its block, comes before
// call: never in the same block.
func comesBefore(cond *ssa.If, call ssa.CallInstruction) bool { return cond.Block() != call.Block() }

// A blockSet is a set of blocks of one function, by their index.
type blockSet []uint64

func (set blockSet) has(b *ssa.BasicBlock) bool { return set[b.Index/64]&(1<<(b.Index%64)) != 0 }

func (set blockSet) add(b *ssa.BasicBlock) { set[b.Index/64] |= 1 << (b.Index % 64) }

// reachable returns the blocks that can be reached from b without passing
// through except.
func (e *engine) reachable(b, except *ssa.BasicBlock) blockSet {
	key := [2]*ssa.BasicBlock{b, except}
	if known := e.onward[key]; known != nil {
		return known
	}
	set := make(blockSet, len(b.Parent().Blocks)/64+1)
	e.onward[key] = set
	for queue := []*ssa.BasicBlock{b}; len(queue) > 0; {
		next := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if next != except && !set.has(next) {
			set.add(next)
			queue = append(queue, next.Succs...)
		}
	}
	return set
}

// hits reports whether blocks use a value that comes from what root holds. A
// function without results other than an error needs no such use: that it
// returns says that what it is there for was done.
func (e *engine) hits(fn *ssa.Function, blocks blockSet, root ssa.Value) bool {
	if holdsNothing(fn) {
		return true
	}
	f := &flowing{clients: true}
	for _, b := range fn.Blocks {
		if !blocks.has(b) {
			continue
		}
		for _, instr := range b.Instrs {
			for _, operand := range instr.Operands(nil) {
				v := *operand
				if v == nil || f.holdsNothing(v.Type()) || isLock(v.Type()) || !isLoaded(v) {
					continue
				}
				if e.dependsOn(v, root) {
					return true
				}
			}
		}
	}
	return false
}

func isLock(t types.Type) bool {
	name := strings.TrimPrefix(typematch.Name(t), "*")
	return strings.HasPrefix(name, "sync.") && name != "sync.Map"
}

// isLoaded reports whether v was read from memory or returned by a call.
func isLoaded(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.UnOp, *ssa.Lookup, *ssa.Call, *ssa.Phi, *ssa.Global:
			return true
		case *ssa.Extract:
			return true
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		default:
			return false
		}
	}
}

// dependsOn reports whether v is computed from what lies below root, other
// than by way of an error.
func (e *engine) dependsOn(v, root ssa.Value) bool {
	key := [2]ssa.Value{v, root}
	known, ok := e.depends[key]
	if !ok {
		known = e.findDependence(v, root, nil)
		e.depends[key] = known
	}
	return known
}

// findDependence is dependsOn, computed anew. Of the fields of what root points
// to those count that through says yes to; nil: all.
func (e *engine) findDependence(v, root ssa.Value, through func(cell string) bool) bool {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value) bool
	visit = func(v ssa.Value) bool {
		if v == nil || seen[v] || typematch.IsError(v.Type()) && !e.isMiss(v) {
			return false
		}
		if v == root {
			return true
		}
		if receivesTime(v) {
			return false
		}
		seen[v] = true
		e.steps++
		switch x := v.(type) {
		case *ssa.FreeVar:
			for _, place := range e.walk(x, "", memory) {
				if place.v == root {
					return true
				}
				if alloc, ok := place.v.(*ssa.Alloc); ok && e.holds(alloc, root) {
					return true
				}
			}
			return false
		case *ssa.Alloc:
			for _, st := range e.stored[x] {
				if visit(st.val) {
					return true
				}
			}
			return false
		case *ssa.MakeClosure:
			return false
		case *ssa.FieldAddr:
			if x.X == root && through != nil {
				cell, _ := fieldCell(root.Type(), x.Field)
				return through(cell)
			}
			return visit(x.X)
		case ssa.Instruction:
			for _, operand := range x.Operands(nil) {
				if visit(*operand) {
					return true
				}
			}
			return e.looksUp(x, root)
		}
		return false
	}
	return visit(v)
}

// isMiss reports whether v is the error by which a key-value store of another module
// says that it has no value: the last result of a method that returns a value and an
// error, beside which the type has one that stores such a value.
func (e *engine) isMiss(v ssa.Value) bool {
	extract, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := extract.Tuple.(*ssa.Call)
	if !ok || e.opAt(call) != nil {
		return false
	}
	fn := declared(call)
	if fn == nil || fn.Pkg() == nil || e.isOwn(fn.Pkg()) || fn.Signature().Recv() == nil || fn.Signature().Results().Len() != 2 {
		return false
	}
	value := call.Call.Signature().Results().At(0).Type()
	for m := range types.NewMethodSet(receiverOf(call).Type()).Methods() {
		if m.Obj().Exported() && namesStoring(m.Obj().Name()) && takes(m.Type().(*types.Signature), value) {
			return true
		}
	}
	return false
}

// takes reports whether a function has a parameter of type t beside another one.
func takes(sig *types.Signature, t types.Type) bool {
	return sig.Params().Len() > 1 && slices.ContainsFunc(slices.Collect(sig.Params().Variables()), func(v *types.Var) bool { return types.Identical(v.Type(), t) })
}

// receivesTime reports whether v is a tick of a clock: that it was made with an
// interval from somewhere says nothing of what lies there.
func receivesTime(v ssa.Value) bool {
	receive, ok := v.(*ssa.UnOp)
	if !ok || receive.Op != token.ARROW {
		return false
	}
	ch, ok := receive.X.Type().Underlying().(*types.Chan)
	return ok && typematch.Name(ch.Elem()) == "time.Time"
}

// holds reports whether the variable alloc holds root, as where a literal
// captures a receiver.
func (e *engine) holds(alloc *ssa.Alloc, root ssa.Value) bool {
	for _, st := range e.stored[alloc] {
		if st.val == root {
			return true
		}
	}
	return false
}

// looksUp reports whether instr calls a function of the package that returns
// something of the package variable root.
func (e *engine) looksUp(instr ssa.Instruction, root ssa.Value) bool {
	call, ok := instr.(*ssa.Call)
	if _, isGlobal := root.(*ssa.Global); !ok || !isGlobal {
		return false
	}
	for _, edge := range e.edgesOf(call) {
		if edge.fn == nil || edge.loader {
			continue
		}
		found := false
		instructions(edge.fn, func(in ssa.Instruction) {
			for _, operand := range in.Operands(nil) {
				found = found || *operand == root
			}
		})
		if found {
			return true
		}
	}
	return false
}

// keepsByOnce reports whether call is (*sync.Once).Do on something that
// outlives fn.
func (e *engine) keepsByOnce(fn *ssa.Function, call ssa.CallInstruction) bool {
	if fullName(declared(call)) != "sync.Once.Do" {
		return false
	}
	once := receiverOf(call)
	if len(e.outliving(fn, once)) > 0 {
		return true
	}
	return slices.ContainsFunc(e.walk(once, "", memory), func(p place) bool { // an entry of a cache: m.LoadOrStore(key, new(entry))
		entry, ok := p.v.(*ssa.Call)
		return ok && receiverOf(entry) != nil && len(e.outliving(fn, receiverOf(entry))) > 0
	})
}

// keepsLoader reports whether the function that call calls runs the functions
// it is given at most once, or only when what it keeps has no answer: those of
// package sync, and methods with a key that return what the loader returns.
// singleflight has that form and keeps nothing.
func (e *engine) keepsLoader(call ssa.CallInstruction) bool {
	fn := declared(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "sync":
		return strings.HasPrefix(fn.Name(), "OnceFunc") || strings.HasPrefix(fn.Name(), "OnceValue")
	case "golang.org/x/sync/singleflight":
		return false
	}
	return isGetOrLoad(fn.Signature())
}

// isGetOrLoad reports whether sig is that of a method which takes a key and a
// function, and returns what the function returns. Methods of this shape are
// caches (and singleflight); breakers and retriers have no key.
func isGetOrLoad(sig *types.Signature) bool {
	if sig.Recv() == nil || sig.Results().Len() == 0 {
		return false
	}
	hasKey, loads := false, false
	for param := range sig.Params().Variables() {
		switch t := param.Type().Underlying().(type) {
		case *types.Basic:
			hasKey = hasKey || t.Kind() == types.String
		case *types.Signature:
			loads = loads || t.Results().Len() > 0 && !typematch.IsError(t.Results().At(0).Type()) &&
				(types.Identical(t.Results().At(0).Type(), sig.Results().At(0).Type()) || isTypeParam(sig.Results().At(0).Type()))
		}
		hasKey = hasKey || isTypeParam(param.Type())
	}
	return hasKey && loads
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}
