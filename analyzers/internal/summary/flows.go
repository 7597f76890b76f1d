package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/setting"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A handover is where a function passes a value on towards a sink.
type handover struct {
	call   ssa.CallInstruction // nil for stores and comparisons
	caller *ssa.Function
	expr   ast.Expr // the argument or the stored expression
}

// seeds follows the values at all sinks of the package back to where they come
// from.
func (e *engine) seeds() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				e.callSinks(fn, instr)
			case *ssa.Store:
				e.storeSinks(fn, instr)
			case *ssa.MapUpdate:
				e.headerSinks(fn, instr)
			case *ssa.Lookup:
				e.indexed(fn, instr)
			case *ssa.BinOp:
				e.comparison(fn, instr)
				e.concatenation(fn, instr)
			}
			e.leakSeeds(fn, instr)
		})
	}
}

// callSinks follows the arguments of a call that arrive at sinks.
func (e *engine) callSinks(fn *ssa.Function, call ssa.CallInstruction) {
	expr := e.site.Call(call)
	if expr == nil {
		return
	}
	if op := e.opAt(call); op != nil {
		e.nameSink(fn, call, op)
		e.writeSink(fn, call, op)
	}
	e.partsSink(fn, call, expr)
	if fullName(declared(call)) == "strings.EqualFold" {
		e.compared(fn, call, e.arg(call, 0), e.arg(call, 1))
	}
	e.declaredSinks(fn, call, expr)
	e.formatSinks(fn, call)
	for _, edge := range e.edgesOf(call) {
		if edge.fact == nil {
			continue
		}
		if edge.fact.Packs != "" {
			e.result.Packing[expr] = edge.fact.Packs
		}
		for _, s := range edge.fact.Sinks {
			if s.Param < len(edge.args) && s.To.Kind != ValueSink {
				e.flow(edge.args[s.Param], s.Path, s.To, handover{call, fn, e.edgeExpr(edge, s.Param)})
			}
		}
		for _, tag := range edge.fact.Tags {
			e.tagArgument(edge, tag)
		}
		e.constructedSinks(fn, edge)
	}
}

// constructedSinks follows the arguments which a function of another package puts
// into fields that are sinks, as if the caller stored them there.
func (e *engine) constructedSinks(fn *ssa.Function, edge *edge) {
	for _, r := range edge.fact.Results {
		known := e.cells[r.Path]
		if known == nil || r.From.Param < 0 || r.From.Param >= len(edge.args) {
			continue
		}
		for _, s := range known.sinks {
			if s.To.Kind == sinks.Credential || s.To.Kind == NameSink {
				e.flow(edge.args[r.From.Param], joinPath(r.From.Path, s.Path), s.To, handover{edge.call, fn, e.edgeExpr(edge, r.From.Param)})
			}
		}
	}
	for _, st := range edge.fact.Stores {
		known := e.cells[st.Cell]
		if known == nil || st.Param >= len(edge.args) {
			continue
		}
		for _, s := range known.sinks {
			if isOfCode(s.To.Kind) {
				e.flow(edge.args[st.Param], s.Path, s.To, handover{edge.call, fn, e.edgeExpr(edge, st.Param)})
			}
		}
	}
}

// isOfCode reports whether sinks of a kind are for implementations and functions.
func isOfCode(kind sinks.Kind) bool {
	switch kind {
	case HotSink, AskSink, GivenPartsSink, GivenUseSink, GivenCredentialSink:
		return true
	}
	return false
}

// edgeExpr returns the expression of what edge passes for parameter i.
func (e *engine) edgeExpr(edge *edge, i int) ast.Expr {
	if i < 0 || i >= len(edge.args) {
		return nil
	}
	return e.site.Operand(edge.call, edge.args[i])
}

// nameSink follows the name that an operation is given.
func (e *engine) nameSink(fn *ssa.Function, call ssa.CallInstruction, op *keyvault.Op) {
	info := opInfo(op)
	if name := e.arg(call, op.Name); name != nil && info.Secret {
		sink := Sink{Op: info}
		sink.Kind = NameSink
		e.flow(name, "", sink, handover{call, fn, e.site.Arg(call, op.Name)})
	}
}

