package summary

import (
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// reached is what a function calls that its callers have to know of.
type reached struct {
	ops    []reachedOp
	opens  []reachedOpen
	capped bool
}

// A reachedOp is an operation that a call in a function reaches.
type reachedOp struct {
	Op
	name   text
	kept   []ssa.Value // parameters, and variables of enclosing functions, below which the answer is kept
	client []*ssa.Parameter
	call   ssa.CallInstruction // in the function, or in a literal in it
}

// A reachedOpen is a call of code that a parameter or a field holds.
type reachedOpen struct {
	root   *ssa.Parameter // nil: cell
	cell   string
	path   string
	method string
	args   []text
	chain  []string
	kept   []ssa.Value
	call   ssa.CallInstruction
	wired  bool // the code is handed on for good, and so is what it keeps

	calls ssa.CallInstruction // the code, in this package; nil: way tells how it is called
	way   Way
}

// A text is a Text whose hole is a parameter of this package.
type text struct {
	prefix, suffix string
	hole           *ssa.Parameter
	path           string
	known          bool
}

// reach returns what callers of fn reach through it. A hot function is
// reported itself, so its callers get nothing, and neither does a recursion.
func (e *engine) reach(fn *ssa.Function) *reached {
	if known, ok := e.reached[fn]; ok {
		return known
	}
	e.reached[fn] = &reached{}
	if e.isHot(fn) {
		return e.reached[fn]
	}
	r := e.sites(fn)
	e.reached[fn] = r
	return r
}

// sites returns what the calls in fn reach and nothing keeps.
func (e *engine) sites(fn *ssa.Function) *reached {
	found := &reached{}
	dropped := e.dropped
	var reads []reachedOp
	writes := false
	instructions(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		if op := e.opAt(call); op != nil && (op.Class == keyvault.Write || op.Class == keyvault.Delete) {
			writes = true
		}
		ops, opens := e.callReach(fn, call)
		if len(ops)+len(opens) == 0 {
			return
		}
		reads = append(reads, e.unkept(fn, call, ops)...)
		found.opens = append(found.opens, e.unkeptOpens(fn, call, opens)...)
	})
	for _, op := range e.scan(fn, reads) {
		if !writes || op.Kind != ReadOp { // reads to compare before a write
			found.ops = append(found.ops, op)
		}
	}
	found.cap(&e.max)
	found.capped = found.capped || e.dropped != dropped
	return found
}

// cap drops duplicates and what exceeds the caps: of two chains to one
// operation under one name the shorter stays.
func (r *reached) cap(max *limits) {
	slices.SortStableFunc(r.ops, func(a, b reachedOp) int { return len(a.Chain) - len(b.Chain) })
	var ops []reachedOp
	for _, op := range r.ops {
		if !slices.ContainsFunc(ops, func(o reachedOp) bool {
			return o.Row == op.Row && o.name == op.name && slices.Equal(o.kept, op.kept) && o.call == op.call
		}) {
			ops = append(ops, op)
		}
	}
	if len(ops) > max.ops {
		ops, r.capped = ops[:max.ops], true
	}
	r.ops = ops
	if len(r.opens) > max.opens {
		r.opens, r.capped = r.opens[:max.opens], true
	}
}

// callReach returns what call, in fn, reaches, whether or not it is kept.
func (e *engine) callReach(fn *ssa.Function, call ssa.CallInstruction) ([]reachedOp, []reachedOpen) {
	if op := e.opAt(call); op != nil {
		return e.directOp(call, op), nil
	}
	if e.extra.IsCache(declared(call)) {
		return nil, nil
	}
	if e.feedsVault(call) {
		return e.credentialOp(call), nil
	}
	if raw := e.rawRequest(call); raw != nil {
		return e.rawOp(raw), nil
	}
	var ops []reachedOp
	var opens []reachedOpen
	for _, edge := range e.edgesOf(call) {
		if edge.loader && e.keepsLoader(call) {
			continue
		}
		var o []reachedOp
		var p []reachedOpen
		if edge.fn != nil {
			o, p = e.lift(fn, edge, e.reach(edge.fn))
		} else if edge.fact != nil {
			o, p = e.liftFact(fn, edge)
		}
		ops, opens = append(ops, o...), append(opens, p...)
	}
	if e.staticEdge(call) == nil {
		opens = append(opens, e.openCalls(call)...)
	}
	return ops, opens
}

