package site

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
)

// An argument with index i of the only call in src is marked; without mark,
// there is none.
var argTests = []struct {
	name, src string
	i         int
	want      string
}{
	{"first", `func f() { use(/*@*/"a") }`, 0, `"a"`},
	{"go", `func f() { go use(/*@*/"a") }`, 0, `"a"`},
	{"defer", `func f() { defer use(/*@*/"a") }`, 0, `"a"`},
	{"too many", `func f() { use("a") }`, 1, ``},
	{"no receiver", `func f() { use("a") }`, -1, ``},
	{"method", `func f(t T) { t.M("a", /*@*/"b") }`, 1, `"b"`},
	{"receiver", `func f(t T) { /*@*/t.M("a") }`, -1, `t`},
	{"promoted receiver", `func f(e struct{ E }) { /*@*/e.E.M("a") }`, -1, `e.E`},
	{"interface", `func f(i I) { i.M("a", /*@*/"b") }`, 1, `"b"`},
	{"interface receiver", `func f(i I) { /*@*/i.M("a") }`, -1, `i`},
	{"variadic", `func f() { strs("a", "b", /*@*/"c") }`, 2, `"c"`},
	{"dots", `func f(s []any) { all("a", /*@*/s...) }`, 1, `s`},
	{"beyond dots", `func f(s []any) { all("a", s...) }`, 2, ``},
	{"method expression", `func f(t T) { T.M(t, /*@*/"a") }`, 0, `"a"`},
	{"method expression's receiver", `func f(t T) { T.M(/*@*/t, "a") }`, -1, `t`},
	{"method expression's variadic", `func f(t T) { T.M(t, "a", "b", /*@*/"c") }`, 2, `"c"`},
	{"method expression of interface", `func f(i I) { I.M(i, /*@*/"a") }`, 0, `"a"`},
	{"method expression in variable", `func f(t T) { m := T.M; m(t, /*@*/"a") }`, 0, `"a"`},
	{"method value", `func f(t T) { m := t.M; m(/*@*/"a") }`, 0, `"a"`},
	{"method value's receiver", `func f(t T) { m := /*@*/t.M; m("a") }`, -1, `t`},
	{"method value's receiver, unknown", `func f(t, u T) { m := t.M; if t == u { m = u.M }; m("a") }`, -1, ``},
	{"parenthesised method", `func f(t T) { (/*@*/t.M)("a") }`, -1, `t`},
	{"literal called", `func f() { func(string) {}(/*@*/"a") }`, 0, `"a"`},
	{"generic", `func f() { gen[string](/*@*/"a") }`, 0, `"a"`},
	{"generic receiver", `type G[X any] struct{}; func (G[X]) m(X) {}; func f(g G[int]) { /*@*/g.m(1) }`, -1, `g`},
	{"type parameter", `func g[X I](v X) { v.M(/*@*/"a") }; func f() { g(T{}) }`, 0, `"a"`},
	{"type parameter's receiver", `func g[X I](v X) { /*@*/v.M("a") }; func f() { g(T{}) }`, -1, `v`},
	{"append", `func f(s []string) { _ = append(s, "a", /*@*/"b") }`, 2, `"b"`},
	{"results", `func g(a, b string) {}; func f() { g(/*@*/two()) }`, 1, `two()`},
	{"in range-over-func", `func f(s func(func(string) bool)) { for range s { use(/*@*/"a") } }`, 0, `"a"`},
	{"package initialiser", `var v = gen(/*@*/"a")`, 0, `"a"`},
}

func TestArg(t *testing.T) {
	for _, test := range argTests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, test.src)
			found := false
			for _, instr := range s.instructions() {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || s.index.Call(call) == nil || isCall(call, "two") || isCall(call, "g") && call.Common().Signature().Params().Len() == 1 {
					continue
				}
				found = true
				s.check(call.String(), s.index.Arg(call, test.i), test.want)
			}
			if !found {
				t.Error("no call")
			}
		})
	}
}

// isCall reports whether call only prepares what a test is about.
func isCall(call ssa.CallInstruction, name string) bool {
	fn := call.Common().StaticCallee()
	if fn == nil {
		return false
	}
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Name() == name
}

func TestCallNotWritten(t *testing.T) {
	s := load(t, `func f(s func(func(string) bool), v []string) { for range s { }; for range v { } }`)
	for _, instr := range s.instructions() {
		if call, ok := instr.(ssa.CallInstruction); ok && s.index.Call(call) != nil {
			t.Errorf("%s is not in the source, but has an expression", call)
		}
	}
}

func TestPackedElementHasNoExpression(t *testing.T) {
	s := load(t, `func f(c bool) { x := "a"; if c { x = "b" }; strs(x) }`)
	for _, instr := range s.instructions() {
		if store, ok := instr.(*ssa.Store); ok && s.index.Operand(store, store.Val) != nil {
			if e := s.index.Operand(store, store.Addr); e != nil {
				t.Errorf("the array of variadic arguments is said to be %s", s.text(e))
			}
		}
	}
}
