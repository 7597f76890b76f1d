package packed

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// A Part is constant text, or a component, of a text that is put together.
type Part struct {
	Text  string
	Expr  ast.Expr // of a component; nil for constant text
	Value built.Value
}

// Parts returns what leaf is put together from, in order: by +, a constant
// format, strings.Join of a literal, or calls on a builder. Of anything else it
// returns that alone.
func (c *Package) Parts(leaf built.Value) []Part { return c.parts(leaf, 0) }

func (c *Package) parts(leaf built.Value, depth int) []Part {
	if text, ok := c.Built.Text(leaf); ok {
		return []Part{{Text: text}}
	}
	switch e := leaf.Expr.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD && typematch.IsText(c.Info.TypeOf(e)) {
			var list []Part
			for _, operand := range summands(e) {
				list = append(list, c.operand(leaf, operand, depth)...)
			}
			return list
		}
	case *ast.CallExpr:
		var list []Part
		switch c.CalledName(e) {
		case "fmt.Sprintf", "fmt.Appendf":
			list = c.formatted(leaf, e, depth)
		case "fmt.Sprint":
			list = c.printed(leaf, e, depth)
		case "strings.Join", "bytes.Join":
			list = c.joined(leaf, e, depth)
		case "strings.Builder.String", "bytes.Buffer.String", "bytes.Buffer.Bytes":
			list = c.collected(leaf, e, depth)
		}
		if len(list) > 0 {
			return list
		}
	}
	return []Part{{Expr: leaf.Expr, Value: leaf}}
}

// summands returns the operands of a sum of several.
func summands(expr ast.Expr) []ast.Expr {
	if sum, ok := ast.Unparen(expr).(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		return append(summands(sum.X), summands(sum.Y)...)
	}
	return []ast.Expr{expr}
}

// operand returns the parts of expr, which is part of v: those that its one
// source is put together from, and else itself, by the name that is written.
func (c *Package) operand(v built.Value, expr ast.Expr, depth int) []Part {
	inner := v.Within(expr)
	if depth < 4 {
		if set := c.Built.Sources(inner); len(set.Values) == 1 && !set.Unknown {
			if list := c.parts(set.Values[0], depth+1); len(list) > 1 || list[0].Expr == nil {
				return list
			}
		}
	}
	return []Part{{Expr: ast.Unparen(expr), Value: inner}}
}

// formatted returns the parts of a call of fmt.Sprintf with a constant format of
// plain verbs.
func (c *Package) formatted(v built.Value, call *ast.CallExpr, depth int) []Part {
	args := call.Args
	if c.CalledName(call) == "fmt.Appendf" {
		args = args[min(1, len(args)):]
	}
	if len(args) == 0 || call.Ellipsis.IsValid() {
		return nil
	}
	format, ok := c.Built.Text(v.Within(args[0]))
	if !ok {
		return nil
	}
	texts, ok := plainFormat(format)
	if !ok || len(texts) != len(args) {
		return nil
	}
	list := []Part{{Text: texts[0]}}
	for i, arg := range args[1:] {
		list = append(list, c.operand(v, arg, depth)...)
		list = append(list, Part{Text: texts[i+1]})
	}
	return list
}

// plainFormat returns the texts around the verbs of a format, or false where one
// has an argument index.
func plainFormat(format string) ([]string, bool) {
	texts := []string{""}
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			texts[len(texts)-1] += format[i : i+1]
			continue
		}
		i++
		for i < len(format) && strings.IndexByte("+-# 0123456789.", format[i]) >= 0 {
			i++
		}
		switch {
		case i >= len(format) || format[i] == '[' || format[i] == '*':
			return nil, false
		case format[i] == '%':
			texts[len(texts)-1] += "%"
		default:
			texts = append(texts, "")
		}
	}
	return texts, true
}

// printed returns the parts of a call of fmt.Sprint with texts, which it puts
// nothing between.
func (c *Package) printed(v built.Value, call *ast.CallExpr, depth int) []Part {
	if call.Ellipsis.IsValid() {
		return nil
	}
	var list []Part
	for _, arg := range call.Args {
		if !typematch.IsText(c.Info.TypeOf(arg)) {
			return nil
		}
		list = append(list, c.operand(v, arg, depth)...)
	}
	return list
}

// joined returns the parts of a call of strings.Join or bytes.Join with a literal.
func (c *Package) joined(v built.Value, call *ast.CallExpr, depth int) []Part {
	if len(call.Args) != 2 {
		return nil
	}
	sep, ok := c.Built.Text(v.Within(call.Args[1]))
	set := c.Built.Sources(v.Within(call.Args[0]))
	if !ok || set.Unknown || len(set.Values) != 1 {
		return nil
	}
	leaf := set.Values[0]
	lit, isLiteral := leaf.Expr.(*ast.CompositeLit)
	if !isLiteral || len(c.Built.Elements(leaf).Values) != len(lit.Elts) {
		return nil
	}
	var list []Part
	for i, elt := range lit.Elts {
		if i > 0 {
			list = append(list, Part{Text: sep})
		}
		list = append(list, c.operand(leaf, elt, depth)...)
	}
	return list
}

