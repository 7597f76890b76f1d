package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A forward is a call to which a function of the package hands two or more of its
// parameters on as they came: one may be the name of what the other is the value
// of.
type forward struct {
	to     types.Object // the function that is called
	params []int        // for each argument the parameter that it is, or -1
}

// findForwarded reports constants that a function of this package puts under a
// name which its caller chooses, where that says credential: set("DB_PASSWORD",
// "…"), which calls os.Setenv. It knows no such functions of other packages.
func (f *finder) findForwarded(root inspector.Cursor) {
	f.forwards = f.collectForwards(root)
	if len(f.forwards) == 0 {
		return
	}
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		callee := f.callee(call)
		if callee == nil || len(f.forwards[callee]) == 0 || call.Ellipsis.IsValid() {
			continue
		}
		if args := f.arguments(call); slices.ContainsFunc(args, func(a argument) bool { return mayClaim(a.text) }) {
			f.forward(callee, args, 0)
		}
	}
}

// An argument is what is handed on, and its text if it is constant.
type argument struct {
	expr ast.Expr // nil where nothing is known
	text string
}

func (f *finder) arguments(call *ast.CallExpr) []argument {
	args := make([]argument, len(call.Args))
	for i, arg := range call.Args {
		text, _ := constantText(f.info, arg)
		args[i] = argument{arg, text}
	}
	return args
}

// forward reports the credentials among args with which callee is called.
func (f *finder) forward(callee types.Object, args []argument, depth int) {
	const deepest = 3
	if depth > deepest {
		return
	}
	for _, fw := range f.forwards[callee] {
		inner := make([]argument, len(fw.params))
		for i, p := range fw.params {
			if 0 <= p && p < len(args) {
				inner[i] = args[p]
			}
		}
		f.placeNamed(fw.to, inner)
		f.forward(fw.to, inner, depth+1)
	}
}

// placeNamed reports the arguments of a call that are credentials because of the
// name beside them.
func (f *finder) placeNamed(callee types.Object, args []argument) {
	fn, ok := callee.(*types.Func)
	if !ok {
		return
	}
	named := &sinks.Call{Func: fn, Args: len(args), Text: func(i int) (string, bool) { return args[i].text, args[i].text != "" }}
	unnamed := &sinks.Call{Func: fn, Args: len(args)}
	for i, arg := range args {
		if arg.expr == nil || len(unnamed.Arg(i)) > 0 {
			continue
		}
		for _, s := range named.Arg(i) {
			if s.Kind == sinks.Credential {
				f.placeLeaves(s, arg.expr)
			}
		}
	}
}

// placeLeaves reports the constants that arrive at a sink.
func (f *finder) placeLeaves(s sinks.Sink, expr ast.Expr) {
	for _, l := range f.leaves(expr, false) {
		if !(s.MayBeName && looksLikeName(l.text)) && !isCertificate(l.text) {
			f.place(s.What, f.written(l.expr), l.text)
		}
	}
}

// collectForwards returns what the functions of the package, and those in its
// variables, hand on.
func (f *finder) collectForwards(root inspector.Cursor) map[types.Object][]forward {
	found := make(map[types.Object][]forward)
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if len(call.Args) < 2 || call.Ellipsis.IsValid() || f.info.Types[call.Fun].IsType() {
			continue
		}
		params := make([]*types.Var, len(call.Args))
		for i, arg := range call.Args {
			if id, ok := ast.Unparen(arg).(*ast.Ident); ok {
				params[i], _ = f.info.Uses[id].(*types.Var)
			}
		}
		for outer := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
			holder, sig := f.function(outer)
			if holder == nil {
				break
			}
			if fw := (forward{f.callee(call), positions(sig, params)}); fw.to != nil && fw.hasPair() {
				found[holder] = append(found[holder], fw)
			}
			break
		}
	}
	return found
}

func (fw forward) hasPair() bool {
	first := slices.IndexFunc(fw.params, func(i int) bool { return i >= 0 })
	return first >= 0 && slices.ContainsFunc(fw.params[first+1:], func(i int) bool { return i >= 0 })
}

// positions returns for each of vars which parameter of sig it is, or -1.
func positions(sig *types.Signature, vars []*types.Var) []int {
	params := slices.Collect(sig.Params().Variables())
	at := make([]int, len(vars))
	for i, v := range vars {
		at[i] = -1
		if v != nil {
			at[i] = slices.Index(params, v)
		}
	}
	return at
}

// callee returns the function, or the variable that holds one, which call calls.
func (f *finder) callee(call *ast.CallExpr) types.Object {
	switch callee := typeutil.Callee(f.info, call).(type) {
	case *types.Func:
		return callee.Origin()
	case *types.Var:
		return callee
	}
	return nil
}

// function returns the function that is declared at cur, or the variable that
// holds the literal there, and its signature; nil for a literal that is used
// otherwise.
func (f *finder) function(cur inspector.Cursor) (types.Object, *types.Signature) {
	switch n := cur.Node().(type) {
	case *ast.FuncDecl:
		if fn, ok := f.info.Defs[n.Name].(*types.Func); ok {
			return fn, fn.Signature()
		}
	case *ast.FuncLit:
		id, _ := givenTo(cur).(*ast.Ident)
		if sig, ok := f.info.TypeOf(n).(*types.Signature); ok && id != nil {
			return f.info.ObjectOf(id), sig
		}
	}
	return nil, nil
}

// givenTo returns what the expression at cur is assigned to, or nil.
func givenTo(cur inspector.Cursor) ast.Expr {
	kind, i := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Values && i < len(parent.Names) {
			return parent.Names[i]
		}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && i < len(parent.Lhs) {
			return parent.Lhs[i]
		}
	}
	return nil
}
