package secretformat

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// checkTags reports credentials in the tags that op, which call is, writes.
func (c *checker) checkTags(call *ast.CallExpr, op keyvault.Op) {
	at, ok := keyvault.TagsAt(c.Info, call, op)
	if !ok {
		return
	}
	for _, tags := range c.Built.Field(built.At(call.Args[at.Arg], nil), at.Path...).Values {
		c.checkEntries(call.Fun, op.String(), tags, c.valueWritten(call, op))
	}
}

// checkHandedTags reports credentials in tags that are handed to a wrapper.
func (c *checker) checkHandedTags(w summary.Write) {
	tags := []built.Value{built.At(w.At, nil)}
	if len(w.Path) > 0 {
		tags = c.Built.Field(tags[0], w.Path...).Values
	}
	for _, t := range tags {
		c.checkEntries(w.At, w.Op.Label, t, nil)
	}
}

// checkEntries reports credentials among tags that are handed on at a place, for
// an operation that writes value beside them.
func (c *checker) checkEntries(at ast.Expr, op string, tags built.Value, value ast.Expr) {
	entries := c.entries(c.original(tags))
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		if c.isCredentialTag(key, entries[key], value) {
			c.Report(TagSecret, c.nearest(at, entries[key], tags.Expr), "the tag %q that %s writes holds a credential; whoever may list secrets can read tags", key, op)
		}
	}
}

// original returns the map that tags are made from, where a call returns them that
// has one map to make them from, perhaps of another type. Elsewhere it returns
// tags. It assumes that the function leaves nothing out.
func (c *checker) original(tags built.Value) built.Value {
	made := tags.Expr
	if id, ok := made.(*ast.Ident); ok {
		if assigned := c.assignedTo(id); len(assigned) == 1 {
			made = ast.Unparen(assigned[0])
		}
	}
	call, ok := made.(*ast.CallExpr)
	if !ok || len(c.entries(tags)) > 0 {
		return tags
	}
	operands := call.Args
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && c.Info.Selections[sel] != nil {
		operands = append([]ast.Expr{sel.X}, operands...)
	}
	operands = slices.DeleteFunc(slices.Clone(operands), func(expr ast.Expr) bool { return !c.isMap(expr) })
	if len(operands) != 1 {
		return tags
	}
	return tags.Within(operands[0])
}

// isMap reports whether expr is a map, rather than its type or anything else.
func (c *checker) isMap(expr ast.Expr) bool {
	tv := c.Info.Types[expr]
	if !tv.IsValue() {
		return false
	}
	_, ok := tv.Type.Underlying().(*types.Map)
	return ok
}

// nearest returns the first of exprs that is written in the function of place,
// or place.
func (c *checker) nearest(place ast.Expr, exprs ...ast.Expr) ast.Expr {
	fn := c.FunctionAt(place.Pos())
	for _, expr := range exprs {
		if fn != nil && c.FunctionAt(expr.Pos()) == fn {
			return expr
		}
	}
	return place
}

// valueWritten returns the expression of the value that op, which call is,
// writes, or nil.
func (c *checker) valueWritten(call *ast.CallExpr, op keyvault.Op) ast.Expr {
	at, ok := keyvault.ValueAt(c.Info, call, op)
	if !ok {
		return nil
	}
	if len(at.Path) == 0 {
		return call.Args[at.Arg]
	}
	set := c.Built.Field(built.At(call.Args[at.Arg], nil), at.Path...)
	if len(set.Values) != 1 {
		return nil
	}
	return set.Values[0].Expr
}

// isCredentialTag reports whether a tag holds a credential: by its value, because
// it is the secret's value, or because tag and value are called so.
func (c *checker) isCredentialTag(key string, tag, value ast.Expr) bool {
	if text, ok := c.Built.Text(built.At(tag, nil)); ok {
		if _, isCredential := credential.Find(text); isCredential {
			return true
		}
		_, isCredential := credential.FindNamed(key, text)
		return isCredential && packed.IsCredential(key)
	}
	if root := c.rootOf(tag); root != nil && value != nil && c.rootOf(value) == root {
		return true
	}
	if c.isReadValue(tag, 0) {
		return true
	}
	name := c.NameOf(tag)
	if isAbout(name) {
		return false
	}
	return packed.IsCredential(key) && !isAbout(key) || packed.IsCredential(name) && len(naming.Tokens(name)) > 1 || isPassword(name)
}

// isReadValue reports whether expr is the value of a secret that was read, or a
// variable that is assigned one.
func (c *checker) isReadValue(expr ast.Expr, depth int) bool {
	switch e := ast.Unparen(expr).(type) {
	case *ast.SelectorExpr:
		owner := typematch.Name(c.Info.TypeOf(e.X))
		return e.Sel.Name == "Value" && strings.Contains(owner, "keyvault") && (strings.HasSuffix(owner, "Response") || strings.HasSuffix(owner, ".Secret") || strings.HasSuffix(owner, ".SecretBundle"))
	case *ast.StarExpr:
		return c.isReadValue(e.X, depth)
	case *ast.UnaryExpr:
		return c.isReadValue(e.X, depth)
	case *ast.CallExpr:
		return len(e.Args) == 1 && (c.Info.Types[e.Fun].IsType() || isPointerFunc(c.NameOf(e.Fun))) && c.isReadValue(e.Args[0], depth)
	case *ast.Ident:
		return depth < 3 && slices.ContainsFunc(c.assignedTo(e), func(value ast.Expr) bool { return c.isReadValue(value, depth+1) })
	}
	return false
}

// assignedTo returns what the function assigns to a variable.
func (c *checker) assignedTo(id *ast.Ident) []ast.Expr {
	obj, fn := c.Variable(id), c.FunctionAt(id.Pos())
	if obj == nil || fn == nil {
		return nil
	}
	var found []ast.Expr
	ast.Inspect(fn, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Lhs) == len(assign.Rhs) {
			for i, left := range assign.Lhs {
				if c.Variable(left) == obj {
					found = append(found, assign.Rhs[i])
				}
			}
		}
		return true
	})
	return found
}

func isPassword(name string) bool {
	switch name {
	case "password", "passwd", "pwd", "passphrase":
		return true
	}
	return false
}

// isAbout reports whether name is that of something about a credential.
func isAbout(name string) bool {
	words := naming.Tokens(name)
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "name", "id", "type", "hash", "digest", "version", "checksum", "fingerprint", "sha256", "expiry", "path", "length", "at", "on":
		return true
	}
	return words[0] == "is" || words[0] == "has"
}

// rootOf returns the variable that expr is, in whatever form: its address, a
// pointer to it, converted.
func (c *checker) rootOf(expr ast.Expr) any {
	switch e := ast.Unparen(expr).(type) {
	case *ast.CallExpr:
		if len(e.Args) == 1 && (c.Info.Types[e.Fun].IsType() || isPointerFunc(c.NameOf(e.Fun))) {
			return c.rootOf(e.Args[0])
		}
		return nil
	}
	if obj := c.Variable(expr); obj != nil {
		return obj
	}
	return nil
}

func isPointerFunc(name string) bool { return name == "Ptr" || name == "StringPtr" || name == "String" }
