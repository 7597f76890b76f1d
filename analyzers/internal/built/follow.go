package built

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
)

// Sources returns what v may be: literals, calls of functions that the package
// doesn't show, and whatever else can't be followed further. Constants stay
// what is written.
func (x *Index) Sources(v Value) Set {
	x.build()
	f := follower{Index: x, seen: make(map[visit]bool)}
	f.follow(v)
	return f.set
}

type visit struct {
	expr  ast.Expr
	frame *Frame
}

type follower struct {
	*Index
	set  Set
	seen map[visit]bool
}

const (
	maxVisits = 500 // expressions are looked at for one question
	maxParts  = 10
)

func (f *follower) unknown() { f.set.Unknown = true }

func (f *follower) leaf(v Value) {
	f.set.Values = append(f.set.Values, v)
	f.set.roots = append(f.set.roots, v.roots...)
}

func (f *follower) follow(v Value) {
	v.Expr = ast.Unparen(v.Expr)
	at := visit{v.Expr, v.frame}
	if f.seen[at] {
		return
	}
	f.seen[at] = true
	if v.frame != nil && v.frame.depth > maxDepth || len(f.seen) > maxVisits || v.parts > maxParts {
		f.unknown()
		return
	}
	if tv := f.info.Types[v.Expr]; tv.Value != nil || tv.IsNil() {
		f.leaf(v)
		return
	}
	switch e := v.Expr.(type) {
	case *ast.Ident:
		f.ident(e, v)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			f.follow(v.to(e.X))
			return
		}
		f.leaf(v)
	case *ast.StarExpr:
		f.follow(v.to(e.X))
	case *ast.TypeAssertExpr:
		f.follow(v.to(e.X))
	case *ast.CallExpr:
		f.call(e, v, -1)
	case *ast.SelectorExpr:
		f.selector(e, v)
	case *ast.IndexExpr:
		f.indexed(e, v)
	default:
		f.leaf(v)
	}
}

// to returns expr in the place of v, reached the same way.
func (v Value) to(expr ast.Expr) Value {
	v.Expr = ast.Unparen(expr)
	return v
}

func (f *follower) ident(id *ast.Ident, v Value) {
	obj, ok := f.info.ObjectOf(id).(*types.Var)
	if !ok {
		f.leaf(v)
		return
	}
	v.roots = append(v.roots[:len(v.roots):len(v.roots)], root{obj, nil, v.frame})
	f.set.roots = append(f.set.roots, v.roots...)
	assigned := f.assigned[obj]
	if arg, ok := v.frame.lookup(obj); ok {
		arg.roots, arg.parts = v.roots, max(arg.parts, v.parts)
		f.follow(arg)
	} else if v.field && obj.Kind() == types.ParamVar {
		f.arguments(obj, v)
	} else if len(assigned) == 0 || isParameter(obj) {
		f.set.Unknown = true
		f.set.Params = f.set.Params || obj.Kind() == types.ParamVar
		f.openAt(obj)
	}
	if isPackageVar(obj) && v.use == nil {
		v.use = id
	}
	if isPackageVar(obj) && obj.Exported() && f.pkg.Name() != "main" || f.isFilled(obj) {
		f.unknown()
	}
	for _, a := range assigned {
		f.assignment(a, id, v)
	}
}

// arguments follows what the package's calls give a parameter, of a constructor
// perhaps, which stores it in a field.
func (f *follower) arguments(param *types.Var, v Value) {
	p, ok := f.params[param]
	if !ok {
		f.unknown()
		return
	}
	calls := f.Callers(p.function)
	if decl, ok := p.function.(*ast.FuncDecl); len(calls) == 0 || ok && decl.Name.IsExported() && f.pkg.Name() != "main" {
		f.unknown()
		f.openAt(param)
	}
	for _, call := range calls {
		if p.index >= len(call.Args) {
			f.unknown()
			continue
		}
		f.follow(Value{Expr: call.Args[p.index], use: call.Args[p.index], parts: v.parts + 1, field: true})
	}
}

