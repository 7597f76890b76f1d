package packed

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// A Taking is a call that takes the components of a text by their positions.
type Taking struct {
	Text ast.Expr // what is taken apart
	What string   // for messages: `split at ":" by strings.Cut`
}

// splitters are the functions that take apart a text, their first argument:
// where the separator is, or -1, and whether they return a list.
var splitters = map[string]struct {
	sep  int
	list bool
}{
	"strings.Split": {1, true}, "strings.SplitN": {1, true}, "strings.SplitAfter": {1, true}, "strings.SplitAfterN": {1, true},
	"strings.Cut": {1, false}, "strings.Fields": {-1, true}, "strings.FieldsFunc": {1, true},
	"strings.Index": {1, false}, "strings.IndexByte": {1, false}, "strings.IndexRune": {1, false},
	"strings.LastIndex": {1, false}, "strings.LastIndexByte": {1, false}, "strings.IndexAny": {1, false},
	"regexp.Regexp.Split": {-1, true}, "regexp.Regexp.FindStringSubmatch": {-1, true}, "regexp.Regexp.FindSubmatch": {-1, true},
	"fmt.Sscanf": {1, false}, "fmt.Sscan": {-1, false},
}

// At returns what call takes apart, if that is the components of one text by
// their positions, in a form that the program made up. function is the syntax
// around call; patternOf returns the pattern of a regular expression, if it is
// known. It errs towards false: what is looped over is a list, and names, words
// and further uses in the function may say that the text is something else.
func At(info *types.Info, function ast.Node, call *ast.CallExpr, patternOf func(*ast.CallExpr) (string, bool)) (Taking, bool) {
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil || len(call.Args) == 0 {
		return Taking{}, false
	}
	name := strings.Replace(typematch.Func(fn), "bytes.", "strings.", 1)
	how, ok := splitters[name]
	if !ok {
		return Taking{}, false
	}
	t := &taker{info: info, function: function, call: call, name: name, positions: make(map[string][]string)}
	if how.sep >= 0 && how.sep < len(call.Args) {
		t.sep, t.known = textOf(info, call.Args[how.sep])
	}
	switch name {
	case "strings.Fields":
		t.sep, t.known = " ", true
	case "regexp.Regexp.Split", "regexp.Regexp.FindStringSubmatch", "regexp.Regexp.FindSubmatch":
		pattern, ok := patternOf(call)
		if !ok {
			return Taking{}, false
		}
		t.pattern(pattern)
	case "fmt.Sscanf":
		t.format(t.sep)
		t.arguments(2)
	case "fmt.Sscan":
		t.sep, t.known = " ", true
		t.arguments(1)
	}
	switch {
	case how.list:
		t.list()
	case name == "strings.Cut":
		t.cut()
	case strings.HasPrefix(name, "strings."):
		t.sliced()
	}
	if !t.isCompound() {
		return Taking{}, false
	}
	return Taking{Text: call.Args[0], What: t.what(fn)}, true
}

// A taker looks at what becomes of the results of one call.
type taker struct {
	info     *types.Info
	function ast.Node
	call     *ast.CallExpr
	name     string
	sep      string
	known    bool

	positions map[string][]string // the names of what is taken at each position
	counted   bool                // how many there are is compared with a number above one
	isList    bool                // they are looped over, or handed on as a whole
	isTagged  bool                // one of them is compared with a word
	parents   map[ast.Node]ast.Node
}

func (t *taker) what(fn *types.Func) string {
	by := "by " + fn.Pkg().Name() + "." + strings.TrimPrefix(typematch.Func(fn), fn.Pkg().Path()+".")
	switch {
	case t.name == "strings.Fields" || t.name == "fmt.Sscan":
		return "split at spaces " + by
	case t.known:
		return "split at " + strconv.Quote(t.sep) + " " + by
	}
	return "taken apart " + by
}

// textOf returns the constant text, byte or rune that expr is, also behind a
// conversion.
func textOf(info *types.Info, expr ast.Expr) (string, bool) {
	expr = ast.Unparen(expr)
	if call, ok := expr.(*ast.CallExpr); ok && len(call.Args) == 1 && info.Types[call.Fun].IsType() && info.Types[expr].Value == nil {
		return textOf(info, call.Args[0])
	}
	value := info.Types[expr].Value
	if value == nil {
		return "", false
	}
	switch value.Kind() {
	case constant.String:
		return constant.StringVal(value), true
	case constant.Int:
		if n, ok := constant.Int64Val(value); ok && n >= 0 && n < 0x80 {
			return string(rune(n)), true
		}
	}
	return "", false
}

// isCompound decides.
func (t *taker) isCompound() bool {
	n := len(t.positions)
	if n == 0 || t.isList || t.isTagged || !t.known {
		return false
	}
	var names []string
	for _, list := range t.positions {
		names = append(names, list...)
	}
	say := Names(names)
	if say == Otherwise || AreAlike(names) || t.looksForPairs() {
		return false
	}
	strength := Separator(t.sep)
	switch {
	case strength == Right:
		return false
	case strength == Weak:
		return n > 1 && (Divides(t.sep, names) || t.counted && strings.TrimSpace(t.sep) == "" && t.sep != "" && !isLineEnd(t.sep))
	case n == 1: // the rest may be a list, or what stands before it a mark
		return t.sep != "," && (say == Credentials || hasUser(names) || t.counted)
	}
	return true
}

// looksForPairs reports whether the function looks for names with a value
// behind them: then it takes a connection string apart.
func (t *taker) looksForPairs() bool {
	found := false
	ast.Inspect(t.function, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if ok && (lit.Kind == token.STRING || lit.Kind == token.CHAR) {
			text, isText := textOf(t.info, lit)
			found = found || isText && Pairs(text)
		}
		return !found
	})
	return found
}
