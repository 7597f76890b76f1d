package built

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// An assignment is what a variable is given: the expression, or its result
// with the index result where it has several, or each of its elements. Without
// an expression it is the zero value, or unknown.
type assignment struct {
	expr    ast.Expr
	result  int // -1 for the only one
	each    *ast.RangeStmt
	unknown bool
}

type fieldStore struct {
	path  []string
	value ast.Expr
}

// A pass hands a pointer to a variable, or to a part of it, to a call: as an
// argument, or as the receiver of a method.
type pass struct {
	call *ast.CallExpr
	arg  ast.Expr
	path []string // of fields to the part
}

// A parameter is where a variable is declared as one.
type parameter struct {
	function ast.Node
	index    int
}

func (x *Index) build() {
	x.once.Do(func() {
		x.decls = make(map[*types.Func]*ast.FuncDecl)
		x.literals = make(map[types.Object]*ast.FuncLit)
		x.calls = make(map[types.Object][]*ast.CallExpr)
		x.outer = make(map[*ast.CallExpr][]ast.Node)
		x.assigned = make(map[types.Object][]assignment)
		x.fields = make(map[types.Object][]fieldStore)
		x.elements = make(map[types.Object][]ast.Expr)
		x.ofField = make(map[*types.Var][]ast.Expr)
		x.passed = make(map[types.Object][]pass)
		x.aliases = make(map[types.Object][]types.Object)
		x.params = make(map[types.Object]parameter)
		x.loops = make(map[types.Object]*ast.RangeStmt)
		x.frames = make(map[ast.Expr]*Frame)
		for _, file := range x.files {
			if strings.HasSuffix(x.fset.Position(file.FileStart).Filename, "_test.go") {
				continue // what tests give the program says nothing of it
			}
			ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
				x.add(n, stack)
				return true
			})
		}
		for obj := range x.literals {
			if len(x.assigned[obj]) != 1 {
				delete(x.literals, obj)
			}
		}
		x.addAbroad()
	})
}

func (x *Index) add(n ast.Node, stack []ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		if fn, ok := x.info.Defs[n.Name].(*types.Func); ok {
			x.decls[fn] = n
		}
		x.addParameters(n)
	case *ast.FuncLit:
		x.addParameters(n)
		x.allLiterals = append(x.allLiterals, n)
	case *ast.AssignStmt:
		x.addAssign(n)
	case *ast.ValueSpec:
		for i, name := range n.Names {
			x.assign(name, specValue(n, i))
		}
	case *ast.RangeStmt:
		x.assign(n.Key, assignment{unknown: true})
		if key := x.variable(n.Key); key != nil {
			x.loops[key] = n
		}
		x.assign(n.Value, assignment{expr: n.X, result: -1, each: n})
	case *ast.IncDecStmt:
		x.assign(n.X, assignment{unknown: true})
	case *ast.CompositeLit:
		x.addLiteral(n)
	case *ast.CallExpr:
		x.addCall(n, stack)
	}
}

func (x *Index) addParameters(function ast.Node) {
	if decl, ok := function.(*ast.FuncDecl); ok && decl.Recv != nil && len(decl.Recv.List) == 1 && len(decl.Recv.List[0].Names) == 1 {
		x.params[x.info.Defs[decl.Recv.List[0].Names[0]]] = parameter{function, -1}
	}
	i := 0
	for _, field := range signature(function).Params.List {
		for _, name := range field.Names {
			x.params[x.info.Defs[name]] = parameter{function, i}
			i++
		}
		if len(field.Names) == 0 {
			i++
		}
	}
}

func specValue(n *ast.ValueSpec, i int) assignment {
	switch {
	case len(n.Values) == len(n.Names):
		return assignment{expr: n.Values[i], result: -1}
	case len(n.Values) == 1:
		return assignment{expr: n.Values[0], result: i}
	}
	return assignment{} // zero
}

