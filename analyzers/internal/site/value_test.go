package site

import (
	"go/ast"
	"go/token"
	"testing"

	"golang.org/x/tools/go/ssa"
)

// The values of a kind in src have the marked expression; without mark, none.
var valueTests = []struct{ name, src, kind, want string }{
	{"call", `func f() { _ = /*@*/one() }`, "Call", `one()`},
	{"binary", `func f(a string) string { return /*@*/a + "b" }`, "BinOp", `a + "b"`},
	{"unary", `func f(a int) int { return /*@*/-a }`, "UnOp", `-a`},
	{"receive", `func f(c chan int) int { return /*@*/<-c }`, "UnOp", `<-c`},
	{"and", `func f(a, b bool) bool { return /*@*/a && b }`, "Phi", `a && b`},
	{"variable's phi", `func f(c bool) { /*@*/x := "a"; if c { x = "b" }; use(x) }`, "Phi", `x`},
	{"sum in place", `func f(a string) string { a += "b"; return a }`, "BinOp", ``},
	{"case", `func f(a string) { switch a { case "b": } }`, "BinOp", ``},
	{"field of pointer", `func f(t *T) string { return /*@*/t.a }`, "FieldAddr", `t.a`},
	{"load of field", `func f(t *T) string { return /*@*/t.a }`, "UnOp", `t.a`},
	{"field of value", `func f() string { return /*@*/gen(T{}).a }`, "Field", `gen(T{}).a`},
	{"field of literal", `var v = T{a: "b"}`, "FieldAddr", ``},
	{"package variable", `var v string; func f() string { return /*@*/v }`, "UnOp", `v`},
	{"pointer", `func f(p *string) string { return /*@*/*p }`, "UnOp", `*p`},
	{"element", `func f(s []string) string { return /*@*/s[1] }`, "IndexAddr", `s[1]`},
	{"load of element", `func f(s []string) string { return /*@*/s[1] }`, "UnOp", `s[1]`},
	{"lookup", `func f(m map[int]string) string { return /*@*/m[1] }`, "Lookup", `m[1]`},
	{"lookup with ok", `func f(m map[int]string) bool { _, ok := /*@*/m[1]; return ok }`, "Extract", `m[1]`},
	{"ranged over call", `func f() { for _, v := range gen([]string{}) { use(v) } }`, "IndexAddr", ``},
	{"slice", `func f(s string) string { return /*@*/s[1:] }`, "Slice", `s[1:]`},
	{"slice literal", `func f() []string { return /*@*/[]string{"a"} }`, "Slice", `[]string{"a"}`},
	{"array of slice literal", `func f() []string { return /*@*/[]string{"a"} }`, "Alloc", `[]string{"a"}`},
	{"map literal", `func f() map[int]int { return /*@*/map[int]int{1: 2} }`, "MakeMap", `map[int]int{1: 2}`},
	{"struct literal", `func f() T { return /*@*/T{"a", "b"} }`, "UnOp", `T{"a", "b"}`},
	{"addressed literal", `func f() *T { return /*@*/&T{"a", "b"} }`, "Alloc", `&T{"a", "b"}`},
	{"elided literal", `func f(s []*T) { s[0] = /*@*/&T{"a", "b"} }`, "Alloc", `&T{"a", "b"}`},
	{"new", `func f() *T { return /*@*/new(T) }`, "Alloc", `new(T)`},
	{"make slice", `func f(n int) []T { return /*@*/make([]T, n) }`, "MakeSlice", `make([]T, n)`},
	{"make slice of constant length", `func f() []T { return /*@*/make([]T, 3) }`, "Slice", `make([]T, 3)`},
	{"make chan", `func f() chan T { return /*@*/make(chan T) }`, "MakeChan", `make(chan T)`},
	{"literal function", `var v = /*@*/func() {}`, "Function", `func() {}`},
	{"closure", `func f(a string) func() { return /*@*/func() { use(a) } }`, "MakeClosure", `func() { use(a) }`},
	{"method value", `func f(t T) func(string, ...string) { return /*@*/t.M }`, "MakeClosure", `t.M`},
	{"parameter", `func f(/*@*/a string) { use(a) }`, "Parameter", `a`},
	{"unnamed parameter", `func f(string) func(string) { return func(string) {} }`, "Parameter", ``},
	{"captured variable", `func f(/*@*/a string) { _ = func() { use(a) } }`, "FreeVar", `a`},
	{"conversion", `func f(a string) []byte { return /*@*/[]byte(a) }`, "Convert", `[]byte(a)`},
	{"implicit conversion", `func f() any { return /*@*/one() }`, "MakeInterface", `one()`},
	{"explicit conversion", `func f() any { return /*@*/any(one()) }`, "MakeInterface", `any(one())`},
	{"constant", `func f() { use("a") }`, "Const", ``},
	{"assertion", `func f(v any) string { return /*@*/v.(string) }`, "TypeAssert", `v.(string)`},
	{"type switch", `func f(v any) { switch v.(type) { case string: } }`, "TypeAssert", ``},
}

