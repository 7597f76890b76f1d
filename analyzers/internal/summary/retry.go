package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// RetrySink is a sink for the options of a client of the vault, or of a
// credential that one uses.
const RetrySink sinks.Kind = 110

// A Flaw is what is wrong with how often a call of the vault is repeated.
type Flaw uint8

// The flaws of options, of loops, and of requests without a client.
const (
	NegativeRetries Flaw = iota + 1 // MaxRetries < 0
	NoStatus                        // no status code is retried
	NeverRetries                    // ShouldRetry always returns false
	NoAttempts                      // autorest: RetryAttempts is 0
	NoDecorators                    // autorest: no decorator that retries
	Not429                          // the list of status codes lacks 429
	Rejects429                      // ShouldRetry returns false for 429
	ShortDelay                      // MaxRetryDelay below a second
	NegativeDelay                   // RetryDelay < 0
	FixedDelay                      // a loop whose delay doesn't grow
	NoDelay                         // a loop without a delay
	RawRequest                      // a request by net/http that nothing retries
)

// A Retry is a place at which calls of the vault are repeated badly, or not.
type Retry struct {
	At    ast.Expr // the call that hands options to a client, or the call that a loop repeats
	Flaw  Flaw
	What  string        // the client or operation, for messages
	Value ast.Expr      // the expression of the option, if it is in this package
	Delay time.Duration // of loops and of ShortDelay
}

// retries reports the options with which clients of the vault, and credentials
// for them, are made.
func (e *engine) retries() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				e.clientOptions(fn, instr)
				e.contextOptions(fn, instr)
			case *ssa.Store:
				e.autorestOption(fn, instr)
				e.autorestInspector(instr)
			}
		})
	}
}

// clientOptions follows the options that call hands to a client of the vault.
func (e *engine) clientOptions(fn *ssa.Function, call ssa.CallInstruction) {
	if op := e.opAt(call); op != nil && op.Class == keyvault.Construct {
		for i, arg := range call.Common().Args {
			switch {
			case isOptions(arg.Type()):
				e.optionsAt(arg, "", handover{call, fn, e.site.Arg(call, i)}, op.String(), nil)
			case isCredentialArg(arg.Type()):
				e.credentialOptions(arg, op.String(), make(map[ssa.Value]bool))
			}
		}
		return
	}
	for _, edge := range e.edgesOf(call) {
		if edge.fact == nil {
			continue
		}
		for _, s := range edge.fact.Sinks {
			if s.To.Kind == RetrySink && s.Param < len(edge.args) {
				e.optionsAt(edge.args[s.Param], s.Path, handover{call, fn, e.edgeExpr(edge, s.Param)}, s.To.What, nil)
			}
		}
	}
}

// isOptions reports whether t is, or points to, options of azcore or a struct
// that contains them.
func isOptions(t types.Type) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return len(retryPath(t, 0)) > 0
}

// retryPath returns the fields that lead from a value of type t to azcore's
// RetryOptions: nil if none do. It is [""] for these themselves.
func retryPath(t types.Type, depth int) []string {
	if isRetryOptions(t) {
		return []string{""}
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return nil
	}
	for i := range str.NumFields() {
		field := str.Field(i)
		if !field.Embedded() && field.Name() != "Retry" {
			continue
		}
		if rest := retryPath(field.Type(), depth+1); rest != nil {
			cell, _ := fieldCell(t, i)
			return append([]string{cell}, rest...)
		}
	}
	return nil
}

func isRetryOptions(t types.Type) bool {
	return t != nil && strings.HasSuffix(typematch.Name(t), "azcore/policy.RetryOptions")
}

func isCredentialArg(t types.Type) bool { return isTokenCredential(typematch.Name(t)) }

// isTokenCredential reports whether name is that of azcore's TokenCredential,
// which is an alias of an internal package's type.
func isTokenCredential(name string) bool {
	return strings.HasPrefix(name, "github.com/Azure/azure-sdk-for-go/sdk/azcore") && strings.HasSuffix(name, ".TokenCredential")
}

// credentialOptions follows the options of the azidentity credentials of which
// v is made.
func (e *engine) credentialOptions(v ssa.Value, client string, seen map[ssa.Value]bool) {
	for _, l := range e.memoriesOf(v, nil) {
		call, ok := l.v.(*ssa.Call)
		if !ok || seen[call] {
			continue
		}
		seen[call] = true
		fn := declared(call)
		if fn == nil || fn.Pkg() == nil || !strings.HasSuffix(fn.Pkg().Path(), "/sdk/azidentity") {
			continue
		}
		for i, arg := range call.Call.Args {
			switch {
			case isOptions(arg.Type()):
				h := handover{call, call.Parent(), e.site.Arg(call, i)}
				e.optionsAt(arg, "", h, client+"'s credential", nil)
			case isCredentialList(arg.Type()):
				for _, st := range e.elementsOf(arg) {
					e.credentialOptions(st.val, client, seen)
				}
			}
		}
	}
}

