package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// An edge is one function that a call may call.
type edge struct {
	call   ssa.CallInstruction
	caller *ssa.Function
	fn     *ssa.Function // with a body in this package, or nil
	obj    *types.Func   // the function as declared; nil for function literals
	fact   *Func         // of functions of other packages, where there is one
	args   []ssa.Value   // by the callee's parameters, receiver first
	loader bool          // fn is not called but handed to the function that is called
	single bool          // the only function that is known

	// iface is what an interface's method is called on. It says where the
	// receiver lies; args[0] says what it is, wherever that was made.
	iface ssa.Value

	outer *edge      // of code that a call returned: that call
	texts []text     // of arguments that are known as texts only
	exprs []ast.Expr // where the caller writes these
	wired bool       // the code is handed on for good, and so is what it keeps
}

// exprAt returns where the caller writes the text for parameter i, or nil.
func (edge *edge) exprAt(i int) ast.Expr {
	if i >= len(edge.exprs) {
		return nil
	}
	return edge.exprs[i]
}

// holder returns the value that says in which memory argument i of edge lies.
func (edge *edge) holder(i int) ssa.Value {
	if i == 0 && edge.iface != nil {
		return edge.iface
	}
	return edge.args[i]
}

// holderOf is holder for parameter p of the function of edge; nil if it gets no
// argument.
func (edge *edge) holderOf(p *ssa.Parameter) ssa.Value {
	if edge.fn == nil {
		return nil
	}
	if i := slices.Index(edge.fn.Params, p); i >= 0 && i < len(edge.args) {
		return edge.holder(i)
	}
	return nil
}

// argOf returns what edge passes for parameter p of its function, or nil.
func (edge *edge) argOf(p *ssa.Parameter) ssa.Value {
	if edge.fn == nil {
		return nil
	}
	for i, param := range edge.fn.Params {
		if param == p && i < len(edge.args) {
			return edge.args[i]
		}
	}
	return nil
}

// paramIndex returns the number of parameter p.
func paramIndex(p *ssa.Parameter) int {
	for i, param := range p.Parent().Params {
		if param == p {
			return i
		}
	}
	return NoHole
}

// function returns the function of this package that fn declares, or nil.
func (e *engine) function(fn *types.Func) *ssa.Function {
	if fn == nil || fn.Pkg() != e.pass.Pkg {
		return nil
	}
	f := e.pkg.Prog.FuncValue(fn.Origin())
	if f == nil || len(f.Blocks) == 0 {
		return nil
	}
	return f
}

// method returns the method called like m of a concrete type, or nil.
func (e *engine) method(t types.Type, m *types.Func) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
	fn, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	if recv := fn.Signature().Recv(); recv == nil || types.IsInterface(recv.Type()) {
		return nil
	}
	return fn.Origin()
}

// target returns the edge to the function that v is: a function, a closure, a
// bound method or a thunk.
func (e *engine) target(v ssa.Value, args []ssa.Value) *edge {
	var bindings []ssa.Value
	fn, _ := v.(*ssa.Function)
	if mc, ok := v.(*ssa.MakeClosure); ok {
		fn, _ = mc.Fn.(*ssa.Function)
		bindings = mc.Bindings
	}
	if fn == nil {
		return nil
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	obj, _ := fn.Object().(*types.Func)
	switch {
	case strings.HasPrefix(fn.Synthetic, "bound method wrapper"):
		return e.edgeTo(obj, append(bindings[:len(bindings):len(bindings)], args...))
	case fn.Synthetic != "" && obj != nil && fn.Parent() == nil && fn.Name() != "init":
		return e.edgeTo(obj, args)
	case len(fn.Blocks) > 0 && fn.Package() == e.pkg:
		return &edge{fn: fn, obj: obj, args: args}
	}
	return e.edgeTo(obj, args)
}

// edgeTo returns the edge to a declared function.
func (e *engine) edgeTo(obj *types.Func, args []ssa.Value) *edge {
	if obj == nil {
		return nil
	}
	if fn := e.function(obj); fn != nil {
		return &edge{fn: fn, obj: obj, args: args}
	}
	return &edge{obj: obj.Origin(), fact: e.factOf(obj), args: args}
}

// factOf returns the fact of a function of another package, or nil. What is
// behind an interface's method isn't known: see answer.
func (e *engine) factOf(obj *types.Func) *Func {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pass.Pkg {
		return nil
	}
	if recv := obj.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		return nil
	}
	fact := new(Func)
	if e.pass.ImportObjectFact(obj.Origin(), fact) {
		return fact
	}
	return nil
}

// staticEdges returns the edges of calls whose callee is written there.
func (e *engine) staticEdge(call ssa.CallInstruction) *edge {
	common := call.Common()
	if common.IsInvoke() {
		return nil
	}
	return e.target(common.Value, common.Args)
}