// directOp returns the operation that call is, if it may matter how often it
// is called.
func (e *engine) directOp(call ssa.CallInstruction, op *keyvault.Op) []reachedOp {
	r := reachedOp{Op: opInfo(op), call: call}
	switch {
	case op.Class == keyvault.Construct:
		r.Kind = ClientOp
		for _, arg := range call.Common().Args {
			r.client = append(r.client, e.requestParams(arg)...)
		}
	case op.Cacheable && op.Class != keyvault.List:
		r.Kind = ReadOp
		r.client = e.requestParams(receiverOf(call))
		r.name = e.text(e.arg(call, op.Name))
	case op.Class == keyvault.Crypto:
		return e.publicKeyOp(call, op)
	default:
		return nil
	}
	return []reachedOp{r}
}

func opInfo(op *keyvault.Op) Op {
	return Op{
		Row: op.Key(), Label: op.String(),
		Secret: op.Object == keyvault.Secret && (op.Class == keyvault.Read || op.Class == keyvault.Write),
		Write:  op.Class == keyvault.Write,
	}
}

// receiverOf returns the receiver of a method call, or nil.
func receiverOf(call ssa.CallInstruction) ssa.Value {
	common := call.Common()
	switch {
	case common.IsInvoke():
		return common.Value
	case common.Signature().Recv() != nil && len(common.Args) > 0:
		return common.Args[0]
	}
	if mc, ok := common.Value.(*ssa.MakeClosure); ok && len(mc.Bindings) == 1 {
		return mc.Bindings[0]
	}
	return nil
}

// lift takes what the function of edge reaches to the caller fn.
func (e *engine) lift(fn *ssa.Function, edge *edge, r *reached) ([]reachedOp, []reachedOpen) {
	inner := isWithin(edge.fn, outermost(fn)) && edge.fn.Parent() != nil
	var ops []reachedOp
	for _, op := range r.ops {
		kept, isKept := e.keptAt(fn, edge, op.kept)
		if isKept && len(kept) == 0 {
			continue
		}
		op.kept = kept
		op.name = e.textAt(edge, op.name)
		op.client = e.paramsAt(edge, op.client)
		if !inner {
			op.call = edge.call
			op.Chain = e.chain(e.frame(edge.fn), op.Chain)
		}
		ops = append(ops, op)
	}
	var opens []reachedOpen
	for _, open := range r.opens {
		kept, isKept := e.keptAt(fn, edge, open.kept)
		if isKept && len(kept) == 0 {
			continue
		}
		open.kept = kept
		if !inner {
			open.call = edge.call
			open.chain = e.chain(e.frame(edge.fn), open.chain)
		}
		o, p := e.openAt(fn, edge, open)
		ops, opens = append(ops, o...), append(opens, p...)
	}
	return ops, opens
}

func (e *engine) chain(frame string, rest []string) []string {
	if slices.Contains(rest, frame) {
		return rest
	}
	chain := append([]string{frame}, rest...)
	return chain[:min(len(chain), e.max.chain)]
}

// openAt resolves, in the caller, a call of code that the function of edge was
// given: to what the caller gave it, or to an open call of the caller's own.
func (e *engine) openAt(fn *ssa.Function, edge *edge, open reachedOpen) ([]reachedOp, []reachedOpen) {
	if open.root == nil || edge.fn != nil && open.root.Parent() != edge.fn {
		return nil, []reachedOpen{open}
	}
	return e.openArg(fn, edge, edge.argOf(open.root), open)
}

