package hardcodedcreds

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"strconv"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// A leaf is a constant that an expression consists of.
type leaf struct {
	expr   ast.Expr
	text   string
	bytes  bool // it is made bytes
	binary bool // it is a list of bytes that are no text, as keys are
}

// leaves returns the constants that expr may be: itself, what is converted or
// pointed to, the elements of a list, the alternatives of cmp.Or and the default
// in a call that asks the environment. It errs towards none.
func (f *finder) leaves(expr ast.Expr, bytes bool) []leaf {
	expr = ast.Unparen(expr)
	if text, ok := constantText(f.info, expr); ok {
		return []leaf{{expr: expr, text: text, bytes: bytes}}
	}
	switch n := expr.(type) {
	case *ast.Ident:
		const farthest = 4 // variables of code with errors may form a cycle
		if value := f.onlyValue(n); value != nil && f.depth < farthest {
			f.depth++
			defer func() { f.depth-- }()
			return f.leaves(value, bytes)
		}
	case *ast.CallExpr:
		return f.callLeaves(n, bytes)
	case *ast.CompositeLit:
		if text, ok := f.bytesText(n); ok {
			return []leaf{{expr: n, text: text, bytes: true, binary: isBinaryKey(text)}}
		}
		return f.elementLeaves(n)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return f.leaves(n.X, bytes)
		}
	case *ast.SliceExpr:
		return f.leaves(n.X, bytes)
	}
	return nil
}

func (f *finder) callLeaves(call *ast.CallExpr, bytes bool) []leaf {
	if f.info.Types[call.Fun].IsType() {
		if len(call.Args) != 1 {
			return nil
		}
		_, isSlice := f.info.TypeOf(call).Underlying().(*types.Slice)
		return f.leaves(call.Args[0], bytes || isSlice)
	}
	fn, _ := typeutil.Callee(f.info, call).(*types.Func)
	switch {
	case fn == nil:
		return nil
	case len(call.Args) == 1 && isPointerToText(f.info.TypeOf(call)):
		return f.leaves(call.Args[0], bytes)
	case fn.Pkg() != nil && fn.Pkg().Path() == "cmp" && fn.Name() == "Or":
		var all []leaf
		for _, arg := range call.Args {
			all = append(all, f.leaves(arg, bytes)...)
		}
		return all
	case len(call.Args) == 2 && typematch.IsText(f.info.TypeOf(call)) && f.takesDefault(call, 1):
		return f.leaves(call.Args[1], bytes)
	}
	return nil
}

// elementLeaves returns the constants of a list of texts.
func (f *finder) elementLeaves(lit *ast.CompositeLit) []leaf {
	var elem types.Type
	switch t := f.info.TypeOf(lit).Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	default:
		return nil
	}
	if !typematch.IsText(elem) && !isBytes(elem) {
		return nil
	}
	var all []leaf
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt = kv.Value
		}
		all = append(all, f.leaves(elt, false)...)
	}
	return all
}

// bytesText returns the text that a list of constant bytes or runes is.
func (f *finder) bytesText(lit *ast.CompositeLit) (string, bool) {
	t := f.info.TypeOf(lit)
	if t == nil || !isBytes(t) || len(lit.Elts) < minLength {
		return "", false
	}
	var text []byte
	for _, elt := range lit.Elts {
		value := f.info.Types[elt].Value
		if value == nil {
			return "", false
		}
		n, ok := constant.Int64Val(constant.ToInt(value))
		if !ok || n < 0 || n > 0xff {
			return "", false
		}
		text = append(text, byte(n))
	}
	return string(text), true
}

// isBinaryKey reports whether bytes can be a key as ciphers and MACs have: of
// their length, no text, and without an order.
func isBinaryKey(text string) bool {
	switch len(text) {
	case 16, 24, 32, 48, 64:
	default:
		return false
	}
	seen := make(map[byte]bool)
	for i := range len(text) {
		seen[text[i]] = true
	}
	return !isPlain(text) && len(seen)*2 >= min(len(text), 32) && !isAlphabet(text)
}

func isTexts(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && typematch.IsText(s.Elem())
}

// isBytes reports whether t is a list of bytes or runes.
func isBytes(t types.Type) bool {
	var elem types.Type
	switch t := t.Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	default:
		return false
	}
	b, ok := elem.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Byte || b.Kind() == types.Rune)
}

func isPointerToText(t types.Type) bool {
	if t == nil {
		return false
	}
	p, ok := t.Underlying().(*types.Pointer)
	return ok && typematch.IsText(p.Elem())
}

func splitWords(name string) []string { return naming.Tokens(name) }

func unquote(lit string) (string, bool) {
	text, err := strconv.Unquote(lit)
	return text, err == nil
}

// firstTag returns the value of the first of keys that a struct tag has.
func firstTag(tag string, keys ...string) string {
	for _, key := range keys {
		if value, ok := reflect.StructTag(tag).Lookup(key); ok {
			return value
		}
	}
	return ""
}
