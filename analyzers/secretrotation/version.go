package secretrotation

import (
	"go/ast"
	"go/constant"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"golang.org/x/tools/go/analysis"
)

// pinning are the operations of keys that a version ties to the old key. To
// decrypt, unwrap or verify, the version is needed that the data was made with.
var pinning = map[string]bool{"Encrypt": true, "WrapKey": true, "Sign": true}

// checkVersion reports an operation whose version is a constant.
func (c *checker) checkVersion(call *ast.CallExpr, op keyvault.Op) {
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
		index, path = keyvault.OptionsWithVersion(c.info, call, op), []string{keyvault.VersionField}
	}
	if index < 0 || !c.Wanted(Pinned, call.Pos()) {
		return
	}
	arg := call.Args[index]
	c.built.EachContext(call, func(ctx built.Context) bool {
		version, from, set := c.version(built.At(arg, ctx.Frame), path)
		if version != "" {
			c.reportVersion(op, c.handOver(ctx, call, arg, path), from, version)
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
	literal := ast.Unparen(at)
	if c.info.Types[literal].Value == nil {
		literal = from.Expr // of a field in the options, perhaps
	}
	if _, isLiteral := literal.(*ast.BasicLit); !isLiteral && c.info.Types[ast.Unparen(at)].Value == nil ||
		literal.Pos() < at.Pos() || literal.End() > at.End() {
		c.Report(Pinned, at, format, op, op.Object, version[:6])
		return
	}
	fix := analysis.SuggestedFix{
		Message:   "Ask for the latest version",
		TextEdits: []analysis.TextEdit{{Pos: literal.Pos(), End: literal.End(), NewText: []byte(`""`)}},
	}
	c.ReportFix(fix, Pinned, at, format, op, op.Object, version[:6])
}
