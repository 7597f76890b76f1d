package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// shownFields returns the fields of the package's types that the Error method of the
// type plainly puts into the text that it returns, by sums and fmt.Sprint and the
// like, and tells importers of those that they can name.
func (s *scope) shownFields() map[*types.Var]Sink {
	shown := make(map[*types.Var]Sink)
	for _, file := range s.pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil || decl.Recv == nil || decl.Name.Name != "Error" {
				continue
			}
			fn, _ := s.pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if fn == nil || !isErrorMethod(fn.Signature()) {
				continue
			}
			owner := fn.Signature().Recv().Type()
			sink := Sink{Sink: sinks.LeakSink(sinks.Error, typeName(owner)+".Error")}
			for n := range ast.Preorder(decl.Body) {
				if ret, ok := n.(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
					s.shownIn(ret.Results[0], func(sel *types.Selection) {
						cell, field := s.selected(sel)
						if field == nil || !typematch.IsText(field.Type()) || field.Pkg() != s.pass.Pkg {
							return
						}
						if _, known := shown[field]; !known && isShared(cell) {
							s.sinks = append(s.sinks, CellSink{Cell: cell, To: sink})
						}
						shown[field] = sink
					})
				}
			}
		}
	}
	return shown
}

func isErrorMethod(sig *types.Signature) bool {
	return sig.Params().Len() == 0 && sig.Results().Len() == 1 && typematch.IsText(sig.Results().At(0).Type())
}

// shownIn calls f for the fields of which a text is made.
func (s *scope) shownIn(expr ast.Expr, f func(*types.Selection)) {
	switch expr := s.unconverted(expr).(type) {
	case *ast.BinaryExpr:
		if expr.Op == token.ADD {
			s.shownIn(expr.X, f)
			s.shownIn(expr.Y, f)
		}
	case *ast.CallExpr:
		if fn, _ := typeutil.Callee(s.pass.TypesInfo, expr).(*types.Func); fn != nil && strings.HasPrefix(typematch.Func(fn), "fmt.Sprint") {
			for _, arg := range expr.Args {
				s.shownIn(arg, f)
			}
		}
	case *ast.SelectorExpr:
		if sel, ok := s.pass.TypesInfo.Selections[expr]; ok && sel.Kind() == types.FieldVal {
			f(sel)
		}
	}
}

// stores tells which parameters n stores in fields that errors show.
func (f *plainFunc) stores(n ast.Node) {
	if len(f.scope.shown) == 0 {
		return
	}
	info := f.scope.pass.TypesInfo
	store := func(field *types.Var, value ast.Expr) {
		if sink, ok := f.scope.shown[field]; ok {
			f.leak(value, "", sink)
		}
	}
	switch n := n.(type) {
	case *ast.CompositeLit:
		t := info.TypeOf(n)
		if t == nil {
			return
		}
		str, ok := t.Underlying().(*types.Struct)
		for i, elt := range n.Elts {
			if kv, isKeyed := elt.(*ast.KeyValueExpr); isKeyed && ok {
				key, _ := kv.Key.(*ast.Ident)
				i, elt = fieldIndex(str, key), kv.Value
			}
			if ok && i >= 0 && i < str.NumFields() {
				store(str.Field(i).Origin(), elt)
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if sel, ok := left.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) {
				if field, ok := info.Uses[sel.Sel].(*types.Var); ok && field.IsField() {
					store(field.Origin(), n.Rhs[i])
				}
			}
		}
	}
}
