package vaulthotpath

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A keeper tells whether calls in one function happen only when something that
// outlives the function doesn't hold the answer yet.
type keeper struct {
	graph *graph
	f     function
}

func newKeeper(g *graph, f function) *keeper { return &keeper{g, f} }

// keeps reports whether the answer of call is kept: it is stored in a cell
// that outlives the function (fill), and a condition on the cell's root leads
// round the call (guard) to a use of what the cell holds (hit).
func (k *keeper) keeps(call *ast.CallExpr) bool {
	for _, cell := range k.fills(call) {
		if k.guards(call, cell) {
			return true
		}
	}
	return false
}

// guards reports whether a condition on the root of c leads round call to a
// use of what c holds.
func (k *keeper) guards(call *ast.CallExpr, c cell) bool {
	held := k.derived(func(n ast.Node) bool { return k.isRootUse(n, c.root) })
	guarded := false
	ast.Inspect(k.f.body, func(n ast.Node) bool {
		stmt, ok := n.(*ast.IfStmt)
		if !ok || guarded {
			return !guarded
		}
		if !k.mentionsRoot(stmt.Cond, c.root, held) {
			return true
		}
		inBody := within(call.Pos(), stmt.Body)
		inElse := stmt.Else != nil && within(call.Pos(), stmt.Else)
		switch {
		case inBody || inElse:
			guarded = true // what follows uses the cell in either case
		case stmt.End() <= call.Pos():
			guarded = k.returns(stmt.Body, c.root, held)
		}
		return true
	})
	return guarded
}

func within(pos token.Pos, n ast.Node) bool { return n.Pos() <= pos && pos < n.End() }

// returns reports whether body leaves the function and uses what the cell
// holds before it does.
func (k *keeper) returns(body *ast.BlockStmt, root types.Object, held map[types.Object]bool) bool {
	leaves, uses := false, false
	ast.Inspect(body, func(n ast.Node) bool {
		if _, ok := n.(*ast.ReturnStmt); ok {
			leaves = true
		}
		if id, ok := n.(*ast.Ident); ok {
			obj := k.graph.info.ObjectOf(id)
			uses = uses || obj != nil && (obj == root || held[obj]) && !isKeptForm(obj.Type())
		}
		return true
	})
	return leaves && uses
}

func (k *keeper) mentionsRoot(expr ast.Expr, root types.Object, held map[types.Object]bool) bool {
	found := false
	ast.Inspect(expr, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if ok {
			obj := k.graph.info.ObjectOf(id)
			found = found || obj != nil && (obj == root || held[obj])
		}
		return !found
	})
	return found
}

func (k *keeper) isRootUse(n ast.Node, root types.Object) bool {
	id, ok := n.(*ast.Ident)
	return ok && k.graph.info.Uses[id] == root
}
