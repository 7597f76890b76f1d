package missingretry

import (
	"go/ast"
	"go/token"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// fixes returns the edit that undoes what is wrong with an option which a
// literal sets: it removes MaxRetries, and adds 429 to StatusCodes. All else the
// client does as before.
func fixes(pass *analysis.Pass, retry summary.Retry) []analysis.SuggestedFix {
	if retry.Value == nil {
		return nil
	}
	switch retry.Flaw {
	case summary.NegativeRetries:
		if pair, lit := enclosing(pass, retry.Value); pair != nil && isKey(pair, "MaxRetries") {
			return []analysis.SuggestedFix{{Message: "Remove MaxRetries", TextEdits: []analysis.TextEdit{without(pass.Fset.File(pair.Pos()), lit, pair)}}}
		}
	case summary.Not429:
		if lit, ok := ast.Unparen(retry.Value).(*ast.CompositeLit); ok && len(lit.Elts) > 0 {
			first := lit.Elts[0].Pos()
			return []analysis.SuggestedFix{{Message: "Add 429 to StatusCodes", TextEdits: []analysis.TextEdit{{Pos: first, End: first, NewText: []byte("429, ")}}}}
		}
	}
	return nil
}

// enclosing returns the field of a literal whose value is value, and the
// literal, or nil.
func enclosing(pass *analysis.Pass, value ast.Expr) (*ast.KeyValueExpr, *ast.CompositeLit) {
	for _, file := range pass.Files {
		if value.Pos() < file.FileStart || file.FileEnd <= value.Pos() {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(file, value.Pos(), value.End())
		for i, n := range path {
			if pair, ok := n.(*ast.KeyValueExpr); ok && ast.Unparen(pair.Value) == value && i+1 < len(path) {
				lit, _ := path[i+1].(*ast.CompositeLit)
				return pair, lit
			}
		}
	}
	return nil, nil
}

func isKey(pair *ast.KeyValueExpr, name string) bool {
	id, ok := pair.Key.(*ast.Ident)
	return ok && id.Name == name
}

// without returns the edit that removes pair from lit: its lines, where it has
// them for itself, and else up to the next element or from the end of the one
// before it.
func without(file *token.File, lit *ast.CompositeLit, pair *ast.KeyValueExpr) analysis.TextEdit {
	before, after := lit.Lbrace+1, lit.Rbrace
	isLast := true
	for _, elt := range lit.Elts {
		switch {
		case elt.End() <= pair.Pos():
			before = elt.End()
		case elt.Pos() >= pair.End():
			after, isLast = min(after, elt.Pos()), false
		}
	}
	first, last := file.Line(pair.Pos()), file.Line(pair.End())
	switch {
	case file.Line(before) < first && last < file.Line(after):
		return analysis.TextEdit{Pos: file.LineStart(first), End: file.LineStart(last + 1)}
	case isLast:
		return analysis.TextEdit{Pos: before, End: pair.End()}
	}
	return analysis.TextEdit{Pos: pair.Pos(), End: after}
}
