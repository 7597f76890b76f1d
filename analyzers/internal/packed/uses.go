package packed

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp/syntax"
	"strings"

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
	names := t.positions[position]
	for _, name := range t.namesOf(expr, 0) {
		names = append(names, name)
	}
	t.positions[position] = names
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
		if obj == nil {
			t.isList = true
			return
		}
		t.uses(obj, t.ofList)
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
	case *ast.RangeStmt, *ast.ReturnStmt, *ast.SliceExpr, *ast.KeyValueExpr, *ast.SendStmt, *ast.CompositeLit:
		t.isList = true
	case *ast.AssignStmt:
		for _, right := range p.Rhs {
			t.isList = t.isList || right == ast.Expr(id)
		}
	}
}

// length notes that the number of components is compared.
func (t *taker) length(call *ast.CallExpr) {
	cmp, ok := t.parent(call).(*ast.BinaryExpr)
	if !ok {
		return
	}
	for _, side := range []ast.Expr{cmp.X, cmp.Y} {
		value := t.info.Types[side].Value
		if n, ok := intOf(value); ok && n > 1 {
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

// cut finds what is taken of the results of strings.Cut.
func (t *taker) cut() {
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
		if !ok || types.ExprString(slice.X) != text {
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

// namesOf returns what the place that takes expr is called: a variable, field,
// key or parameter.
func (t *taker) namesOf(expr ast.Expr, depth int) []string {
	switch p := t.parent(expr).(type) {
	case *ast.AssignStmt:
		if left := sideOf(p.Lhs, p.Rhs, expr, 0); left != nil {
			return []string{nameOf(t.info, left)}
		}
	case *ast.ValueSpec:
		if obj := t.target(expr, 0); obj != nil {
			return []string{obj.Name()}
		}
	case *ast.KeyValueExpr:
		return []string{nameOf(t.info, p.Key)}
	case *ast.UnaryExpr:
		if depth < 3 {
			return t.namesOf(p, depth+1)
		}
	case *ast.CompositeLit:
		return []string{t.positional(p, expr)}
	case *ast.ReturnStmt:
		return []string{t.resultName(p, expr)}
	case *ast.CallExpr:
		return t.argumentNames(p, expr, depth)
	}
	return nil
}

// argumentNames returns the name of the parameter that takes expr or, where
// call returns a form of it, of what takes that.
func (t *taker) argumentNames(call *ast.CallExpr, expr ast.Expr, depth int) []string {
	if tv := t.info.Types[call.Fun]; depth < 3 && (tv.IsType() || len(call.Args) > 0 && ast.Unparen(call.Args[0]) == expr && t.returnsForm(call)) {
		return t.namesOf(call, depth+1)
	}
	sig, ok := t.info.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return nil
	}
	for i, arg := range call.Args {
		if ast.Unparen(arg) == expr && i < sig.Params().Len() {
			return []string{sig.Params().At(i).Name()}
		}
	}
	return nil
}

// returnsForm reports whether a call returns another form of its argument:
// trimmed text, a pointer to it.
func (t *taker) returnsForm(call *ast.CallExpr) bool {
	fn, _ := typeutil.Callee(t.info, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	return fn.Pkg().Path() == "strings" || len(call.Args) == 1 && fn.Name() == "Ptr" || len(call.Args) == 1 && fn.Name() == "String"
}

func nameOf(info *types.Info, expr ast.Expr) string {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return nameOf(info, e.X)
	case *ast.IndexExpr:
		text, _ := textOf(info, e.Index)
		return text
	}
	text, _ := textOf(info, expr)
	return text
}

// positional returns the name of the field that an element without key sets.
func (t *taker) positional(lit *ast.CompositeLit, expr ast.Expr) string {
	str, ok := t.info.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for i, elt := range lit.Elts {
		if ast.Unparen(elt) == expr && i < str.NumFields() {
			return str.Field(i).Name()
		}
	}
	return ""
}

// resultName returns the name of the result that a return statement gives expr.
func (t *taker) resultName(ret *ast.ReturnStmt, expr ast.Expr) string {
	var sig *ast.FuncType
	for n := t.parents[ret]; n != nil && sig == nil; n = t.parents[n] {
		switch n := n.(type) {
		case *ast.FuncDecl:
			sig = n.Type
		case *ast.FuncLit:
			sig = n.Type
		}
	}
	if sig == nil || sig.Results == nil {
		return ""
	}
	var names []string
	for _, field := range sig.Results.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	for i, result := range ret.Results {
		if ast.Unparen(result) == expr && i < len(names) {
			return names[i]
		}
	}
	return ""
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

// arguments takes what fmt's scanners fill, from argument first on.
func (t *taker) arguments(first int) {
	for i, arg := range t.call.Args[min(first, len(t.call.Args)):] {
		ref, ok := ast.Unparen(arg).(*ast.UnaryExpr)
		if !ok {
			continue
		}
		if basic, ok := t.info.TypeOf(ref.X).Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			t.positions[constant.MakeInt64(int64(i)).ExactString()] = []string{nameOf(t.info, ref.X)}
		}
	}
	if len(t.positions) < 2 {
		clear(t.positions)
	}
}

// format sets the separator to the weakest text between the verbs of a scanner's
// format.
func (t *taker) format(format string) {
	parts := strings.Split(format, "%s")
	t.between(parts)
	if len(parts) < 3 || strings.Contains(strings.Join(parts, ""), "%") {
		t.known = false
	}
}

// between sets the separator by the texts around components.
func (t *taker) between(texts []string) {
	t.known = len(texts) > 2 && Separator(texts[0]) != Right && Separator(texts[len(texts)-1]) != Right
	if !t.known {
		return
	}
	t.sep = texts[1]
	for _, text := range texts[1 : len(texts)-1] {
		if Separator(text) < Separator(t.sep) {
			t.sep = text
		}
	}
}

// pattern sets the separator by the literal texts between the groups of a
// regular expression, or by the whole expression where it is one.
func (t *taker) pattern(pattern string) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return
	}
	texts := []string{""}
	add := func(sub *syntax.Regexp) bool {
		switch sub.Op {
		case syntax.OpCapture:
			texts = append(texts, "")
		case syntax.OpLiteral:
			texts[len(texts)-1] += string(sub.Rune)
		case syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpEmptyMatch:
		case syntax.OpStar, syntax.OpQuest:
		case syntax.OpPlus, syntax.OpCharClass:
			texts[len(texts)-1] += "\t"
		default:
			return false
		}
		return true
	}
	subs := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		subs = re.Sub
	}
	for _, sub := range subs {
		if !add(sub) {
			return
		}
	}
	if t.name == "regexp.Regexp.Split" {
		t.sep, t.known = texts[0], len(texts) == 1
		return
	}
	t.between(texts)
	if len(texts) < 3 {
		t.known = false
	}
}
