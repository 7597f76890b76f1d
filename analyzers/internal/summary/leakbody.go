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
	t := v.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	path := fieldPathTo(t, "azcore/policy.ClientOptions", 0)
	if path == nil {
		return
	}
	at := strings.TrimSuffix(strings.Join(path, pathSep), pathSep)
	for _, o := range e.optionsIn(v, at, 0) {
		switch o.field {
		case "PerCallPolicies", "PerRetryPolicies":
			for _, st := range e.elementsOf(o.val) {
				e.bodyCode(st.val, "Do", h, client)
			}
		case "Transport":
			e.bodyCode(o.val, "Do", h, client)
		case "Logging":
			for _, inner := range e.optionsIn(o.val, "", 0) {
				e.bodyOption(inner, h, client)
			}
		}
	}
	e.bodyOptionsAbove(v, at, client)
	options := pathOf(t, path)
	if cell := fieldNamed(options, "Logging"); cell != "" {
		for _, o := range e.optionsIn(v, joinPath(at, cell), 0) {
			e.bodyOption(o, h, client)
		}
	}
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

// bodyOption reports o, an option of LogOptions, if it logs bodies.
func (e *engine) bodyOption(o option, h handover, client string) {
	c, ok := o.val.(*ssa.Const)
	if o.field == "IncludeBody" && ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value) {
		e.bodyAt(h, client, "policy.LogOptions.IncludeBody")
	}
}

func (e *engine) bodyAt(h handover, client, how string) {
	if h.call == nil {
		return
	}
	if at := e.callExpr(h.call); at != nil {
		e.result.Bodies = append(e.result.Bodies, LoggedBody{At: at, What: client, How: how})
	}
}

// bodyCode reports the policies and transports that v may be whose method logs
// bodies.
func (e *engine) bodyCode(v ssa.Value, method string, h handover, client string) {
	for _, l := range e.walk(v, "", code) {
		if l.kind != leafImpl {
			continue
		}
		name := strings.TrimPrefix(typematch.Name(l.typ), "*")
		if name == "net/http.Client" {
			for _, o := range e.optionsIn(l.v, "", 0) {
				if o.field == "Transport" {
					e.bodyCode(o.val, "RoundTrip", h, client)
				}
			}
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(l.typ, true, e.pass.Pkg, method)
		m, _ := obj.(*types.Func)
		fn := e.function(m)
		if fn != nil && e.logsBodies(fn, 3) || e.isBodyFunc(l.v) {
			e.bodyAt(h, client, name[strings.LastIndexByte(name, '/')+1:]+"."+method)
		}
	}
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
