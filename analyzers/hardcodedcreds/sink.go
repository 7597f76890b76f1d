package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// findSinks reports constants that arrive where a credential is wanted: passed
// for a parameter, stored in a field, or put into a connection string.
func (f *finder) findSinks(root inspector.Cursor) {
	for _, assembled := range []bool{true, false} { // the stronger evidence first
		for _, c := range f.summary.Credentials {
			if (c.Sink.Sort == sinks.DSNPassword) == assembled && !f.isHarmless(root, c) {
				f.reportSink(c)
			}
		}
	}
}

// isHarmless reports whether a constant is no credential although it arrives
// where one is wanted: a template, a mask, a reference to one that is kept
// elsewhere, what looks like a name where the sink takes names.
func (f *finder) isHarmless(root inspector.Cursor, c summary.Credential) bool {
	if c.Call != nil {
		if cur, ok := root.FindNode(c.Call); ok && isDecoy(cur) {
			return true
		}
	}
	if c.Elsewhere != nil {
		return c.Sink.MayBeName // the text is judged where it is written; whether it is a name isn't known here
	}
	if f.fails(root, c.At) || f.speaksWhereDeclared(c.At, c.Text) {
		return true
	}
	text := c.Text
	if credential.Template(text) || credential.Public(text) || credential.Reference(text) || credential.Mask(text) {
		return true
	}
	if c.Sink.Sort == sinks.DSNPassword && credential.Placeholder(text) {
		return true
	}
	if isCertificate(text) {
		return true // everybody may see it
	}
	if strings.EqualFold(text, "unused") || strings.EqualFold(text, f.pkg) {
		return true // for a library that insists on some value
	}
	return c.Sink.MayBeName && looksLikeName(text)
}

// isCertificate reports whether text is PEM with certificates and no key.
func isCertificate(text string) bool {
	return strings.Contains(text, "-----BEGIN CERTIFICATE-----") && strings.Count(text, "-----BEGIN ") == strings.Count(text, "-----BEGIN CERTIFICATE-----")
}

func (f *finder) reportSink(c summary.Credential) {
	hash := credential.Fingerprint(c.Text)
	if c.Elsewhere != nil {
		hash = c.Elsewhere.Fingerprint
	}
	if c.Sink.Sort == sinks.DSNPassword {
		f.add(ConnectionString, c.At, hash, "%s is the password of a connection string (sha256 %s) and written into the source; %s",
			named(c.Handed), hash, remedy)
		return
	}
	f.add(Sink, c.At, hash, "%s is a constant (sha256 %s), a credential written into the source; %s", c.Sink.What, hash, remedy)
}

// named returns how a message calls the thing at expr, which is never shown
// where it is the credential itself.
func named(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.SelectorExpr:
		if left := named(expr.X); left != "a constant" {
			return left + "." + expr.Sel.Name
		}
	}
	return "a constant"
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

// fails reports whether the constant at expr is what a function returns beside
// an error, so that nobody uses it.
func (f *finder) fails(root inspector.Cursor, expr ast.Expr) bool {
	cur, ok := root.FindNode(expr)
	if !ok {
		return false
	}
	var variable types.Object
	if assign, ok := cur.Parent().Node().(*ast.AssignStmt); ok && assign.Tok == token.DEFINE && len(assign.Lhs) == 1 {
		variable = f.info.ObjectOf(assign.Lhs[0].(*ast.Ident))
	}
	for outer := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		return f.onlyFails(outer, expr, variable)
	}
	return false
}

// onlyFails reports whether expr or variable is returned by the function at fn
// and an error stands beside it wherever it is.
func (f *finder) onlyFails(fn inspector.Cursor, expr ast.Expr, variable types.Object) bool {
	failed := false
	for cur := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		results := cur.Node().(*ast.ReturnStmt).Results
		if len(results) < 2 {
			continue
		}
		id, _ := ast.Unparen(results[0]).(*ast.Ident)
		if results[0] != expr && (id == nil || variable == nil || f.info.ObjectOf(id) != variable) {
			continue
		}
		last := results[len(results)-1]
		if !f.isFailure(fn, last) {
			return false
		}
		failed = true
	}
	return failed
}

// isFailure reports whether expr is an error that is made right here, or in the
// variable that it is: one that may be nil is none.
func (f *finder) isFailure(fn inspector.Cursor, expr ast.Expr) bool {
	switch n := ast.Unparen(expr).(type) {
	case *ast.CallExpr:
		made, _ := typeutil.Callee(f.info, n).(*types.Func)
		return made != nil && (typematch.Func(made) == "errors.New" || typematch.Func(made) == "fmt.Errorf")
	case *ast.Ident:
		for cur := range fn.Preorder((*ast.AssignStmt)(nil)) {
			assign := cur.Node().(*ast.AssignStmt)
			if left, ok := assign.Lhs[0].(*ast.Ident); ok && assign.Tok == token.DEFINE && f.info.ObjectOf(left) == f.info.ObjectOf(n) {
				_, isCall := assign.Rhs[0].(*ast.CallExpr)
				return isCall && len(assign.Lhs) == 1 && f.isFailure(fn, assign.Rhs[0])
			}
		}
	}
	return false
}
