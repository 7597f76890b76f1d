package packed

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// A Package is the syntax in which texts are put together.
type Package struct {
	Info  *types.Info
	Files []*ast.File
	Built *built.Index
}

// FunctionAt returns the function around pos: a declaration, or the outermost
// literal that a package variable holds, or nil.
func (c *Package) FunctionAt(pos token.Pos) ast.Node {
	for _, file := range c.Files {
		if pos < file.FileStart || file.FileEnd <= pos {
			continue
		}
		for _, decl := range file.Decls {
			if decl.Pos() <= pos && pos < decl.End() {
				return functionIn(decl, pos)
			}
		}
	}
	return nil
}

func functionIn(decl ast.Decl, pos token.Pos) ast.Node {
	if fn, ok := decl.(*ast.FuncDecl); ok {
		return fn
	}
	var found ast.Node
	ast.Inspect(decl, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && found == nil && lit.Pos() <= pos && pos < lit.End() {
			found = lit
		}
		return found == nil
	})
	return found
}

// Returned returns what divides the components in the text that a function
// returns first, if it returns such a text.
func (c *Package) Returned(fn *ast.FuncDecl) (string, bool) {
	results := fn.Type.Results
	if fn.Body == nil || results == nil || !c.isTextual(results.List[0].Type) || !joins(fn.Body) {
		return "", false
	}
	found := ""
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 0 || found != "" {
				return false
			}
			for _, leaf := range c.Built.Sources(built.At(n.Results[0], nil)).Values {
				if sep, ok := c.Compound(c.Parts(leaf)); ok {
					found = sep
				}
			}
		}
		return true
	})
	return found, found != ""
}

// isTextual reports whether an expression for a type is one of texts or bytes.
func (c *Package) isTextual(expr ast.Expr) bool {
	t := c.Info.TypeOf(expr)
	if t == nil {
		return false
	}
	if list, ok := t.Underlying().(*types.Slice); ok {
		elem, ok := list.Elem().Underlying().(*types.Basic)
		return ok && elem.Kind() == types.Byte
	}
	return typematch.IsText(t)
}

// joins reports whether a function puts texts together: it errs towards true.
func joins(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			found = found || n.Op == token.ADD
		case *ast.SelectorExpr:
			switch n.Sel.Name {
			case "Sprintf", "Appendf", "Join", "String":
				found = true
			}
		}
		return !found
	})
	return found
}