// declaredSinks follows arguments that the tables and declared names know.
func (e *engine) declaredSinks(fn *ssa.Function, call ssa.CallInstruction, expr *ast.CallExpr) {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return
	}
	c := &sinks.Call{Func: declared(call), Sig: common.Signature(), Args: len(expr.Args), IsOwn: e.isOwn, Extra: e.extra.Sinks, Text: func(i int) (string, bool) {
		if i >= len(expr.Args) {
			return "", false
		}
		tv := e.info.Types[expr.Args[i]]
		if tv.Value == nil || tv.Value.Kind() != constant.String {
			return "", false
		}
		return constant.StringVal(tv.Value), true
	}}
	fixed := len(common.Args)
	if common.Signature().Variadic() && !expr.Ellipsis.IsValid() {
		fixed--
	}
	offset := len(common.Args) - common.Signature().Params().Len()
	for i := range expr.Args {
		found := c.Arg(i)
		if len(found) == 0 {
			continue
		}
		v, path := e.argOrElement(call, i, i+offset, fixed)
		if v == nil {
			continue
		}
		for _, s := range found {
			if s.Kind == sinks.Credential && e.takesName(call, i+offset) {
				continue
			}
			e.flow(v, path, Sink{Sink: s}, handover{call, fn, e.site.Arg(call, i)})
		}
	}
}

// argOrElement returns the value of argument i, which is operand k of the call
// or, from fixed on, an element of the last one.
func (e *engine) argOrElement(call ssa.CallInstruction, i, k, fixed int) (ssa.Value, string) {
	args := call.Common().Args
	if k < fixed || fixed == len(args) {
		if k < 0 || k >= len(args) {
			return nil, ""
		}
		return args[k], ""
	}
	elements := e.variadic(call)
	if k-fixed < len(elements) {
		return elements[k-fixed], ""
	}
	return nil, ""
}

// takesName reports whether the functions that call calls use operand k as the
// name of something.
func (e *engine) takesName(call ssa.CallInstruction, k int) bool {
	for _, edge := range e.edgesOf(call) {
		switch {
		case edge.loader:
		case edge.fn != nil && len(edge.args) >= len(call.Common().Args):
			i := k + len(edge.args) - len(call.Common().Args)
			if i < len(edge.fn.Params) && e.usedAsName(edge.fn, i, 0) {
				return true
			}
		case edge.fact != nil:
			if slices.Contains(edge.fact.Names, k+len(edge.args)-len(call.Common().Args)) {
				return true
			}
		}
	}
	return false
}

// usedAsName reports whether fn uses parameter i as the name of something
// rather than as the thing, whatever it is called: hands it on for a parameter
// or field called a name, key, path or the like, looks it up in a map, or asks
// the vault or the environment for it.
func (e *engine) usedAsName(fn *ssa.Function, i, depth int) bool {
	if depth > 3 {
		return false
	}
	uses := []ssa.Value{fn.Params[i]}
	for len(uses) > 0 {
		v := uses[0]
		uses = uses[1:]
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Lookup:
				if ref.Index == v {
					return true
				}
			case *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface:
				uses = append(uses, ref.(ssa.Value))
			case *ssa.BinOp:
				if ref.Op == token.ADD {
					uses = append(uses, ref)
				}
			case *ssa.Store:
				if addr, ok := ref.Addr.(*ssa.FieldAddr); ok && ref.Val == v {
					if _, field := fieldCell(addr.X.Type(), addr.Field); field != nil && isNameOfThing(field.Name()) {
						return true
					}
				}
			case ssa.CallInstruction:
				if e.passedAsName(ref, v, depth) {
					return true
				}
			}
		}
	}
	return false
}

