package summary

import (
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A place is a memory that a walk in memory mode found: v is its root.
type place = leaf

// A flowing follows values forward through one function and the literals in
// it: what is made of them, and in which memory they end.
type flowing struct {
	e       *engine
	fn      *ssa.Function
	clients bool // clients of the vault count as values
	strict  bool // methods store only if their names say so
	depth   int  // how many calls deeper a store is looked for
	values  map[ssa.Value]bool
	queue   []ssa.Value
	fills   []place
	used    bool // something else is done with the values
}

// follow returns what becomes of values in fn.
func (e *engine) follow(fn *ssa.Function, from []ssa.Value, clients bool, depth int) *flowing {
	return e.run(&flowing{e: e, fn: fn, clients: clients, depth: depth}, from)
}

func (e *engine) run(f *flowing, from []ssa.Value) *flowing {
	f.values = make(map[ssa.Value]bool)
	for _, v := range from {
		f.values[v] = true
		f.queue = append(f.queue, v)
	}
	for len(f.queue) > 0 {
		v := f.queue[0]
		f.queue = f.queue[1:]
		if refs := v.Referrers(); refs != nil {
			for _, ref := range *refs {
				f.step(v, ref)
			}
		}
	}
	return f
}

// holdsNothing reports whether a value of type t holds no answer: an error, a
// truth value, a context or, unless clients count, a client of the vault.
func (f *flowing) holdsNothing(t types.Type) bool {
	if tuple, ok := t.(*types.Tuple); ok {
		for v := range tuple.Variables() {
			if !f.holdsNothing(v.Type()) {
				return false
			}
		}
		return true
	}
	basic, ok := t.Underlying().(*types.Basic)
	if ok && basic.Info()&types.IsBoolean != 0 || typematch.IsError(t) || typematch.IsContext(t) {
		return true
	}
	return !f.clients && holdsClients(t, 0)
}

// holdsClients reports whether t is a client of the vault, a credential for one,
// or a struct of only those.
func holdsClients(t types.Type, depth int) bool {
	if keyvault.IsClient(t) {
		return true
	}
	t = types.Unalias(t)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	name := typematch.Name(t)
	if isCredentialType(name) {
		return true
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok || str.NumFields() == 0 || depth > 2 {
		return false
	}
	clients := 0
	for field := range str.Fields() {
		switch {
		case keyvault.IsClient(field.Type()) || holdsClients(field.Type(), depth+1):
			clients++
		case isBookkeeping(field.Type()):
		default:
			return false
		}
	}
	return clients > 0
}

func isCredentialType(name string) bool {
	return isTokenCredential(name) ||
		len(name) > 51 && name[:51] == "github.com/Azure/azure-sdk-for-go/sdk/azidentity.De"
}

// isBookkeeping reports whether a field of type t may lie beside clients: times,
// locks and texts such as the vault's address.
func isBookkeeping(t types.Type) bool {
	switch typematch.Name(t) {
	case "time.Time", "time.Duration", "sync.Mutex", "sync.RWMutex", "sync.Once":
		return true
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsString|types.IsInteger|types.IsBoolean) != 0
}

func (f *flowing) add(v ssa.Value) {
	if v != nil && !f.values[v] && !f.holdsNothing(v.Type()) {
		f.values[v] = true
		f.queue = append(f.queue, v)
	}
}

// step looks at one use of v.
func (f *flowing) step(v ssa.Value, user ssa.Instruction) {
	switch user := user.(type) {
	case *ssa.Store:
		if user.Val == v {
			f.stored(v, user.Addr)
		}
	case *ssa.MapUpdate:
		if user.Value == v {
			f.stored(v, user.Map)
		}
	case *ssa.Send:
		f.used = true
	case *ssa.Return:
		f.returned(v, user)
	case ssa.CallInstruction:
		f.passed(v, user)
	case *ssa.MakeClosure:
		for i, binding := range user.Bindings {
			if fn, ok := user.Fn.(*ssa.Function); ok && binding == v && i < len(fn.FreeVars) {
				f.add(fn.FreeVars[i])
			}
		}
	case *ssa.Panic:
		f.used = true
	case ssa.Value:
		f.add(user)
	}
}

// stored notes that v is stored behind addr.
func (f *flowing) stored(v, addr ssa.Value) {
	if f.holdsNothing(v.Type()) {
		return
	}
	for _, p := range f.e.walk(addr, "", memory) {
		switch root := p.v.(type) {
		case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
			owner := root.(ssa.Instruction).Parent()
			if !isWithin(owner, f.fn) {
				f.fills = append(f.fills, p)
			}
			f.add(p.v)
		case *ssa.Call:
			f.add(root)
		case nil:
		default:
			f.fills = append(f.fills, p)
		}
	}
}

// returned notes that v is returned: by the function, or by a literal in it to
// the call that was given the literal.
func (f *flowing) returned(v ssa.Value, ret *ssa.Return) {
	if f.holdsNothing(v.Type()) {
		return
	}
	if ret.Parent() == f.fn {
		f.used = true
		return
	}
	for _, edge := range f.e.callersOf(ret.Parent()) {
		if value, ok := edge.call.(*ssa.Call); ok && isWithin(edge.caller, f.fn) {
			f.add(value)
		}
	}
}

// callersOf returns the calls of a function literal, those that hand it on
// included.
func (e *engine) callersOf(fn *ssa.Function) []*edge {
	var found []*edge
	for _, instr := range e.closed[fn] {
		mc, ok := instr.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for _, ref := range *mc.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); ok {
				found = append(found, &edge{call: call, caller: call.Parent(), fn: fn})
			}
		}
	}
	return append(found, e.callers[fn]...)
}

