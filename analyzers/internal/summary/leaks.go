package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A LeakedValue is an answer of the vault that leaves the program.
type LeakedValue struct {
	At    ast.Expr // what is handed on towards the sink
	Sink  sinks.Sink
	Op    Op
	Names []string
	Read  ast.Expr // where the secret's name is handed on; nil if in another package
}

// leakSeeds follows what leaves the program through instr back to where it comes
// from.
func (e *engine) leakSeeds(fn *ssa.Function, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		e.leakCall(fn, instr)
	case *ssa.Store:
		e.leakStore(fn, instr)
	case *ssa.MapUpdate:
		if strings.HasSuffix(typematch.Name(instr.Map.Type()), "prometheus.Labels") {
			e.leakFlow(instr.Value, "", sinks.LeakSink(sinks.Telemetry, "prometheus.Labels"), handover{nil, fn, e.site.Operand(instr, instr.Value)})
		}
	case *ssa.Panic:
		e.leakFlow(instr.X, asPrinted, sinks.LeakSink(sinks.Log, "panic"), handover{nil, fn, e.site.Operand(instr, instr.X)})
	}
}

// leakCall follows the arguments of a call that leave the program.
func (e *engine) leakCall(fn *ssa.Function, call ssa.CallInstruction) {
	for _, edge := range e.edgesOf(call) {
		if edge.fact == nil {
			continue
		}
		for _, s := range edge.fact.Leaks {
			if s.Param < len(edge.args) {
				e.leakArgument(edge, s.Param, s.Path, s.To.Sink)
			}
		}
	}
	if b, ok := call.Common().Value.(*ssa.Builtin); ok {
		if b.Name() == "print" || b.Name() == "println" {
			for _, arg := range call.Common().Args {
				e.leakFlow(arg, "", sinks.LeakSink(sinks.Log, b.Name()), handover{call, fn, e.site.Operand(call, arg)})
			}
		}
		return
	}
	expr := e.site.Call(call)
	callee := declared(call)
	if expr == nil || callee == nil || e.function(callee) != nil {
		return
	}
	c := &sinks.Call{Func: callee, Sig: call.Common().Signature(), Args: len(expr.Args), IsOwn: e.isOwn}
	for _, l := range c.Leaks() {
		sink, ok := e.leakSink(fn, call, l)
		if ok && !e.isDelivery(fn, sink) {
			e.leakArg(fn, call, expr, l, sink)
		}
	}
}

// leakArgument follows what edge passes for parameter i: each of the values on
// their own that a variadic one is given one by one.
func (e *engine) leakArgument(edge *edge, i int, path string, sink sinks.Sink) {
	v := edge.args[i]
	first, rest, _ := strings.Cut(path, pathSep)
	if args := edge.call.Common().Args; isElement(first) && len(args) > 0 && v == args[len(args)-1] && edge.call.Common().Signature().Variadic() {
		if elements := e.variadic(edge.call); len(elements) > 0 {
			for _, element := range elements {
				e.leakFlow(element, rest, sink, handover{edge.call, edge.caller, e.operandExpr(edge.call, element)})
			}
			return
		}
	}
	e.leakFlow(v, path, sink, handover{edge.call, edge.caller, e.edgeExpr(edge, i)})
}

// leakSink returns the sink of argument l, whose category may depend on others.
func (e *engine) leakSink(fn *ssa.Function, call ssa.CallInstruction, l sinks.LeakArg) (sinks.Sink, bool) {
	category := l.Category
	target := e.leakTarget(call, l.Target)
	switch l.Category {
	case sinks.ToWriter:
		category = e.writerOf(call, target, 0)
	case sinks.ToHeader:
		category = e.headerOf(target)
	case sinks.ToFile:
		category = fileMode(target)
	}
	if category == "" {
		return sinks.Sink{}, false
	}
	return l.Sink(category), true
}

func (e *engine) leakTarget(call ssa.CallInstruction, i int) ssa.Value {
	if i == sinks.Receiver {
		return receiverOf(call)
	}
	return e.arg(call, i)
}

// leakExpr returns the expression of argument i of call, or of its receiver.
func (e *engine) leakExpr(call ssa.CallInstruction, expr *ast.CallExpr, i int) ast.Expr {
	if i != sinks.Receiver {
		return e.site.Arg(call, i)
	}
	if sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return expr
}