func isCredentialList(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	return ok && isCredentialArg(slice.Elem())
}

// elementsOf returns what is stored in the elements of a slice that the package
// writes one by one.
func (e *engine) elementsOf(v ssa.Value) []store {
	var list []store
	for _, l := range e.memoriesOf(v, nil) {
		for _, st := range e.stored[l.v] {
			if rest, ok := cutPath(st.path, l.path); ok && isElement(rest) && !strings.Contains(rest, pathSep) {
				list = append(list, st)
			}
		}
	}
	return list
}

// optionsAt reports the flaws of the options below path of v, which h hands to a
// client. Where v is a parameter, it goes on with what the package passes.
func (e *engine) optionsAt(v ssa.Value, path string, h handover, client string, seen []*ssa.Parameter) {
	if len(seen) == 0 {
		sink := Sink{}
		sink.Kind, sink.What = RetrySink, client
		e.flow(v, path, sink, h)
	}
	if !strings.HasSuffix(client, "'s credential") {
		e.bodyOptions(v, h, client)
	}
	below := v.Type()
	if ptr, ok := below.Underlying().(*types.Pointer); ok {
		below = ptr.Elem()
	}
	if path == "" {
		path = strings.TrimSuffix(strings.Join(retryPath(below, 0), pathSep), pathSep)
	}
	for _, l := range e.walkFrom(state{v: v, user: h.call}, memory, false) {
		switch root := l.v.(type) {
		case *ssa.Parameter:
			if cell, _ := lastCell(l.path); cell != "" {
				e.flaws(e.optionsInField(joinPath(l.path, path), 0), h, client)
			} else if !slices.Contains(seen, root) {
				e.optionsAbove(root, h.call, path, client, append(seen, root))
			}
		case *ssa.Call:
			e.flawsElsewhere(root, h, client)
		case *ssa.Alloc:
			for _, st := range e.stored[root] {
				if call, ok := st.val.(*ssa.Call); ok && isOptions(call.Type()) {
					e.flawsElsewhere(call, h, client)
				}
			}
		}
	}
	e.flaws(e.optionsIn(v, path, 0), h, client)
}

// optionsAbove goes on with what the package passes for the parameter p.
func (e *engine) optionsAbove(p *ssa.Parameter, below ssa.CallInstruction, path, client string, seen []*ssa.Parameter) {
	for _, edge := range e.callers[p.Parent()] {
		if arg := edge.argOf(p); arg != nil {
			e.optionsAt(arg, path, handover{edge.call, edge.caller, e.edgeExpr(edge, paramIndex(p))}, client, seen)
		}
	}
}

// An option is a value that is stored in a field of RetryOptions.
type option struct {
	field string
	val   ssa.Value
	instr ssa.Instruction
}

// optionsIn returns what is stored in the fields of the RetryOptions that lie
// below path of v.
func (e *engine) optionsIn(v ssa.Value, path string, depth int) []option {
	if depth > 6 {
		return nil
	}
	var found []option
	for _, l := range e.walkFrom(state{v: v}, memory, false) {
		at := joinPath(l.path, path)
		if _, isParam := l.v.(*ssa.Parameter); isParam {
			found = append(found, e.optionsInField(at, depth)...)
			continue
		}
		for _, st := range e.stored[l.v] {
			if rest, ok := cutPath(st.path, at); ok {
				if field := strings.TrimPrefix(pathString(rest), "."); field != "" && !strings.Contains(rest, pathSep) {
					found = append(found, option{field, st.val, st.instr})
				} else if rest == "" {
					found = append(found, e.optionsIn(st.val, "", depth+1)...)
				}
			} else if rest, ok := cutPath(at, st.path); ok && (rest != at || st.val != v) {
				found = append(found, e.optionsIn(st.val, rest, depth+1)...)
			}
		}
	}
	return found
}