func (x *Index) addAssign(n *ast.AssignStmt) {
	for i, left := range n.Lhs {
		switch {
		case n.Tok != token.ASSIGN && n.Tok != token.DEFINE:
			x.assign(left, assignment{unknown: true})
		case len(n.Lhs) == len(n.Rhs):
			x.assign(left, assignment{expr: n.Rhs[i], result: -1})
		default:
			x.assign(left, assignment{expr: n.Rhs[0], result: i})
		}
	}
}

// assign records what left, a variable, a field or an element, is given.
func (x *Index) assign(left ast.Expr, a assignment) {
	if left == nil {
		return
	}
	switch left := ast.Unparen(left).(type) {
	case *ast.Ident:
		x.assignVar(left, a)
	case *ast.StarExpr:
		x.assign(left.X, a) // a pointer counts as what it points to
	case *ast.IndexExpr:
		if obj := x.variable(left.X); obj != nil && a.expr != nil {
			x.elements[obj] = append(x.elements[obj], a.expr)
		}
	case *ast.SelectorExpr:
		if field := x.field(left); field != nil && a.expr != nil && a.result < 0 {
			x.ofField[field] = append(x.ofField[field], a.expr)
		}
		if obj, path := x.rootOf(left); obj != nil {
			x.fields[obj] = append(x.fields[obj], fieldStore{path, a.expr})
		}
	}
}

func (x *Index) assignVar(id *ast.Ident, a assignment) {
	obj := x.info.ObjectOf(id)
	if obj == nil {
		return
	}
	x.assigned[obj] = append(x.assigned[obj], a)
	if a.expr == nil || a.result >= 0 {
		return
	}
	from := ast.Unparen(a.expr)
	if lit, ok := from.(*ast.FuncLit); ok {
		x.literals[obj] = lit
	}
	if of := x.pointee(from); of != nil {
		x.aliases[of] = append(x.aliases[of], obj)
	}
}

// pointee returns the variable x in &x, or the one that is a pointer.
func (x *Index) pointee(expr ast.Expr) types.Object {
	if address, ok := expr.(*ast.UnaryExpr); ok && address.Op == token.AND {
		return x.variable(address.X)
	}
	if obj := x.variable(expr); obj != nil {
		if _, ok := obj.Type().Underlying().(*types.Pointer); ok {
			return obj
		}
	}
	return nil
}

func (x *Index) variable(expr ast.Expr) types.Object {
	if expr == nil {
		return nil
	}
	if id, ok := ast.Unparen(expr).(*ast.Ident); ok {
		if v, ok := x.info.ObjectOf(id).(*types.Var); ok {
			return v
		}
	}
	return nil
}

// field returns the field that sel selects, or nil.
func (x *Index) field(sel *ast.SelectorExpr) *types.Var {
	if s := x.info.Selections[sel]; s != nil && s.Kind() == types.FieldVal {
		return s.Obj().(*types.Var).Origin()
	}
	return nil
}

// rootOf returns the variable x and the names in x.F.G, or nil.
func (x *Index) rootOf(expr ast.Expr) (types.Object, []string) {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return x.variable(e), nil
	case *ast.StarExpr:
		return x.rootOf(e.X)
	case *ast.SelectorExpr:
		if x.field(e) == nil {
			return nil, nil
		}
		obj, path := x.rootOf(e.X)
		return obj, append(path[:len(path):len(path)], e.Sel.Name)
	}
	return nil, nil
}

func (x *Index) addLiteral(lit *ast.CompositeLit) {
	t := x.info.TypeOf(lit)
	if t == nil {
		return
	}
	str, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if pair, ok := elt.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				if field, ok := x.info.Uses[key].(*types.Var); ok {
					x.ofField[field.Origin()] = append(x.ofField[field.Origin()], pair.Value)
				}
			}
		} else if i < str.NumFields() {
			field := str.Field(i).Origin()
			x.ofField[field] = append(x.ofField[field], elt)
		}
	}
}

func deref(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}
