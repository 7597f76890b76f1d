package vaulthotpath

import (
	"go/ast"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

// An origin says where a value comes from: whether a node is one that yields it.
type origin func(ast.Node) bool

// answerOf is the origin of what call returns.
func answerOf(call *ast.CallExpr) origin {
	return func(n ast.Node) bool { return n == call }
}

// maxFillDepth is how many calls deep a store is looked for.
const maxFillDepth = 3

// fills returns the cells that what call returns, or something made of it, is
// stored in: by the function, or by what it calls.
func (k *keeper) fills(call *ast.CallExpr) []cell {
	return k.fillsFrom(answerOf(call), maxFillDepth)
}

func (k *keeper) fillsFrom(from origin, depth int) []cell {
	carries := k.carrier(from)
	var cells []cell
	ast.Inspect(k.f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				right := n.Rhs[min(i, len(n.Rhs)-1)]
				if c, ok := k.cell(left); ok && carries(right) && !isKeptForm(k.graph.info.TypeOf(left)) {
					cells = append(cells, c)
				}
			}
		case *ast.CallExpr:
			cells = append(cells, k.filledBy(n, from, carries, depth)...)
		}
		return true
	})
	return cells
}

// carrier returns a function that reports whether an expression holds what
// comes from an origin. Functions hold nothing: they would be run.
func (k *keeper) carrier(from origin) func(ast.Expr) bool {
	tainted := k.derived(from)
	return func(expr ast.Expr) bool {
		_, isLoader := ast.Unparen(expr).(*ast.FuncLit)
		return !isLoader && !isKeptForm(k.graph.info.TypeOf(expr)) && k.flows(expr, from, tainted)
	}
}

// isKeptForm reports whether a value of type t holds no answer: a client of
// the vault, an error or a truth value.
func isKeptForm(t types.Type) bool {
	if t == nil {
		return true
	}
	basic, ok := t.Underlying().(*types.Basic)
	return isError(t) || keyvault.IsClient(t) || ok && basic.Info()&types.IsBoolean != 0
}

// filledBy returns the cells that call fills with what comes from an origin: a
// cell whose method takes it (m.Store(name, v)), those in which a function of
// the package stores what it is given, or those in which the read's own
// function stores the answer (s.refresh(ctx)).
func (k *keeper) filledBy(call *ast.CallExpr, from origin, carries func(ast.Expr) bool, depth int) []cell {
	var given []int
	for i, arg := range call.Args {
		if carries(arg) {
			given = append(given, i)
		}
	}
	if len(given) == 0 && !from(call) {
		return nil
	}
	if callee, ok := k.graph.callee(call); ok {
		return k.filledByCallee(call, callee, from(call), given, depth)
	}
	if _, isOp := keyvault.CallAt(k.graph.info, call); isOp {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(given) == 0 || !isMethod(k.graph.info, sel) || !k.returnsNothingNew(call, given[0]) {
		return nil
	}
	if c, ok := k.cell(sel.X); ok {
		return []cell{c}
	}
	return nil
}

// returnsNothingNew reports whether the method that call calls returns only
// truth values, errors and what it was given, as methods that store do: a
// method that makes something else of its argument uses it.
func (k *keeper) returnsNothingNew(call *ast.CallExpr, given int) bool {
	if k.graph.dropped[call] {
		return true
	}
	sig, ok := k.graph.info.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return false
	}
	for result := range sig.Results().Variables() {
		t := result.Type()
		isOne := given < sig.Params().Len() && types.Identical(t, sig.Params().At(given).Type())
		if !isOne && !isKeptForm(t) {
			return false
		}
	}
	return true
}

func isMethod(info *types.Info, sel *ast.SelectorExpr) bool {
	selection, ok := info.Selections[sel]
	return ok && selection.Kind() == types.MethodVal
}

// filledByCallee returns the cells, seen from the caller, in which callee
// stores its parameters given or, with reads, the answers of its reads.
func (k *keeper) filledByCallee(call *ast.CallExpr, callee function, reads bool, given []int, depth int) []cell {
	if depth == 0 {
		return nil
	}
	params := make(map[types.Object]bool)
	for _, i := range given {
		if i < callee.sig.Params().Len() {
			params[callee.sig.Params().At(i)] = true
		}
	}
	from := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			return params[k.graph.info.Uses[n]]
		case *ast.CallExpr:
			return reads && len(k.graph.callReads(n)) > 0
		}
		return false
	}
	var cells []cell
	for _, c := range newKeeper(k.graph, callee).fillsFrom(from, depth-1) {
		if outer, ok := k.callersCell(call, callee, c); ok {
			cells = append(cells, outer)
		}
	}
	return cells
}

// callersCell returns c, a cell of callee, as its caller sees it: below the
// receiver of the call, or the package variable that it is.
func (k *keeper) callersCell(call *ast.CallExpr, callee function, c cell) (cell, bool) {
	if v, ok := c.root.(*types.Var); ok && v.Kind() == types.PackageVar {
		return c, true
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || callee.sig.Recv() == nil || c.root != callee.sig.Recv() {
		return cell{}, false
	}
	root, ok := k.root(sel.X)
	return cell{root, c.field}, ok
}
