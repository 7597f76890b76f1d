package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"
	"net/http"
	"regexp"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"github.com/kvlint/kvlint/analyzers/internal/values"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// findSinks reports constants that are used as credentials: passed for a
// parameter, or stored in a field, that takes one.
func (f *finder) findSinks(root inspector.Cursor) {
	nodes := []ast.Node{(*ast.CallExpr)(nil), (*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil)}
	root.Inspect(nodes, func(cur inspector.Cursor) bool {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if !isDecoy(cur) {
				f.checkCall(n)
			}
		case *ast.CompositeLit:
			values.EachField(f.info, n, func(field *types.Var, value ast.Expr) {
				f.checkField(f.info.TypeOf(n), field, value)
			})
		case *ast.AssignStmt:
			f.checkAssignment(n)
		}
		return true
	})
}

// checkCall looks at the arguments of a call.
func (f *finder) checkCall(call *ast.CallExpr) {
	if tv, ok := f.info.Types[call.Fun]; !ok || tv.IsType() || tv.IsBuiltin() {
		return
	}
	fn, _ := typeutil.Callee(f.info, call).(*types.Func)
	for i, arg := range call.Args {
		param := f.param(call, i)
		if param == nil || !carriesText(param.Type()) {
			continue
		}
		if what := f.takesCredential(call, fn, param, i); what != "" && !identifiesKey(param, f.siblings(call)) {
			f.checkSink(arg, what, func() bool { return namesKey(param, f.siblings(call)) })
		}
	}
}

// takesCredential says, for messages, which credential the parameter of a call
// takes, or returns "" where it takes none.
func (f *finder) takesCredential(call *ast.CallExpr, fn *types.Func, param *types.Var, i int) string {
	if fn != nil && fn.Pkg() != nil {
		if row, ok := callSinks[tableKey(qualifiedName(fn))]; ok && row.arg == min(i, max(row.arg, fn.Signature().Params().Len()-1)) {
			if row.when == nil || row.when(f, call) {
				return "argument " + param.Name() + " of " + shortName(fn)
			}
		}
	}
	if !isCredentialName(param.Name()) || f.usedAsName(fn, param) {
		return ""
	}
	if fn == nil {
		return "argument " + param.Name() + " of " + types.ExprString(call.Fun)
	}
	return "argument " + param.Name() + " of " + shortName(fn)
}

// isCredentialName reports whether what is declared with this name takes a
// credential whole. In a connection string or DSN there may be none: there the
// value is the evidence.
func isCredentialName(name string) bool {
	return naming.CredentialParam(name) && !naming.EmbedsCredential(name)
}

// checkField looks at the value that a field of a struct of type typ gets.
func (f *finder) checkField(typ types.Type, field *types.Var, value ast.Expr) {
	if field.Pkg() == nil || !carriesText(field.Type()) {
		return
	}
	owner := typeName(typ)
	byName := !f.isOwn(field.Pkg()) && isCredentialName(field.Name()) && !identifiesKey(field, fields(typ))
	if !byName && !fieldSinks[tableKey(owner+"."+field.Name())] {
		return
	}
	f.checkSink(value, "field "+typeShortName(typ)+"."+field.Name(), func() bool { return namesKey(field, fields(typ)) })
}

// isOwn reports whether pkg belongs to the module under analysis. Fields of
// its types say by their names only, which is another kind of evidence.
func (f *finder) isOwn(pkg *types.Package) bool {
	if pkg == f.pass.Pkg {
		return true
	}
	if f.pass.Module == nil || f.pass.Module.Path == "" {
		return false
	}
	return pkg.Path() == f.pass.Module.Path || strings.HasPrefix(pkg.Path(), f.pass.Module.Path+"/")
}

// checkAssignment looks at fields that are set, and package variables such as
// stripe.Key.
func (f *finder) checkAssignment(stmt *ast.AssignStmt) {
	if len(stmt.Lhs) != len(stmt.Rhs) {
		return
	}
	for i, left := range stmt.Lhs {
		sel, ok := ast.Unparen(left).(*ast.SelectorExpr)
		if !ok {
			continue
		}
		v, ok := f.info.Uses[sel.Sel].(*types.Var)
		switch {
		case !ok:
		case v.IsField():
			f.checkField(f.info.TypeOf(sel.X), v, stmt.Rhs[i])
		case v.Pkg() != nil && varSinks[tableKey(v.Pkg().Path()+"."+v.Name())]:
			f.checkSink(stmt.Rhs[i], "variable "+v.Pkg().Name()+"."+v.Name(), nil)
		}
	}
}