// optionsInField is optionsIn for a path that begins with a field of a type of
// this package, whichever object it belongs to.
func (e *engine) optionsInField(path string, depth int) []option {
	first, below := cutCell(path)
	if depth > 6 || !strings.HasPrefix(first, e.pass.Pkg.Path()+".") {
		return nil
	}
	var found []option
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			st, ok := instr.(*ssa.Store)
			if !ok {
				return
			}
			stored, ok := cutThrough(fieldsPath(st.Addr), first)
			if !ok {
				return
			}
			if rest, ok := cutPath(stored, below); ok {
				if field := strings.TrimPrefix(pathString(rest), "."); field != "" && !strings.Contains(rest, pathSep) {
					found = append(found, option{field, st.Val, st})
				} else if rest == "" {
					found = append(found, e.optionsIn(st.Val, "", depth+1)...)
				}
			} else if rest, ok := cutPath(below, stored); ok {
				found = append(found, e.optionsIn(st.Val, rest, depth+1)...)
			}
		})
	}
	return found
}

// fieldsPath returns the fields that lead to addr from the object in which it
// lies.
func fieldsPath(addr ssa.Value) string {
	path := ""
	for {
		field, ok := addr.(*ssa.FieldAddr)
		if !ok {
			return path
		}
		cell, _ := fieldCell(field.X.Type(), field.Field)
		path, addr = joinPath(cell, path), field.X
	}
}

// cutThrough returns what follows the field cell in path.
func cutThrough(path, cell string) (string, bool) {
	for path != "" {
		var first string
		if first, path = cutCell(path); first == cell {
			return path, true
		}
	}
	return "", false
}

// flaws reports what is wrong with options, which h hands to client. Where a
// field is set to something else, too, which one holds isn't known.
func (e *engine) flaws(options []option, h handover, client string) {
	for _, o := range options {
		if p, ok := o.val.(*ssa.Parameter); ok && !e.isOpen(p.Parent()) {
			e.flawsGiven(p, o, client)
		}
		isChoice := slices.ContainsFunc(options, func(other option) bool {
			flaw, _ := e.flawOf(other)
			return other.field == o.field && flaw == 0
		})
		if flaw, delay := e.flawOf(o); flaw != 0 && !isChoice {
			e.retryAt(h, Retry{Flaw: flaw, What: client, Value: e.site.Operand(o.instr, o.val), Delay: delay})
		}
	}
}

// flawsGiven reports what is wrong with what the package passes for the parameter
// p, of an unexported function, that it makes an option.
func (e *engine) flawsGiven(p *ssa.Parameter, o option, client string) {
	for _, edge := range e.callers[p.Parent()] {
		arg := edge.argOf(p)
		if arg == nil {
			continue
		}
		given := option{o.field, arg, edge.call}
		if flaw, delay := e.flawOf(given); flaw != 0 {
			h := handover{edge.call, edge.caller, e.site.Operand(edge.call, arg)}
			e.retryAt(h, Retry{Flaw: flaw, What: client, Delay: delay})
		}
	}
}

func (e *engine) retryAt(h handover, r Retry) {
	if h.call == nil {
		return
	}
	if r.At = e.callExpr(h.call); r.At != nil {
		e.result.Retries = append(e.result.Retries, r)
	}
}

// flawOf returns what is wrong with o, 0 if nothing is known to be.
func (e *engine) flawOf(o option) (Flaw, time.Duration) {
	switch o.field {
	case "MaxRetries":
		if n, ok := e.onlyNumber(o); ok && n < 0 {
			return NegativeRetries, 0
		}
	case "RetryDelay":
		if n, ok := e.onlyNumber(o); ok && n < 0 {
			return NegativeDelay, 0
		}
	case "MaxRetryDelay":
		if n, ok := e.onlyNumber(o); ok && n > 0 && n < int64(time.Second) {
			return ShortDelay, time.Duration(n)
		}
	case "StatusCodes":
		return e.statusFlaw(o), 0
	case "ShouldRetry":
		return e.shouldRetryFlaw(o), 0
	}
	return 0, 0
}

// onlyNumber returns the constant that an option is, if it is nothing else.
func (e *engine) onlyNumber(o option) (int64, bool) {
	list, open := e.numbers(o.val, o.instr)
	if open || len(list) != 1 {
		return 0, false
	}
	return list[0].n, true
}

const tooManyRequests = 429

// statusFlaw returns what is wrong with a list of status codes that is written
// in the package.
func (e *engine) statusFlaw(o option) Flaw {
	roots := slices.DeleteFunc(slices.Clone(e.memoriesOf(o.val, o.instr)), e.isOwnVariable)
	if len(roots) != 1 {
		return 0
	}
	made := false
	switch root := roots[0].v.(type) {
	case *ssa.Alloc:
		_, made = root.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	case *ssa.MakeSlice:
		n, ok := root.Len.(*ssa.Const)
		made = ok && n.Int64() == 0 && len(e.stored[root]) == 0
	}
	if !made {
		return 0
	}
	elements := e.elementsOf(o.val)
	for _, st := range elements {
		c, ok := st.val.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.Int || c.Int64() == tooManyRequests {
			return 0
		}
	}
	if len(elements) == 0 {
		return NoStatus
	}
	return Not429
}

