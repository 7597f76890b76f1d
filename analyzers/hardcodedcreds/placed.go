package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// findPlaced reports constants that are written right where a credential is
// wanted in a form of which no flow is known: lists of bytes, which are no
// constants for the compiler; the passwords of a map of accounts; NAME=value in
// the environment of a command; the key that a function for the parser of a JSON
// web token returns.
func (f *finder) findPlaced(root inspector.Cursor) {
	for cur := range root.Preorder((*ast.CallExpr)(nil), (*ast.AssignStmt)(nil), (*ast.KeyValueExpr)(nil), (*ast.ReturnStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			f.placeArgs(n)
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) {
					f.placeField(sel.X, sel.Sel.Name, n.Rhs[i])
				}
			}
		case *ast.KeyValueExpr:
			id, isField := n.Key.(*ast.Ident)
			if lit, ok := cur.Parent().Node().(*ast.CompositeLit); ok && isField {
				f.placeField(lit, id.Name, n.Value)
			}
		case *ast.ReturnStmt:
			f.placeKey(cur, n)
		}
	}
}

func (f *finder) placeArgs(call *ast.CallExpr) {
	if !sinks.MayTakeAccounts(f.exprName(call.Fun)) && !slices.ContainsFunc(call.Args, isLiteral) || f.info.Types[call.Fun].IsType() {
		return
	}
	fn, _ := typeutil.Callee(f.info, call).(*types.Func)
	for i, arg := range call.Args {
		if what, ok := sinks.AccountsArg(fn, i); ok {
			f.placeAccounts(what, arg)
			continue
		}
		lit, ok := ast.Unparen(arg).(*ast.CompositeLit)
		if !ok {
			continue
		}
		text, ok := f.bytesText(lit)
		if !ok || strings.Trim(text, text[:1]) == "" {
			continue // no list of bytes, or an empty key
		}
		c := &sinks.Call{Func: fn, Args: len(call.Args), Text: func(i int) (string, bool) { return constantText(f.info, call.Args[i]) }}
		for _, s := range c.Arg(i) {
			if s.Kind == sinks.Credential {
				f.place(s.What, lit, text)
			}
		}
	}
}

func isLiteral(expr ast.Expr) bool {
	_, ok := ast.Unparen(expr).(*ast.CompositeLit)
	return ok
}

// placeField looks at what is stored in a field of the type of the expression.
func (f *finder) placeField(of ast.Expr, field string, value ast.Expr) {
	if field != "Env" && !sinks.MayTakeAccounts(field) {
		return
	}
	owner := f.info.TypeOf(of)
	if owner == nil {
		return
	}
	if what, ok := sinks.AccountsField(owner, field); ok {
		f.placeAccounts(what, value)
	}
	if field == "Env" && strings.TrimPrefix(typematch.Name(owner), "*") == "os/exec.Cmd" {
		f.placeEnvironment(value)
	}
}

// placeAccounts reports the constants in a map from users to passwords.
func (f *finder) placeAccounts(what string, accounts ast.Expr) {
	lit, ok := ast.Unparen(accounts).(*ast.CompositeLit)
	if !ok {
		return
	}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		for _, l := range f.leaves(kv.Value, false) {
			f.place("a password in "+what, f.written(l.expr), l.text)
		}
	}
}

// placeEnvironment reports the entries NAME=value of an environment where the
// name is that of a credential.
func (f *finder) placeEnvironment(value ast.Expr) {
	for n := range ast.Preorder(value) {
		expr, ok := n.(ast.Expr)
		if !ok {
			continue
		}
		text, _ := constantText(f.info, expr)
		if name, secret, ok := strings.Cut(text, "="); ok && sinks.IsCredentialName(name) {
			f.place("environment variable "+name+" of a command", expr, secret)
		}
	}
}

// placeKey reports the constant key that a function returns to a parser of JSON
// web tokens.
func (f *finder) placeKey(cur inspector.Cursor, ret *ast.ReturnStmt) {
	if len(ret.Results) != 2 {
		return
	}
	if _, ok := ret.Results[0].(*ast.CallExpr); !ok && !isLiteral(ret.Results[0]) || !f.servesParser(cur) {
		return
	}
	for _, l := range f.leaves(ret.Results[0], false) {
		if l.bytes {
			f.place("the key that a token is verified with", f.written(l.expr), l.text)
		}
	}
}

// servesParser reports whether the function around cur is a jwt.Keyfunc, by its
// one parameter.
func (f *finder) servesParser(cur inspector.Cursor) bool {
	for outer := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		var params *ast.FieldList
		switch n := outer.Node().(type) {
		case *ast.FuncLit:
			params = n.Type.Params
		case *ast.FuncDecl:
			params = n.Type.Params
		}
		if params.NumFields() != 1 {
			return false
		}
		t := f.info.TypeOf(params.List[0].Type)
		path, name, ok := strings.Cut(strings.TrimPrefix(typematch.Name(t), "*"), "jwt")
		return ok && path != "" && strings.HasSuffix(name, ".Token")
	}
	return false
}

// place reports the constant at expr, which what is.
func (f *finder) place(what string, expr ast.Expr, text string) {
	if credential.Template(text) || credential.Public(text) || credential.Reference(text) || credential.Mask(text) {
		return
	}
	hash := credential.Fingerprint(text)
	f.add(Sink, expr, hash, "%s is a constant (sha256 %s), a credential written into the source; %s", what, hash, remedy)
}
