package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"slices"
	"unicode"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
)

// namesKey reports whether v, a parameter or field called secretKey, may take
// the key of an entry in a secret, as in Kubernetes, rather than a credential,
// as with S3: there an access key or an id stands beside it.
func namesKey(v *types.Var, siblings []string) bool {
	tokens := naming.Tokens(v.Name())
	n := len(tokens)
	if n < 2 || tokens[n-1] != "key" || tokens[n-2] != "secret" {
		return false
	}
	if _, isBytes := v.Type().Underlying().(*types.Slice); isBytes {
		return false
	}
	return !slices.ContainsFunc(siblings, func(name string) bool {
		tokens := naming.Tokens(name)
		return slices.Contains(tokens, "access") || slices.Contains(tokens, "id")
	})
}

// identifiesKey reports whether v, a parameter or field called accessKey, takes
// the public half of a pair: its secret half stands beside it.
func identifiesKey(v *types.Var, siblings []string) bool {
	tokens := naming.Tokens(v.Name())
	n := len(tokens)
	if n < 2 || tokens[n-1] != "key" || tokens[n-2] != "access" || slices.Contains(tokens, "secret") {
		return false
	}
	return slices.ContainsFunc(siblings, func(name string) bool { return slices.Contains(naming.Tokens(name), "secret") })
}

// siblings returns the names of the parameters of the function that call calls.
func (f *finder) siblings(call *ast.CallExpr) []string {
	var names []string
	for i := range call.Args {
		if param := f.param(call, i); param != nil {
			names = append(names, param.Name())
		}
	}
	return names
}

// fields returns the names of the fields of the struct that typ is or points
// to.
func fields(typ types.Type) []string {
	if ptr, ok := typ.Underlying().(*types.Pointer); ok {
		typ = ptr.Elem()
	}
	str, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var names []string
	for field := range str.Fields() {
		names = append(names, field.Name())
	}
	return names
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
