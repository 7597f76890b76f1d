package packed

import (
	"go/ast"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
)

// NameOf returns what an expression is called: a variable, field, key or
// function, or the constant that a function is given to find it by.
func (c *Package) NameOf(expr ast.Expr) string {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return c.NameOf(e.X)
	case *ast.UnaryExpr:
		return c.NameOf(e.X)
	case *ast.IndexExpr:
		if text, ok := c.Built.Text(built.At(e.Index, nil)); ok {
			return text
		}
		return c.NameOf(e.X)
	case *ast.SliceExpr:
		return c.NameOf(e.X)
	case *ast.CallExpr:
		return c.nameOfCall(e)
	}
	return ""
}

func (c *Package) nameOfCall(call *ast.CallExpr) string {
	if c.Info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		return c.NameOf(call.Args[0])
	}
	for _, arg := range call.Args {
		if text, ok := c.Built.Text(built.At(arg, nil)); ok && text != "" {
			return text
		}
	}
	name := c.CalledName(call)
	if len(call.Args) > 0 && (strings.HasPrefix(name, "strings.") || strings.HasSuffix(name, ".Ptr")) {
		return c.NameOf(call.Args[0])
	}
	if len(call.Args) == 1 && strings.Contains(name, "EncodeToString") {
		return c.NameOf(call.Args[0])
	}
	return c.NameOf(call.Fun)
}
