package built_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/built"
)

const declarations = `
package p

import "encoding/json"

type inner struct{ X, Y string }
type params struct {
	In   *inner
	List []string
	own  int
}

func use(any) {}
func ptr[T any](v T) *T { return &v }
func getenv() string

var table = map[string]string{"a": "1", "b": "2"}
var Exported = "1"

type keeper struct{ x string }

func keep(x string) keeper { return keeper{x} }

var made = keep("1")
var kept = *new(func() *keeper { k := keep("1"); k.x = "2"; return &k }())

func build(x string) *params { return &params{In: &inner{X: x}} }
type holder struct{ p *params }

func (h *holder) fill(x string) { h.p.In.X = x }
func set(in *inner, x string) { in.X = x }
func fill(p *params, x string) { p.In.X = x }
func with(p params, x string) params { p.In = &inner{X: x}; return p }
func join(list ...string) []string { return list }
func both() (string, error) { return "1", nil }
func named() (x string) { x = "1"; return }
func loop(x string) string { return loop(x + x) }

type grown struct{ text string }

func (g *grown) grow() { g.text = more(g.text) }
func more(text string) string { return text + "1" }
`

// Each case asks for the field In.X, or for the value itself, of what use is
// given; the answer lists constants, then ? where it is unknown, P where a
// parameter is why, and - where the field isn't set on some way.
func TestAnswers(t *testing.T) {
	for _, test := range []struct{ code, field, want string }{
		{`use(params{In: &inner{X: "1"}})`, "In.X", "1"},
		{`use(params{In: &inner{"1", "2"}})`, "In.X", "1"},
		{`use(&params{})`, "In.X", "-"},
		{`use(params{In: nil})`, "In.X", "-"},
		{`p := params{In: &inner{}}; p.In.X = "1"; use(p)`, "In.X", "1 -"},
		{`p := &params{}; p.In = &inner{X: "1"}; q := p; use(*q)`, "In.X", "1 -"},
		{`p := &params{In: &inner{}}; q := p; q.In.X = "1"; use(p)`, "In.X", "1 -"},
		{`var p params; p.In = &inner{X: "1"}; use(p)`, "In.X", "1 -"},
		{`use(build("1"))`, "In.X", "1"},
		{`p := build("1"); fill(p, "2"); use(p)`, "In.X", "1 2"},
		{`p := params{In: &inner{}}; fill(&p, "2"); use(p)`, "In.X", "2 -"},
		{`p := params{}; f := func() { p.In = &inner{X: "1"} }; f(); use(p)`, "In.X", "1 -"},
		{`p := params{In: &inner{X: "1"}}; json.Unmarshal(nil, &p); use(p)`, "In.X", "1 ?"},
		{`p := params{In: &inner{X: "1"}}; json.Marshal(&p); use(p)`, "In.X", "1"},
		{`p := params{In: &inner{X: "1"}}; if v == "" { p.In.X = v }; use(p)`, "In.X", "1 ? P"},
		{`p := params{}; p = with(p, "1"); use(p)`, "In.X", "1 -"},
		{`p := params{In: &inner{}}; json.Unmarshal(nil, p.In); use(p)`, "In.X", "? -"},
		{`p := params{In: &inner{}}; json.Unmarshal(nil, &p.own); use(p)`, "In.X", "-"},
		{`p := params{In: &inner{}}; set(p.In, "2"); use(p)`, "In.X", "2 -"},
		{`h := holder{&params{In: &inner{}}}; h.fill("2"); use(h.p)`, "In.X", "2 -"},
		{`var g grown; g.grow(); use(params{In: &inner{X: g.text}})`, "In.X", "?"},
		{`for _, p := range all { use(p) }`, "In.X", "? P"},
		{`use(params{In: given})`, "In.X", "? P"},

		{`use("1")`, "", "1"},
		{`x := "1"; if v == "" { x = "2" }; use(x)`, "", "1 2"},
		{`var x string; if v == "" { x = "2" }; use(x)`, "", "2"},
		{`x := v; if x == "" { x = "2" }; use(x)`, "", "2 ? P"},
		{`use(ptr("1"))`, "", "1"},
		{`use(new("1"))`, "", "1"},
		{`use(new(string))`, "", ""},
		{`use(made.x)`, "", "1"},
		{`use(kept.x)`, "", "1 2"},
		{`use(table["a"])`, "", "1"},
		{`use(table[v])`, "", "1 2"},
		{`for _, x := range []string{"1", "2"} { use(x) }`, "", "1 2"},
		{`var l []string; l = append(l, "1"); l = append(l, "2"); for _, x := range l { use(x) }`, "", "1 2"},
		{`for _, x := range join("1", "2") { use(x) }`, "", "1 2"},
		{`x, _ := both(); use(x)`, "", "1"},
		{`use(named())`, "", "1"},
		{`use("a" + ptr2("b"))`, "", "ab"},
		{`f := func(x string) string { return x }; use(f("1"))`, "", "1"},
		{`use(getenv())`, "", "?"},
		{`use(Exported)`, "", "1 ?"},
		{`use(loop("1"))`, "", "?"},
		{`x := "1"; x += v; use(x)`, "", "1 ?"},
	} {
		body := "func ptr2(x string) string { return *ptr(x) }\nfunc f(v string, given *inner, all []params) { " + test.code + " }\nvar _ = json.Marshal\n"
		x, call := index(t, declarations+body)
		if got := answer(x, call, test.field); got != test.want {
			t.Errorf("%s: got %q, want %q", test.code, got, test.want)
		}
	}
}

