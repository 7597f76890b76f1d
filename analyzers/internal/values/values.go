// Package values knows, for the variables, fields, parameters and functions
// of one package, which expressions they get their values from. Rules ask it
// how a constant comes to where it is used.
//
// It sees assignments, not their order: a variable has the values of all its
// assignments. What it can't see (pointers that are written through, values
// of other packages) it calls opaque, and says nothing of.
package values

import (
	"go/ast"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// Analyzer provides the *Index of a package. The index is built when it is
// first asked, since most packages never ask.
var Analyzer = &analysis.Analyzer{
	Name:             "kvlintvalues",
	Doc:              "find the expressions from which variables get their values",
	RunDespiteErrors: true,
	Run: func(pass *analysis.Pass) (any, error) {
		return &Index{info: pass.TypesInfo, files: pass.Files}, nil
	},
	ResultType: reflect.TypeFor[*Index](),
}

// An Index holds the assignments and calls of a package.
type Index struct {
	info  *types.Info
	files []*ast.File
	once  sync.Once

	assigned map[types.Object][]ast.Expr // variables and fields
	opaque   map[types.Object]bool       // also assigned something that isn't seen
	ranged   map[types.Object]Range
	params   map[types.Object]param
	calls    map[any][]*ast.CallExpr // by *types.Func or *ast.FuncLit
	bodies   map[*types.Func]*ast.FuncDecl
	holders  map[*ast.FuncLit]types.Object // the variable that a literal is assigned to
}

// A Range is a range statement that sets a variable.
type Range struct {
	Over  ast.Expr
	IsKey bool
}

// A param is a parameter by its function and index.
type param struct {
	fn       any // *types.Func or *ast.FuncLit
	index    int
	variadic bool
}

func (x *Index) build() {
	x.once.Do(func() {
		x.assigned = make(map[types.Object][]ast.Expr)
		x.opaque = make(map[types.Object]bool)
		x.ranged = make(map[types.Object]Range)
		x.params = make(map[types.Object]param)
		x.calls = make(map[any][]*ast.CallExpr)
		x.bodies = make(map[*types.Func]*ast.FuncDecl)
		x.holders = make(map[*ast.FuncLit]types.Object)
		var calls []*ast.CallExpr
		for _, file := range x.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					calls = append(calls, call)
				}
				x.visit(n)
				return true
			})
		}
		for _, call := range calls { // after all holders of literals are known
			if fn := x.callee(call); fn != nil {
				x.calls[fn] = append(x.calls[fn], call)
			}
		}
	})
}

func (x *Index) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		if fn, ok := x.info.Defs[n.Name].(*types.Func); ok {
			x.bodies[fn] = n
			x.addParams(fn, n.Type)
		}
	case *ast.FuncLit:
		x.addParams(n, n.Type)
	case *ast.ValueSpec:
		if len(n.Values) > 0 {
			x.assign(identExprs(n.Names), n.Values)
		}
	case *ast.AssignStmt:
		x.assign(n.Lhs, n.Rhs)
	case *ast.RangeStmt:
		x.setRange(n.Key, Range{n.X, true})
		x.setRange(n.Value, Range{n.X, false})
	case *ast.IncDecStmt:
		x.hide(n.X)
	case *ast.CompositeLit:
		x.addFields(n)
	case *ast.CallExpr:
		for _, arg := range n.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok {
				x.hide(u.X) // &v: the callee may write it
			}
		}
	}
}

func identExprs(names []*ast.Ident) []ast.Expr {
	var exprs []ast.Expr
	for _, name := range names {
		exprs = append(exprs, name)
	}
	return exprs
}

func (x *Index) addParams(fn any, typ *ast.FuncType) {
	i := 0
	for _, field := range typ.Params.List {
		_, variadic := field.Type.(*ast.Ellipsis)
		for _, name := range field.Names {
			if obj := x.info.Defs[name]; obj != nil {
				x.params[obj] = param{fn, i, variadic}
			}
			i++
		}
		if len(field.Names) == 0 {
			i++
		}
	}
}

func (x *Index) assign(lhs, rhs []ast.Expr) {
	for i, left := range lhs {
		obj := x.Object(left)
		switch {
		case obj == nil:
		case len(lhs) != len(rhs): // v, err := f()
			x.opaque[obj] = true
		default:
			x.assigned[obj] = append(x.assigned[obj], rhs[i])
			if lit, ok := ast.Unparen(rhs[i]).(*ast.FuncLit); ok {
				x.holders[lit] = obj
			}
		}
	}
}

func (x *Index) setRange(v ast.Expr, r Range) {
	if obj := x.Object(v); obj != nil {
		x.ranged[obj] = r
	}
}

func (x *Index) hide(expr ast.Expr) {
	if obj := x.Object(expr); obj != nil {
		x.opaque[obj] = true
	}
}

// addFields records the values that a struct literal gives to fields.
func (x *Index) addFields(lit *ast.CompositeLit) {
	EachField(x.info, lit, func(field *types.Var, value ast.Expr) {
		x.assigned[field.Origin()] = append(x.assigned[field.Origin()], value)
	})
}

// EachField calls f for each field that the struct literal lit sets. It does
// nothing for literals of other types.
func EachField(info *types.Info, lit *ast.CompositeLit, f func(field *types.Var, value ast.Expr)) {
	typ := info.TypeOf(lit)
	if typ == nil {
		return
	}
	if ptr, ok := typ.Underlying().(*types.Pointer); ok { // elided &T in a list
		typ = ptr.Elem()
	}
	str, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				if field, ok := info.Uses[id].(*types.Var); ok {
					f(field, kv.Value)
				}
			}
		} else if i < str.NumFields() {
			f(str.Field(i), elt)
		}
	}
}

// Object returns the variable, field or constant that expr names, or nil.
func (x *Index) Object(expr ast.Expr) types.Object {
	var id *ast.Ident
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	switch obj := x.info.ObjectOf(id).(type) {
	case *types.Var:
		return obj.Origin()
	case *types.Const:
		return obj
	}
	return nil
}

// Files returns the files of the package.
func (x *Index) Files() []*ast.File { return x.files }

// Body returns the declaration of fn in this package, or nil.
func (x *Index) Body(fn *types.Func) *ast.FuncDecl {
	x.build()
	return x.bodies[fn]
}

// Param returns the index of the parameter that expr names, of the innermost
// function that declares it.
func (x *Index) Param(expr ast.Expr) (int, bool) {
	x.build()
	p, ok := x.params[x.Object(expr)]
	return p.index, ok
}

// Sources returns the expressions that v, a variable, field or constant, gets its value
// from. It returns false where it may get others that aren't seen.
func (x *Index) Sources(v types.Object) ([]ast.Expr, bool) {
	x.build()
	_, isParam := x.params[v]
	_, isRanged := x.ranged[v]
	return x.assigned[v], !x.opaque[v] && !isParam && !isRanged
}