func TestValue(t *testing.T) {
	for _, test := range valueTests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, test.src)
			found := false
			for v := range s.values() {
				if kind(v) != test.kind || v.Name() == "use" {
					continue
				}
				found = true
				s.check(v.String(), s.index.Value(v), test.want)
			}
			if !found {
				t.Errorf("no %s", test.kind)
			}
		})
	}
}

// The value of the last variable in src is written at the mark.
var writtenTests = []struct{ name, src, want string }{
	{"literal", `var v = /*@*/"a"`, `"a"`},
	{"constant", `const c = /*@*/"a"; var v = c`, `"a"`},
	{"parentheses", `const c = /*@*/"a"; var v = (c)`, `"a"`},
	{"second of two", `const b, c = "b", /*@*/"a"; var v = c`, `"a"`},
	{"local", `var v = func() string { const c = /*@*/"a"; return c }`, `"a"`},
	{"through constants", `const c = /*@*/"a"; const d = c; var v = d`, `"a"`},
	{"concatenation", `const c = "a"; const d = /*@*/c + "b"; var v = d`, `c + "b"`},
	{"iota", `const ( b = /*@*/iota; c; d ); var v = d`, `iota`},
	{"repeated", `const ( b = "b"; c = /*@*/"a"; d; e ); var v = e`, `"a"`},
	{"repeated pair", `const ( b, c = 1 << iota, /*@*/"a"; d, e ); var v = e`, `"a"`},
	{"shifted iota", `const ( _ = /*@*/1 << iota; c; d ); var v = d`, `1 << iota`},
	{"variable", `var c = "a"; var v = /*@*/c`, `c`},
	{"predeclared", `var v = /*@*/true`, `true`},
}

func TestWritten(t *testing.T) {
	for _, test := range writtenTests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, test.src)
			s.check("v", s.index.Written(lastValue(s.file)), test.want)
		})
	}
}

// lastValue returns the value of the variable that is declared last, or what
// it returns, if that is a function.
func lastValue(file *ast.File) ast.Expr {
	spec := file.Decls[len(file.Decls)-1].(*ast.GenDecl).Specs[0].(*ast.ValueSpec)
	lit, ok := spec.Values[0].(*ast.FuncLit)
	if !ok {
		return spec.Values[0]
	}
	return lit.Body.List[len(lit.Body.List)-1].(*ast.ReturnStmt).Results[0]
}

// values returns the functions, parameters, captured variables, instructions
// and operands of a snippet, but not what the builder adds to each function.
func (s *snippet) values() map[ssa.Value]bool {
	values := make(map[ssa.Value]bool)
	for _, instr := range s.instructions() {
		fn := instr.Parent()
		if fn.Name() == "init" && instr.Pos() == token.NoPos {
			continue // the guard
		}
		if v, ok := instr.(ssa.Value); ok {
			values[v] = true
		}
		for _, v := range instr.Operands(nil) {
			if *v != nil {
				values[*v] = true
			}
		}
		for _, v := range fn.Params {
			values[v] = true
		}
		for _, v := range fn.FreeVars {
			values[v] = true
		}
	}
	return values
}
