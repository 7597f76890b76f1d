package values

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
)

// Unknown is the hole in a pattern where text isn't known. Names in a vault
// can't contain braces.
const Unknown = "{?}"

// A Text is a text that an expression may have: its constant parts verbatim,
// with Unknown where a part isn't known.
type Text struct {
	Pattern string
	// At is where the text is handed on: the expression asked about or, where
	// that is a parameter, the argument in the caller.
	At ast.Expr
}

const (
	maxTexts = 64 // texts of one expression
	maxDepth = 12 // steps from an expression to a constant
)

// Texts returns the texts that expr may have, as far as constants of this
// package say. An expression of which nothing is known yields none.
func (x *Index) Texts(expr ast.Expr) []Text {
	x.build()
	w := &walker{Index: x, active: make(map[any]bool)}
	var known []Text
	for _, t := range w.texts(expr, expr, 0) {
		if t.Pattern != Unknown {
			known = append(known, t)
		}
	}
	return known
}

type walker struct {
	*Index
	active map[any]bool // variables and functions being looked at: no cycles
}

func unknown(at ast.Expr) []Text { return []Text{{Pattern: Unknown, At: at}} }

func (w *walker) texts(expr, at ast.Expr, depth int) []Text {
	expr = ast.Unparen(expr)
	if tv, ok := w.info.Types[expr]; ok && tv.Value != nil && tv.Value.Kind() == constant.String {
		return []Text{{Pattern: constant.StringVal(tv.Value), At: at}}
	}
	if depth > maxDepth {
		return unknown(at)
	}
	var texts []Text
	switch e := expr.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			texts = w.join([]ast.Expr{e.X, e.Y}, []string{"", "", ""}, at, depth)
		}
	case *ast.CallExpr:
		texts = w.call(e, at, depth)
	case *ast.Ident, *ast.SelectorExpr:
		texts = w.variable(expr, at, depth)
	case *ast.StarExpr:
		texts = w.texts(e.X, at, depth+1)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			texts = w.texts(e.X, at, depth+1)
		}
	case *ast.IndexExpr:
		texts = w.elements(e.X, false, at, depth+1)
	}
	if len(texts) == 0 {
		return unknown(at)
	}
	return texts[:min(len(texts), maxTexts)]
}

// join returns the texts of the parts, with the constant text seps around and
// between them.
func (w *walker) join(parts []ast.Expr, seps []string, at ast.Expr, depth int) []Text {
	texts := []Text{{Pattern: seps[0], At: at}}
	for i, part := range parts {
		var longer []Text
		for _, suffix := range w.texts(part, at, depth+1) {
			for _, prefix := range texts {
				t := Text{prefix.Pattern + suffix.Pattern + seps[i+1], prefix.At}
				if suffix.At != at {
					t.At = suffix.At
				}
				longer = append(longer, t)
			}
		}
		texts = longer[:min(len(longer), maxTexts)]
	}
	return texts
}

// call returns the texts of a conversion, of fmt.Sprintf with a constant
// format, of the strings functions that keep a name's words, and of a
// function of this package that returns constants.
func (w *walker) call(call *ast.CallExpr, at ast.Expr, depth int) []Text {
	if tv, ok := w.info.Types[call.Fun]; ok && tv.IsType() && len(call.Args) == 1 {
		return w.texts(call.Args[0], at, depth+1)
	}
	if fn, ok := calledFunc(w.info, call); ok && fn.Pkg() != nil && len(call.Args) > 0 {
		switch fn.Pkg().Path() + "." + fn.Name() {
		case "fmt.Sprintf":
			if parts, seps, ok := w.format(call); ok {
				return w.join(parts, seps, at, depth)
			}
		case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace", "strings.Title", "strings.ReplaceAll", "strings.Replace":
			return w.texts(call.Args[0], at, depth+1)
		}
		if IsPointerTo(fn) {
			return w.texts(call.Args[0], at, depth+1)
		}
	}
	fn := w.callee(call)
	if fn == nil || w.active[fn] {
		return nil
	}
	w.active[fn] = true
	defer delete(w.active, fn)
	var texts []Text
	for _, result := range w.results(fn) {
		texts = append(texts, w.texts(result, at, depth+1)...)
	}
	return texts
}

// IsPointerTo reports whether fn is a generic function of the shape
// func[T any](T) *T, whatever its name.
func IsPointerTo(fn *types.Func) bool {
	sig := fn.Origin().Signature()
	if sig.TypeParams().Len() != 1 || sig.Params().Len() != 1 || sig.Results().Len() != 1 {
		return false
	}
	ptr, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Pointer)
	return ok && types.Identical(ptr.Elem(), sig.Params().At(0).Type())
}

// results returns what fn returns, if it has one result.
func (w *walker) results(fn any) []ast.Expr {
	switch fn := fn.(type) {
	case *types.Func:
		return returned(w.bodies[fn].Body)
	case *ast.FuncLit:
		return returned(fn.Body)
	}
	return nil
}

// format splits the constant format of a call of fmt.Sprintf at its verbs. It
// returns false for formats with flags, widths or indexes.
func (w *walker) format(call *ast.CallExpr) (parts []ast.Expr, seps []string, ok bool) {
	tv := w.info.Types[call.Args[0]]
	if tv.Value == nil || tv.Value.Kind() != constant.String || call.Ellipsis.IsValid() {
		return nil, nil, false
	}
	rest, sep := constant.StringVal(tv.Value), ""
	for {
		before, after, found := strings.Cut(rest, "%")
		sep += before
		if !found {
			return parts, append(seps, sep), len(parts) == len(call.Args)-1
		}
		switch {
		case after == "":
			return nil, nil, false
		case after[0] == '%':
			sep += "%"
		case strings.IndexByte("svdqx", after[0]) >= 0 && len(parts) < len(call.Args)-1:
			parts = append(parts, call.Args[1+len(parts)])
			seps, sep = append(seps, sep), ""
		default:
			return nil, nil, false
		}
		rest = after[1:]
	}
}
