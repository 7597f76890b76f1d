package hardcodedcreds

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// minLength is the length in bytes below which no text is a credential by
// itself.
const minLength = 8

// findValues reports constants whose value says that they are credentials.
func (f *finder) findValues(root inspector.Cursor) {
	root.Inspect([]ast.Node{(*ast.BasicLit)(nil), (*ast.BinaryExpr)(nil), (*ast.ImportSpec)(nil), (*ast.Field)(nil)}, func(cur inspector.Cursor) bool {
		switch n := cur.Node().(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			return true
		case *ast.BasicLit:
			if n.Kind != token.STRING || len(n.Value) < minLength || isTag(cur) {
				return true
			}
			if text, ok := constantText(f.info, n); ok {
				f.checkValue(cur, n, text)
			}
		case *ast.BinaryExpr:
			if n.Op != token.ADD {
				return true
			}
			if text, ok := constantText(f.info, n); ok {
				f.checkValue(cur, n, text)
				return false
			}
		}
		return true
	})
}

func isTag(cur inspector.Cursor) bool { return cur.ParentEdgeKind() == edge.Field_Tag }

// checkValue reports what the text of the constant at cur says of itself, and the
// members of a document after that.
func (f *finder) checkValue(cur inspector.Cursor, expr ast.Expr, text string) {
	if len(text) < minLength {
		return
	}
	defer f.checkDocument(expr, text)
	found, ok := credential.Find(text)
	if !ok {
		name := f.declaredName(cur)
		if name == "" {
			return
		}
		if found, ok = credential.FindNamed(name, text); !ok {
			return
		}
	}
	f.reportValue(f.holder(expr, found.Secret), found)
}

// holder returns where the secret in the constant expr is written: at the
// declaration of a named constant that holds all of it, or at expr.
func (f *finder) holder(expr ast.Expr, secret string) ast.Expr {
	for _, operand := range operands(expr) {
		if _, isName := operand.(*ast.Ident); !isName {
			continue
		}
		if text, ok := constantText(f.info, operand); ok && strings.Contains(text, secret) {
			return f.site.Written(operand)
		}
	}
	return expr
}

// declaredName returns the name under which the program knows the constant at
// cur: of the variable, constant, field, map key or parameter that it is given
// to, or "".
func (f *finder) declaredName(cur inspector.Cursor) string {
	kind, i := cur.ParentEdge()
	parent := cur.Parent()
	switch n := parent.Node().(type) {
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Values && i < len(n.Names) {
			return n.Names[i].Name
		}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(n.Lhs) == len(n.Rhs) {
			return f.exprName(n.Lhs[i])
		}
	case *ast.KeyValueExpr:
		if kind == edge.KeyValueExpr_Value {
			return f.exprName(n.Key)
		}
	case *ast.ParenExpr:
		return f.declaredName(parent)
	case *ast.CallExpr:
		if kind != edge.CallExpr_Args {
			return ""
		}
		if tv, ok := f.info.Types[n.Fun]; ok && tv.IsType() {
			return f.declaredName(parent) // conversion
		}
		if param := f.param(n, i); param != nil {
			return param.Name()
		}
	}
	return ""
}

// exprName returns the last name in an expression: x, a.x, a["x"], "x".
func (f *finder) exprName(expr ast.Expr) string {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return f.exprName(e.Index)
	case *ast.BasicLit:
		name, _ := constantText(f.info, e)
		return name
	}
	return ""
}

// param returns the parameter of the called function that the argument with
// index i is for, or nil.
func (f *finder) param(call *ast.CallExpr, i int) *types.Var {
	sig, ok := types.Unalias(f.info.TypeOf(call.Fun)).(*types.Signature)
	if !ok {
		if t := f.info.TypeOf(call.Fun); t != nil {
			sig, ok = t.Underlying().(*types.Signature)
		}
		if !ok {
			return nil
		}
	}
	if fn, isFunc := typeutil.Callee(f.info, call).(*types.Func); isFunc {
		origin := fn.Origin().Signature()
		if origin.Params().Len() == sig.Params().Len() {
			sig = origin
		}
	}
	params := sig.Params()
	if sig.Variadic() && i >= params.Len()-1 {
		i = params.Len() - 1
	}
	if i < 0 || i >= params.Len() {
		return nil
	}
	return params.At(i)
}

// constantText returns the string that expr folds to.
func constantText(info *types.Info, expr ast.Expr) (string, bool) {
	if tv, ok := info.Types[expr]; ok && tv.Value != nil && tv.Value.Kind() == constant.String {
		return constant.StringVal(tv.Value), true
	}
	return "", false
}

// operands returns the operands of a sum.
func operands(expr ast.Expr) []ast.Expr {
	expr = ast.Unparen(expr)
	if b, ok := expr.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return append(operands(b.X), operands(b.Y)...)
	}
	return []ast.Expr{expr}
}