// leakArg follows argument l of call.
func (e *engine) leakArg(fn *ssa.Function, call ssa.CallInstruction, expr *ast.CallExpr, l sinks.LeakArg, sink sinks.Sink) {
	params := call.Common().Signature().Params()
	if l.How == sinks.AsFormat || l.How == sinks.DumpFmt {
		e.leakFormat(fn, call, l, sink)
		return
	}
	last := params.Len() - 1
	if !call.Common().Signature().Variadic() || l.Arg < last {
		if v := e.leakTarget(call, l.Arg); v != nil {
			e.leakFlow(v, leakPath(l.How), sink, handover{call, fn, e.leakExpr(call, expr, l.Arg)})
		}
		return
	}
	e.leakRest(fn, call, expr, leakPath(l.How), l.Arg-last, sink)
}

// leakRest follows what call passes for its variadic parameter, from element
// skip on.
func (e *engine) leakRest(fn *ssa.Function, call ssa.CallInstruction, expr *ast.CallExpr, path string, skip int, sink sinks.Sink) {
	args := call.Common().Args
	if len(args) == 0 {
		return
	}
	if expr.Ellipsis.IsValid() {
		v := args[len(args)-1]
		e.leakFlow(v, joinPath("[]", path), sink, handover{call, fn, e.site.Operand(call, v)})
		return
	}
	for i, v := range e.variadic(call) {
		if i >= skip {
			e.leakFlow(v, path, sink, handover{call, fn, e.operandExpr(call, v)})
		}
	}
}

// leakFormat follows a format and its operands.
func (e *engine) leakFormat(fn *ssa.Function, call ssa.CallInstruction, l sinks.LeakArg, sink sinks.Sink) {
	v := e.arg(call, l.Arg)
	if v == nil {
		return
	}
	format, ok := constantText(v)
	if !ok {
		e.leakFlow(v, "", sink, handover{call, fn, e.site.Arg(call, l.Arg)})
	}
	expr := e.site.Call(call)
	operands := e.variadic(call)
	if !ok || expr.Ellipsis.IsValid() {
		e.leakRest(fn, call, expr, asPrinted, 0, sink)
		return
	}
	verbs := formatVerbs(format)
	for i, operand := range operands {
		path := asPrinted
		if verbs != nil && i < len(verbs) {
			if path, ok = verbs[i].path(); !ok {
				continue
			}
		}
		if l.How == sinks.DumpFmt {
			path = asDumped
		}
		e.leakFlow(operand, path, sink, handover{call, fn, e.operandExpr(call, operand)})
	}
}

// leakStore follows what is stored in a field through which it leaves the
// program.
func (e *engine) leakStore(fn *ssa.Function, st *ssa.Store) {
	addr, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	cell, field := fieldCell(addr.X.Type(), addr.Field)
	if field == nil {
		return
	}
	h := handover{nil, fn, nil}
	add := func(path string, sink sinks.Sink) {
		if h.expr == nil {
			h.expr = e.site.Operand(st, st.Val)
		}
		e.leakFlow(st.Val, path, sink, h)
	}
	if sink, ok := sinks.LeakField(addr.X.Type(), field); ok {
		add("[]", sink)
	}
	if path, ok := e.errorFields()[cell]; ok {
		add(path, sinks.LeakSink(sinks.Error, typeName(addr.X.Type())+".Error"))
	}
	if known := e.cells[cell]; known != nil {
		for _, s := range known.sinks {
			if s.To.Kind == sinks.Leak {
				add(s.Path, s.To.Sink)
			}
		}
	}
}

