package vaulthotpath

import (
	"go/ast"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func isContext(t types.Type) bool { return t != nil && typematch.Name(t) == "context.Context" }

// derived returns the local variables that get their value from a node for
// which from holds, through any number of assignments. Errors and contexts don't count.
func (k *keeper) derived(from origin) map[types.Object]bool {
	derived := make(map[types.Object]bool)
	for changed := true; changed; {
		changed = false
		ast.Inspect(k.f.body, func(n ast.Node) bool {
			stmt, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for i, left := range stmt.Lhs {
				id, ok := left.(*ast.Ident)
				if !ok {
					continue
				}
				obj := k.graph.info.ObjectOf(id)
				if obj == nil || derived[obj] || isError(obj.Type()) || isContext(obj.Type()) {
					continue
				}
				if k.flows(stmt.Rhs[min(i, len(stmt.Rhs)-1)], from, derived) {
					derived[obj], changed = true, true
				}
			}
			return true
		})
	}
	return derived
}

// flows reports whether expr contains a node of the origin or a variable of
// derived, other than in a context.
func (k *keeper) flows(expr ast.Expr, from origin, derived map[types.Object]bool) bool {
	found := false
	ast.Inspect(expr, func(n ast.Node) bool {
		if n == nil || found {
			return false
		}
		if e, ok := n.(ast.Expr); ok && isContext(k.graph.info.TypeOf(e)) {
			return false
		}
		if id, ok := n.(*ast.Ident); ok && derived[k.graph.info.ObjectOf(id)] {
			found = true
		}
		found = found || from(n)
		return !found
	})
	return found
}
