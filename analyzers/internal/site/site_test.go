package site

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// common is declared in every snippet.
const common = `package p

type T struct{ a, b string }

func (T) M(string, ...string)  {}
func (*T) P(string)            {}

type I interface{ M(string, ...string) }
type E struct{ T }

func use(string)               {}
func box(any)                  {}
func all(string, ...any)       {}
func strs(...string)           {}
func two() (string, string)
func one() string
func exit(string)              {}
func gen[X any](x X) X         { return x }
func ptr(*T)                   {}
func bytes([]byte)             {}
func truth(bool)               {}

`

// mark stands before the expression that is to be found.
const mark = "/*@*/"

// A snippet is a package with one marked expression.
type snippet struct {
	t     *testing.T
	src   string
	want  token.Pos // NoPos: nil is expected
	index *Index
	info  *types.Info
	file  *ast.File
	fns   []*ssa.Function
}

// load builds SSA for src, with the declarations of common before it.
func load(t *testing.T, src string) *snippet {
	t.Helper()
	s := &snippet{t: t, src: common + src}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", s.src, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	conf := &types.Config{Importer: importer.Default(), GoVersion: "go1.26"}
	s.file, s.info = file, newInfo()
	pkg, err := conf.Check("p", fset, []*ast.File{file}, s.info)
	if err != nil {
		t.Fatal(err)
	}
	prog := ssa.NewProgram(fset, ssa.BuilderMode(0))
	prog.SetNoReturn(func(fn *types.Func) bool { return fn.Name() == "exit" })
	built := prog.CreatePackage(pkg, []*ast.File{file}, s.info, false)
	built.Build()
	s.fns = functions(prog, built, []*ast.File{file}, s.info)
	s.index = New(s.info, []*ast.File{file})
	if i := strings.Index(s.src, mark); i >= 0 {
		s.want = file.FileStart + token.Pos(i+len(mark))
	}
	return s
}

func newInfo() *types.Info {
	return &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
}

// functions returns all functions of a package: methods, literals, loop
// bodies and instances of generic functions included, and wrappers.
func functions(prog *ssa.Program, pkg *ssa.Package, files []*ast.File, info *types.Info) []*ssa.Function {
	seen := make(map[*ssa.Function]bool)
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		seen[fn] = true
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for fn := range ssautil.AllFunctions(prog) {
		if fn.Pkg == pkg || fn.Pkg == nil || fn.Origin() != nil && fn.Origin().Pkg == pkg {
			add(fn)
		}
	}
	for _, file := range files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				add(prog.FuncValue(info.Defs[decl.Name].(*types.Func)))
			}
		}
	}
	return slices.Collect(maps.Keys(seen))
}

// check compares an expression with the marked one, whose text is text.
func (s *snippet) check(what string, got ast.Expr, text string) {
	s.t.Helper()
	switch {
	case got == nil && s.want.IsValid():
		s.t.Errorf("%s: nil, want %s", what, text)
	case got == nil:
	case got.Pos() != s.want || s.text(got) != text:
		s.t.Errorf("%s: %s at offset %d, want the marked %s", what, s.text(got), got.Pos()-s.file.FileStart, text)
	}
}

func (s *snippet) text(e ast.Expr) string {
	return s.src[e.Pos()-s.file.FileStart : e.End()-s.file.FileStart]
}

// named reports whether v is what a test calls name: the Go syntax of a
// constant, or the type of another value, without package.
func named(v ssa.Value, name string) bool {
	if c, ok := v.(*ssa.Const); ok {
		return strings.HasPrefix(c.Name(), name+":")
	}
	return kind(v) == name
}

func kind(v any) string {
	return strings.TrimPrefix(fmt.Sprintf("%T", v), "*ssa.")
}

// instructions returns the instructions of the functions that aren't
// declared by common, or only stand for it.
func (s *snippet) instructions() []ssa.Instruction {
	var instrs []ssa.Instruction
	for _, fn := range s.fns {
		if fn.Pos().IsValid() && int(fn.Pos()-s.file.FileStart) < len(common) && fn.Parent() == nil {
			continue
		}
		for _, b := range fn.Blocks {
			instrs = append(instrs, b.Instrs...)
		}
	}
	return instrs
}