// passedAsName reports whether call takes v as a name.
func (e *engine) passedAsName(call ssa.CallInstruction, v ssa.Value, depth int) bool {
	common := call.Common()
	sig := common.Signature()
	offset := len(common.Args) - sig.Params().Len()
	for k, arg := range common.Args {
		if arg != v || k < offset {
			continue
		}
		if op := e.opAt(call); op != nil {
			return op.Name == k-offset
		}
		if i := min(k-offset, sig.Params().Len()-1); i >= 0 {
			name := sig.Params().At(i).Name()
			if fn := declared(call); fn != nil && fn.Signature().Params().Len() > i {
				name = fn.Signature().Params().At(i).Name()
			}
			if isNameOfThing(name) {
				return true
			}
		}
		for _, edge := range e.edgesOf(call) {
			i := k + len(edge.args) - len(common.Args)
			if edge.fn != nil && !edge.loader && i >= 0 && i < len(edge.fn.Params) && e.usedAsName(edge.fn, i, depth+1) {
				return true
			}
			if edge.fact != nil && slices.Contains(edge.fact.Names, i) {
				return true
			}
		}
	}
	return false
}

// isNameOfThing reports whether a parameter or field called name takes the
// name of a thing: name, key, secretName, path, envVar.
func isNameOfThing(name string) bool {
	tokens := naming.Tokens(name)
	if len(tokens) == 0 || naming.CredentialParam(name) {
		return false
	}
	switch tokens[len(tokens)-1] {
	case "name", "key", "path", "file", "filename", "id", "env", "var", "prompt", "message":
		return true
	}
	return false
}

// formatSinks follows the operands of formats.
func (e *engine) formatSinks(fn *ssa.Function, call ssa.CallInstruction) {
	if obj := declared(call); obj == nil || !formats[fullName(obj)] || !strings.HasSuffix(obj.Name(), "f") {
		return
	}
	args := call.Common().Args
	if len(args) < 2 {
		return
	}
	format, ok := constantText(args[len(args)-2])
	if !ok {
		return
	}
	operands := e.variadic(call)
	for i, found := range sinks.Format(format) {
		if i >= len(operands) {
			continue
		}
		for _, s := range found {
			e.flow(operands[i], "", Sink{Sink: s}, handover{call, fn, e.operandExpr(call, operands[i])})
		}
	}
}

// operandExpr returns the expression of a value that call passes for its
// variadic parameter.
func (e *engine) operandExpr(call ssa.CallInstruction, v ssa.Value) ast.Expr {
	args := call.Common().Args
	refs := v.Referrers()
	if refs == nil || len(args) == 0 {
		return nil
	}
	list, _ := args[len(args)-1].(*ssa.Slice)
	for _, ref := range *refs {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Val != v {
			continue
		}
		if addr, ok := st.Addr.(*ssa.IndexAddr); ok && list != nil && addr.X == list.X {
			return e.site.Operand(st, v)
		}
	}
	return nil
}

// concatenation follows the operands of sums that are connection strings.
func (e *engine) concatenation(fn *ssa.Function, sum *ssa.BinOp) {
	if sum.Op != token.ADD || !typematch.IsText(sum.Type()) || isPartOfSum(sum) {
		return
	}
	parts := operands(sum)
	if len(parts) < 3 {
		return
	}
	texts := make([]string, len(parts))
	for i, part := range parts {
		text, ok := constantText(part)
		if !ok {
			text = "%s"
		}
		texts[i] = text
	}
	for i, found := range sinksInSum(texts) {
		if _, isLiteral := e.sumOperand(sum, parts[i]).(*ast.BasicLit); isLiteral {
			continue // judged as part of the whole, or no more than punctuation
		}
		for _, s := range found {
			e.flow(parts[i], "", Sink{Sink: s}, handover{nil, fn, e.sumOperand(sum, parts[i])})
		}
	}
}

// sinksInSum returns what each operand of a sum is used for, given their texts,
// "%s" for those that aren't known.
func sinksInSum(texts []string) [][]sinks.Sink {
	found := make([][]sinks.Sink, len(texts))
	for i := range texts {
		found[i] = sinks.Between(strings.Join(texts[:i], ""), strings.Join(texts[i+1:], ""))
	}
	return found
}