// checkSink reports the constant that value is, if it may be a credential.
// Whatever is passed as one is one, except templates, masks, references to one
// that is kept elsewhere and, where mayBeName holds, what looks like a name.
func (f *finder) checkSink(value ast.Expr, what string, mayBeName func() bool) {
	w, ok := f.constantOf(value)
	if last := f.lastPart(value); last != nil {
		if part, isConstant := f.constantOf(last); isConstant && (!ok || part.expr != last) {
			w, ok = part, true // "Bearer " + token
		}
	}
	if !ok || credential.Template(w.text) || credential.Public(w.text) || credential.Reference(w.text) || credential.Mask(w.text) {
		return
	}
	if mayBeName != nil && looksLikeName(w.text) && mayBeName() {
		return
	}
	f.Report(Sink, w.expr, "%s is a constant (sha256 %s), a credential written into the source; %s",
		what, credential.Fingerprint(w.text), remedy)
}

// lastPart returns the last operand of a sum or of a call of fmt.Sprintf, as
// in "Bearer " + token, or nil.
func (f *finder) lastPart(value ast.Expr) ast.Expr {
	switch e := ast.Unparen(value).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return e.Y
		}
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(f.info, e).(*types.Func)
		if ok && fn.FullName() == "fmt.Sprintf" && len(e.Args) > 1 && !e.Ellipsis.IsValid() {
			return e.Args[len(e.Args)-1]
		}
	}
	return nil
}

// carriesText reports whether a parameter or field of type t can carry a
// credential: a string, bytes, a pointer to or a list of these, or anything.
func carriesText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && (elem.Kind() == types.Byte || elem.Info()&types.IsString != 0) || carriesBytes(u.Elem())
	case *types.Pointer:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && elem.Info()&types.IsString != 0
	case *types.Interface:
		return true
	}
	return false
}

// carriesBytes reports whether t is []byte, as the elements of ...[]byte are.
func carriesBytes(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	elem, ok := slice.Elem().Underlying().(*types.Basic)
	return ok && elem.Kind() == types.Byte
}

// typeName returns the import path and name of the type that t is or points
// to, or "".
func typeName(t types.Type) string { return strings.TrimPrefix(typematch.Name(t), "*") }

// tableKey returns the key of a symbol in the tables: its name without the
// elements of its import path that are major versions.
func tableKey(qualified string) string { return majorVersion.ReplaceAllString(qualified, "$1") }

var majorVersion = regexp.MustCompile(`/v[0-9]+([/.])`)

// qualifiedName returns "path.Func" or "path.Type.Method".
func qualifiedName(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil {
		return typeName(recv.Type()) + "." + fn.Name()
	}
	return fn.Pkg().Path() + "." + fn.Name()
}

// shortName returns the name of fn for messages: "azidentity.NewX",
// "http.Request.SetBasicAuth".
func shortName(fn *types.Func) string {
	if fn.Pkg() == nil {
		return fn.Name()
	}
	if recv := fn.Signature().Recv(); recv != nil {
		return typeShortName(recv.Type()) + "." + fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// typeShortName returns the name of the type that t is or points to, for
// messages: "redis.Options".
func typeShortName(t types.Type) string {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return types.TypeString(types.Unalias(t), func(pkg *types.Package) string { return pkg.Name() })
}

// isCredentialHeader reports whether the HTTP header called name carries a
// credential.
func isCredentialHeader(name string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Authorization", "Proxy-Authorization", "Api-Key", "X-Api-Key", "Apikey", "X-Auth-Token", "X-Access-Token",
		"Ocp-Apim-Subscription-Key", "X-Functions-Key", "Aeg-Sas-Key", "Private-Token", "X-Vault-Token":
		return true
	}
	return false
}
