package packed

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// namesOf returns what the place that takes expr is called: a variable, field,
// key or parameter.
func (t *taker) namesOf(expr ast.Expr, depth int) []string {
	switch p := t.parent(expr).(type) {
	case *ast.AssignStmt:
		if left := sideOf(p.Lhs, p.Rhs, expr, 0); left != nil {
			return []string{nameOf(t.info, left)}
		}
	case *ast.ValueSpec:
		if obj := t.target(expr, 0); obj != nil {
			return []string{obj.Name()}
		}
	case *ast.KeyValueExpr:
		return []string{nameOf(t.info, p.Key)}
	case *ast.UnaryExpr:
		if depth < 3 {
			return t.namesOf(p, depth+1)
		}
	case *ast.CompositeLit:
		return []string{t.positional(p, expr)}
	case *ast.ReturnStmt:
		return []string{t.resultName(p, expr)}
	case *ast.CallExpr:
		return t.argumentNames(p, expr, depth)
	}
	return nil
}

// argumentNames returns the name of the parameter that takes expr or, where
// call returns a form of it, of what takes that.
func (t *taker) argumentNames(call *ast.CallExpr, expr ast.Expr, depth int) []string {
	if tv := t.info.Types[call.Fun]; depth < 3 && (tv.IsType() || len(call.Args) > 0 && ast.Unparen(call.Args[0]) == expr && t.returnsForm(call)) {
		return t.namesOf(call, depth+1)
	}
	sig, ok := t.info.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return nil
	}
	for i, arg := range call.Args {
		if ast.Unparen(arg) == expr && i < sig.Params().Len() {
			return []string{sig.Params().At(i).Name()}
		}
	}
	return nil
}

// returnsForm reports whether a call returns another form of its argument:
// trimmed text, a pointer to it.
func (t *taker) returnsForm(call *ast.CallExpr) bool {
	fn, _ := typeutil.Callee(t.info, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	return fn.Pkg().Path() == "strings" || len(call.Args) == 1 && fn.Name() == "Ptr" || len(call.Args) == 1 && fn.Name() == "String"
}

func nameOf(info *types.Info, expr ast.Expr) string {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return nameOf(info, e.X)
	case *ast.IndexExpr:
		text, _ := textOf(info, e.Index)
		return text
	}
	text, _ := textOf(info, expr)
	return text
}

// positional returns the name of the field that an element without key sets.
func (t *taker) positional(lit *ast.CompositeLit, expr ast.Expr) string {
	str, ok := t.info.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for i, elt := range lit.Elts {
		if ast.Unparen(elt) == expr && i < str.NumFields() {
			return str.Field(i).Name()
		}
	}
	return ""
}

// resultName returns the name of the result that a return statement gives expr.
func (t *taker) resultName(ret *ast.ReturnStmt, expr ast.Expr) string {
	names := t.resultNames(ret)
	for i, result := range ret.Results {
		if ast.Unparen(result) == expr && i < len(names) {
			return names[i]
		}
	}
	return ""
}

// resultNames returns the names of the results of the function that ret is in.
func (t *taker) resultNames(ret *ast.ReturnStmt) []string {
	var sig *ast.FuncType
	for n := t.parents[ret]; n != nil && sig == nil; n = t.parents[n] {
		switch n := n.(type) {
		case *ast.FuncDecl:
			sig = n.Type
		case *ast.FuncLit:
			sig = n.Type
		}
	}
	if sig == nil || sig.Results == nil {
		return nil
	}
	var names []string
	for _, field := range sig.Results.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}
