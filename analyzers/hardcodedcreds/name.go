package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"slices"
	"unicode"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/values"
	"golang.org/x/tools/go/ast/inspector"
)

// usedAsName reports whether a function of this package uses the parameter as
// the name of something rather than as the thing, whatever it is called: hands
// it on for a parameter or field called a name, key, path or the like, or looks
// it up in a map.
func (f *finder) usedAsName(fn *types.Func, param *types.Var) bool {
	if fn == nil {
		return false
	}
	decl := f.index.Body(fn.Origin())
	if decl == nil || decl.Body == nil {
		return false
	}
	isParam := func(expr ast.Expr) bool {
		id, ok := ast.Unparen(expr).(*ast.Ident)
		return ok && f.info.Uses[id] == param
	}
	asName := false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			for i, arg := range n.Args {
				if p := f.param(n, i); p != nil && isParam(arg) {
					asName = asName || isNameOfThing(p.Name())
				}
			}
		case *ast.CompositeLit:
			values.EachField(f.info, n, func(field *types.Var, value ast.Expr) {
				asName = asName || isParam(value) && isNameOfThing(field.Name())
			})
		case *ast.IndexExpr:
			asName = asName || isParam(n.Index)
		}
		return !asName
	})
	return asName
}

// isNameOfThing reports whether a parameter or field called name takes the
// name of a thing: name, key, secretName, path, envVar.
func isNameOfThing(name string) bool {
	tokens := naming.Tokens(name)
	if len(tokens) == 0 || naming.CredentialParam(name) {
		return false
	}
	switch tokens[len(tokens)-1] {
	case "name", "key", "path", "file", "filename", "id", "env", "var":
		return true
	}
	return false
}

// isDecoy reports whether what the call at cur returns is called a dummy, as
// the hash is that a login compares where there is no such user.
func isDecoy(cur inspector.Cursor) bool {
	var name ast.Expr
	switch n := cur.Parent().Node().(type) {
	case *ast.ValueSpec:
		name = n.Names[0]
	case *ast.AssignStmt:
		name = n.Lhs[0]
	}
	id, ok := name.(*ast.Ident)
	return ok && slices.ContainsFunc(naming.Tokens(id.Name), func(word string) bool {
		return word == "dummy" || word == "decoy" || word == "fake"
	})
}

// looksLikeName reports whether text is made of letters, with digits in at most
// one place, and the marks that join the words of names.
func looksLikeName(text string) bool {
	groups, wasDigit := 0, false
	for _, r := range text {
		isDigit := unicode.IsDigit(r)
		if isDigit && !wasDigit {
			groups++
		}
		wasDigit = isDigit
		if !isDigit && !unicode.IsLetter(r) && r != '-' && r != '_' && r != '.' && r != '/' {
			return false
		}
	}
	return groups <= 1
}
