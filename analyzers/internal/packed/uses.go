package packed

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"golang.org/x/tools/go/types/typeutil"
)

// parent returns the node around n, parentheses left out.
func (t *taker) parent(n ast.Node) ast.Node {
	if t.parents == nil {
		t.parents = make(map[ast.Node]ast.Node)
		ast.PreorderStack(t.function, nil, func(n ast.Node, stack []ast.Node) bool {
			if len(stack) > 0 {
				t.parents[n] = stack[len(stack)-1]
			}
			return true
		})
	}
	p := t.parents[n]
	for {
		paren, ok := p.(*ast.ParenExpr)
		if !ok {
			return p
		}
		p = t.parents[paren]
	}
}

// take notes that component number position is taken by expr.
func (t *taker) take(position string, expr ast.Expr) {
	t.positions[position] = append(t.positions[position], t.namesOf(expr, 0)...)
}

// list finds what is taken of the list that the call returns.
func (t *taker) list() {
	switch p := t.parent(t.call).(type) {
	case *ast.IndexExpr:
		t.item(p)
	case *ast.RangeStmt, *ast.CallExpr, *ast.ReturnStmt, *ast.KeyValueExpr, *ast.SliceExpr:
		t.isList = true
	default:
		obj := t.target(t.call, 0)
		if obj == nil || t.sep == "," && isPlural(obj.Name()) {
			t.isList = true
			return
		}
		t.uses(obj, t.ofList)
	}
}

// isPlural reports whether name is that of several equal things (hosts, keys),
// rather than of the parts of one.
func isPlural(name string) bool {
	words := naming.Tokens(name)
	if len(words) == 0 {
		return false
	}
	switch last := words[len(words)-1]; last {
	case "parts", "fields", "pieces", "components", "tokens", "segments", "elems", "elements", "creds", "credentials", "values", "chunks", "sections", "items", "splits", "vals", "res", "pass", "address":
		return false
	default:
		return len(last) > 2 && strings.HasSuffix(last, "s")
	}
}

// ofList looks at a use of the variable that holds the list.
func (t *taker) ofList(id *ast.Ident) {
	switch p := t.parent(id).(type) {
	case *ast.IndexExpr:
		if p.X == ast.Expr(id) {
			t.item(p)
		}
	case *ast.CallExpr:
		if b, ok := t.info.Uses[calledIdent(p)].(*types.Builtin); ok && b.Name() == "len" {
			t.length(p)
			return
		}
		if !t.isMessage(p) {
			t.isList = true
		}
	case *ast.SliceExpr:
		if !t.rest(p) {
			t.isList = true
		}
	case *ast.RangeStmt, *ast.ReturnStmt, *ast.KeyValueExpr, *ast.SendStmt, *ast.CompositeLit:
		t.isList = true
	case *ast.AssignStmt:
		for _, right := range p.Rhs {
			t.isList = t.isList || right == ast.Expr(id)
		}
	}
}

// rest takes the last component, which may have the separator in it: what lies from
// a constant index on, joined again. It returns false for other slices.
func (t *taker) rest(slice *ast.SliceExpr) bool {
	from, ok := intOf(t.info.Types[slice.Low].Value)
	join, isCall := t.parent(slice).(*ast.CallExpr)
	if !ok || from == 0 || slice.High != nil || !isCall || len(join.Args) != 2 {
		return false
	}
	fn, _ := typeutil.Callee(t.info, join).(*types.Func)
	sep, _ := textOf(t.info, join.Args[1])
	if fn == nil || fn.FullName() != "strings.Join" || sep != t.sep {
		return false
	}
	t.take(constant.MakeInt64(from).ExactString(), join)
	return true
}

// length notes that the number of components, or a variable that holds it, is
// compared.
func (t *taker) length(number ast.Expr) {
	switch p := t.parent(number).(type) {
	case *ast.BinaryExpr:
		t.counts(p.X, p.Y)
	case *ast.SwitchStmt:
		for _, clause := range p.Body.List {
			t.counts(clause.(*ast.CaseClause).List...)
		}
	case *ast.AssignStmt, *ast.ValueSpec:
		if obj := t.target(number, 0); obj != nil {
			t.uses(obj, func(id *ast.Ident) {
				switch t.parent(id).(type) {
				case *ast.BinaryExpr, *ast.SwitchStmt:
					t.length(id)
				}
			})
		}
	}
}

// counts notes a number above one.
func (t *taker) counts(exprs ...ast.Expr) {
	for _, expr := range exprs {
		if n, ok := intOf(t.info.Types[expr].Value); ok && n > 1 {
			t.counted = true
		}
	}
}

func intOf(value constant.Value) (int64, bool) {
	if value == nil || value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(value)
}