// isPartOfSum reports whether a sum is an operand of another one.
func isPartOfSum(sum *ssa.BinOp) bool {
	refs := *sum.Referrers()
	if len(refs) != 1 {
		return false
	}
	outer, ok := refs[0].(*ssa.BinOp)
	return ok && outer.Op == token.ADD
}

// sumOperand returns the expression of an operand of a sum of several.
func (e *engine) sumOperand(v ssa.Value, part ssa.Value) ast.Expr {
	sum, ok := v.(*ssa.BinOp)
	if !ok || sum.Op != token.ADD {
		return nil
	}
	if sum.X == part || sum.Y == part {
		return e.site.Operand(sum, part)
	}
	if expr := e.sumOperand(sum.X, part); expr != nil {
		return expr
	}
	return e.sumOperand(sum.Y, part)
}

func operands(v ssa.Value) []ssa.Value {
	if sum, ok := v.(*ssa.BinOp); ok && sum.Op == token.ADD {
		return append(operands(sum.X), operands(sum.Y)...)
	}
	return []ssa.Value{v}
}

// comparison follows what is compared with a word that only configuration has.
func (e *engine) comparison(fn *ssa.Function, cmp *ssa.BinOp) {
	if cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return
	}
	e.compared(fn, cmp, cmp.X, cmp.Y)
}

// compared follows a and b, which instr compares, as comparison does.
func (e *engine) compared(fn *ssa.Function, instr ssa.Instruction, a, b ssa.Value) {
	for _, pair := range [][2]ssa.Value{{a, b}, {b, a}} {
		text, ok := constantText(pair[1])
		if !ok {
			continue
		}
		if s, ok := sinks.Compared(text); ok {
			e.flow(pair[0], "", Sink{Sink: s}, handover{nil, fn, e.site.Operand(instr, pair[0])})
		}
	}
}

// storeSinks follows what is stored in fields and variables that are sinks.
func (e *engine) storeSinks(fn *ssa.Function, st *ssa.Store) {
	var found []sinks.Sink
	cell := ""
	switch addr := st.Addr.(type) {
	case *ssa.FieldAddr:
		var field *types.Var
		cell, field = fieldCell(addr.X.Type(), addr.Field)
		if field != nil {
			found = e.extra.Sinks.Field(addr.X.Type(), field, e.isOwn)
		}
	case *ssa.Global:
		if v, ok := addr.Object().(*types.Var); ok && addr.Pkg != e.pkg {
			cell = varCell(v)
			found = sinks.Var(v)
		}
	default:
		return
	}
	h := handover{nil, fn, nil}
	if known := e.cells[cell]; len(found) > 0 || known != nil && len(known.sinks) > 0 {
		h.expr = e.site.Operand(st, st.Val)
	}
	for _, s := range found {
		e.flowFrom(state{v: st.Val, user: st}, Sink{Sink: s}, h)
	}
	if known := e.cells[cell]; known != nil {
		for _, s := range known.sinks {
			if s.To.Kind == sinks.Leak {
				continue // as leakStore does
			}
			e.flowFrom(state{v: st.Val, path: s.Path, user: st}, s.To, h)
		}
	}
}

// headerSinks follows what a header that carries a credential is set to, by its
// place in the map.
func (e *engine) headerSinks(fn *ssa.Function, update *ssa.MapUpdate) {
	name, ok := constantText(update.Key)
	if !ok || typematch.Name(update.Map.Type()) != "net/http.Header" || !sinks.CredentialHeader(name) {
		return
	}
	sink := Sink{Sink: sinks.Sink{Kind: sinks.Credential, Sort: sinks.Header, What: "header " + name}}
	e.flowFrom(state{v: update.Value, path: "[]", user: update}, sink, handover{nil, fn, e.site.Operand(update, update.Value)})
}

