package values

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

func calledFunc(info *types.Info, call *ast.CallExpr) (*types.Func, bool) {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	return fn, ok
}

// variable returns the texts of a variable, field or parameter.
func (w *walker) variable(expr, at ast.Expr, depth int) []Text {
	obj := w.Object(expr)
	if obj == nil || w.active[obj] {
		return nil
	}
	w.active[obj] = true
	defer delete(w.active, obj)

	if p, ok := w.params[obj]; ok && p.variadic {
		return nil
	} else if ok {
		return w.arguments(p, depth)
	}
	if r, ok := w.ranged[obj]; ok {
		return w.elements(r.Over, r.IsKey, at, depth+1)
	}
	if sel, ok := expr.(*ast.SelectorExpr); ok {
		if texts := w.field(sel, obj, at, depth); texts != nil {
			return texts
		}
	}
	var texts []Text
	for _, value := range w.assigned[obj] {
		texts = append(texts, w.texts(value, at, depth+1)...)
	}
	return texts
}

// arguments returns the texts of what the calls of the package pass for p.
// Each is handed on at its argument.
func (w *walker) arguments(p param, depth int) []Text {
	var texts []Text
	for _, call := range w.calls[p.fn] {
		args := call.Args
		if !call.Ellipsis.IsValid() && p.index < len(args) && !isMethodExpr(w.info, call) {
			texts = append(texts, w.texts(args[p.index], args[p.index], depth+1)...)
		}
	}
	return texts
}

// variadic returns the texts of what calls pass for the elements of p.
func (w *walker) variadic(p param, depth int) []Text {
	var texts []Text
	for _, call := range w.calls[p.fn] {
		if call.Ellipsis.IsValid() || isMethodExpr(w.info, call) {
			continue
		}
		for _, arg := range call.Args[min(p.index, len(call.Args)):] {
			texts = append(texts, w.texts(arg, arg, depth+1)...)
		}
	}
	return texts
}

func isMethodExpr(info *types.Info, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	selection, ok := info.Selections[sel]
	return ok && selection.Kind() == types.MethodExpr
}

// field returns the texts of a field of an object whose literals are known: an
// element of a table, as in
//
//	for _, s := range specs { get(s.name) }
//
// or a variable that holds a literal. It returns nil for other objects.
func (w *walker) field(sel *ast.SelectorExpr, field types.Object, at ast.Expr, depth int) []Text {
	var literals []*ast.CompositeLit
	if r, ok := w.ranged[w.Object(sel.X)]; ok && !r.IsKey {
		for _, table := range w.literals(r.Over, depth) {
			for _, value := range elementValues(table, false) {
				if lit := literal(value); lit != nil {
					literals = append(literals, lit)
				}
			}
		}
	} else if _, isParam := w.params[w.Object(sel.X)]; !isParam {
		literals = w.literals(sel.X, depth)
	}
	var texts []Text
	for _, lit := range literals {
		EachField(w.info, lit, func(f *types.Var, value ast.Expr) {
			if f.Origin() == field {
				texts = append(texts, w.texts(value, at, depth+1)...)
			}
		})
	}
	return texts
}

// elements returns the texts of the elements, or the keys, of a table: a
// slice, array or map that expr names or writes.
func (w *walker) elements(expr ast.Expr, keys bool, at ast.Expr, depth int) []Text {
	var texts []Text
	if p, ok := w.params[w.Object(expr)]; ok && p.variadic {
		return w.variadic(p, depth)
	}
	for _, lit := range w.literals(expr, depth) {
		for _, value := range elementValues(lit, keys) {
			texts = append(texts, w.texts(value, at, depth+1)...)
		}
	}
	return texts
}

// literals returns the composite literals that expr may be.
func (w *walker) literals(expr ast.Expr, depth int) []*ast.CompositeLit {
	if lit := literal(expr); lit != nil {
		return []*ast.CompositeLit{lit}
	}
	if depth > maxDepth {
		return nil
	}
	obj := w.Object(expr)
	var found []*ast.CompositeLit
	if p, ok := w.params[obj]; ok {
		for _, call := range w.calls[p.fn] {
			if p.index < len(call.Args) {
				found = append(found, w.literals(call.Args[p.index], depth+1)...)
			}
		}
		return found
	}
	if call, ok := ast.Unparen(expr).(*ast.CallExpr); ok {
		if fn := w.callee(call); fn != nil {
			for _, result := range w.results(fn) {
				found = append(found, w.literals(result, depth+1)...)
			}
		}
		return found
	}
	if obj != nil {
		for _, value := range w.assigned[obj] {
			found = append(found, w.literals(value, depth+1)...)
		}
	}
	return found
}

// literal returns the composite literal that expr is, or points to, or nil.
func literal(expr ast.Expr) *ast.CompositeLit {
	expr = ast.Unparen(expr)
	if u, ok := expr.(*ast.UnaryExpr); ok {
		expr = ast.Unparen(u.X)
	}
	lit, _ := expr.(*ast.CompositeLit)
	return lit
}

func elementValues(lit *ast.CompositeLit, keys bool) []ast.Expr {
	var values []ast.Expr
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		switch {
		case ok && keys:
			values = append(values, kv.Key)
		case ok:
			values = append(values, kv.Value)
		case !keys:
			values = append(values, elt)
		}
	}
	return values
}

// Constant returns the string that expr folds to.
func Constant(info *types.Info, expr ast.Expr) (string, bool) {
	if tv, ok := info.Types[expr]; ok && tv.Value != nil && tv.Value.Kind() == constant.String {
		return constant.StringVal(tv.Value), true
	}
	return "", false
}