// openArg is openAt for the argument arg.
func (e *engine) openArg(fn *ssa.Function, via *edge, arg ssa.Value, open reachedOpen) ([]reachedOp, []reachedOpen) {
	var ops []reachedOp
	var opens []reachedOpen
	args := make([]text, len(open.args))
	for i, t := range open.args {
		args[i] = e.textAt(via, t)
	}
	open.args = args
	for _, l := range e.walk(arg, open.path, code) {
		next := open
		switch l.kind {
		case leafParam:
			next.root, next.path, next.cell = l.v.(*ssa.Parameter), l.path, ""
			opens = append(opens, next)
		case leafCell:
			next.root, next.path, next.cell = nil, l.path, l.cell
			opens = append(opens, next)
		default:
			o, p := e.behind(fn, l, next)
			ops, opens = append(ops, o...), append(opens, p...)
		}
	}
	return ops, opens
}

// behind returns what a call of the code behind leaf l reaches, in the way in
// which open calls it.
func (e *engine) behind(fn *ssa.Function, l leaf, open reachedOpen) ([]reachedOp, []reachedOpen) {
	edge := e.implEdge(l, open.method)
	if edge == nil {
		return nil, nil
	}
	key := behindKey{l.v, l.from, open.method}
	if e.behindNow[key] {
		return nil, nil // behind itself, which adds nothing
	}
	if len(e.behindNow) > e.max.chain {
		e.dropped++
		return nil, nil
	}
	e.behindNow[key] = true
	defer delete(e.behindNow, key)
	edge.call, edge.caller, edge.texts, edge.wired = open.call, fn, open.args, open.wired
	if edge.fn != nil && edge.fn.Parent() != nil && isWithin(edge.fn, outermost(fn)) {
		ops, opens := e.lift(fn, edge, e.reach(edge.fn))
		return e.stillKept(ops, open.kept), opens
	}
	var ops []reachedOp
	var opens []reachedOpen
	if edge.fn != nil {
		ops, opens = e.lift(fn, edge, e.reach(edge.fn))
	} else if edge.fact != nil {
		ops, opens = e.liftFact(fn, edge)
	}
	for i := range ops {
		ops[i].Chain = append(slices.Clone(open.chain), ops[i].Chain...)
		ops[i].Chain = ops[i].Chain[:min(len(ops[i].Chain), e.max.chain)]
		if hole := ops[i].name.hole; hole != nil && edge.fn != nil && hole.Parent() == edge.fn {
			if k := paramIndex(hole); k < len(open.args) {
				ops[i].name = joinText(ops[i].name, open.args[k])
			}
		}
	}
	return e.stillKept(ops, open.kept), opens
}

// A behindKey is code behind a leaf, and the method that is called.
type behindKey struct {
	v      ssa.Value
	from   *Origin
	method string
}

// stillKept adds to ops what keeps the call through which they are reached.
func (e *engine) stillKept(ops []reachedOp, kept []ssa.Value) []reachedOp {
	for i := range ops {
		ops[i].kept = append(slices.Clone(ops[i].kept), kept...)
	}
	return ops
}

// implEdge returns the edge to the code behind a leaf, or nil.
func (e *engine) implEdge(l leaf, method string) *edge {
	switch l.kind {
	case leafFunc:
		if method == "" {
			return e.target(l.v, nil)
		}
	case leafImpl:
		obj, _, _ := types.LookupFieldOrMethod(l.typ, true, e.pass.Pkg, method)
		if fn, ok := obj.(*types.Func); ok && !types.IsInterface(fn.Signature().Recv().Type()) {
			return e.edgeTo(fn.Origin(), []ssa.Value{l.v})
		}
	case leafImplElsewhere:
		for _, m := range l.from.Impl.Methods {
			if m.Name == method {
				return &edge{fact: m.fact(), outer: l.from.outer}
			}
		}
	}
	return nil
}

