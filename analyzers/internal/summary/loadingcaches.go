package summary

import (
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"
)

// loadingCache reports for how long a cache keeps secrets that it asks code for
// which it is given: by its constructor, or with the key.
func (e *engine) loadingCache(call ssa.CallInstruction, isHot bool) {
	pkg := packageOf(call)
	if pkg == nil || pkg == e.pass.Pkg || e.callExpr(call) == nil {
		return
	}
	made, isValue := call.(*ssa.Call)
	isLibrary := hasNoDefault(pkg.Path())
	switch recv := receiverOf(call); {
	case recv != nil && isValue && (isLibrary || e.keepsLoader(call)) && e.loadsSecret(call.Common().Args, pkg):
		for _, l := range e.walk(recv, "", memory) {
			c := cache{guard: call.Parent(), call: call, root: l.v, cell: e.cacheCell(l.path)}
			s := span{}
			if isSeen := e.madeWith(&s, c); !e.isPerRequest(c) {
				e.judgeLoading(c, s, isLibrary, isSeen, isHot)
			}
		}
	case isValue && isLibrary && !isIngredient(made):
		var args []ssa.Value
		e.parts(made, func(v ssa.Value, _ ssa.Instruction) { args = append(args, v) })
		if c, ok := e.heldIn(made); ok && e.loadsSecret(args, pkg) {
			s := span{}
			if !e.loaderSpan(&s, args, pkg) {
				e.constructorSpan(&s, made)
			}
			e.judgeLoading(c, s, true, true, isHot)
		}
	}
}

// judgeLoading reports the lifetimes s of c or, of a library's cache, that it has
// none and the package drops nothing.
func (e *engine) judgeLoading(c cache, s span, isLibrary, isSeen, isHot bool) {
	for _, n := range s.numbers {
		if n.at != nil && n.n > 0 {
			e.result.Cached = append(e.result.Cached, Cached{At: n.at, TTL: time.Duration(n.n), Hot: isHot})
		}
	}
	if s.libraryDefault(packageOf(c.call).Path(), isSeen); isLibrary && !s.expires && !e.isRemovedFrom(c) && !isShared(c.cell) {
		e.result.Cached = append(e.result.Cached, Cached{At: e.callExpr(c.call), Stale: true, Hot: isHot})
	}
}

// isIngredient reports whether call makes an option, a configuration or a builder
// of a cache rather than the cache, by the type of its result.
func isIngredient(call *ssa.Call) bool {
	t := call.Type()
	if tuple, ok := t.(*types.Tuple); ok {
		if tuple.Len() == 0 {
			return true
		}
		t = tuple.At(0).Type()
	}
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return !ok || slices.ContainsFunc([]string{"Option", "Builder", "Config", "Loader", "Calculator"}, func(word string) bool {
		return strings.Contains(named.Obj().Name(), word)
	})
}

// heldIn returns the cache that made makes, if the package stores it in a field
// or variable.
func (e *engine) heldIn(made *ssa.Call) (cache, bool) {
	values := []ssa.Value{made}
	for i := 0; i < len(values); i++ {
		for _, ref := range *values[i].Referrers() {
			switch ref := ref.(type) {
			case *ssa.Extract:
				values = append(values, ref)
			case *ssa.Phi:
				if !slices.Contains(values, ssa.Value(ref)) {
					values = append(values, ref)
				}
			case *ssa.Store:
				switch addr := ref.Addr.(type) {
				case *ssa.FieldAddr:
					cell, _ := fieldCell(addr.X.Type(), addr.Field)
					return cache{guard: made.Parent(), call: made, cell: cell}, true
				case *ssa.Global:
					return cache{guard: made.Parent(), call: made, root: addr}, true
				}
			}
		}
	}
	return cache{}, false
}

// loadsSecret reports whether code among args answers with a secret, or puts one
// into a cache of pkg.
func (e *engine) loadsSecret(args []ssa.Value, pkg *types.Package) bool {
	return slices.ContainsFunc(args, func(arg ssa.Value) bool {
		return slices.ContainsFunc(e.codeIn(arg, 0), func(edge *edge) bool {
			return e.answersSecret(edge) || edge.fn != nil && e.putsSecret(edge.fn, pkg)
		})
	})
}

// loaderSpan adds the lifetimes with which code among args puts secrets into a cache
// of pkg itself. It reports whether there are any, but for the cache's own.
func (e *engine) loaderSpan(s *span, args []ssa.Value, pkg *types.Package) bool {
	inner := span{}
	for _, arg := range args {
		for _, edge := range e.codeIn(arg, 0) {
			if edge.fn == nil {
				continue
			}
			instructions(edge.fn, func(instr ssa.Instruction) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || packageOf(call) != pkg || !slices.ContainsFunc(call.Common().Args, e.holdsValue) {
					return
				}
				for _, arg := range call.Common().Args {
					if isDuration(arg.Type()) {
						e.givenSpan(&inner, arg, call)
					}
				}
			})
		}
	}
	if !slices.ContainsFunc(inner.numbers, func(n number) bool { return n.n > 0 }) {
		return false
	}
	*s = inner
	return true
}

// putsSecret reports whether fn hands a secret to a function of pkg.
func (e *engine) putsSecret(fn *ssa.Function, pkg *types.Package) bool {
	found := false
	instructions(fn, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok && packageOf(call) == pkg {
			found = found || slices.ContainsFunc(call.Common().Args, e.holdsValue)
		}
	})
	return found
}

// codeIn returns the functions that v is, or that an interface's methods are
// which it implements, as far as the package shows them.
func (e *engine) codeIn(v ssa.Value, depth int) []*edge {
	if !holdsCode(v.Type()) || depth > 2 {
		return nil
	}
	iface, _ := v.Type().Underlying().(*types.Interface)
	var found []*edge
	for _, l := range e.walk(v, "", code) {
		switch {
		case l.kind == leafFunc:
			found = append(found, e.implEdge(l, ""))
		case l.kind == leafImpl && iface != nil && holdsCode(l.typ):
			found = append(found, e.codeIn(l.v, depth+1)...)
		case l.kind == leafImpl && iface != nil:
			for m := range iface.Methods() {
				found = append(found, e.implEdge(l, m.Name()))
			}
		}
	}
	return slices.DeleteFunc(found, func(edge *edge) bool { return edge == nil })
}