// flow follows v back from a sink.
func (e *engine) flow(v ssa.Value, path string, sink Sink, h handover) {
	if v == nil {
		return
	}
	s := state{v: v, path: path}
	if h.call != nil {
		s.user = h.call
	}
	e.flowFrom(s, sink, h)
}

// maxOrigins is from how many places a credential may come before nothing is
// said of it: a value that passes through a hub, such as a function that reads
// or sets the field that a name chooses, comes from all that any user passes.
const maxOrigins = 8

// origins returns how many different constants and parameters are among leaves.
func origins(leaves []leaf) int {
	seen := make(map[any]bool)
	for _, l := range leaves {
		switch l.kind {
		case leafConst:
			if text, ok := constantText(l.v); ok && text != "" {
				seen[text] = true
			}
		case leafParam:
			seen[l.v] = true
		case leafConstElsewhere:
			seen[l.from.Constant.Fingerprint] = true
		}
	}
	return len(seen)
}

func (e *engine) flowFrom(s state, sink Sink, h handover) {
	s.prefix, s.suffix = sink.Prefix, sink.Suffix
	if sink.Kind == WriteSink || sink.Kind == MarshalSink || sink.Kind == WrittenTagSink {
		e.written(s.path, sink, h)
	}
	m := values
	switch sink.Kind {
	case sinks.Credential:
		m = secrets
	case NameSink, LifetimeSink:
		m = names
	case TagSink:
		m = code
	case sinks.Leak:
		m = leaked
	}
	if isOfCode(sink.Kind) {
		m = code
	}
	if m == code && sink.Kind != TagSink && s.path == "" && isConcrete(s.v.Type()) { // for a type parameter
		e.close(leaf{kind: leafImpl, v: s.v, typ: s.v.Type(), user: s.user}, sink, h)
		return
	}
	walk := e.walkAll(s, m, false)
	leaves := walk.leaves
	if sink.Kind == sinks.Credential && (origins(leaves) > maxOrigins || walk.full) {
		return // anything may be there: that is no evidence
	}
	for _, l := range leaves {
		e.close(l, sink, h)
	}
	if sink.Kind == sinks.Credential { // whose answer goes there is no configuration
		for _, l := range e.walkFrom(state{v: s.v, path: s.path}, values, false) {
			if l.kind == leafOp {
				e.result.uses = append(e.result.uses, opAtSink{op: l.op, sink: sink, at: h.expr})
			}
		}
	}
}

// isConcrete reports whether t is a declared type, or a pointer to one, that is
// neither an interface nor a function.
func isConcrete(t types.Type) bool {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, ok := t.(*types.Named)
	return ok && !holdsCode(named)
}

