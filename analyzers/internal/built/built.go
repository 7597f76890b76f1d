// Package built says what a value is built from, as far as its package shows:
// through literals, variables, assignments to fields, pointers, conversions and
// helpers of the same package. Rules ask it what a parameter of an SDK's call
// is set to: "which expiry do these parameters have?".
//
// It reads typed syntax and doesn't follow control flow: a variable is
// everything that is assigned to it anywhere. What the package doesn't show,
// parameters of its functions first of all, makes an answer Unknown rather than
// wrong. [Index.EachContext] repeats a question for each caller in the package.
package built

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// Analyzer has the result type *Index. It does next to nothing unless a rule
// asks the Index something.
var Analyzer = &analysis.Analyzer{
	Name:             "kvlintvalues",
	Doc:              "say what values are built from, for kvlint's rules",
	RunDespiteErrors: true,
	Run: func(pass *analysis.Pass) (any, error) {
		return run(pass), nil
	},
	ResultType: reflect.TypeFor[*Index](),
	FactTypes:  []analysis.Fact{new(Outline), new(Told)},
}

// run returns the Index of pass's package, and tells importers what they must
// know of it, if it belongs to the module under analysis.
func run(pass *analysis.Pass) *Index {
	x := New(pass.Fset, pass.Pkg, pass.TypesInfo, pass.Files)
	if m := pass.Module; m != nil && (m.Path == "" || m.Version != "") {
		return x
	}
	if x.telling = telling(pass); len(x.telling) > 0 {
		x.importFact = func(obj types.Object, outline *Outline) bool { return pass.ImportObjectFact(obj, outline) }
	}
	if x.importFact != nil || x.mayTell() {
		x.build()
		x.export(pass)
	}
	return x
}

// An Index knows the assignments, functions and calls of a package, tests left
// aside. It is filled when it is first asked. Its methods may be called concurrently.
type Index struct {
	fset  *token.FileSet
	pkg   *types.Package
	info  *types.Info
	files []*ast.File
	once  sync.Once

	decls map[*types.Func]*ast.FuncDecl
	// literals has the function literal that is all a variable is ever given.
	literals    map[types.Object]*ast.FuncLit
	allLiterals []*ast.FuncLit
	// calls has the calls of functions and of variables that hold literals.
	calls map[types.Object][]*ast.CallExpr
	// outer has the functions around each call, the innermost first.
	outer map[*ast.CallExpr][]ast.Node

	assigned map[types.Object][]assignment
	fields   map[types.Object][]fieldStore // x.F.G = v, by x
	elements map[types.Object][]ast.Expr   // x[i] = v, by x
	ofField  map[*types.Var][]ast.Expr     // whatever any object's field is given
	passed   map[types.Object][]pass       // f(&x), and f(x) for pointers
	aliases  map[types.Object][]types.Object
	params   map[types.Object]parameter
	loops    map[types.Object]*ast.RangeStmt // by the variable for the key

	// Of other packages: what is told, and the expressions that stand for it.
	importFact func(types.Object, *Outline) bool // nil where nothing is told
	telling    []*types.Package                  // imported packages of which something is told
	methods    map[string][]toldMethod           // of telling, by name; nil: not asked for yet
	written    *types.Info                       // that of the package, where info is more
	told       map[*ast.CallExpr]*Outline        // of the function that is called
	values     map[ast.Expr]ast.Expr             // of calls and variables
	frames     map[ast.Expr]*Frame               // of calls that have values
	behind     map[*ast.CallExpr][]Behind
	sites      map[*ast.CallExpr]site
	foreign    map[ast.Expr]bool
	outlines   map[types.Object]*Outline // of this package
}

// A Value is an expression in its place: the frame gives the parameters in it
// their meaning.
type Value struct {
	// Expr has no parentheses, and isn't an identifier that could be followed.
	Expr ast.Expr
	// Zero says that the value is the zero value of the variable Expr.
	Zero bool
	// Each says that the value is any of the elements of Expr; Loop is the
	// statement that takes them one by one, where there is one.
	Each bool
	Loop *ast.RangeStmt

	frame *Frame
	roots []root
	use   ast.Expr // what names the package variable that it comes from
	parts int      // of how many expressions it is a part
	field bool     // it is what a field of some object is given
}

// A root is a variable that holds what a value is part of, and the way there.
type root struct {
	obj   types.Object
	path  []string
	frame *Frame
}

// A Set is the answer to what something may be.
type Set struct {
	Values  []Value
	Unknown bool // or anything else
	Params  bool // Unknown at least because of a parameter
	Absent  bool // a field that isn't set, at least on some way

	roots []root    // the variables on the ways to Values
	open  []opening // the parameters, receivers included, that make it Unknown
}

func (s *Set) merge(other Set) {
	s.Values = append(s.Values, other.Values...)
	s.flags(other)
}

func (s *Set) flags(other Set) {
	s.Unknown = s.Unknown || other.Unknown
	s.Params = s.Params || other.Params
	s.Absent = s.Absent || other.Absent
	for _, o := range other.open {
		s.openAt(o)
	}
}

// flagsBelow is flags for the answer about what other is a part of.
func (s *Set) flagsBelow(other Set, step string) {
	open := other
	other.open = nil
	s.flags(other)
	s.openBelow(open, step)
}

// New returns an Index of the package that consists of files.
func New(fset *token.FileSet, pkg *types.Package, info *types.Info, files []*ast.File) *Index {
	return &Index{fset: fset, pkg: pkg, info: info, files: files}
}

// At returns expr as a value in the context of frame, which may be nil.
func At(expr ast.Expr, frame *Frame) Value { return Value{Expr: ast.Unparen(expr), frame: frame} }

// Within returns expr, a part of v's expression, as a value in v's context. Of
// a variable that is computed from itself there is no end of parts: after
// maxParts the answer is Unknown.
func (v Value) Within(expr ast.Expr) Value {
	return Value{Expr: ast.Unparen(expr), frame: v.frame, use: v.use, parts: v.parts + 1, field: v.field}
}

// Use returns the expression that stands for v in a function: where v comes from
// a package variable, a table perhaps, what names that.
func (v Value) Use() ast.Expr {
	if v.use != nil {
		return v.use
	}
	return v.Expr
}

// IsThrough reports whether v is reached through the variable obj.
func (v Value) IsThrough(obj types.Object) bool {
	return slices.ContainsFunc(v.roots, func(r root) bool { return r.obj == obj })
}

// IsHandedOn reports whether v reaches where it is asked for by a call that
// gives it to a function which keeps it in a field. Use is the argument then.
func (v Value) IsHandedOn() bool { return v.field && v.use != nil }

// IsNil reports whether v is the identifier nil, or a zero value of a type
// that has it.
func (x *Index) IsNil(v Value) bool {
	if v.Zero {
		if _, isNew := v.Expr.(*ast.CallExpr); isNew {
			return false
		}
		switch x.info.TypeOf(v.Expr).Underlying().(type) {
		case *types.Pointer, *types.Interface, *types.Slice, *types.Map:
			return true
		}
		return false
	}
	return x.info.Types[v.Expr].IsNil()
}
