package secretrotation

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// pinning are the operations of keys that a version ties to the old key. To
// decrypt, unwrap or verify, the version is needed that the data was made with.
var pinning = map[string]bool{"Encrypt": true, "WrapKey": true, "Sign": true}

// checkVersion reports an operation whose version, an argument or a field of
// the one with the index options, is a constant.
func (c *checker) checkVersion(call *ast.CallExpr, op keyvault.Op, options int) {
	switch op.Class {
	case keyvault.Read, keyvault.Metadata:
	case keyvault.Crypto:
		if !pinning[op.Method] {
			return
		}
	default:
		return
	}
	switch op.Object {
	case keyvault.Secret, keyvault.Key, keyvault.Certificate:
	default:
		return
	}
	index, path := op.Version, []string(nil)
	if index < 0 {
		index, path = options, []string{keyvault.VersionField}
	}
	if index < 0 || !c.Wanted(Pinned, call.Pos()) {
		return
	}
	arg := call.Args[index]
	c.built.EachContext(call, func(ctx built.Context) bool {
		version, from, set := c.version(built.At(arg, ctx.Frame), path)
		if version != "" {
			at := c.handOver(ctx, call, arg, path)
			if from.IsHandedOn() {
				at = from.Use()
			}
			c.reportVersion(op, at, from, version)
		}
		return version != "" || !set.Params
	})
}

// version returns the version that v, or the field to which path leads in it,
// is or may be, and where it comes from.
func (c *checker) version(v built.Value, path []string) (string, built.Value, built.Set) {
	values := built.Set{Values: []built.Value{v}}
	if len(path) > 0 {
		values = c.built.Field(v, path...)
	}
	for _, value := range values.Values {
		if version, from, ok := c.versionOfID(value); ok {
			return version, from, values
		}
		known, set := c.built.Constants(value)
		values.Params = values.Params || set.Params
		for _, k := range known {
			if k.Value.Kind() == constant.String && isVersion(constant.StringVal(k.Value)) {
				return constant.StringVal(k.Value), k.From, values
			}
		}
	}
	return "", built.Value{}, values
}

// versionOfID returns the version that v is where it is taken by id.Version()
// from an identifier that is a constant, and notes that this is reported where
// it is used.
func (c *checker) versionOfID(v built.Value) (string, built.Value, bool) {
	for _, leaf := range c.built.Sources(v).Values {
		call, ok := leaf.Expr.(*ast.CallExpr)
		if !ok {
			continue
		}
		fn, ok := typeutil.Callee(c.info, call).(*types.Func)
		sel, isSelector := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || !isSelector || fn.Name() != "Version" || fn.Signature().Recv() == nil || !strings.HasSuffix(typematch.Name(fn.Signature().Recv().Type()), ".ID") {
			continue
		}
		text, ok := c.built.Text(leaf.Within(sel.X))
		if match := identifier.FindStringSubmatch(text); ok && match != nil && isVersion(match[3]) {
			c.readBy[text] = true
			return match[3], leaf, true
		}
	}
	return "", built.Value{}, false
}

// isVersion reports whether text looks like a version of Key Vault: 32
// hexadecimal digits, or a shortened form of it.
func isVersion(text string) bool {
	digits, letters := 0, 0
	for _, r := range strings.ToLower(text) {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case 'a' <= r && r <= 'f':
			letters++
		default:
			return false
		}
	}
	return len(text) == 32 || len(text) >= 6 && len(text) < 32 && digits > 0 && letters > 0
}

// handOver returns the expression that hands the version on: the argument of
// the operation, or that of the call in the function that knows the version.
func (c *checker) handOver(ctx built.Context, call *ast.CallExpr, arg ast.Expr, path []string) ast.Expr {
	if ctx.Call == call {
		return arg
	}
	for _, a := range ctx.Call.Args {
		if version, _, _ := c.version(built.At(a, nil), nil); version != "" {
			return a
		}
	}
	return ctx.Call.Fun
}

func (c *checker) reportVersion(op keyvault.Op, at ast.Expr, from built.Value, version string) {
	const format = "%s asks for the %s's version %s…, a constant, so that rotation never reaches it; leave the version empty for the latest"
	written := c.constantIn(at, from)
	if written == nil {
		c.Report(Pinned, at, format, op, op.Object, version[:6])
		return
	}
	fix := analysis.SuggestedFix{
		Message:   "Ask for the latest version",
		TextEdits: []analysis.TextEdit{{Pos: written.Pos(), End: written.End(), NewText: []byte(`""`)}},
	}
	c.ReportFix(Pinned, at, []analysis.SuggestedFix{fix}, format, op, op.Object, version[:6])
}

// constantIn returns the constant that a fix replaces: the argument at itself,
// or the literal in it, of a field in the options; or nil. A variable isn't
// replaced, since nothing might use it then.
func (c *checker) constantIn(at ast.Expr, from built.Value) ast.Expr {
	if argument := ast.Unparen(at); c.info.Types[argument].Value != nil {
		return argument
	}
	literal, ok := from.Expr.(*ast.BasicLit)
	if !ok || c.built.IsAbroad(literal) || literal.Pos() < at.Pos() || literal.End() > at.End() {
		return nil
	}
	return literal
}

// checkDeclaredVersion reports a constant version that is given to a function
// which the package doesn't show, by what it declares: a parameter called
// version, and names that speak of secrets, certificates or a vault.
func (c *checker) checkDeclaredVersion(call *ast.CallExpr) {
	fn, ok := typeutil.Callee(c.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return
	}
	params := fn.Signature().Params()
	for i := range min(params.Len(), len(call.Args)) {
		name := strings.ToLower(params.At(i).Name())
		if !strings.HasSuffix(name, "version") || !c.Wanted(Pinned, call.Pos()) || c.built.Function(call) != nil {
			continue
		}
		version, ok := c.built.Text(built.At(call.Args[i], nil))
		if ok && len(version) == 32 && isVersion(version) && readsVault(fn) {
			c.Report(Pinned, call.Args[i], "version %s…, which %s is asked for, is a constant, so that rotation never reaches it; leave it empty for the latest",
				version[:6], fn.Name())
		}
	}
}

// readsVault reports whether a function reads from a vault by its name, those
// of its parameters, and those of its receiver's type and package.
func readsVault(fn *types.Func) bool {
	names := fn.Name() + " " + fn.Pkg().Name()
	if recv := fn.Signature().Recv(); recv != nil {
		qualified := typematch.Name(recv.Type())
		names += " " + qualified[strings.LastIndexByte(qualified, '/')+1:]
	}
	for param := range fn.Signature().Params().Variables() {
		names += " " + param.Name()
	}
	names = strings.ToLower(names)
	mentions := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(names, word) })
	}
	return mentions("secret", "vault", "certificate") && !mentions("decrypt", "unwrap", "verify")
}
