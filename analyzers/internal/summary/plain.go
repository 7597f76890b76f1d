package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// plainFacts tells of a package that isn't built what its syntax alone shows:
// exported variables that begin with a constant, functions that return
// constants, parameters as they came, or a struct made of these, and functions
// that use a parameter as configuration, under the name of one as a credential,
// or take it apart. It errs towards telling too little.
func (s *scope) plainFacts() {
	s.texts = textsOf(s.pass)
	for _, file := range s.pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				if decl.Tok == token.VAR {
					s.variables(decl)
				}
			case *ast.FuncDecl:
				s.plainFunction(decl)
				s.plainFields(decl)
			}
		}
	}
}

func (s *scope) variables(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok || len(spec.Values) != len(spec.Names) {
			continue
		}
		for i, name := range spec.Names {
			if text, ok := s.text(spec.Values[i]); ok && name.IsExported() && isTold(text) {
				s.origins = append(s.origins, CellOrigin{s.pass.Pkg.Path() + "." + name.Name, "", Origin{Param: NoHole, Constant: constantFact(text)}})
			}
		}
	}
}

// plainFunction exports the fact of a function or method that others can call.
func (s *scope) plainFunction(decl *ast.FuncDecl) {
	fn, ok := s.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil || !fn.Exported() {
		return
	}
	f := &plainFunc{scope: s, params: parameters(fn.Signature()), all: parameters(fn.Signature()), items: make(map[types.Object]int)}
	f.assignments(decl.Body)
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				f.returned(n.Results[0])
			}
		default:
			s.arrivals(n, f.arrives)
			if call, ok := n.(*ast.CallExpr); ok {
				f.takenApart(decl, call)
				f.leaks(call)
			}
		}
		return true
	})
	f.fact.Packs, _ = s.texts.Returned(decl)
	f.fact.sort(&defaultLimits)
	if !f.fact.isEmpty() {
		s.pass.ExportObjectFact(fn, &f.fact)
	}
}

// A plainFunc is a function of which the syntax is looked at.
type plainFunc struct {
	scope  *scope
	all    []*types.Var         // parameters, receiver first
	params []*types.Var         // all; nil if the function changes it
	items  map[types.Object]int // variables that hold items of a parameter
	fact   Func
}

// assignments forgets parameters that the function changes, and finds variables
// of loops over the others.
func (f *plainFunc) assignments(body *ast.BlockStmt) {
	for n := range ast.Preorder(body) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if i := f.param(left); i != NoHole {
					f.params[i] = nil
				}
			}
		case *ast.RangeStmt:
			id, ok := n.Value.(*ast.Ident)
			if i := f.param(n.X); ok && i != NoHole && n.Tok == token.DEFINE {
				f.items[f.scope.pass.TypesInfo.Defs[id]] = i
			}
		}
	}
}

func parameters(sig *types.Signature) []*types.Var {
	var list []*types.Var
	if recv := sig.Recv(); recv != nil {
		list = append(list, recv)
	}
	return slices.AppendSeq(list, sig.Params().Variables())
}

// param returns the number of the parameter that expr names, or NoHole.
func (f *plainFunc) param(expr ast.Expr) int {
	id, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok {
		return NoHole
	}
	v, _ := f.scope.pass.TypesInfo.Uses[id].(*types.Var)
	if v == nil {
		return NoHole
	}
	return slices.Index(f.params, v)
}

// source returns the parameter that expr is, or is an item of, converted or not.
func (f *plainFunc) source(expr ast.Expr) (Origin, bool) {
	info := f.scope.pass.TypesInfo
	expr = f.scope.unconverted(expr)
	o := Origin{Param: f.param(expr)}
	if id, ok := expr.(*ast.Ident); ok && o.Param == NoHole {
		if i, ok := f.items[info.Uses[id]]; ok {
			o = Origin{Param: i, Path: "[]"}
		}
	}
	if o.Param == NoHole || f.params[o.Param] == nil {
		return o, false
	}
	t := f.params[o.Param].Type()
	if list, ok := t.Underlying().(*types.Slice); ok && o.Path != "" {
		t = list.Elem()
	}
	_, isStruct := t.Underlying().(*types.Struct)
	return o, mayHoldText(t) && !isStruct && !typematch.IsContext(t) && !typematch.IsError(t)
}

// returned tells where the first result comes from.
func (f *plainFunc) returned(expr ast.Expr) {
	expr = ast.Unparen(expr)
	if ref, ok := expr.(*ast.UnaryExpr); ok && ref.Op == token.AND {
		expr = ast.Unparen(ref.X)
	}
	lit, ok := expr.(*ast.CompositeLit)
	if !ok {
		text, _ := f.scope.text(expr)
		f.result("", expr, text)
		return
	}
	str, ok := f.scope.pass.TypesInfo.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			key, _ := kv.Key.(*ast.Ident)
			i = fieldIndex(str, key)
			elt = kv.Value
		}
		if i < 0 || i >= str.NumFields() {
			continue
		}
		cell, _ := fieldCell(f.scope.pass.TypesInfo.TypeOf(lit), i)
		text, _ := f.scope.text(elt)
		f.result(cell, elt, text)
	}
}

func fieldIndex(str *types.Struct, key *ast.Ident) int {
	for i := range str.NumFields() {
		if key != nil && str.Field(i).Name() == key.Name {
			return i
		}
	}
	return -1
}

// result tells that the result has, at path, what expr is: a constant text, or
// a parameter.
func (f *plainFunc) result(path string, expr ast.Expr, text string) {
	from, ok := f.source(expr)
	if isTold(text) {
		from, ok = Origin{Param: NoHole, Constant: constantFact(text)}, true
	}
	if ok {
		f.fact.Results = append(f.fact.Results, Returned{Path: path, From: from})
	}
}

// arrives tells of the sinks, if expr is a parameter: of configuration, and of
// credentials if toldParams found it.
func (f *plainFunc) arrives(expr ast.Expr, found func() []sinks.Sink) {
	v := f.scope.variable(expr)
	param := slices.Index(f.all, v)
	if v == nil || param == NoHole || !sinks.CarriesText(v.Type()) {
		return
	}
	for _, sink := range found() {
		if sink.Kind == sinks.Use || sink.Kind == sinks.Credential && f.scope.told.params[v] {
			f.fact.Sinks = append(f.fact.Sinks, ParamSink{Param: param, To: Sink{Sink: sink}})
		}
	}
}