// openCalls returns the open ends of a call of an interface's method or of a
// function value.
func (e *engine) openCalls(call ssa.CallInstruction) []reachedOpen {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok || !mayRead(common.Signature()) {
		return nil
	}
	open := reachedOpen{call: call, calls: call}
	if common.IsInvoke() {
		open.method = common.Method.Name()
		open.args = append(open.args, text{})
		if pkg := common.Method.Pkg(); pkg == nil || !e.isOwn(pkg) {
			return nil
		}
	}
	for _, arg := range common.Args {
		open.args = append(open.args, e.text(arg))
	}
	var opens []reachedOpen
	for _, l := range e.walk(common.Value, "", code) {
		next := open
		switch l.kind {
		case leafParam:
			next.root, next.path = l.v.(*ssa.Parameter), l.path
			if !isWithin(call.Parent(), next.root.Parent()) {
				continue // of a constructor that fills a field, which is open itself
			}
		case leafCell:
			next.cell, next.path = l.cell, l.path
		default:
			continue
		}
		opens = append(opens, next)
	}
	return opens
}

// mayRead reports whether a function of this signature may return an answer of
// the vault, or what follows from it: a text or bytes, or, since to read may fail
// and takes time, something else beside an error or from a context.
func mayRead(sig *types.Signature) bool {
	if isRemote(sig) {
		return false
	}
	fromContext := sig.Params().Len() > 0 && typematch.IsContext(sig.Params().At(0).Type())
	takesTime := fromContext
	for v := range sig.Results().Variables() {
		switch t := v.Type().Underlying().(type) {
		case *types.Basic:
			if t.Info()&types.IsString != 0 {
				return true
			}
		case *types.Slice:
			if sinks.CarriesText(t) {
				return true
			}
		}
		takesTime = takesTime || typematch.IsError(v.Type())
	}
	return takesTime && slices.ContainsFunc(slices.Collect(sig.Results().Variables()), func(v *types.Var) bool {
		switch t := v.Type().Underlying().(type) {
		case *types.Basic:
			return fromContext && t.Kind() == types.Bool
		case *types.Chan:
			return false
		case *types.Interface:
			return !typematch.IsError(v.Type()) || sig.Results().Len() == 1
		}
		return true
	})
}

// isRemote reports whether a function of this signature is a generated client's,
// which asks a service: what happens there is that program's.
func isRemote(sig *types.Signature) bool {
	if !sig.Variadic() {
		return false
	}
	options := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	return typematch.Name(options.Elem()) == "google.golang.org/grpc.CallOption"
}

// text returns what is known of the text that v is.
func (e *engine) text(v ssa.Value) text {
	if v == nil {
		return text{}
	}
	var only text
	walk := e.walkAll(state{v: v}, names, false)
	if walk.full {
		return text{}
	}
	for _, l := range walk.leaves {
		var t text
		switch l.kind {
		case leafConst:
			c, ok := constantText(l.v)
			if !ok || c == "" {
				continue
			}
			t = text{prefix: l.prefix + c + l.suffix, known: true}
		case leafParam:
			t = text{prefix: l.prefix, suffix: l.suffix, hole: l.v.(*ssa.Parameter), path: l.path, known: true}
		default:
			return text{}
		}
		if only.known && only != t {
			return text{}
		}
		only = t
	}
	return only
}

// textAt returns t as the caller sees it.
func (e *engine) textAt(edge *edge, t text) text {
	if t.hole == nil || edge == nil || edge.fn == nil || t.hole.Parent() != edge.fn {
		return t
	}
	arg := edge.argOf(t.hole)
	if arg == nil {
		return t
	}
	if t.path != "" {
		return e.textBelow(t, arg)
	}
	return joinText(t, e.text(arg))
}

// textBelow fills the hole of t with a field of arg.
func (e *engine) textBelow(t text, arg ssa.Value) text {
	leaves := e.walk(arg, t.path, names)
	if len(leaves) != 1 || leaves[0].kind != leafConst {
		return text{}
	}
	c, ok := constantText(leaves[0].v)
	if !ok {
		return text{}
	}
	return joinText(t, text{prefix: leaves[0].prefix + c + leaves[0].suffix, known: true})
}

// joinText fills the hole of t.
func joinText(t, filling text) text {
	if !filling.known {
		return text{}
	}
	filling.prefix, filling.suffix = t.prefix+filling.prefix, filling.suffix+t.suffix
	return filling
}
