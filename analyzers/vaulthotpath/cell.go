package vaulthotpath

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// A cell is a place that outlives a call: a field of what root points to, or
// root itself where field is nil.
type cell struct {
	root  types.Object
	field types.Object
}

// cell returns the outliving place that expr names: a field, package variable
// or captured variable, or an element of one.
func (k *keeper) cell(expr ast.Expr) (cell, bool) {
	switch e := ast.Unparen(expr).(type) {
	case *ast.IndexExpr:
		return k.cell(e.X)
	case *ast.StarExpr:
		return k.cell(e.X)
	case *ast.SelectorExpr:
		root, ok := k.root(e)
		if field, isVar := k.graph.info.ObjectOf(e.Sel).(*types.Var); ok && isVar {
			if field.IsField() {
				return cell{root, field.Origin()}, true
			}
			return cell{root: field}, true // variable of another package
		}
	case *ast.Ident:
		if root, ok := k.root(e); ok {
			return cell{root: root}, true
		}
	}
	return cell{}, false
}

// root returns the variable at the left end of a selector, where what it holds
// outlives the function: a receiver or parameter, a package variable, a
// variable of an enclosing function, or a local one that isn't made here.
func (k *keeper) root(expr ast.Expr) (types.Object, bool) {
	for {
		switch e := ast.Unparen(expr).(type) {
		case *ast.SelectorExpr:
			if v, ok := k.graph.info.ObjectOf(e.Sel).(*types.Var); ok && !v.IsField() {
				return v, true
			}
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.StarExpr:
			expr = e.X
		case *ast.Ident:
			obj := k.graph.info.ObjectOf(e)
			v, ok := obj.(*types.Var)
			return v, ok && k.outlives(v)
		default:
			return nil, false
		}
	}
}

func (k *keeper) outlives(v *types.Var) bool {
	switch v.Kind() {
	case types.PackageVar, types.RecvVar:
		return true
	}
	if v.Pos() < k.f.node.Pos() || k.f.node.End() <= v.Pos() {
		return true // captured
	}
	_, isMap := v.Type().Underlying().(*types.Map)
	_, isPointer := v.Type().Underlying().(*types.Pointer)
	if v.Kind() == types.ParamVar {
		return (isPointer || isMap) && !isRequest(v.Type())
	}
	sources, _ := k.graph.index.Sources(v)
	for _, source := range sources {
		if _, isCall := ast.Unparen(source).(*ast.CallExpr); !isCall || k.isMake(source) {
			return false
		}
	}
	return len(sources) > 0 && (isPointer || isMap)
}

// isRequest reports whether values of type t live as long as one request.
func isRequest(t types.Type) bool {
	name := typematch.Name(t)
	return name != "" && slices.ContainsFunc(handlerParams, func(params []string) bool { return slices.Contains(params, name) })
}

func (k *keeper) isMake(expr ast.Expr) bool {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok {
		return false
	}
	_, isBuiltin := typeutil.Callee(k.graph.info, call).(*types.Builtin)
	return isBuiltin
}
