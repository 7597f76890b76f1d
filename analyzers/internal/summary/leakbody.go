package summary

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A LoggedBody is a client of the vault that is made so that the bodies of its
// requests and answers are logged.
type LoggedBody struct {
	At   ast.Expr // the call that hands options to the client, or what is stored in it
	What string   // the client, for messages
	How  string   // "policy.LogOptions.IncludeBody", for messages
}

// bodyOptions reports options of a client below v, which h hands to it, that log
// bodies.
func (e *engine) bodyOptions(v ssa.Value, h handover, client string) {
	path := fieldPathTo(pointedTo(v.Type()), "azcore/policy.ClientOptions", 0)
	if path == nil {
		return
	}
	for _, how := range e.bodiesIn(v) {
		e.bodyAt(h, client, how)
	}
	e.bodyOptionsAbove(v, strings.TrimSuffix(strings.Join(path, pathSep), pathSep), client)
}

// bodiesIn returns what logs bodies of the options of a client that lie below v,
// for messages.
func (e *engine) bodiesIn(v ssa.Value) []string {
	t := pointedTo(v.Type())
	path := fieldPathTo(t, "azcore/policy.ClientOptions", 0)
	at := strings.TrimSuffix(strings.Join(path, pathSep), pathSep)
	var hows []string
	add := func(how string) {
		if how != "" {
			hows = append(hows, how)
		}
	}
	for _, o := range e.optionsIn(v, at, 0) {
		switch o.field {
		case "PerCallPolicies", "PerRetryPolicies":
			for _, st := range e.elementsOf(o.val) {
				add(e.bodyLogger(st.val, "Do"))
			}
		case "Transport":
			add(e.bodyLogger(o.val, "Do"))
		case "Logging":
			for _, inner := range e.optionsIn(o.val, "", 0) {
				add(bodyOption(inner))
			}
		}
	}
	if cell := fieldNamed(pathOf(t, path), "Logging"); cell != "" {
		for _, o := range e.optionsIn(v, joinPath(at, cell), 0) {
			add(bodyOption(o))
		}
	}
	for _, l := range e.walk(v, "", memory) {
		add(e.returnsBodyLogger(l.v))
		for _, st := range e.stored[l.v] {
			add(e.returnsBodyLogger(st.val))
		}
	}
	return hows
}

// bodyOptionsAbove does as bodyOptions for options that the function is given and
// makes those at path of v.
func (e *engine) bodyOptionsAbove(v ssa.Value, path, client string) {
	for _, l := range e.walk(v, "", memory) {
		for _, st := range e.stored[l.v] {
			p, ok := st.val.(*ssa.Parameter)
			if _, within := cutPath(path, st.path); !ok || !within || st.at != nil {
				continue
			}
			for _, edge := range e.callers[p.Parent()] {
				if arg := edge.argOf(p); arg != nil && edge.caller != p.Parent() {
					e.bodyOptions(arg, handover{edge.call, edge.caller, nil}, client)
				}
			}
		}
	}
}

// bodyOption returns the name of o, an option of LogOptions, if it logs bodies.
func bodyOption(o option) string {
	c, ok := o.val.(*ssa.Const)
	if o.field == "IncludeBody" && ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value) {
		return "policy.LogOptions.IncludeBody"
	}
	return ""
}

func (e *engine) bodyAt(h handover, client, how string) {
	if h.call == nil {
		return
	}
	if at := e.callExpr(h.call); at != nil {
		e.result.Bodies = append(e.result.Bodies, LoggedBody{At: at, What: client, How: how})
	}
}

// bodyLogger returns which method of the policy or transport v logs bodies, for
// messages, or "".
func (e *engine) bodyLogger(v ssa.Value, method string) string {
	for _, l := range e.walk(v, "", code) {
		switch l.kind {
		case leafImpl:
			if how := e.bodyMethod(l, method); how != "" {
				return how
			}
		case leafUnknown, leafImplElsewhere:
			if how := e.returnsBodyLogger(l.v); how != "" {
				return how
			}
		}
	}
	return e.returnsBodyLogger(v)
}