// typeName returns the name of the type that t is or points to.
func typeName(t types.Type) string {
	name := strings.TrimPrefix(typematch.Name(t), "*")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// errorFields returns the fields of the package's types that the Error method
// of the type puts into its text, with the path below them.
func (e *engine) errorFields() map[string]string {
	if e.inErrors != nil {
		return e.inErrors
	}
	e.inErrors = make(map[string]string)
	for _, fn := range e.funcs {
		if fn.Name() != "Error" || fn.Signature.Recv() == nil || fn.Signature.Results().Len() != 1 || !typematch.IsText(fn.Signature.Results().At(0).Type()) {
			continue
		}
		for _, l := range e.resultLeaves(fn, 0, "", leaked) {
			if p, ok := l.v.(*ssa.Parameter); ok && l.kind == leafParam && p.Parent() == fn {
				if cell, rest := lastCell(l.path); cell != "" {
					e.inErrors[cell] = rest
				}
			}
		}
	}
	return e.inErrors
}

// leakFlow follows v, which leaves the program through sink, back to where it
// comes from. Values that can't carry a text aren't looked at.
func (e *engine) leakFlow(v ssa.Value, path string, sink sinks.Sink, h handover) {
	if v == nil || h.expr == nil || !mayLeak(v) {
		return
	}
	e.flow(v, path, Sink{Sink: sink}, h)
}

// mayLeak reports whether v isn't constant, and of a type that can hold a text.
func mayLeak(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if _, isConst := v.(*ssa.Const); isConst || typematch.IsError(v.Type()) {
		return false
	}
	basic, ok := v.Type().Underlying().(*types.Basic)
	return !ok || basic.Info()&types.IsString != 0
}

// leaksTo notes that the answer at leaf l leaves the program.
func (e *engine) leaksTo(l leaf, sink Sink, h handover) {
	if !l.op.op.Secret || !isAnswerText(l.path) || !e.isEntryOf(l, h) {
		return
	}
	list, _ := e.namesOf(l.op)
	e.addLeak(LeakedValue{At: h.expr, Sink: sink.Sink, Op: l.op.op, Names: list, Read: l.op.expr})
}

// addLeak adds l, unless one that goes the same way is handed on within it: then
// that is the smaller node to look at.
func (e *engine) addLeak(l LeakedValue) {
	isWithin := func(a, b ast.Expr) bool { return a != b && b.Pos() <= a.Pos() && a.End() <= b.End() }
	for i, known := range e.result.Leaks {
		switch {
		case known.Sink.Sort != l.Sink.Sort || known.Op.Row != l.Op.Row || !slices.Equal(known.Names, l.Names):
		case isWithin(known.At, l.At):
			return
		case isWithin(l.At, known.At):
			e.result.Leaks[i] = l
			return
		}
	}
	e.result.Leaks = append(e.result.Leaks, l)
}

// isEntryOf reports whether the answer at leaf l, if it lies in a map or list, is
// the entry that leaves the program: the one of a credential's name, or any in
// the function that fills it. Elsewhere others may be meant, which were put there
// from elsewhere.
func (e *engine) isEntryOf(l leaf, h handover) bool {
	elem := l.path[strings.LastIndex(l.path, pathSep)+1:]
	if !isElement(elem) {
		return true
	}
	if key, ok := strings.CutPrefix(elem, "[\""); ok {
		return naming.CredentialParam(strings.TrimSuffix(key, "\"]"))
	}
	return l.op.holder != nil && h.caller != nil && outermost(l.op.holder) == outermost(h.caller)
}

// isAnswerText reports whether path leads to the text of an answer: to its value
// or, where the answer is no struct, anywhere.
func isAnswerText(path string) bool {
	cell, _ := lastCell(path)
	return cell == "" || isValuePath(path)
}

// isDelivery reports whether sink is no leak, since fn goes on to replace the
// process by the one that the environment is for.
func (e *engine) isDelivery(fn *ssa.Function, sink sinks.Sink) bool {
	return sink.Sort == sinks.Environment && e.replacesProcess(outermost(fn), 2)
}

// replacesProcess reports whether fn, or a function of the package that it calls
// down to depth calls, replaces the process. The answer is kept: it is asked for
// at each sink of a function, which may be long.
func (e *engine) replacesProcess(fn *ssa.Function, depth int) bool {
	key := callsKey{fn, depth}
	found, known := e.replacing[key]
	if !known {
		found = e.findsReplacement(fn, depth)
		e.replacing[key] = found
	}
	return found
}

// A callsKey is a function and how many calls deep is looked from it.
type callsKey struct {
	fn    *ssa.Function
	depth int
}

// findsReplacement is replacesProcess, computed anew.
func (e *engine) findsReplacement(fn *ssa.Function, depth int) bool {
	found := false
	instructions(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || found {
			return
		}
		switch fullName(declared(call)) {
		case "syscall.Exec", "golang.org/x/sys/unix.Exec":
			found = true
			return
		}
		if edge := e.staticEdge(call); edge != nil && edge.fn != nil && depth > 0 {
			found = e.replacesProcess(edge.fn, depth-1)
		}
	})
	return found
}

// exportLeaks returns what becomes of the values of a parameter in facts: the
// same for all sinks of one category, of which the first is named.
func exportLeaks(list []ParamSink, max int) []ParamSink {
	var none bool
	list = compact(list, func(s ParamSink) string {
		return string(rune(s.Param)) + s.Path + "\x00" + s.To.Sort + "\x00" + s.To.What
	}, len(list), &none)
	list = slices.CompactFunc(list, func(a, b ParamSink) bool {
		return a.Param == b.Param && a.Path == b.Path && a.To.Sort == b.To.Sort
	})
	return list[:min(len(list), max)]
}

// isExportedName reports whether the last name in cell is exported.
func isExportedName(cell string) bool {
	return token.IsExported(cell[strings.LastIndexByte(cell, '.')+1:])
}

// mayHoldAnswer reports whether a field or variable may be told of to other
// packages as one that leaves the program: one that holds a credential, by its
// name.
func (e *engine) mayHoldAnswer(cell string) bool {
	return isExportedName(cell) && naming.CredentialParam(cell[strings.LastIndexByte(cell, '.')+1:])
}