// isOwnVariable reports whether l is a variable of the package that others can't
// set: what the package stores in it is among the memories, too.
func (e *engine) isOwnVariable(l leaf) bool {
	v, ok := l.v.(*ssa.Global)
	return ok && v.Pkg == e.pkg && !token.IsExported(v.Name())
}

// shouldRetryFlaw returns what is wrong with a function that decides about
// retries.
func (e *engine) shouldRetryFlaw(o option) Flaw {
	leaves := e.walkFrom(state{v: o.val, user: o.instr}, code, true)
	if len(leaves) != 1 || leaves[0].kind != leafFunc {
		return 0
	}
	edge := e.target(leaves[0].v, nil)
	if edge == nil || edge.fn == nil {
		return 0
	}
	switch {
	case !mayReturnTrue(edge.fn, func(ssa.Value) (bool, bool) { return false, false }):
		return NeverRetries
	case !mayReturnTrue(edge.fn, throttled):
		return Rejects429
	}
	return 0
}

// mayReturnTrue reports whether fn may return anything but a constant false,
// where decide says what conditions are, as far as it knows.
func mayReturnTrue(fn *ssa.Function, decide func(ssa.Value) (value, known bool)) bool {
	type step struct{ from, to *ssa.BasicBlock }
	seen := make(map[step]bool)
	var visit func(from, b *ssa.BasicBlock) bool
	visit = func(from, b *ssa.BasicBlock) bool {
		if seen[step{from, b}] {
			return false
		}
		seen[step{from, b}] = true
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			if len(last.Results) != 1 {
				return true
			}
			result := onEdge(last.Results[0], from, b)
			if c, ok := result.(*ssa.Const); ok && c.Value != nil {
				return constant.BoolVal(c.Value)
			}
			value, known := decide(result)
			return !known || value
		case *ssa.If:
			if value, known := decide(onEdge(last.Cond, from, b)); known {
				return visit(b, b.Succs[map[bool]int{true: 0, false: 1}[value]])
			}
		}
		return slices.ContainsFunc(b.Succs, func(next *ssa.BasicBlock) bool { return visit(b, next) })
	}
	return visit(nil, fn.Blocks[0])
}

// onEdge returns what v is in block b if that was reached from another block.
func onEdge(v ssa.Value, from, b *ssa.BasicBlock) ssa.Value {
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != b {
		return v
	}
	for i, pred := range b.Preds {
		if pred == from {
			return phi.Edges[i]
		}
	}
	return v
}

// throttled returns what a condition is for an answer with status 429: there is
// an answer and no error.
func throttled(cond ssa.Value) (value, known bool) {
	switch cond := cond.(type) {
	case *ssa.Const:
		if cond.Value != nil && cond.Value.Kind() == constant.Bool {
			return constant.BoolVal(cond.Value), true
		}
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			value, known = throttled(cond.X)
			return !value, known
		}
	case *ssa.BinOp:
		return throttledComparison(cond)
	}
	return false, false
}

func throttledComparison(cmp *ssa.BinOp) (value, known bool) {
	isEqual := cmp.Op == token.EQL
	if isNil(cmp.Y) {
		isErr := typematch.IsError(cmp.X.Type())
		if isErr || typematch.Name(cmp.X.Type()) == "*net/http.Response" {
			return isEqual == isErr, true
		}
	}
	c, ok := cmp.Y.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int || !isStatus(cmp.X) {
		return false, false
	}
	return constant.Compare(constant.MakeInt64(tooManyRequests), cmp.Op, c.Value), true
}

// isStatus reports whether v is a field called StatusCode.
func isStatus(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	_, field := fieldCell(addr.X.Type(), addr.Field)
	return field != nil && field.Name() == "StatusCode"
}

// contextOptions reports retry options of a context with which the vault is
// called.
func (e *engine) contextOptions(fn *ssa.Function, call ssa.CallInstruction) {
	obj := declared(call)
	if obj == nil || obj.Name() != "WithRetryOptions" || obj.Pkg() == nil || !strings.Contains(obj.Pkg().Path(), "/sdk/azcore/") {
		return
	}
	value, options := call.Value(), e.arg(call, 1)
	if value == nil || options == nil {
		return
	}
	if label := e.vaultCalledWith(fn, value); label != "" {
		e.flaws(e.optionsIn(options, "", 0), handover{call, fn, nil}, label)
	}
}

