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
	"golang.org/x/tools/go/types/typeutil"
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

func (x *Index) callee(call *ast.CallExpr) any {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return lit
	}
	switch obj := typeutil.Callee(x.info, call).(type) {
	case *types.Func:
		if _, ok := x.bodies[obj.Origin()]; ok {
			return obj.Origin()
		}
	case *types.Var:
		if values := x.assigned[obj.Origin()]; len(values) == 1 && !x.opaque[obj.Origin()] {
			return x.function(values[0])
		}
	}
	return nil
}

// function returns the function of this package that expr is: a literal, a
// function's name, a method value, or a call of a function that returns one
// literal. It returns nil for others.
func (x *Index) function(expr ast.Expr) any {
	switch e := ast.Unparen(expr).(type) {
	case *ast.FuncLit:
		return e
	case *ast.Ident, *ast.SelectorExpr:
		return x.declared(e)
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(x.info, e).(*types.Func)
		decl := x.bodies[fn]
		if decl == nil {
			return nil
		}
		if results := returned(decl.Body); len(results) == 1 {
			if lit, ok := ast.Unparen(results[0]).(*ast.FuncLit); ok {
				return lit
			}
		}
	}
	return nil
}

// declared returns the function of this package that expr names, or nil.
func (x *Index) declared(expr ast.Expr) any {
	id, ok := expr.(*ast.Ident)
	if sel, isSel := expr.(*ast.SelectorExpr); isSel {
		if selection, found := x.info.Selections[sel]; found && selection.Kind() != types.MethodVal {
			return nil
		}
		id, ok = sel.Sel, true
	}
	if !ok {
		return nil
	}
	if fn, ok := x.info.Uses[id].(*types.Func); ok && x.bodies[fn.Origin()] != nil {
		return fn.Origin()
	}
	return nil
}

// returned returns what the return statements of a function with one result
// return.
func returned(body *ast.BlockStmt) []ast.Expr {
	if body == nil {
		return nil
	}
	var results []ast.Expr
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 1 {
				results = append(results, n.Results[0])
			}
		}
		return true
	})
	return results
}

// Callee returns the function of this package that call calls: a *types.Func
// with a declaration here, an *ast.FuncLit that is called at once or through
// the one variable that it is assigned to, or nil.
func (x *Index) Callee(call *ast.CallExpr) any {
	x.build()
	return x.callee(call)
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