// close handles one leaf of a walk back from sink.
func (e *engine) close(l leaf, sink Sink, h handover) {
	next := sink
	next.Prefix, next.Suffix = l.prefix, l.suffix
	switch l.kind {
	case leafParam:
		if !l.part || !isOfWhole(sink) {
			e.paramSink(l.v.(*ssa.Parameter), l.path, next, h)
		}
	case leafCell:
		e.cellSink(l.cell, l.path, next)
	case leafConst:
		text, ok := constantText(l.v)
		switch {
		case !ok:
		case sink.Kind == sinks.Credential:
			e.credential(l, text, sink, h)
		case sink.Kind == NameSink && text != "":
			e.named(l.prefix+text+l.suffix, sink, e.atEntry(l, h))
		}
	case leafText:
		if sink.Kind == NameSink {
			e.named(l.prefix+l.suffix, sink, h)
		}
	case leafConstElsewhere:
		switch {
		case sink.Kind == sinks.Credential && l.from.Constant.isCredential(sink) && !l.from.Part: // not what stands between others
			e.credentialElsewhere(l, sink, h)
		case sink.Kind == NameSink && l.from.Constant.Name != "":
			e.named(l.prefix+l.from.Constant.Name+l.suffix, sink, h)
		}
	case leafOp:
		if (sink.Kind == sinks.Use || sink.Kind == sinks.Leak) && h.call != nil && e.passing[h.call] {
			return // who gives the code that is called there names the secret
		}
		if sink.Kind == sinks.Leak {
			e.leaksTo(l, sink, h)
			return
		}
		if sink.Kind == sinks.Use && (l.path == "" || isValuePath(l.path)) {
			e.result.uses = append(e.result.uses, opAtSink{op: l.op, sink: sink, at: h.expr})
		}
		e.partsOf(l, sink, h)
	case leafAnswer:
		e.partsOf(l, sink, h)
	case leafOpenAnswer:
		e.openAnswers(l, sink)
	case leafMarshalled:
		e.marshalled(l, next)
	case leafImpl, leafFunc, leafImplElsewhere:
		switch sink.Kind {
		case HotSink:
			e.wired(l, sink, h)
		case AskSink:
			e.askSink(l, sink, h)
		case GivenPartsSink, GivenUseSink, GivenCredentialSink:
			e.givenAnswer(l, sink, h)
		case TagSink:
			if l.kind == leafImpl {
				e.tagged(l, sink, h)
			}
		}
	case leafUnknown:
		cell, rest := lastCell(l.path)
		e.usedField(cell, rest, next) // of a struct that unknown code fills
		switch {
		case sink.Kind != NameSink || e.tagSink(l.v, next, h):
		case l.prefix+l.suffix != "":
			e.named(l.prefix+Unknown+l.suffix, sink, h)
		default:
			e.listed(l.v, sink, h)
		}
	}
}

// indexed reports a map's entry that is asked for by the name of configuration,
// where the map holds answers of the vault whose names are known at run time
// only: under these they lie there.
func (e *engine) indexed(fn *ssa.Function, lookup *ssa.Lookup) {
	key, ok := constantText(lookup.Index)
	if !ok || !isConfigurationName(key) {
		return
	}
	for _, l := range e.walkFrom(state{v: lookup.X, path: element(lookup.Index), user: lookup}, values, false) {
		if l.kind != leafOp || l.part || !l.op.op.Secret || l.op.op.Write {
			continue
		}
		if list, open := e.namesOf(l.op); len(list) == 0 && !open {
			sink := Sink{Op: l.op.op}
			sink.Kind = NameSink
			e.named(key, sink, handover{nil, fn, e.site.Value(lookup)})
			return
		}
	}
}

// listed reports the names that v may be, which isn't known, if it is looked up
// in a table of names before, as where listed secrets are read.
func (e *engine) listed(v ssa.Value, sink Sink, h handover) {
	fn := v.(interface{ Parent() *ssa.Function }).Parent()
	if fn == nil {
		return
	}
	instructions(fn, func(instr ssa.Instruction) {
		lookup, ok := instr.(*ssa.Lookup)
		if !ok || !typematch.IsText(lookup.Index.Type()) || !e.isSame(lookup.Index, v) {
			return
		}
		for _, l := range e.walkFrom(state{v: lookup.X, path: "#key", user: lookup}, names, false) {
			if text, ok := constantText(l.v); ok && l.kind == leafConst && text != "" {
				e.named(l.prefix+text+l.suffix, sink, h)
			}
		}
	})
}

// isSame reports whether two values are one, or calls that are written alike of
// a method without arguments.
func (e *engine) isSame(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok1 := a.(*ssa.Call)
	y, ok2 := b.(*ssa.Call)
	if !ok1 || !ok2 || declared(x) == nil || declared(x) != declared(y) || x.Call.Signature().Params().Len() > 0 {
		return false
	}
	first, second := e.site.Call(x), e.site.Call(y)
	return first != nil && second != nil && types.ExprString(first) == types.ExprString(second)
}