// edgesOf returns the functions that call may call, as far as they are known,
// and the functions of this package that it hands to one that isn't.
func (e *engine) edgesOf(call ssa.CallInstruction) []*edge {
	if known, ok := e.edges[call]; ok {
		return known
	}
	if e.resolving[call] {
		e.cuts++
		return nil
	}
	e.resolving[call] = true
	defer delete(e.resolving, call)
	var found []*edge
	dropped := e.dropped
	if static := e.staticEdge(call); static != nil {
		found = append(found, static)
	} else {
		found = e.dynamicEdges(call)
	}
	if e.opAt(call) == nil && e.dropped == dropped && (len(found) == 0 || found[0].fn == nil && found[0].fact == nil) {
		found = append(found, e.loaders(call)...)
	}
	for _, edge := range found {
		edge.call, edge.caller, edge.single = call, call.Parent(), len(found) == 1
		if call.Common().IsInvoke() && !edge.loader {
			edge.iface = call.Common().Value
		}
	}
	e.edges[call] = found
	return found
}

// dynamicEdges returns the edges of a call of an interface's method or of a
// function value.
func (e *engine) dynamicEdges(call ssa.CallInstruction) []*edge {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return nil
	}
	var found []*edge
	seen := make(map[any]bool)
	add := func(key any, next *edge) {
		if next != nil && !seen[key] {
			seen[key] = true
			found = append(found, next)
		}
	}
	for _, l := range e.implementations(common.Value) {
		switch {
		case l.kind == leafFunc && !common.IsInvoke():
			add(l.v, e.target(l.v, common.Args))
		case l.kind == leafImpl && common.IsInvoke():
			if m := e.method(l.typ, common.Method); m != nil {
				add(m, e.edgeTo(m, append([]ssa.Value{l.v}, common.Args...)))
			}
		case l.kind == leafImplElsewhere:
			name := ""
			args := common.Args
			if common.IsInvoke() {
				name, args = common.Method.Name(), append([]ssa.Value{common.Value}, args...)
			}
			for _, m := range l.from.Impl.Methods {
				if m.Name == name {
					add(l.from.Impl.Type+"."+name, &edge{fact: m.fact(), args: args, outer: l.from.outer})
				}
			}
		}
	}
	if len(found) == 0 && common.IsInvoke() {
		if m := e.onlyImplementation(common); m != nil {
			found = append(found, e.edgeTo(m, append([]ssa.Value{common.Value}, common.Args...)))
		}
	}
	return found
}

// onlyImplementation returns the method of the one type of this package that
// implements an interface which no other package can name, or nil.
func (e *engine) onlyImplementation(common *ssa.CallCommon) *types.Func {
	named, ok := types.Unalias(common.Value.Type()).(*types.Named)
	if !ok || named.Obj().Pkg() != e.pass.Pkg || named.Obj().Exported() || named.TypeParams().Len() > 0 {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var only *types.Func
	scope := e.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) || !types.Implements(types.NewPointer(obj.Type()), iface) {
			continue
		}
		m := e.method(types.NewPointer(obj.Type()), common.Method)
		if m == nil || e.function(m) == nil || only != nil {
			return nil
		}
		only = m
	}
	return only
}

// implementations returns what may be behind an interface or function value,
// as far as this package shows it, and the leaves where others may have set it.
func (e *engine) implementations(v ssa.Value) []leaf {
	leaves := e.walkFrom(state{v: v}, code, true)
	kept := leaves[:0:0]
	for _, l := range leaves {
		if p, ok := l.v.(*ssa.Parameter); ok && l.kind == leafParam && !e.isOpen(p.Parent()) && len(e.callers[p.Parent()]) > 0 {
			continue
		}
		if c, ok := l.v.(*ssa.Const); ok && c.IsNil() {
			continue
		}
		if l.kind == leafCell && !isShared(l.cell) && strings.HasPrefix(l.cell, e.pass.Pkg.Path()+".") {
			continue // all that sets it is here
		}
		kept = append(kept, l)
	}
	return kept
}

// isOpen reports whether other packages can call fn.
func (e *engine) isOpen(fn *ssa.Function) bool {
	return fn.Parent() == nil && token.IsExported(fn.Name()) && e.pass.Pkg.Name() != "main"
}

// loaders returns edges to the functions of this package that call hands to a
// function of which nothing is known.
func (e *engine) loaders(call ssa.CallInstruction) []*edge {
	var found []*edge
	for _, arg := range call.Common().Args {
		if _, ok := arg.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		for _, l := range e.walk(arg, "", code) {
			if l.kind != leafFunc {
				continue
			}
			if next := e.target(l.v, nil); next != nil && (next.fn != nil || next.fact != nil) {
				next.loader = true
				found = append(found, next)
			}
		}
	}
	return found
}