// vaultCalledWith returns the operation that is called with the context v, or
// one made of it, in fn; "" if none is.
func (e *engine) vaultCalledWith(fn *ssa.Function, v ssa.Value) string {
	seen := map[ssa.Value]bool{v: true}
	for queue := []ssa.Value{v}; len(queue) > 0; {
		next := queue[0]
		queue = queue[1:]
		refs := next.Referrers()
		if refs == nil {
			continue
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case ssa.CallInstruction:
				if op := e.opAt(ref); op != nil {
					return op.String()
				}
				if ops, _ := e.callReach(fn, ref); len(ops) > 0 {
					return ops[0].Label
				}
			case *ssa.Store:
				if ref.Val == next && !seen[ref.Addr] {
					seen[ref.Addr] = true
					queue = append(queue, ref.Addr)
				}
			}
			if value, ok := ref.(ssa.Value); ok && !seen[value] {
				if tuple, isTuple := value.Type().(*types.Tuple); typematch.IsContext(value.Type()) || isTuple && tuple.Len() > 0 && typematch.IsContext(tuple.At(0).Type()) {
					seen[value] = true
					queue = append(queue, value)
				}
			}
		}
	}
	return ""
}

// autorestOption reports a store that switches off the retries of a legacy
// client of the vault.
func (e *engine) autorestOption(fn *ssa.Function, st *ssa.Store) {
	addr, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	cell, _ := fieldCell(addr.X.Type(), addr.Field)
	flaw := Flaw(0)
	switch {
	case strings.HasSuffix(cell, "/autorest.Client.RetryAttempts"):
		if c, ok := st.Val.(*ssa.Const); ok && c.Value != nil && c.Int64() <= 0 {
			flaw = NoAttempts
		}
	case strings.HasSuffix(cell, "/autorest.Client.SendDecorators"):
		if o := (option{"", st.Val, st}); e.isEmptyList(o) {
			flaw = NoDecorators
		}
	}
	if flaw == 0 {
		return
	}
	if client := e.legacyClient(addr.X); client != "" {
		e.result.Retries = append(e.result.Retries, Retry{At: e.site.Operand(st, st.Val), Flaw: flaw, What: client, Value: nil})
	}
}

func (e *engine) isEmptyList(o option) bool {
	return !isNil(o.val) && e.statusFlaw(o) == NoStatus
}

// legacyClient returns the client of the vault of which addr is a part, "" if
// it is none's.
func (e *engine) legacyClient(addr ssa.Value) string {
	for range 6 {
		t := addr.Type()
		if keyvault.IsClient(t) {
			name := strings.TrimPrefix(typematch.Name(t), "*")
			return name[strings.LastIndexByte(name, '/')+1:]
		}
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.Parameter:
			return e.legacyArgument(v)
		default:
			return ""
		}
	}
	return ""
}

// legacyArgument returns the client of the vault a part of which the package
// passes for p.
func (e *engine) legacyArgument(p *ssa.Parameter) string {
	for _, edge := range e.callers[p.Parent()] {
		addr, ok := edge.argOf(p).(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if client := e.legacyClient(addr); client != "" {
			return client
		}
	}
	return ""
}

// A ResultFlaw says that a function returns options with a flaw.
type ResultFlaw struct {
	Result int
	Flaw   Flaw
	Delay  time.Duration
}

// exportFlaws tells which flaws the options have that fn returns.
func (e *engine) exportFlaws(fn *ssa.Function, fact *Func) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		path := retryPath(t, 0)
		if path == nil {
			continue
		}
		instructions(fn, func(instr ssa.Instruction) {
			ret, ok := instr.(*ssa.Return)
			if !ok || i >= len(ret.Results) {
				return
			}
			for _, o := range e.optionsIn(ret.Results[i], strings.TrimSuffix(strings.Join(path, pathSep), pathSep), 0) {
				if flaw, delay := e.flawOf(o); flaw != 0 {
					fact.Flaws = append(fact.Flaws, ResultFlaw{i, flaw, delay})
				}
			}
		})
	}
}

// flawsElsewhere reports the flaws of options that a function of another package
// returns.
func (e *engine) flawsElsewhere(call *ssa.Call, h handover, client string) {
	for _, edge := range e.edgesOf(call) {
		if edge.fact == nil {
			continue
		}
		for _, f := range edge.fact.Flaws {
			e.retryAt(h, Retry{Flaw: f.Flaw, What: client, Delay: f.Delay})
		}
	}
}