// json imports a stand-in for encoding/json.
type json struct{}

func (json) Import(path string) (*types.Package, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "json.go", `package json
func Marshal(v any) ([]byte, error)
func Unmarshal(data []byte, v any) error`, 0)
	if err != nil {
		return nil, err
	}
	return new(types.Config).Check(path, fset, []*ast.File{file}, nil)
}

func index(t *testing.T, src string) (*built.Index, *ast.CallExpr) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object),
		Uses: make(map[*ast.Ident]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
	}
	config := types.Config{Importer: json{}, GoVersion: "go1.26"}
	pkg, err := config.Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatalf("%v in:\n%s", err, src)
	}
	var found *ast.CallExpr
	for n := range ast.Preorder(file) {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "use" {
				found = call
			}
		}
	}
	return built.New(fset, pkg, info, []*ast.File{file}), found
}

func answer(x *built.Index, call *ast.CallExpr, field string) string {
	set := built.Set{Values: []built.Value{built.At(call.Args[0], nil)}}
	if field != "" {
		set = x.Field(set.Values[0], strings.Split(field, ".")...)
	}
	var words []string
	for _, v := range set.Values {
		known, more := x.Constants(v)
		for _, k := range known {
			if word := strings.Trim(k.Value.ExactString(), `"`); word != "" && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
		set.Unknown, set.Params = set.Unknown || more.Unknown, set.Params || more.Params
	}
	slices.Sort(words)
	for _, flag := range []struct {
		is   bool
		sign string
	}{{set.Unknown, "?"}, {set.Params, "P"}, {set.Absent, "-"}} {
		if flag.is {
			words = append(words, flag.sign)
		}
	}
	return strings.Join(words, " ")
}

// A question is asked again for each caller in the package, until it is
// answered.
func TestContexts(t *testing.T) {
	x, call := index(t, declarations+`
func f(v string) { use(v) }
func g(v string) { f(v) }
func h() { f("1"); g("2"); g("3") }
var _ = json.Marshal
`)
	var got []string
	x.EachContext(call, func(ctx built.Context) bool {
		known, set := x.Constants(built.At(call.Args[0], ctx.Frame))
		for _, k := range known {
			got = append(got, k.Value.ExactString())
		}
		return !set.Params
	})
	slices.Sort(got)
	if want := `["1" "2" "3"]`; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