// atEntry returns the place of the constant l if h hands on a list of texts in
// which it is an entry, and else h.
func (e *engine) atEntry(l leaf, h handover) handover {
	if h.call == nil || l.user == nil {
		return h
	}
	if h.expr == nil { // one of several arguments of a variadic function
		if h.expr = e.site.Operand(l.user, l.v); h.expr == nil {
			h.expr = e.callExpr(h.call)
		}
		return h
	}
	list, ok := e.info.TypeOf(h.expr).Underlying().(*types.Slice)
	if !ok || !typematch.IsText(list.Elem()) {
		return h
	}
	if entry := e.site.Operand(l.user, l.v); entry != nil {
		h.expr = entry
	}
	return h
}

// An arrival says that a parameter arrives at a sink.
type arrival struct {
	Sink
	at ast.Expr // where its function hands it on; nil if that isn't seen
}

// paramSink notes that a parameter arrives at a sink, where h hands it on, and goes
// on with what the package passes for it.
func (e *engine) paramSink(p *ssa.Parameter, path string, sink Sink, h handover) {
	key := paramKey{p, path, sink.key()}
	if e.params[key] {
		return
	}
	e.params[key] = true
	e.arriving[p] = append(e.arriving[p], arrival{sink, h.expr})
	fn := p.Parent()
	i := paramIndex(p)
	if cell, _ := lastCell(path); sink.Kind == NameSink && (isShared(cell) || len(e.fields[cell]) > 0) {
		return // names are found where they are stored in the field
	} else if sink.Kind == sinks.Leak && isShared(cell) && e.mayHoldAnswer(cell) {
		return // found where the field is known, of whichever object it is
	}
	if fact := e.factFor(fn); fact != nil && i >= 0 && sink.Kind == sinks.Leak {
		fact.Leaks = append(fact.Leaks, ParamSink{i, path, e.exportedSink(sink)})
	} else if fact != nil && i >= 0 {
		fact.Sinks = append(fact.Sinks, ParamSink{i, path, e.exportedSink(sink)})
	}
	for _, edge := range e.callers[fn] {
		if arg := edge.argOf(p); arg != nil && !(sink.Kind == NameSink && e.isChoice(edge.call)) {
			if sink.Kind == sinks.Leak {
				e.leakArgument(edge, i, path, sink.Sink)
				continue
			}
			e.flow(arg, path, sink, handover{edge.call, edge.caller, e.edgeExpr(edge, i)})
		}
	}
}

type paramKey struct {
	p    *ssa.Parameter
	path string
	sink string
}

// cellSink notes that what a field or variable holds arrives at a sink.
func (e *engine) cellSink(cell, path string, sink Sink) {
	if sink.Kind == sinks.Leak && !e.mayHoldAnswer(cell) {
		return
	}
	e.usedField(cell, path, sink)
	e.out.Sinks = append(e.out.Sinks, CellSink{cell, path, e.exportedSink(sink)})
}

// usedField notes that what cell holds, if that is a field of the package's types,
// arrives at a sink for credentials.
func (e *engine) usedField(cell, path string, sink Sink) {
	if cell != "" && e.isOwnCell(cell) {
		e.result.usedField(cell, path, sink)
	}
}

func (r *Result) usedField(cell, path string, sink Sink) {
	if sink.Kind != sinks.Credential || path != "" {
		return
	}
	if known, ok := r.Fields[cell]; !ok || sink.key() < known.key() {
		r.Fields[cell] = sink
	}
}

// exportedSink returns sink as facts show it: with text around the value only
// where that is the name of a secret.
func (e *engine) exportedSink(sink Sink) Sink {
	sink.Hot.Chain = e.abroadAll(sink.Hot.Chain)
	if sink.Kind != NameSink && sink.Kind != TagSink {
		sink.Prefix, sink.Suffix = "", ""
	}
	return sink
}

func (e *engine) abroadAll(chain []string) []string {
	var list []string
	for _, frame := range chain {
		list = append(list, e.abroad(frame))
	}
	return list
}

// A Credential is a constant that arrives at a sink for credentials.
type Credential struct {
	At        ast.Expr // where it is written or, if Elsewhere, used
	Sink      Sink
	Text      string    // to be judged, never to be shown
	Elsewhere *Constant // of another package: Text is empty
	Handed    ast.Expr  // the expression that is handed on towards the sink
	Call      ast.Expr  // the call that it is handed to, or nil
}