// item looks at one element of the list: by a constant index, or the last.
func (t *taker) item(index *ast.IndexExpr) {
	position := ""
	if n, ok := intOf(t.info.Types[index.Index].Value); ok {
		position = constant.MakeInt64(n).ExactString()
	} else if isLast(index) {
		position = "last"
	}
	if strings.HasSuffix(t.name, "Submatch") && position == "0" {
		return // the whole
	}
	if position == "" {
		t.isList = true
		return
	}
	t.take(position, index)
	t.further(index)
}

// isLast reports whether index is x[len(x)-1].
func isLast(index *ast.IndexExpr) bool {
	minus, ok := index.Index.(*ast.BinaryExpr)
	if !ok || minus.Op != token.SUB {
		return false
	}
	call, ok := minus.X.(*ast.CallExpr)
	return ok && len(call.Args) == 1 && types.ExprString(call.Fun) == "len" && types.ExprString(call.Args[0]) == types.ExprString(index.X)
}

// cut finds what is taken of the results of strings.Cut. A function that returns
// them hands on both.
func (t *taker) cut() {
	if ret, ok := t.parent(t.call).(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
		names := append(t.resultNames(ret), "", "")
		t.positions["0"], t.positions["1"] = names[:1], names[1:2]
		return
	}
	for i, position := range []string{"0", "1"} {
		if obj := t.target(t.call, i); obj != nil {
			t.positions[position] = []string{obj.Name()}
			t.uses(obj, func(id *ast.Ident) { t.further(id) })
		}
	}
}

// sliced finds the slices before and behind the index that the call returns.
func (t *taker) sliced() {
	index := t.target(t.call, 0)
	text := types.ExprString(ast.Unparen(t.call.Args[0]))
	if index == nil {
		return
	}
	ast.Inspect(t.function, func(n ast.Node) bool {
		slice, ok := n.(*ast.SliceExpr)
		if !ok || types.ExprString(ast.Unparen(slice.X)) != text {
			return true
		}
		if slice.Low == nil && t.mentions(slice.High, index) {
			t.take("0", slice)
			t.further(slice)
		}
		if slice.High == nil && t.mentions(slice.Low, index) {
			t.take("1", slice)
			t.further(slice)
		}
		return true
	})
	if len(t.positions) < 2 {
		clear(t.positions)
	}
}

func (t *taker) mentions(expr ast.Expr, obj types.Object) bool {
	found := false
	if expr != nil {
		ast.Inspect(expr, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && t.info.Uses[id] == obj
			return true
		})
	}
	return found
}

// target returns the variable that result i of a call is assigned to, or nil.
func (t *taker) target(call ast.Expr, i int) types.Object {
	var left ast.Expr
	switch p := t.parent(call).(type) {
	case *ast.AssignStmt:
		left = sideOf(p.Lhs, p.Rhs, call, i)
	case *ast.ValueSpec:
		var names []ast.Expr
		for _, name := range p.Names {
			names = append(names, name)
		}
		left = sideOf(names, p.Values, call, i)
	}
	id, ok := left.(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil
	}
	return t.info.ObjectOf(id)
}

func sideOf(left, right []ast.Expr, value ast.Expr, i int) ast.Expr {
	if len(right) == 1 && i < len(left) {
		return left[i]
	}
	for k, expr := range right {
		if ast.Unparen(expr) == value && k < len(left) && i == 0 {
			return left[k]
		}
	}
	return nil
}

// uses calls visit with each use of a variable.
func (t *taker) uses(obj types.Object, visit func(*ast.Ident)) {
	ast.Inspect(t.function, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && t.info.Uses[id] == obj {
			visit(id)
		}
		return true
	})
}

// further looks at what is done with a component.
func (t *taker) further(expr ast.Expr) {
	switch p := t.parent(expr).(type) {
	case *ast.BinaryExpr:
		for _, side := range []ast.Expr{p.X, p.Y} {
			if text, ok := textOf(t.info, side); ok && text != "" && (p.Op == token.EQL || p.Op == token.NEQ) {
				t.isTagged = true
			}
		}
	case *ast.SwitchStmt:
		t.isTagged = t.isTagged || p.Tag == expr
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(t.info, p).(*types.Func)
		if fn == nil || fn.Pkg() == nil {
			return
		}
		switch fn.FullName() {
		case "strings.HasPrefix", "strings.EqualFold", "strings.HasSuffix":
			t.isTagged = true
		}
	}
}

// isMessage reports whether call only says something of its arguments.
func (t *taker) isMessage(call *ast.CallExpr) bool {
	fn, _ := typeutil.Callee(t.info, call).(*types.Func)
	return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "fmt" || fn.Pkg().Path() == "log")
}

func calledIdent(call *ast.CallExpr) *ast.Ident {
	id, _ := ast.Unparen(call.Fun).(*ast.Ident)
	return id
}