// passed notes that v is an argument of call: what the called function stores
// it in, and that its results are made of it.
func (f *flowing) passed(v ssa.Value, call ssa.CallInstruction) {
	if b, ok := call.Common().Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			f.add(call.Value())
		}
		return
	}
	if op := f.e.opAt(call); op != nil {
		if f.clients && op.Class == keyvault.Construct && call.Value() != nil {
			f.add(call.Value()) // what keeps the client keeps its credential
			return
		}
		f.used = true
		return
	}
	goesOn := f.filledIn(v, call)
	if fills := f.e.argumentFills(call, v, f); len(fills) > 0 {
		f.fills = append(f.fills, fills...)
		goesOn = true
	}
	if value := call.Value(); value != nil && len(*value.Referrers()) > 0 && !f.holdsNothing(value.Type()) {
		f.add(value)
		goesOn = true
	}
	for _, arg := range call.Common().Args { // json.Unmarshal(v, &x)
		inner := arg
		if mi, ok := inner.(*ssa.MakeInterface); ok {
			inner = mi.X
		}
		if alloc, ok := inner.(*ssa.Alloc); ok && arg != v && isWithin(alloc.Parent(), f.fn) && isFilled(call) {
			f.add(alloc)
			goesOn = true
		}
	}
	if !goesOn {
		f.used = true
	}
}

// filledIn goes on with the object of this function in which a method of another
// package may put v, as form.Set and hash.Write do. It reports whether there is
// one.
func (f *flowing) filledIn(v ssa.Value, call ssa.CallInstruction) bool {
	recv := receiverOf(call)
	if recv == nil || recv == v || f.e.staticEdge(call) != nil && f.e.staticEdge(call).fn != nil || !storesArguments(call, v, f) {
		return false
	}
	found := false
	for _, p := range f.e.walk(recv, "", memory) {
		switch root := p.v.(type) {
		case *ssa.Alloc, *ssa.MakeMap, *ssa.Call:
			if isWithin(root.(ssa.Instruction).Parent(), f.fn) && !f.holdsNothing(recv.Type()) {
				f.add(recv)
				f.add(p.v)
				found = true
			}
		}
	}
	return found
}

