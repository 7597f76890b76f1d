package secretrotation

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// identifier matches the identifier of one version of an object in a vault, as
// a whole or as an App Service's reference; hosts may have verbs in them.
var identifier = regexp.MustCompile(`(?i)^(?:@Microsoft\.KeyVault\(SecretUri=)?(?:https|azurekeyvault)://[^\s/]*(?:vault\.|managedhsm\.|%s|%v)[^\s/]*/(secrets|keys|certificates)/([^/\s]+)/([0-9a-f]{6,32})(?:/([a-z]+))?/?(?:\?[^\s]*)?\)?$`)

// checkIdentifiers reports constants that are the identifier of one version,
// unless an operation that asks for this version is reported.
func (c *checker) checkIdentifiers() {
	var end token.Pos // of the last constant that was looked at as a whole
	for cur := range c.syntax.Root().Preorder((*ast.BasicLit)(nil), (*ast.BinaryExpr)(nil)) {
		expr := cur.Node().(ast.Expr)
		if expr.Pos() < end {
			continue
		}
		value := c.info.Types[expr].Value
		if value == nil || value.Kind() != constant.String {
			continue
		}
		end = expr.End()
		text := constant.StringVal(value)
		if len(text) < 40 || !strings.Contains(text, "://") {
			continue
		}
		match := identifier.FindStringSubmatch(text)
		if match == nil || c.readBy[text] || !isVersion(match[3]) || !c.Wanted(Pinned, expr.Pos()) || c.needsVersion(match[1], match[4]) || c.isText(cur) || c.isDeclared(expr) || c.isLeftToReaders(cur) {
			continue
		}
		c.Report(Pinned, expr, "this identifier names version %s… of %s %q, so that rotation never reaches it; leave the version out for the latest",
			match[3][:6], strings.TrimSuffix(strings.ToLower(match[1]), "s"), match[2])
	}
}

// isLeftToReaders reports whether a constant is declared, of the SDK's type for
// identifiers, for other packages to read by: who takes its version is reported.
func (c *checker) isLeftToReaders(cur inspector.Cursor) bool {
	spec, ok := cur.Parent().Node().(*ast.ValueSpec)
	kind, index := cur.ParentEdge()
	if !ok || kind != edge.ValueSpec_Values || index >= len(spec.Names) {
		return false
	}
	obj, ok := c.info.Defs[spec.Names[index]].(*types.Const)
	if !ok || !obj.Exported() || obj.Pkg().Name() == "main" || !strings.HasSuffix(typematch.Name(obj.Type()), ".ID") {
		return false
	}
	for _, used := range c.info.Uses {
		if used == obj {
			return false
		}
	}
	return true
}

// isDeclared reports whether a part of expr is a declared constant that is an
// identifier itself, and reported there.
func (c *checker) isDeclared(expr ast.Expr) bool {
	found := false
	ast.Inspect(expr, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			value := c.info.Types[id].Value
			found = found || value != nil && value.Kind() == constant.String && identifier.MatchString(constant.StringVal(value))
		}
		return !found
	})
	return found
}

// needsVersion reports whether an identifier of collection may be there to
// undo what was done with an old key: its operation says so, or the package
// does nothing else with keys.
func (c *checker) needsVersion(collection, operation string) bool {
	if !strings.EqualFold(collection, "keys") {
		return false
	}
	switch strings.ToLower(operation) {
	case "decrypt", "unwrapkey", "verify":
		return true
	case "":
		undoes := c.crypto["Decrypt"] || c.crypto["UnwrapKey"] || c.crypto["Verify"]
		does := c.crypto["Encrypt"] || c.crypto["WrapKey"] || c.crypto["Sign"] || c.crypto["GetKey"]
		return undoes && !does
	}
	return false
}

// describing are names of fields and parameters that hold text for people.
var describing = []string{"usage", "help", "example", "desc", "doc", "long", "short", "msg", "message", "placeholder", "format", "hint"}

// isText reports whether a constant is compared with something, documents a
// command or is a part of a message, rather than being used.
func (c *checker) isText(cur inspector.Cursor) bool {
	kind, index := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.BinaryExpr:
		return parent.Op != token.ADD
	case *ast.CaseClause, *ast.ImportSpec, *ast.Field:
		return true
	case *ast.KeyValueExpr:
		key, ok := parent.Key.(*ast.Ident)
		return kind == edge.KeyValueExpr_Value && ok && isDescribing(key.Name)
	case *ast.ValueSpec:
		return kind == edge.ValueSpec_Values && index < len(parent.Names) && isDescribing(parent.Names[index].Name)
	case *ast.CallExpr:
		sig, ok := c.info.TypeOf(parent.Fun).(*types.Signature)
		if ok && kind == edge.CallExpr_Args && sig.Params().Len() > 0 {
			return isDescribing(sig.Params().At(min(index, sig.Params().Len()-1)).Name()) && !strings.HasPrefix(calledName(parent), "Sprint")
		}
	}
	return false
}

func calledName(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		return fun.Sel.Name
	case *ast.Ident:
		return fun.Name
	}
	return ""
}

func isDescribing(name string) bool {
	name = strings.ToLower(name)
	for _, word := range describing {
		if strings.HasPrefix(name, word) || strings.HasSuffix(name, word) {
			return true
		}
	}
	return false
}
