package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/inspector"
)

// onlyValue returns what a variable of this package always holds: the value of
// its declaration, where nothing else is ever assigned to it and nobody has its
// address. It returns nil for others.
func (f *finder) onlyValue(id *ast.Ident) ast.Expr {
	v, ok := f.info.Uses[id].(*types.Var)
	if !ok || v.IsField() || !typematch.IsText(v.Type()) && !isBytes(v.Type()) || v.Pkg() == nil || v.Pkg().Name() != f.pkg {
		return nil
	}
	if f.values == nil {
		f.values = make(map[*types.Var]ast.Expr)
		f.collectValues()
	}
	return f.values[v]
}

// collectValues fills f.values: nil for variables with several values.
func (f *finder) collectValues() {
	nodes := []ast.Node{(*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.UnaryExpr)(nil), (*ast.RangeStmt)(nil)}
	f.root.Inspect(nodes, func(cur inspector.Cursor) bool {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				var value ast.Expr
				if len(n.Lhs) == len(n.Rhs) && n.Tok == token.DEFINE {
					value = n.Rhs[i]
				}
				f.setValue(left, value)
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				var value ast.Expr
				if len(n.Names) == len(n.Values) {
					value = n.Values[i]
				}
				f.setValue(id, value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				f.setValue(n.X, nil)
			}
		case *ast.RangeStmt:
			f.setValue(n.Key, nil)
			f.setValue(n.Value, nil)
		}
		return true
	})
}

// setValue notes that target gets value, or something unknown if that is nil.
func (f *finder) setValue(target, value ast.Expr) {
	id, ok := target.(*ast.Ident)
	if !ok {
		return
	}
	v, ok := f.info.ObjectOf(id).(*types.Var)
	if !ok {
		return
	}
	if _, again := f.values[v]; again {
		value = nil
	}
	f.values[v] = value
}

// isOtherThing reports whether expr is a constant or variable whose own name says
// that it is no credential, whatever it is given to: pushPublicKey.
func (f *finder) isOtherThing(expr ast.Expr) bool {
	name := ""
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		name = expr.Name
	case *ast.SelectorExpr:
		name = expr.Sel.Name
	}
	return mayClaim(name) && claimOf(name) == noClaim
}

// isConvictedElsewhere reports whether expr is a constant of another package
// under the name of a credential: there it is reported where it is written.
func (f *finder) isConvictedElsewhere(expr ast.Expr) bool {
	c := f.foreignConst(expr)
	return c != nil && claimOf(c.Name()) != noClaim
}

// foreignConst returns the constant of another package that expr is, or nil.
func (f *finder) foreignConst(expr ast.Expr) *types.Const {
	sel, ok := ast.Unparen(expr).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	c, ok := f.info.Uses[sel.Sel].(*types.Const)
	if !ok || c.Pkg() == nil || c.Pkg().Path() == f.path {
		return nil
	}
	return c
}

// speaksWhereDeclared reports whether expr is a constant of another package whose
// value or name says what text, its value, is: there it is reported.
func (f *finder) speaksWhereDeclared(expr ast.Expr, text string) bool {
	c := f.foreignConst(expr)
	if c == nil {
		return false
	}
	if _, ok := credential.Find(text); ok {
		return true
	}
	return convicts(claimOf(c.Name()), text, c.Name(), use{constant: true})
}
