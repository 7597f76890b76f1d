package vaulthotpath

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
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

// fills returns the cells that what call returns, or something made of it, is
// stored in: by the function, or by what it calls.
func (k *keeper) fills(call *ast.CallExpr) []cell {
	tainted := k.derived(func(n ast.Node) bool { return n == call })
	carries := func(expr ast.Expr) bool {
		_, isLoader := ast.Unparen(expr).(*ast.FuncLit)
		return !isLoader && !isKeptForm(k.graph.info.TypeOf(expr)) && k.mentions(expr, tainted, call)
	}
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
			cells = append(cells, k.filledBy(n, call, carries)...)
		}
		return true
	})
	return cells
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

// filledBy returns the cells that a call in the function fills: a method of
// the cell that takes the answer (m.Store(name, v)), a function of the package
// that stores the answer it is given, or the read itself where its function
// stores the answer (s.refresh(ctx)).
func (k *keeper) filledBy(n, call *ast.CallExpr, carries func(ast.Expr) bool) []cell {
	takes := n == call
	for _, arg := range n.Args {
		takes = takes || n != call && carries(arg)
	}
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok || !takes {
		return nil
	}
	if fn := k.graph.callee(n); fn != nil {
		root, ok := k.root(sel.X)
		if !ok {
			return nil
		}
		var cells []cell
		for _, field := range k.graph.stores(fn) {
			cells = append(cells, cell{root, field})
		}
		return cells
	}
	if _, isOp := keyvault.CallAt(k.graph.info, n); isOp {
		return nil
	}
	if c, ok := k.cell(sel.X); ok && isMethod(k.graph.info, sel) {
		return []cell{c}
	}
	return nil
}

// takesValue reports whether call has arguments, and none is a function
// literal, which would be run rather than stored.
func takesValue(call *ast.CallExpr) bool {
	return len(call.Args) > 0 && !slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		_, isLiteral := ast.Unparen(arg).(*ast.FuncLit)
		return isLiteral
	})
}

func isMethod(info *types.Info, sel *ast.SelectorExpr) bool {
	selection, ok := info.Selections[sel]
	return ok && selection.Kind() == types.MethodVal
}

// stores returns the fields of its receiver that fn assigns anything but a
// client to, directly or by methods such as Store.
func (g *graph) stores(fn *types.Func) []types.Object {
	decl := g.index.Body(fn)
	f, ok := declared(g.info, decl)
	if !ok {
		return nil
	}
	k := newKeeper(g, f)
	var fields []types.Object
	add := func(expr ast.Expr) {
		if c, ok := k.cell(expr); ok && c.field != nil {
			fields = append(fields, c.field)
		}
	}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if !isKeptForm(g.info.TypeOf(left)) {
					add(left)
				}
			}
		case *ast.CallExpr:
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && isMethod(g.info, sel) && takesValue(n) {
				if _, isOp := keyvault.CallAt(g.info, n); !isOp {
					add(sel.X)
				}
			}
		}
		return true
	})
	return fields
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