// collected returns the parts that are written one after the other to the
// builder whose text call returns, or nil where one is written in a loop or in a
// way that isn't known.
func (c *Package) collected(v built.Value, call *ast.CallExpr, depth int) []Part {
	var list []Part
	for _, w := range c.WritesTo(call) {
		if len(w.Args) == 0 {
			continue
		}
		switch name := c.CalledName(w); {
		case c.isInLoop(w):
			return nil
		case strings.HasSuffix(name, ".WriteString") && name != "io.WriteString", strings.HasSuffix(name, ".Write"):
			list = append(list, c.operand(v, w.Args[0], depth)...)
		case strings.HasSuffix(name, ".WriteByte"), strings.HasSuffix(name, ".WriteRune"):
			text, ok := c.char(w.Args[0])
			if !ok {
				return nil
			}
			list = append(list, Part{Text: text})
		case name == "fmt.Fprintf":
			shifted := *w
			shifted.Args = w.Args[1:]
			parts := c.formatted(v, &shifted, depth)
			if parts == nil {
				return nil
			}
			list = append(list, parts...)
		default:
			return nil
		}
	}
	return list
}

// Accumulated returns the parts of a variable of a function that begins with
// something and then grows by +=, outside of loops, or nil.
func (c *Package) Accumulated(expr ast.Expr) []Part {
	obj := c.Variable(expr)
	fn := c.FunctionAt(expr.Pos())
	if obj == nil || fn == nil || obj.Pkg() == nil || obj.Parent() == obj.Pkg().Scope() {
		return nil
	}
	var list []Part
	grows := false
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) != len(n.Rhs) {
				return true
			}
			for i, left := range n.Lhs {
				if c.Variable(left) != obj {
					continue
				}
				grows = grows || n.Tok == token.ADD_ASSIGN
				list = append(list, c.operand(built.At(n.Rhs[i], nil), n.Rhs[i], 0)...)
			}
		case *ast.ForStmt, *ast.RangeStmt, *ast.IfStmt:
			return false
		}
		return true
	})
	if !grows {
		return nil
	}
	return list
}

func (c *Package) char(expr ast.Expr) (string, bool) {
	value := c.Info.Types[expr].Value
	if value == nil || value.Kind() != constant.Int {
		return "", false
	}
	n, ok := constant.Int64Val(value)
	return string(rune(n)), ok
}

// WritesTo returns the calls that write to the buffer whose method call calls, in
// the order of the source: its methods, and functions that are given its address.
func (c *Package) WritesTo(call *ast.CallExpr) []*ast.CallExpr {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	fn := c.FunctionAt(call.Pos())
	if !ok || fn == nil {
		return nil
	}
	buffer := c.Variable(sel.X)
	if buffer == nil {
		return nil
	}
	var found []*ast.CallExpr
	ast.Inspect(fn, func(n ast.Node) bool {
		other, ok := n.(*ast.CallExpr)
		if !ok || other == call {
			return true
		}
		if method, ok := ast.Unparen(other.Fun).(*ast.SelectorExpr); ok && c.Variable(method.X) == buffer {
			if strings.HasPrefix(method.Sel.Name, "Write") {
				found = append(found, other)
			}
			return true
		}
		if len(other.Args) > 0 && c.Variable(other.Args[0]) == buffer {
			found = append(found, other)
		}
		return true
	})
	slices.SortFunc(found, func(a, b *ast.CallExpr) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return found
}

// Variable returns the variable that expr is, or is the address of.
func (c *Package) Variable(expr ast.Expr) types.Object {
	expr = ast.Unparen(expr)
	if ref, ok := expr.(*ast.UnaryExpr); ok && ref.Op == token.AND {
		expr = ast.Unparen(ref.X)
	}
	id, ok := expr.(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := c.Info.ObjectOf(id).(*types.Var)
	if v == nil {
		return nil
	}
	return v
}

func (c *Package) isInLoop(call *ast.CallExpr) bool {
	found := false
	fn := c.FunctionAt(call.Pos())
	if fn == nil {
		return false
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			found = found || n.Pos() <= call.Pos() && call.End() <= n.End()
		}
		return !found
	})
	return found
}

// CalledName returns "path.Func" or "path.Type.Method" of what call calls, or "".
func (c *Package) CalledName(call *ast.CallExpr) string {
	fn, _ := typeutil.Callee(c.Info, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil {
		return ""
	}
	return typematch.Func(fn)
}

// Compound returns what divides the components, if parts are those of a text in
// a form that the program made up.
func (c *Package) Compound(parts []Part) (string, bool) {
	names := c.Names(parts)
	if len(names) < 2 {
		return "", false
	}
	if Names(names) == Otherwise {
		return "", false
	}
	texts := around(parts)
	inner := texts[1 : len(texts)-1]
	for _, text := range []string{texts[0], texts[len(texts)-1]} {
		if Separator(text) == Right {
			return "", false
		}
	}
	if slices.ContainsFunc(inner, func(text string) bool { return !Divides(text, names) }) || inner[0] == "," && AreAlike(names) {
		return "", false
	}
	return inner[0], true
}

// Names returns what the components among parts are called.
func (c *Package) Names(parts []Part) []string {
	var names []string
	for _, p := range parts {
		if p.Expr != nil {
			names = append(names, c.NameOf(p.Expr))
		}
	}
	return names
}

// around returns the constant texts before, between and behind components.
func around(parts []Part) []string {
	texts := []string{""}
	for _, p := range parts {
		if p.Expr == nil {
			texts[len(texts)-1] += p.Text
		} else {
			texts = append(texts, "")
		}
	}
	return texts
}
