package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// A told is what the syntax of a package shows of credentials as well as the
// engine would: parameters and fields that are handed on to sinks as they came.
// plainFacts tells of them, so that they are no reason to build the package. It
// is empty for a command, of which no facts are told.
type told struct {
	// Parameters, with the name of a credential, of exported functions, which
	// neither change them nor use them in a literal. Calls within the package
	// are questions of their own, by that name.
	params map[*types.Var]bool
	stored map[*types.Var]bool // fields that the package gives a value
}

func (s *scope) findTold() told {
	if !s.own || s.pass.Pkg.Name() == "main" {
		return told{}
	}
	t := told{params: make(map[*types.Var]bool)}
	for _, file := range s.pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil && decl.Name.IsExported() {
				s.toldParams(decl, t.params)
			}
		}
	}
	return t
}

// toldParams adds the parameters of decl that are told of.
func (s *scope) toldParams(decl *ast.FuncDecl, told map[*types.Var]bool) {
	fn, ok := s.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	found := false
	for v := range fn.Signature().Params().Variables() {
		if sinks.MayBeField(v.Name()) && typematch.IsText(v.Type()) {
			told[v], found = true, true
		}
	}
	if !found {
		return
	}
	forget := func(expr ast.Expr) { delete(told, s.variable(expr)) }
	for n := range ast.Preorder(decl.Body) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				forget(left)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				forget(n.X)
			}
		case *ast.FuncLit:
			for n := range ast.Preorder(n.Body) {
				if id, ok := n.(*ast.Ident); ok {
					forget(id)
				}
			}
		}
	}
}

// isForeign reports whether fn belongs to another module. One of this module
// may use a parameter with a credential's name as the name of something, which
// only its body shows.
func (s *scope) isForeign(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && !s.isOwnPackage(fn.Pkg())
}

// isTold reports whether plainFacts tells where expr, which arrives at a sink
// of another module for credentials, comes from.
func (s *scope) isTold(expr ast.Expr) bool {
	if s.told.params == nil {
		return false
	}
	if s.told.params[s.variable(expr)] {
		return true
	}
	_, ok := s.toldField(expr)
	return ok
}

// toldField returns the cell of the field that expr selects, if it is an
// exported one of an exported type of the package, and the package gives no
// such field a value: then it holds what importers store there.
func (s *scope) toldField(expr ast.Expr) (cell string, ok bool) {
	sel, ok := s.unconverted(expr).(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	selection, ok := s.pass.TypesInfo.Selections[sel]
	if !ok || selection.Kind() != types.FieldVal || !typematch.IsText(selection.Type()) {
		return "", false
	}
	cell, field := s.selected(selection)
	if field == nil || field.Pkg() != s.pass.Pkg || !isShared(cell) {
		return "", false
	}
	if s.told.stored == nil {
		s.told.stored = s.storedFields()
	}
	return cell, !s.told.stored[field]
}

// storedFields returns the fields that the package gives values: in literals,
// by assignments, through addresses, or by converting another struct.
func (s *scope) storedFields() map[*types.Var]bool {
	stored := make(map[*types.Var]bool)
	all := func(t types.Type) {
		if str, ok := t.Underlying().(*types.Struct); ok {
			for field := range str.Fields() {
				stored[field.Origin()] = true
			}
		}
	}
	one := func(expr ast.Expr) {
		if sel, ok := ast.Unparen(expr).(*ast.SelectorExpr); ok {
			if v, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Var); ok {
				stored[v.Origin()] = true
			}
		}
	}
	for _, file := range s.pass.Files {
		for n := range ast.Preorder(file) {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if len(n.Elts) > 0 {
					if _, ok := n.Elts[0].(*ast.KeyValueExpr); !ok {
						all(s.pass.TypesInfo.TypeOf(n))
					}
				}
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok {
					if v, ok := s.pass.TypesInfo.Uses[id].(*types.Var); ok && v.IsField() {
						stored[v.Origin()] = true
					}
				}
			case *ast.AssignStmt:
				for _, left := range n.Lhs {
					one(left)
				}
			case *ast.RangeStmt:
				one(n.Key)
				one(n.Value)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					one(n.X)
				}
			case *ast.CallExpr:
				if tv := s.pass.TypesInfo.Types[n.Fun]; tv.IsType() {
					all(tv.Type)
				}
			}
		}
	}
	return stored
}

// plainFields tells at which sinks for credentials the fields arrive that are
// told of.
func (s *scope) plainFields(decl *ast.FuncDecl) {
	if decl.Body == nil {
		return
	}
	for n := range ast.Preorder(decl.Body) {
		s.arrivals(n, func(expr ast.Expr, found func() []sinks.Sink) {
			cell, ok := s.toldField(expr)
			if !ok {
				return
			}
			for _, sink := range found() {
				if isCredential(sink) {
					s.sinks = append(s.sinks, CellSink{Cell: cell, To: Sink{Sink: sink}})
				}
			}
		})
	}
}

// arrivals calls f for each expression that n hands on, as an argument or to a
// field, with what says at which sinks that arrives.
func (s *scope) arrivals(n ast.Node, f func(expr ast.Expr, found func() []sinks.Sink)) {
	switch n := n.(type) {
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(s.pass.TypesInfo, n).(*types.Func)
		if fn == nil {
			return
		}
		c := s.sinkCall(n, fn, fn.Signature())
		for i, arg := range n.Args {
			f(arg, func() []sinks.Sink {
				found := c.Arg(i)
				if !s.isForeign(fn) {
					found = slices.DeleteFunc(found, isCredential)
				}
				return found
			})
		}
	case *ast.CompositeLit:
		for _, elt := range n.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok {
					s.storeArrives(s.pass.TypesInfo.TypeOf(n), key, kv.Value, f)
				}
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if sel, ok := left.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) {
				s.storeArrives(s.pass.TypesInfo.TypeOf(sel.X), sel.Sel, n.Rhs[i], f)
			}
		}
	}
}

func (s *scope) storeArrives(owner types.Type, field *ast.Ident, value ast.Expr, f func(ast.Expr, func() []sinks.Sink)) {
	v, ok := s.pass.TypesInfo.Uses[field].(*types.Var)
	if ok && v.IsField() {
		f(value, func() []sinks.Sink { return s.extra.Sinks.Field(owner, v, s.isOwnPackage) })
	}
}

// variable returns the variable that expr, perhaps converted, names, or nil.
func (s *scope) variable(expr ast.Expr) *types.Var {
	id, ok := s.unconverted(expr).(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := s.pass.TypesInfo.Uses[id].(*types.Var)
	return v
}

// unconverted returns what expr converts.
func (s *scope) unconverted(expr ast.Expr) ast.Expr {
	for {
		expr = ast.Unparen(expr)
		call, ok := expr.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !s.pass.TypesInfo.Types[call.Fun].IsType() {
			return expr
		}
		expr = call.Args[0]
	}
}
