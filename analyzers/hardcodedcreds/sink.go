package hardcodedcreds

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"golang.org/x/tools/go/ast/inspector"
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
		return false // judged where it is written
	}
	text := c.Text
	if credential.Template(text) || credential.Public(text) || credential.Reference(text) || credential.Mask(text) {
		return true
	}
	if c.Sink.Sort == sinks.DSNPassword && credential.Placeholder(text) {
		return true
	}
	if strings.EqualFold(text, "unused") {
		return true // for a library that insists on some value
	}
	return c.Sink.MayBeName && looksLikeName(text)
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