// isFilled reports whether call returns nothing but an error, so that what it
// is made for lies behind a pointer that it is given.
func isFilled(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	return results.Len() == 0 || results.Len() == 1 && typematch.IsError(results.At(0).Type())
}

// argumentFills returns the memory in which the functions that call calls store
// the argument v.
func (e *engine) argumentFills(call ssa.CallInstruction, v ssa.Value, f *flowing) []place {
	var found []place
	known := false
	for _, edge := range e.edgesOf(call) {
		if edge.loader {
			continue
		}
		for i, arg := range edge.args {
			if arg != v {
				continue
			}
			switch {
			case edge.fn != nil && f.depth <= 0:
				e.dropped++
			case edge.fn != nil && i < len(edge.fn.Params):
				known = true
				inner := e.fillsOf(fillKey{edge.fn, i, f.clients, f.strict, f.depth - 1})
				found = append(found, e.fillsAt(edge, inner.fills)...)
				f.used = f.used || f.strict && inner.used
			case edge.fact != nil:
				known = true
				for _, fill := range edge.fact.Fills {
					if fill.From == i {
						found = append(found, e.factFill(edge, fill)...)
					}
				}
			}
		}
	}
	if known {
		return found
	}
	recv := receiverOf(call)
	if recv == nil || recv == v || !storesArguments(call, v, f) || f.strict && !isStoreVerb(call) {
		return nil
	}
	return e.outliving(f.fn, recv)
}

// storesArguments reports whether a method returns only truth values, errors
// and what it was given, as methods that store do: one that makes something
// else of its argument uses it.
func storesArguments(call ssa.CallInstruction, v ssa.Value, f *flowing) bool {
	for r := range call.Common().Signature().Results().Variables() {
		t := r.Type()
		if !types.Identical(t, v.Type()) && !f.holdsNothing(t) && !types.IsInterface(t) {
			return call.Value() != nil && len(*call.Value().Referrers()) == 0 || f.e.setsEntry(call)
		}
	}
	return true
}

// setsEntry reports whether call sets the value of a key in what another module
// declares, and returns the entry.
func (e *engine) setsEntry(call ssa.CallInstruction) bool {
	fn := declared(call)
	return fn != nil && fn.Pkg() != nil && !e.isOwn(fn.Pkg()) && fn.Signature().Recv() != nil &&
		fn.Signature().Params().Len() > 1 && naming.Tokens(fn.Name())[0] == "set"
}

// isStoreVerb reports whether the name of the method that call calls begins
// with a word for storing.
func isStoreVerb(call ssa.CallInstruction) bool {
	fn := declared(call)
	return fn != nil && namesStoring(fn.Name())
}

// namesStoring reports whether the name of a method begins with a word for storing.
func namesStoring(name string) bool {
	words := naming.Tokens(name)
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "set", "store", "add", "put", "update", "swap", "save", "insert", "cache", "replace", "remember", "keep", "push", "load", "compare":
		return true
	}
	return false
}

// outliving returns the memory behind v that outlives a call of fn.
func (e *engine) outliving(fn *ssa.Function, v ssa.Value) []place {
	var found []place
	for _, p := range e.walk(v, "", memory) {
		switch root := p.v.(type) {
		case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
			if !isWithin(root.(ssa.Instruction).Parent(), fn) {
				found = append(found, p)
			}
		case *ssa.Call:
			if isAround(root.Parent(), fn) {
				found = append(found, p)
			}
		case nil:
		case *ssa.Parameter:
			if !isRequest(root.Type()) && !typematch.IsContext(root.Type()) {
				found = append(found, p)
			}
		default:
			found = append(found, p)
		}
	}
	return found
}

// isAround reports whether fn is a literal in outer, and so uses what outer made
// before.
func isAround(outer, fn *ssa.Function) bool { return !isWithin(outer, fn) && isWithin(fn, outer) }