func (e *engine) credential(l leaf, text string, sink Sink, h handover) {
	c, _ := l.v.(*ssa.Const)
	if c != nil && e.isForeignKind(c.Type()) {
		return
	}
	var at ast.Expr
	operand := h.expr
	if l.user != nil {
		operand = e.site.Operand(l.user, l.v)
	}
	if at = e.site.Constant(operand, c); at == nil {
		at = operand
	}
	if at == nil {
		at = h.expr
	}
	if at == nil || text == "" || e.isPublished(at) {
		return
	}
	e.result.Credentials = append(e.result.Credentials, Credential{At: at, Sink: sink, Text: text, Handed: h.expr, Call: e.callOf(h)})
}

// dropNames forgets constants that the package asks the vault for: as the names of
// secrets they are none, whatever the parameters are called that take them.
func (e *engine) dropNames() {
	e.result.Credentials = slices.DeleteFunc(e.result.Credentials, func(c Credential) bool {
		return c.Text != "" && c.Sink.Sort != sinks.VaultValue && e.isNamed(c.Text)
	})
}

// isPublished reports whether expr is a constant of another module, converted or not, which
// everybody may read there.
func (e *engine) isPublished(expr ast.Expr) bool {
	expr = ast.Unparen(expr)
	for {
		conversion, ok := expr.(*ast.CallExpr)
		if !ok || len(conversion.Args) != 1 || !e.info.Types[conversion.Fun].IsType() {
			break
		}
		expr = ast.Unparen(conversion.Args[0])
	}
	if sel, ok := expr.(*ast.SelectorExpr); ok {
		expr = sel.Sel
	}
	id, ok := expr.(*ast.Ident)
	if !ok {
		return false
	}
	c, ok := e.info.Uses[id].(*types.Const)
	return ok && c.Pkg() != nil && !e.isOwn(c.Pkg())
}

// isForeignKind reports whether t is an unexported type of another package,
// whose constants are that package's own marks.
func (e *engine) isForeignKind(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg() != e.pass.Pkg && !named.Obj().Exported()
}

func (e *engine) callOf(h handover) ast.Expr {
	if h.call == nil {
		return nil
	}
	return e.callExpr(h.call)
}

func (e *engine) credentialElsewhere(l leaf, sink Sink, h handover) {
	at := h.expr
	if l.v != nil && at == nil {
		at = e.site.Value(l.v)
	}
	if at != nil {
		e.result.Credentials = append(e.result.Credentials, Credential{At: at, Sink: sink, Elsewhere: l.from.Constant, Handed: h.expr, Call: e.callOf(h)})
	}
}

// classOf returns the class of a constant for facts.
func classOf(text string) Class {
	if text == "" || credential.Template(text) || credential.Public(text) || credential.Reference(text) || credential.Mask(text) {
		return Harmless
	}
	if setting.FormOf(text) != setting.None {
		return Setting
	}
	return Plain
}

// isCredential reports whether c may be a credential where it arrives at sink.
func (c *Constant) isCredential(sink Sink) bool {
	return c.Class == Plain || c.Class == Setting && sink.Sort != sinks.VaultValue
}

// A SecretName is an expression that hands on names of secrets.
type SecretName struct {
	At    ast.Expr
	Op    Op
	Names []string // in the order in which they were found
}

func (e *engine) named(name string, sink Sink, h handover) {
	if h.expr == nil {
		return
	}
	i := slices.IndexFunc(e.result.Names, func(n SecretName) bool { return n.At == h.expr })
	if i < 0 {
		i = len(e.result.Names)
		e.result.Names = append(e.result.Names, SecretName{At: h.expr, Op: sink.Op})
	}
	if n := &e.result.Names[i]; !slices.Contains(n.Names, name) {
		n.Names = append(n.Names, name)
	}
}