// bodyMethod is bodyLogger for one implementation.
func (e *engine) bodyMethod(l leaf, method string) string {
	name := strings.TrimPrefix(typematch.Name(l.typ), "*")
	if name == "net/http.Client" {
		for _, o := range e.optionsIn(l.v, "", 0) {
			if o.field == "Transport" {
				return e.bodyLogger(o.val, "RoundTrip")
			}
		}
		return e.returnsBodyLogger(l.v)
	}
	obj, _, _ := types.LookupFieldOrMethod(l.typ, true, e.pass.Pkg, method)
	m, _ := obj.(*types.Func)
	fn, fact := e.function(m), e.factOf(m)
	if fn != nil && e.logsBodies(fn, 3) || fact != nil && fact.Bodies.Logs || e.isBodyFunc(l.v) {
		return name[strings.LastIndexByte(name, '/')+1:] + "." + method
	}
	return ""
}

// returnsBodyLogger returns what logs bodies of what v is, if v is a call of a
// function of another package that says so, or "".
func (e *engine) returnsBodyLogger(v ssa.Value) string {
	call, ok := v.(*ssa.Call)
	if !ok {
		return ""
	}
	for _, edge := range e.edgesOf(call) {
		if edge.fact != nil && edge.fact.Bodies.Returns != "" {
			return edge.fact.Bodies.Returns
		}
	}
	return ""
}

// exportBodies tells whether fn logs bodies, as the method of a policy or
// transport, or returns what does.
func (e *engine) exportBodies(fn *ssa.Function, fact *Func) {
	if obj, ok := fn.Object().(*types.Func); ok && isPipeline(obj) {
		fact.Bodies.Logs = e.logsBodies(fn, 3)
		return
	}
	if fn.Signature.Results().Len() == 0 {
		return
	}
	instructions(fn, func(instr ssa.Instruction) {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) > 0 && fact.Bodies.Returns == "" {
			fact.Bodies.Returns = e.bodiesOf(ret.Results[0])
		}
	})
}

// bodiesOf returns what logs bodies of v: a policy, a transport, a client or
// options for one, or "".
func (e *engine) bodiesOf(v ssa.Value) string {
	name := strings.TrimPrefix(typematch.Name(v.Type()), "*")
	switch {
	case name == "net/http.Client":
		return e.bodyMethod(leaf{v: v, typ: v.Type()}, "Do")
	case types.IsInterface(v.Type()):
		for _, method := range []string{"Do", "RoundTrip"} {
			if obj, _, _ := types.LookupFieldOrMethod(v.Type(), false, nil, method); obj != nil {
				return e.bodyLogger(v, method)
			}
		}
	case fieldPathTo(pointedTo(v.Type()), "azcore/policy.ClientOptions", 0) != nil:
		if hows := e.bodiesIn(v); len(hows) > 0 {
			return hows[0]
		}
	}
	return ""
}

// pointedTo returns the type that t points to, or t.
func pointedTo(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// isBodyFunc reports whether v is a function that logs bodies, converted to a
// declared type or not, or a call that returns one.
func (e *engine) isBodyFunc(v ssa.Value) bool {
	if change, ok := v.(*ssa.ChangeType); ok {
		v = change.X
	}
	if call, ok := v.(*ssa.Call); ok {
		switch fullName(declared(call)) {
		case "github.com/Azure/go-autorest/autorest.LoggingInspector.WithInspection", "github.com/Azure/go-autorest/autorest.LoggingInspector.ByInspecting":
			return true
		}
	}
	if _, isFunc := v.Type().Underlying().(*types.Signature); !isFunc {
		return false
	}
	for _, l := range e.walk(v, "", code) {
		if l.kind != leafFunc {
			continue
		}
		if edge := e.target(l.v, nil); edge != nil && edge.fn != nil && e.logsBodies(edge.fn, 3) {
			return true
		}
	}
	return false
}

// logsBodies reports whether fn, a literal in it, or a function of the package
// that it calls down to depth calls, dumps a request or answer with its body, or
// reads one and logs it.
func (e *engine) logsBodies(fn *ssa.Function, depth int) bool {
	found := false
	var read []ssa.Value
	instructions(fn, func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if !ok || found {
			if mc, ok := instr.(*ssa.MakeClosure); ok && !found && depth > 0 {
				if inner, ok := mc.Fn.(*ssa.Function); ok {
					found = e.logsBodies(inner, depth-1)
				}
			}
			return
		}
		switch fullName(declared(call)) {
		case "net/http/httputil.DumpResponse", "net/http/httputil.DumpRequestOut", "net/http/httputil.DumpRequest":
			c, ok := e.arg(call, 1).(*ssa.Const)
			found = !ok || c.Value != nil && constant.BoolVal(c.Value)
			return
		case "io.ReadAll", "io/ioutil.ReadAll", "github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime.Payload":
			read = append(read, call)
			return
		}
		if edge := e.staticEdge(call); edge != nil && edge.fn != nil && depth > 0 {
			found = e.logsBodies(edge.fn, depth-1)
		}
	})
	return found || len(read) > 0 && e.logsAnyOf(fn, read)
}