// A fillKey asks where a function stores its parameter from or, with from < 0,
// the answers of what it reaches.
type fillKey struct {
	fn      *ssa.Function
	from    int
	clients bool
	strict  bool
	depth   int
}

// A filling is the memory in which something is stored, and whether something
// else is done with it.
type filling struct {
	fills   []place
	used    bool
	dropped bool // there may be more
}

// fillsOf answers key.
func (e *engine) fillsOf(key fillKey) filling {
	if known, ok := e.filled[key]; ok {
		if known.dropped {
			e.dropped++
		}
		return known
	}
	question := key
	question.depth = 0
	if e.filling[question] {
		return filling{} // a recursion, which adds nothing
	}
	e.filling[question] = true
	defer delete(e.filling, question)
	dropped := e.dropped
	fn, i, clients, depth := key.fn, key.from, key.clients, key.depth
	var from []ssa.Value
	var found []place
	if i >= 0 {
		from = append(from, fn.Params[i])
	} else {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if ops, opens := e.callReach(fn, call); len(ops)+len(opens) > 0 {
				if call.Value() != nil {
					from = append(from, call.Value())
				}
				found = append(found, e.answerFills(call, clients, depth)...)
			}
		})
	}
	f := e.run(&flowing{e: e, fn: fn, clients: clients, strict: key.strict, depth: depth}, from)
	e.filled[key] = filling{distinct(append(found, f.fills...)), f.used, e.dropped != dropped}
	return e.filled[key]
}

// distinct returns places, each memory once.
func distinct(places []place) []place {
	type memory struct {
		v          ssa.Value
		kind       leafKind
		path, cell string
	}
	seen := make(map[memory]bool)
	var list []place
	for _, p := range places {
		if key := (memory{p.v, p.kind, p.path, p.cell}); !seen[key] {
			seen[key] = true
			list = append(list, p)
		}
	}
	return list
}

// answerFills returns the memory in which the functions that call calls store
// answers that they read, as in s.refresh(ctx).
func (e *engine) answerFills(call ssa.CallInstruction, clients bool, depth int) []place {
	if e.opAt(call) != nil {
		return nil
	}
	if depth <= 0 {
		if slices.ContainsFunc(e.edgesOf(call), func(edge *edge) bool { return edge.fn != nil }) {
			e.dropped++
		}
		return nil
	}
	var found []place
	for _, edge := range e.edgesOf(call) {
		switch {
		case edge.fn != nil:
			found = append(found, e.fillsAt(edge, e.fillsOf(fillKey{edge.fn, -1, clients, false, depth - 1}).fills)...)
		case edge.fact != nil:
			for _, fill := range edge.fact.Fills {
				if fill.From < 0 {
					found = append(found, e.factFill(edge, fill)...)
				}
			}
		}
	}
	return found
}

// fillsAt returns the places that the function of edge fills as its caller
// sees them.
func (e *engine) fillsAt(edge *edge, fills []place) []place {
	var found []place
	for _, p := range fills {
		param, ok := p.v.(*ssa.Parameter)
		if !ok || param.Parent() != edge.fn {
			found = append(found, p)
			continue
		}
		if arg := edge.holderOf(param); arg != nil {
			for _, outer := range e.outliving(edge.caller, arg) {
				outer.path = joinPath(outer.path, p.path)
				found = append(found, outer)
			}
		}
	}
	return found
}

// factFill returns the place that a fact says is filled.
func (e *engine) factFill(edge *edge, fill Fill) []place {
	if fill.Into < 0 {
		return []place{{kind: leafCell, cell: "elsewhere", v: e.elsewhere(edge)}}
	}
	if fill.Into >= len(edge.args) {
		return nil
	}
	places := e.outliving(edge.caller, edge.holder(fill.Into))
	for i := range places {
		places[i].kind = leafCell // within something of another package
	}
	return places
}

// elsewhere stands for the variables of another package: its function.
func (e *engine) elsewhere(edge *edge) ssa.Value { return edge.call.Common().Value }
