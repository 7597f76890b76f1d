package driver

import "testing"

func TestCutBodies(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"func f() { return }\n", "func f() {}\n"},
		{"func f() {\n\tif x {\n\t}\n}\n\nvar x = 1\n", "func f() {}\n\nvar x = 1\n"},
		{"func (t *T) m(a interface{}, b struct{ x int }) (c map[string]interface{}) { return }", "func (t *T) m(a interface{}, b struct{ x int }) (c map[string]interface{}) {}"},
		{"func f() interface{ M() } { return nil }", "func f() interface{ M() } {}"},
		{"func f() struct { x int } { return s }", "func f() struct { x int } {}"},
		{"func f[T interface{ ~int }](x T) []struct{} { return nil }", "func f[T interface{ ~int }](x T) []struct{} {}"},
		{"func asm(x int) int\n\nfunc g() { f() }\n", "func asm(x int) int\n\nfunc g() {}\n"},
		{"func f() { s := \"}\"; r := '}'; q := '\\''; raw := `}`; /* } */ } // }\n", "func f() {} // }\n"},
		{"func f() { // }\n}\n", "func f() {}\n"},
		{"type F func(int) { }", "type F func(int) { }"},
		{"var f = func() { g() }\n", "var f = func() { g() }\n"},
		{"var x = T{\n\tfunc() {},\n}\n", "var x = T{\n\tfunc() {},\n}\n"},
		{"type I interface {\n\tfunction()\n}\n", "type I interface {\n\tfunction()\n}\n"},
		{"/* c */ func f() { x }\n", "/* c */ func f() {}\n"},
		{"func f() { unclosed", "func f() {"},
		{"func f() { \"unclosed }", "func f() {"},
		{"func", "func"},
		{"func f(", "func f("},
		{"functional()", "functional()"},
		{"", ""},
	} {
		if got := string(cutBodies([]byte(test.src))); got != test.want {
			t.Errorf("cutBodies(%q)\n\tgot  %q\n\twant %q", test.src, got, test.want)
		}
	}
}