// logsAnyOf reports whether fn logs what is made of values.
func (e *engine) logsAnyOf(fn *ssa.Function, values []ssa.Value) bool {
	made := e.follow(fn, values, false, 0).values
	found := false
	instructions(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		expr := e.callOfInstr(instr)
		if !ok || expr == nil || declared(call) == nil {
			return
		}
		c := &sinks.Call{Func: declared(call), Sig: call.Common().Signature(), Args: len(expr.Args)}
		for _, l := range c.Leaks() {
			if sink, ok := e.leakSink(fn, call, l); !ok || sink.Sort != sinks.Log {
				continue
			}
			for _, arg := range append(e.variadic(call), call.Common().Args...) {
				found = found || made[arg]
			}
		}
	})
	return found
}

func (e *engine) callOfInstr(instr ssa.Instruction) *ast.CallExpr {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return nil
	}
	return e.site.Call(call)
}

// autorestInspector reports what is stored in a client of the old SDK and logs
// bodies.
func (e *engine) autorestInspector(st *ssa.Store) {
	addr, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	cell, _ := fieldCell(addr.X.Type(), addr.Field)
	switch {
	case strings.HasSuffix(cell, "/autorest.Client.RequestInspector"), strings.HasSuffix(cell, "/autorest.Client.ResponseInspector"):
		if !e.isBodyFunc(st.Val) {
			return
		}
	case strings.HasSuffix(cell, "/autorest.Client.Sender"):
		if !e.isBodySender(st.Val) {
			return
		}
	default:
		return
	}
	client := e.legacyClient(addr.X)
	at := e.site.Operand(st, st.Val)
	if client != "" && at != nil {
		e.result.Bodies = append(e.result.Bodies, LoggedBody{At: at, What: client, How: "field " + cell[strings.LastIndexByte(cell, '/')+1:]})
	}
}

// isBodySender reports whether v is a sender that logs bodies.
func (e *engine) isBodySender(v ssa.Value) bool {
	for _, l := range e.walk(v, "", code) {
		if l.kind != leafImpl {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(l.typ, true, e.pass.Pkg, "Do")
		m, _ := obj.(*types.Func)
		if fn := e.function(m); fn != nil && e.logsBodies(fn, 3) {
			return true
		}
	}
	return false
}

// fieldPathTo returns the embedded fields that lead from a value of type t to one
// whose type's name ends in name, nil if none do, [""] for t itself.
func fieldPathTo(t types.Type, name string, depth int) []string {
	if strings.HasSuffix(typematch.Name(t), name) {
		return []string{""}
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return nil
	}
	for i := range str.NumFields() {
		if !str.Field(i).Embedded() && !strings.HasSuffix(typematch.Name(str.Field(i).Type()), name) {
			continue
		}
		if rest := fieldPathTo(str.Field(i).Type(), name, depth+1); rest != nil {
			cell, _ := fieldCell(t, i)
			return append([]string{cell}, rest...)
		}
	}
	return nil
}

// pathOf returns the type of the field of t to which path leads.
func pathOf(t types.Type, path []string) types.Type {
	for _, cell := range path {
		str, ok := t.Underlying().(*types.Struct)
		for i := 0; ok && cell != "" && i < str.NumFields(); i++ {
			if c, field := fieldCell(t, i); c == cell {
				t = field.Type()
				break
			}
		}
	}
	return t
}
