package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// findByteSinks reports lists of constant bytes that are passed where a
// credential is wanted, and NAME=value in the environment of a command. These
// are no constants for the compiler, so that no flow is known of them.
func (f *finder) findByteSinks(root inspector.Cursor) {
	for cur := range root.Preorder((*ast.CallExpr)(nil), (*ast.AssignStmt)(nil), (*ast.KeyValueExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			f.passBytes(n)
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) {
					f.setEnvironment(f.info.TypeOf(sel.X), sel.Sel.Name, n.Rhs[i])
				}
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Env" {
				if lit, ok := cur.Parent().Node().(*ast.CompositeLit); ok {
					f.setEnvironment(f.info.TypeOf(lit), id.Name, n.Value)
				}
			}
		}
	}
}

func (f *finder) passBytes(call *ast.CallExpr) {
	for i, arg := range call.Args {
		lit, ok := ast.Unparen(arg).(*ast.CompositeLit)
		if !ok {
			continue
		}
		text, ok := f.bytesText(lit)
		if !ok || credential.Mask(text) || strings.Trim(text, text[:1]) == "" {
			continue
		}
		fn, _ := typeutil.Callee(f.info, call).(*types.Func)
		c := &sinks.Call{Func: fn, Args: len(call.Args), Text: func(i int) (string, bool) { return constantText(f.info, call.Args[i]) }}
		for _, s := range c.Arg(i) {
			if s.Kind == sinks.Credential {
				hash := credential.Fingerprint(text)
				f.add(Sink, lit, hash, "%s is a constant (sha256 %s), a credential written into the source; %s", s.What, hash, remedy)
			}
		}
	}
}

// setEnvironment reports the entries NAME=value of an environment that is given
// to a command, where the name is that of a credential.
func (f *finder) setEnvironment(owner types.Type, field string, value ast.Expr) {
	if owner == nil || field != "Env" || strings.TrimPrefix(typematch.Name(owner), "*") != "os/exec.Cmd" {
		return
	}
	for n := range ast.Preorder(value) {
		expr, ok := n.(ast.Expr)
		if !ok {
			continue
		}
		text, ok := constantText(f.info, expr)
		if !ok {
			continue
		}
		name, secret, ok := strings.Cut(text, "=")
		if !ok || claimOf(name) < clear || credential.Template(secret) || credential.Reference(secret) || credential.Mask(secret) {
			continue
		}
		hash := credential.Fingerprint(secret)
		f.add(Sink, expr, hash, "environment variable %s of a command is a constant (sha256 %s), a credential written into the source; %s", name, hash, remedy)
	}
}
