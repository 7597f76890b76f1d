package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/values"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// findAssembled reports constants that are put into the password's place of a
// connection string, by a format or by concatenation.
func (f *finder) findAssembled(root inspector.Cursor) {
	root.Inspect([]ast.Node{(*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)}, func(cur inspector.Cursor) bool {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			f.checkFormat(cur, n)
		case *ast.BinaryExpr:
			if _, folded := values.Constant(f.info, n); n.Op == token.ADD && !folded {
				f.checkConcatenation(cur, n)
			}
		}
		return true
	})
}

// checkFormat looks at a call of fmt.Sprintf and its kin.
func (f *finder) checkFormat(cur inspector.Cursor, call *ast.CallExpr) {
	fn, ok := typeutil.Callee(f.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "fmt" || call.Ellipsis.IsValid() {
		return
	}
	at, ok := formatIndex[fn.Name()]
	if !ok || len(call.Args) <= at {
		return
	}
	format, ok := values.Constant(f.info, call.Args[at])
	if !ok {
		return
	}
	for _, i := range credential.FormatPasswordVerbs(format) {
		if operand := at + 1 + i; operand < len(call.Args) {
			f.reportAssembled(cur, call.Args[operand])
		}
	}
}

// formatIndex is the index of the format among the arguments of the functions
// of package fmt that return what they format.
var formatIndex = map[string]int{"Sprintf": 0, "Appendf": 1}

// checkConcatenation looks at each operand of a + b + c with constant text to
// its left. cur is at one + of several; only the outermost is looked at.
func (f *finder) checkConcatenation(cur inspector.Cursor, expr *ast.BinaryExpr) {
	if parent, ok := cur.Parent().Node().(*ast.BinaryExpr); ok && parent.Op == token.ADD {
		return
	}
	all := operands(expr)
	texts := make([]string, len(all))
	for i, operand := range all {
		text, isConstant := values.Constant(f.info, operand)
		if !isConstant {
			text = "%s" // some text
		}
		texts[i] = text
	}
	for i, operand := range all {
		if _, isLiteral := operand.(*ast.BasicLit); isLiteral {
			continue // judged as part of the whole, or no more than punctuation
		}
		if credential.PasswordBetween(strings.Join(texts[:i], ""), strings.Join(texts[i+1:], "")) {
			f.reportAssembled(cur, operand)
		}
	}
}

func operands(expr ast.Expr) []ast.Expr {
	expr = ast.Unparen(expr)
	if b, ok := expr.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return append(operands(b.X), operands(b.Y)...)
	}
	return []ast.Expr{expr}
}

// reportAssembled reports the constants that operand may be.
func (f *finder) reportAssembled(cur inspector.Cursor, operand ast.Expr) {
	for _, w := range f.constantsHere(cur, operand) {
		if !credential.Placeholder(w.text) && !credential.Public(w.text) {
			f.Report(ConnectionString, w.expr, "%s is the password of a connection string (sha256 %s) and written into the source; %s",
				named(operand), credential.Fingerprint(w.text), remedy)
		}
	}
}

// named returns how a message calls the thing at expr, which is never shown
// where it is the credential itself.
func named(expr ast.Expr) string {
	switch ast.Unparen(expr).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return types.ExprString(expr)
	}
	return "a constant"
}

// constantsHere is constantOf, and for a field such as c.Password also the
// constants that the same function assigns to it.
func (f *finder) constantsHere(cur inspector.Cursor, operand ast.Expr) []written {
	if w, ok := f.constantOf(operand); ok {
		return []written{w}
	}
	target, ok := ast.Unparen(operand).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	var found []written
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		for n := range ast.Preorder(decl.Node()) {
			assign, ok := n.(*ast.AssignStmt)
			if !ok || len(assign.Lhs) != len(assign.Rhs) {
				continue
			}
			for i, left := range assign.Lhs {
				if sel, ok := left.(*ast.SelectorExpr); ok && f.samePath(sel, target) {
					if w, ok := f.constantOf(assign.Rhs[i]); ok {
						found = append(found, w)
					}
				}
			}
		}
	}
	return found
}

// samePath reports whether a and b select the same fields of one variable.
func (f *finder) samePath(a, b ast.Expr) bool {
	a, b = ast.Unparen(a), ast.Unparen(b)
	switch a := a.(type) {
	case *ast.Ident:
		b, ok := b.(*ast.Ident)
		return ok && f.info.ObjectOf(a) != nil && f.info.ObjectOf(a) == f.info.ObjectOf(b)
	case *ast.SelectorExpr:
		b, ok := b.(*ast.SelectorExpr)
		return ok && f.info.ObjectOf(a.Sel) == f.info.ObjectOf(b.Sel) && f.samePath(a.X, b.X)
	}
	return false
}
