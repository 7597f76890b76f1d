package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
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
	sig, _ := f.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	c := &sinks.Call{Func: fn, Sig: sig, Args: len(call.Args), IsOwn: f.isOwn, Text: func(i int) (string, bool) {
		return values.Constant(f.info, call.Args[i])
	}}
	for i, arg := range call.Args {
		for _, sink := range c.Arg(i) {
			if !f.usedAsName(fn, f.param(call, i)) {
				f.checkSink(arg, sink)
			}
		}
	}
}

// checkField looks at the value that a field of a struct of type typ gets.
func (f *finder) checkField(typ types.Type, field *types.Var, value ast.Expr) {
	for _, sink := range sinks.Field(typ, field, f.isOwn) {
		f.checkSink(value, sink)
	}
}

// isOwn reports whether pkg belongs to the module under analysis.
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
		default:
			for _, sink := range sinks.Var(v) {
				f.checkSink(stmt.Rhs[i], sink)
			}
		}
	}
}

// checkSink reports the constant that value is, if it may be a credential.
// Whatever is passed as one is one, except templates, masks, references to one
// that is kept elsewhere and, where the sink takes names, what looks like one.
func (f *finder) checkSink(value ast.Expr, sink sinks.Sink) {
	if sink.Kind != sinks.Credential {
		return
	}
	w, ok := f.constantOf(value)
	if last := f.lastPart(value); last != nil {
		if part, isConstant := f.constantOf(last); isConstant && (!ok || part.expr != last) {
			w, ok = part, true // "Bearer " + token
		}
	}
	if !ok || credential.Template(w.text) || credential.Public(w.text) || credential.Reference(w.text) || credential.Mask(w.text) {
		return
	}
	if sink.MayBeName && looksLikeName(w.text) {
		return
	}
	f.Report(Sink, w.expr, "%s is a constant (sha256 %s), a credential written into the source; %s",
		sink.What, credential.Fingerprint(w.text), remedy)
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
