package site

import (
	"testing"

	"golang.org/x/tools/go/ssa"
)

// An operandTest says that in src the instructions of the kind instr with the
// operand v have it from the marked expression; without mark, from none.
type operandTest struct{ name, src, instr, v, want string }

var operandTests = []operandTest{
	// Calls.
	{"argument", `func f() { use(/*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"second of equal constants", `func f(m T) { m.M(/*@*/"a", "b") }`, "Call", `"a"`, `"a"`},
	{"parentheses", `func f() { use((/*@*/"a")) }`, "Call", `"a"`, `"a"`},
	{"named constant", `const c = "a"; func f() { use(/*@*/c) }`, "Call", `"a"`, `c`},
	{"lifted variable", `func f() { x := "a"; use(/*@*/x) }`, "Call", `"a"`, `x`},
	{"go", `func f() { go use(/*@*/"a") }`, "Go", `"a"`, `"a"`},
	{"defer", `func f() { defer use(/*@*/"a") }`, "Defer", `"a"`, `"a"`},
	{"go literal", `func f() { go func(string) {}(/*@*/"a") }`, "Go", `"a"`, `"a"`},
	{"method", `func f(t T) { t.M(/*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"method receiver", `func f() { (/*@*/T{"a", "b"}).M("c") }`, "Call", "UnOp", `T{"a", "b"}`},
	{"method, address taken", `func f(t T) { /*@*/t.P("a") }`, "Call", "Alloc", `t`},
	{"promoted method", `func f(e *E) { /*@*/e.P("a") }`, "Call", "FieldAddr", `e`},
	{"interface method", `func f(i I) { i.M(/*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"interface receiver", `func f(i I) { /*@*/i.M("a") }`, "Call", "Parameter", `i`},
	{"method expression", `func f(t T) { T.M(t, /*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"method value", `func f(t T) { m := t.M; m(/*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"function value", `func f(g func(string)) { /*@*/g("a") }`, "Call", "Parameter", `g`},
	{"generic", `func f() { gen(/*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"generic, explicit", `func f() { gen[string](/*@*/"a") }`, "Call", `"a"`, `"a"`},
	{"inside generic", `func g[X any](X) { use(/*@*/"a") }; func f() { g(1); g("") }`, "Call", `"a"`, `"a"`},
	{"results passed on", `func g(a, b string) {}; func f() { g(/*@*/two()) }`, "Call", "Extract", `two()`},
	{"closure body", `func f() { _ = func() { use(/*@*/"a") } }`, "Call", `"a"`, `"a"`},
	{"range-over-func body", `func f(s func(func(string) bool)) { for range s { use(/*@*/"a") } }`, "Call", `"a"`, `"a"`},
	{"range-over-func iterator", `func f(s func(func(string) bool)) { for range /*@*/s { } }`, "Call", "Parameter", `s`},
	{"panic", `func f() { panic(/*@*/"a") }`, "MakeInterface", `"a"`, `"a"`},
	{"noreturn's panic", `func f() { exit("a") }`, "Panic", "MakeInterface", ``},
	{"builtin", `func f(b []byte) { copy(b, /*@*/"a") }`, "Call", `"a"`, `"a"`},

	// Variadic arguments.
	{"variadic", `func f() { strs("a", /*@*/"b") }`, "Store", `"b"`, `"b"`},
	{"variadic method", `func f(t T) { t.M("a", "b", /*@*/"c") }`, "Store", `"c"`, `"c"`},
	{"variadic method expression", `func f(t T) { T.M(t, "a", "b", /*@*/"c") }`, "Store", `"c"`, `"c"`},
	{"variadic boxed", `func f() { all("a", 1, /*@*/"b") }`, "MakeInterface", `"b"`, `"b"`},
	{"variadic call", `func f() { strs(/*@*/one()) }`, "Store", "Call", `one()`},
	{"variadic of results", `func f() { strs(/*@*/two()) }`, "Store", "Extract", `two()`},
	{"append", `func f(s []string) { _ = append(s, "a", /*@*/"b") }`, "Store", `"b"`, `"b"`},
	{"slice with dots", `func f(s []string) { strs(/*@*/s...) }`, "Call", "Parameter", `s`},
	{"packed slice", `func f() { strs("a") }`, "Call", "Slice", ``},

	// Literals.
	{"keyed field", `var v = T{b: /*@*/"a"}`, "Store", `"a"`, `"a"`},
	{"unkeyed field", `var v = T{"b", /*@*/"a"}`, "Store", `"a"`, `"a"`},
	{"nested", `var v = []E{{T{"b", "c"}}, {T{b: /*@*/"a"}}}`, "Store", `"a"`, `"a"`},
	{"nested in map", `var v = map[string]*T{"k": {/*@*/"a", "b"}}`, "Store", `"a"`, `"a"`},
	{"addressed", `func f() *T { return &T{a: /*@*/"a"} }`, "Store", `"a"`, `"a"`},
	{"slice", `var v = []string{"b", /*@*/"a"}`, "Store", `"a"`, `"a"`},
	{"array with keys", `var v = [...]string{5: "b", 2: /*@*/"a", "c"}`, "Store", `"a"`, `"a"`},
	{"array after key", `var v = [...]string{5: "b", /*@*/"a"}`, "Store", `"a"`, `"a"`},
	{"boxed element", `var v = []any{/*@*/"a"}`, "MakeInterface", `"a"`, `"a"`},
	{"map value", `var v = map[string]string{"k": /*@*/"a"}`, "MapUpdate", `"a"`, `"a"`},
	{"map key", `var v = map[string]string{/*@*/"k": "a"}`, "MapUpdate", `"k"`, `"k"`},
	{"boxed map key", `var v = map[any]string{/*@*/"k": "a"}`, "MakeInterface", `"k"`, `"k"`},
	{"literal stored", `var v = /*@*/[]string{"a"}`, "Store", "Slice", `[]string{"a"}`},
	{"field function", `func f(h struct{ g func() }) { h.g = /*@*/func() {} }`, "Store", "Function", `func() {}`},

	// Assignments.
	{"package variable", `var v = /*@*/"a"`, "Store", `"a"`, `"a"`},
	{"package variables", `var v, w = "b", /*@*/"a"`, "Store", `"a"`, `"a"`},
	{"package variables of call", `var v, w = /*@*/two()`, "Store", "Extract", `two()`},
	{"assignment", `var v string; func f() { v = /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"tuple", `var v, w string; func f() { v, w = "b", /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"captured variables", `func f() { a, b := "b", /*@*/"a"; _ = func() { use(a); use(b) } }`, "Store", `"a"`, `"a"`},
	{"captured declaration", `func f() { var a = /*@*/"a"; _ = func() { use(a) } }`, "Store", `"a"`, `"a"`},
	{"written by closure", `func f() { var a string; _ = func() { a = /*@*/"a" }; use(a) }`, "Store", `"a"`, `"a"`},
	{"field", `func f(t *T) { t.a, t.b = "b", /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"promoted field", `func f(e *E) { e.a = /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"element", `func f(s []string) { s[0] = /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"pointer", `func f(s *string) { *s = /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"map element", `func f(m map[string]string) { m["k"] = /*@*/"a" }`, "MapUpdate", `"a"`, `"a"`},
	{"map element's key", `func f(m map[string]string) { m[/*@*/"k"] = "a" }`, "MapUpdate", `"k"`, `"k"`},
	{"updated map", `func f(m map[string]string) { /*@*/m["k"] = "a" }`, "MapUpdate", "Parameter", `m`},
	{"boxed", `var v any; func f() { v = /*@*/"a" }`, "MakeInterface", `"a"`, `"a"`},
	{"boxed in variable", `func f() { var v any = /*@*/"a"; box(v) }`, "MakeInterface", `"a"`, `"a"`},
	{"boxed variable", `func f() { v := "a"; box(/*@*/v) }`, "MakeInterface", `"a"`, `v`},
	{"boxed argument", `func f() { box(/*@*/"a") }`, "MakeInterface", `"a"`, `"a"`},
	{"explicitly boxed", `func f() { box(any(/*@*/"a")) }`, "MakeInterface", `"a"`, `"a"`},
	{"boxed operand", `func f(v any) bool { return v == /*@*/"a" }`, "MakeInterface", `"a"`, `"a"`},
	{"stored sum", `var v string; func f() { v += /*@*/"a" }`, "Store", "BinOp", `"a"`},
	{"increment", `var v int; func f() { /*@*/v++ }`, "Store", "BinOp", `v`},
	{"new", `func f() *string { return new(/*@*/"a") }`, "Store", `"a"`, `"a"`},
	{"received", `var v string; func f(c chan string) { v = /*@*/<-c }`, "Store", "UnOp", `<-c`},
	{"range variable", `var v string; func f(m map[string]int) { for v = range m { } }`, "Store", "Extract", ``},

	// Phi.
	{"phi, first", `func f(c bool) { x := /*@*/"a"; if c { x = "b" }; use(x) }`, "Phi", `"a"`, `"a"`},
	{"phi, second", `func f(c bool) { x := "a"; if c { x = /*@*/"b" }; use(x) }`, "Phi", `"b"`, `"b"`},
	{"phi, zero", `func f(c bool) { var x string; if c { x = "b" }; use(x) }`, "Phi", `""`, ``},
	{"phi, number", `func f(c bool) { x := 1.5; if c { x = /*@*/2 }; box(x) }`, "Phi", `2`, `2`},
	{"phi, nil", `func f(c bool) { x := &T{}; if c { x = /*@*/nil }; ptr(x) }`, "Phi", `nil`, `nil`},
	{"phi, copy", `func f(c bool) { y := /*@*/"a"; x := y; if c { x = "b" }; use(x) }`, "Phi", `"a"`, `"a"`},
	{"phi, call", `func f(c bool) { x := "a"; if c { x = /*@*/one() }; use(x) }`, "Phi", "Call", `one()`},
	{"phi, parameter", `func f(c bool, p string) { x := "a"; if c { x = /*@*/p }; use(x) }`, "Phi", "Parameter", `p`},
	{"phi, boxed constant", `func f(c bool) { var x any = 1; if c { x = /*@*/"b" }; box(x) }`, "MakeInterface", `"b"`, `"b"`},
	{"phi in loop", `func f() { for x := /*@*/7; x < 9; x++ { } }`, "Phi", `7`, `7`},
	{"phi in generic", `func g[X any](c bool, _ X) { x := "a"; if c { x = /*@*/"b" }; use(x) }; func f() { g(true, 1) }`, "Phi", `"b"`, `"b"`},
	{"phi in type switch", `func f(v any) { switch x := v.(type) { case string: if x == "c" { x = /*@*/"b" }; use(x) } }`, "Phi", `"b"`, `"b"`},
	{"and", `func f(a, b bool) { truth(a && /*@*/b) }`, "Phi", "Parameter", `b`},
	{"and, left", `func f(a, b bool) { truth(a && b) }`, "Phi", `false`, ``},

	// Results.
	{"return", `func f() string { return /*@*/"a" }`, "Return", `"a"`, `"a"`},
	{"return of two", `func f() (string, error) { return /*@*/"a", nil }`, "Return", `"a"`, `"a"`},
	{"return nil", `func f() (string, error) { return "a", /*@*/nil }`, "Return", `nil`, `nil`},
	{"named result", `func f() (s string) { s = /*@*/"a"; return }`, "Return", `"a"`, `"a"`},
	{"named result listed", `func f() (s string) { return /*@*/"a" }`, "Return", `"a"`, `"a"`},
	{"results with defer", `func f() (s, t string) { defer use("c"); return "b", /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"unnamed results with defer", `func f() (string, string) { defer use("c"); return "b", /*@*/"a" }`, "Store", `"a"`, `"a"`},
	{"boxed result", `func f() any { return /*@*/"a" }`, "MakeInterface", `"a"`, `"a"`},
	{"boxed with defer", `func f() any { defer use("c"); return /*@*/"a" }`, "MakeInterface", `"a"`, `"a"`},
	{"return in loop body", `func f(s func(func(string) bool)) (int, string) { for range s { return 1, /*@*/"a" }; return 2, "b" }`, "Store", `"a"`, `"a"`},
	{"jump of loop body", `func f(s func(func(string) bool)) string { for range s { return "a" }; return "b" }`, "Return", `false`, ``},
	{"result of literal", `var v = func() string { return /*@*/"a" }`, "Return", `"a"`, `"a"`},
	{"results passed through", `func f() (string, string) { return /*@*/two() }`, "Return", "Extract", `two()`},

	// Operators and others.
	{"comparison", `func f(v string) bool { return v == /*@*/"a" }`, "BinOp", `"a"`, `"a"`},
	{"switch", `func f(v string) { switch v { case "b", /*@*/"a": } }`, "BinOp", `"a"`, `"a"`},
	{"switch tag", `func f(v string) { switch /*@*/v { case "a": } }`, "BinOp", "Parameter", `v`},
	{"boxed case", `func f(v any) { switch v { case 1, /*@*/"a": } }`, "MakeInterface", `"a"`, `"a"`},
	{"type switch", `func f(v any) { switch /*@*/v.(type) { case string, int: } }`, "TypeAssert", "Parameter", `v`},
	{"type switch nil", `func f(v any) { switch v.(type) { case /*@*/nil: } }`, "BinOp", "nil", `nil`},
	{"concatenation", `func f(v string) string { return v + /*@*/"a" + v }`, "BinOp", `"a"`, `"a"`},
	{"concatenation in place", `func f(v string) string { v += /*@*/"a"; return v }`, "BinOp", `"a"`, `"a"`},
	{"increment's operand", `func f(v int) int { /*@*/v++; return v }`, "BinOp", "Parameter", `v`},
	{"increment's one", `func f(v int) int { v++; return v }`, "BinOp", "1", ``},
	{"negation", `func f(v int) int { return -/*@*/v }`, "UnOp", "Parameter", `v`},
	{"conversion", `func f() { bytes([]byte(/*@*/"a")) }`, "Convert", `"a"`, `"a"`},
	{"named type", `type B []string; func f(s []string) B { return B(/*@*/s) }`, "ChangeType", "Parameter", `s`},
	{"implicit named type", `type B []string; func f(s []string) B { return /*@*/s }`, "ChangeType", "Parameter", `s`},
	{"widened interface", `func f(i I) { box(/*@*/i) }`, "ChangeInterface", "Parameter", `i`},
	{"send", `func f(c chan string) { c <- /*@*/"a" }`, "Send", `"a"`, `"a"`},
	{"boxed send", `func f(c chan any) { c <- /*@*/"a" }`, "MakeInterface", `"a"`, `"a"`},
	{"select send", `func f(c, d chan string) { select { case <-d: case c <- /*@*/"a": } }`, "Select", `"a"`, `"a"`},
	{"index", `func f(s []string) string { return s[/*@*/3] }`, "IndexAddr", `3`, `3`},
	{"lookup", `func f(m map[string]int) int { return m[/*@*/"a"] }`, "Lookup", `"a"`, `"a"`},
	{"lookup with ok", `func f(m map[string]int) bool { _, ok := m[/*@*/"a"]; return ok }`, "Lookup", `"a"`, `"a"`},
	{"byte of string", `func f(i int) byte { return /*@*/"abc"[i] }`, "Index", `"abc"`, `"abc"`},
	{"slice of string", `func f(s string) string { return s[1:/*@*/2] }`, "Slice", `2`, `2`},
	{"field of value", `func f() string { return /*@*/gen(T{}).a }`, "Field", "Call", `gen(T{})`},
	{"field of pointer", `func f(t *T) string { return /*@*/t.a }`, "FieldAddr", "Parameter", `t`},
	{"assertion", `func f(v any) string { return /*@*/v.(string) }`, "TypeAssert", "Parameter", `v`},
	{"range over map", `func f(m map[string]int) { for range /*@*/m { } }`, "Range", "Parameter", `m`},
	{"range over element", `func f(m [][]string) { for _, s := range /*@*/m[2] { use(s) } }`, "IndexAddr", "UnOp", `m[2]`},
	{"range over asserted", `func f(v any) { for _, s := range /*@*/v.([]string) { use(s) } }`, "IndexAddr", "TypeAssert", `v.([]string)`},
	{"make", `func f(n int) { _ = make([]string, 1, /*@*/n) }`, "MakeSlice", "Parameter", `n`},
	{"make map", `func f() { _ = make(map[string]int, /*@*/3) }`, "MakeMap", "3", `3`},
	{"bound method", `func f(t T) { m := /*@*/t.M; m("a") }`, "MakeClosure", "Function", `t.M`},
	{"bound receiver", `func f(t T) { m := /*@*/t.M; m("a") }`, "MakeClosure", "Parameter", `t`},
}

func TestOperand(t *testing.T) {
	for _, test := range operandTests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, test.src)
			found := false
			for _, instr := range s.instructions() {
				if kind(instr) != test.instr {
					continue
				}
				for _, v := range instr.Operands(nil) {
					if *v != nil && named(*v, test.v) && !isState(instr, *v) {
						found = true
						s.check(instr.String(), s.index.Operand(instr, *v), test.want)
					}
				}
			}
			if !found {
				t.Errorf("no %s with %s", test.instr, test.v)
			}
		})
	}
}

// isState reports whether v belongs to what the builder adds to a function:
// the place that a Store stores to, the stack of deferred calls.
func isState(instr ssa.Instruction, v ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return v == instr.Addr
	case *ssa.Defer:
		return v == instr.DeferStack
	}
	return false
}
