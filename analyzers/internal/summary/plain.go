package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/types/typeutil"
)

// plainFacts tells of a package that isn't built what its syntax alone shows:
// exported variables that begin with a constant, functions that return
// constants or a struct made of constants and parameters, and functions that use
// a parameter as configuration. It errs towards telling too little.
func (s *scope) plainFacts() {
	for _, file := range s.pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				if decl.Tok == token.VAR {
					s.variables(decl)
				}
			case *ast.FuncDecl:
				s.plainFunction(decl)
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
	f := &plainFunc{scope: s, params: parameters(fn.Signature())}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				f.returned(n.Results[0])
			}
		case *ast.CallExpr:
			f.called(n)
		}
		return true
	})
	f.fact.sort(&defaultLimits)
	if !f.fact.isEmpty() {
		s.pass.ExportObjectFact(fn, &f.fact)
	}
}

// A plainFunc is a function of which the syntax is looked at.
type plainFunc struct {
	scope  *scope
	params []*types.Var // receiver first
	fact   Func
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
	return slices.Index(f.params, v)
}

// returned tells where the first result comes from.
func (f *plainFunc) returned(expr ast.Expr) {
	expr = ast.Unparen(expr)
	if ref, ok := expr.(*ast.UnaryExpr); ok && ref.Op == token.AND {
		expr = ast.Unparen(ref.X)
	}
	lit, ok := expr.(*ast.CompositeLit)
	if !ok {
		if text, ok := f.scope.text(expr); ok {
			f.result("", expr, text)
		}
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
// a parameter that is a text.
func (f *plainFunc) result(path string, expr ast.Expr, text string) {
	from := Origin{Param: f.param(expr)}
	switch {
	case isTold(text):
		from = Origin{Param: NoHole, Constant: constantFact(text)}
	case from.Param == NoHole || path == "" || !isText(f.params[from.Param].Type()):
		return
	}
	f.fact.Results = append(f.fact.Results, Returned{Path: path, From: from})
}

// called tells which parameters call uses as configuration.
func (f *plainFunc) called(call *ast.CallExpr) {
	fn, _ := typeutil.Callee(f.scope.pass.TypesInfo, call).(*types.Func)
	if fn == nil {
		return
	}
	c := &sinks.Call{Func: fn, Sig: fn.Signature(), Args: len(call.Args), IsOwn: f.scope.isOwnPackage, Text: func(i int) (string, bool) {
		return f.scope.text(call.Args[i])
	}}
	for i, arg := range call.Args {
		param := f.param(arg)
		if param == NoHole || !isText(f.params[param].Type()) {
			continue
		}
		for _, sink := range c.Arg(i) {
			if sink.Kind == sinks.Use {
				f.fact.Sinks = append(f.fact.Sinks, ParamSink{Param: param, To: Sink{Sink: sink}})
			}
		}
	}
}