func (f *follower) assignment(a assignment, id *ast.Ident, v Value) {
	switch {
	case a.unknown:
		f.unknown()
	case a.expr == nil:
		f.leaf(Value{Expr: id, Zero: true, frame: v.frame, roots: v.roots})
	case a.each != nil:
		elems := f.elementsOf(v.Within(a.expr), a.each)
		f.set.flags(elems)
		for _, elem := range elems.Values {
			elem.roots = append(elem.roots, v.roots...)
			if elem.Each {
				f.leaf(elem)
			} else {
				f.follow(elem)
			}
		}
	case a.result >= 0:
		if call, ok := ast.Unparen(a.expr).(*ast.CallExpr); ok {
			f.call(call, v.to(call), a.result)
		} else {
			f.unknown() // v, ok := of a map, channel or assertion
		}
	default:
		f.follow(v.to(a.expr))
	}
}

// openAt notes that the answer depends on obj, if that is a parameter.
func (f *follower) openAt(obj *types.Var) {
	if isParameter(obj) {
		f.set.openAt(opening{param: obj})
	}
}

func isParameter(obj *types.Var) bool {
	return obj.Kind() == types.ParamVar || obj.Kind() == types.RecvVar
}

func isPackageVar(obj *types.Var) bool { return obj.Kind() == types.PackageVar }

// isFilled reports whether a variable that is no struct is handed to code
// that may set it, as with flag.StringVar(&v).
func (f *follower) isFilled(obj *types.Var) bool {
	if _, ok := deref(obj.Type()).Underlying().(*types.Struct); ok {
		return false // asked field by field
	}
	if _, ok := obj.Type().Underlying().(*types.Pointer); ok {
		return false
	}
	for _, p := range f.passed[obj] {
		if len(p.path) == 0 && !f.isTransparent(p.call) && f.function(p.call) == nil && !f.leavesAlone(p.call) {
			return true
		}
	}
	return false
}

func (f *follower) selector(sel *ast.SelectorExpr, v Value) {
	field := f.field(sel)
	if value, ok := f.values[sel]; ok && field == nil {
		f.follow(Value{Expr: value, use: cmp.Or[ast.Expr](v.use, sel), parts: v.parts, roots: v.roots})
		return
	}
	if field == nil && !f.foreign[sel] {
		f.leaf(v) // of another package
		return
	}
	set := f.Field(v.Within(sel.X), sel.Sel.Name) // whose values are parts, too
	known := false
	for _, value := range set.Values {
		known = true
		f.follow(value)
	}
	if set.Absent && !set.Unknown && !known {
		f.set.Absent = true
		return
	}
	if !set.Unknown {
		return
	}
	// The object isn't known; what the package gives this field anywhere is.
	f.set.Params = f.set.Params || set.Params
	for _, o := range set.open {
		f.set.openAt(o)
	}
	if field == nil {
		f.unknown()
		return
	}
	if field.Exported() || field.Pkg() != f.pkg || len(f.ofField[field]) == 0 {
		f.unknown()
	}
	if field.Pkg() == f.pkg {
		for _, value := range f.ofField[field] {
			f.follow(Value{Expr: value, use: v.use, parts: v.parts + 1, field: true})
		}
	}
}

// indexed follows an element of a literal; where the key is a constant, the
// element with that key.
func (f *follower) indexed(e *ast.IndexExpr, v Value) {
	container := f.Sources(v.Within(e.X))
	if container.Unknown {
		f.set.Unknown = true
		f.set.Params = f.set.Params || container.Params
		f.set.openBelow(container, element)
	}
	key := f.info.Types[e.Index].Value
	for _, c := range container.Values {
		if c.use != nil && v.use == nil {
			c.use = e
		}
		lit, ok := c.Expr.(*ast.CompositeLit)
		if !ok {
			c.Each, c.Loop = true, f.loops[f.variable(e.Index)]
			if c.Loop != nil {
				f.leaf(c) // each element in turn
			} else {
				f.unknown()
			}
			continue
		}
		for _, elt := range lit.Elts {
			pair, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				f.follow(c.Within(elt))
				continue
			}
			if k := f.info.Types[pair.Key].Value; key == nil || k == nil || k.ExactString() == key.ExactString() {
				f.follow(c.Within(pair.Value))
			}
		}
	}
}
