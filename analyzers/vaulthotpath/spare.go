package vaulthotpath

import (
	"go/ast"
	"go/token"
	"go/types"
)

// refreshes reports whether the answer of call goes only into what other code
// of the package looks up, as where an event or a 401 makes a service reload
// what it keeps.
func (k *keeper) refreshes(call *ast.CallExpr) bool {
	cells := k.fills(call)
	if len(cells) == 0 || k.usesAnswer(call) {
		return false
	}
	for _, c := range cells {
		if k.graph.lookedUp(c, k.f.node) {
			return true
		}
	}
	return false
}

// usesAnswer reports whether the function does anything with the answer of
// call but compare it, derive from it and store it.
func (k *keeper) usesAnswer(call *ast.CallExpr) bool {
	tainted := k.derived(answerOf(call))
	carries := k.carrier(answerOf(call))
	used := false
	ast.Inspect(k.f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			return !k.movesOn(n, tainted)
		case *ast.BinaryExpr:
			return !k.comparesWithConstant(n)
		case *ast.CallExpr:
			return n == call || len(k.filledBy(n, answerOf(call), carries, maxFillDepth)) == 0
		case *ast.Ident:
			used = used || tainted[k.graph.info.ObjectOf(n)]
		}
		return !used
	})
	return used
}

// movesOn reports whether stmt gives all that it takes to variables of tainted
// and to cells that outlive the function.
func (k *keeper) movesOn(stmt *ast.AssignStmt, tainted map[types.Object]bool) bool {
	for _, left := range stmt.Lhs {
		if _, isCell := k.cell(left); isCell {
			return true
		}
		if id, ok := left.(*ast.Ident); ok && tainted[k.graph.info.ObjectOf(id)] {
			return true
		}
	}
	return false
}

// comparesWithConstant reports whether expr asks whether something is nil, or
// equal to a constant.
func (k *keeper) comparesWithConstant(expr *ast.BinaryExpr) bool {
	if expr.Op != token.EQL && expr.Op != token.NEQ {
		return false
	}
	isFixed := func(e ast.Expr) bool {
		tv := k.graph.info.Types[e]
		return tv.IsNil() || tv.Value != nil
	}
	return isFixed(expr.X) || isFixed(expr.Y)
}

// lookedUp reports whether code outside of the function at except reads c:
// uses it other than as the target of an assignment or of a call whose result
// it drops.
func (g *graph) lookedUp(c cell, except ast.Node) bool {
	target := c.field
	if target == nil {
		target = c.root
	}
	found := false
	for _, file := range g.index.Files() {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, right := range n.Rhs {
					found = found || g.names(right, target)
				}
				return false
			case *ast.ExprStmt:
				return false
			case *ast.CompositeLit:
				return false // sets it, if anything
			case *ast.Ident:
				found = found || g.info.Uses[n] == target
			}
			return n != except && !found
		})
	}
	return found
}

func (g *graph) names(expr ast.Expr, obj types.Object) bool {
	found := false
	ast.Inspect(expr, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && g.info.Uses[id] == obj
		return !found
	})
	return found
}

// isCallers reports whether call is an operation of a client that the function
// makes from data of its request: on behalf of a user, or for a vault that the
// request names. Each request has its own answer then. A client made for the
// request's context alone doesn't count.
func (k *keeper) isCallers(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	client, ok := k.graph.index.Object(sel.X).(*types.Var)
	if !ok || client.IsField() {
		return false
	}
	params := make(map[types.Object]bool)
	for param := range k.f.sig.Params().Variables() {
		params[param] = true
	}
	fromRequest := k.derived(func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		return ok && params[k.graph.info.Uses[id]]
	})
	return fromRequest[client]
}
