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

// plainFacts tells of a package that isn't built what its syntax alone shows:
// exported variables that begin with a constant, functions that return
// constants, parameters as they came, or a struct made of these, and functions
// that use a parameter as configuration, under the name of one as a credential,
// or take it apart. It errs towards telling too little.
func (s *scope) plainFacts() {
	s.texts, s.shown = textsOf(s.pass), s.shownFields()
	funcs := make(map[*types.Func]*plainFunc)
	for _, file := range s.pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				if decl.Tok == token.VAR {
					s.variables(decl)
				}
			case *ast.FuncDecl:
				if fn, ok := s.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok && decl.Body != nil {
					funcs[fn] = s.plainFunction(fn, decl)
				}
				s.plainFields(decl)
			}
		}
	}
	lift(funcs)
	for fn, f := range funcs {
		f.fact.sort(&defaultLimits)
		if fn.Exported() && !f.fact.isEmpty() {
			s.pass.ExportObjectFact(fn, &f.fact)
		}
	}
}

// maxLifts is through how many calls within the package a parameter is followed
// to where it is used.
const maxLifts = 3

// lift tells of functions which hand parameters on to others of funcs what
// these use them as.
func lift(funcs map[*types.Func]*plainFunc) {
	for range maxLifts {
		lifted := make(map[*plainFunc][]ParamSink)
		for _, f := range funcs {
			for _, pass := range f.passes {
				callee := funcs[pass.to]
				if callee == nil {
					continue
				}
				for _, sink := range callee.fact.Sinks {
					if at := (ParamSink{Param: pass.param, To: sink.To}); sink.Param == pass.as && sink.Path == "" && sink.To.Kind == sinks.Use && !f.sinksAt(at) {
						lifted[f] = append(lifted[f], at)
					}
				}
			}
		}
		for f, found := range lifted {
			f.fact.Sinks = append(f.fact.Sinks, found...)
		}
		if len(lifted) == 0 {
			return
		}
	}
}

func (s *scope) variables(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok || len(spec.Values) != len(spec.Names) {
			continue
		}
		for i, name := range spec.Names {
			if !name.IsExported() {
				continue
			}
			cell := s.pass.Pkg.Path() + "." + name.Name
			if text, ok := s.text(spec.Values[i]); ok && isTold(text) {
				s.origins = append(s.origins, CellOrigin{cell, "", Origin{Param: NoHole, Constant: constantFact(text)}})
			} else if lit, ok := ast.Unparen(spec.Values[i]).(*ast.CompositeLit); ok {
				s.table(cell, "", lit)
			}
		}
	}
}

// tables tells of the tables in exported variables of a package that is built, and
// of the fields that its errors show.
func (s *scope) tables() {
	if !s.own || s.pass.Pkg.Name() == "main" {
		return
	}
	s.shownFields()
	for _, name := range s.pass.Pkg.Scope().Names() {
		v, ok := s.pass.Pkg.Scope().Lookup(name).(*types.Var)
		if lit := s.initial(v); ok && v.Exported() && lit != nil {
			s.table(varCell(v), "", lit)
		}
	}
}

// initial returns the literal that a variable of the package begins with, or nil.
func (s *scope) initial(v *types.Var) *ast.CompositeLit {
	for _, init := range s.pass.TypesInfo.InitOrder {
		if len(init.Lhs) == 1 && init.Lhs[0] == v {
			lit, _ := ast.Unparen(init.Rhs).(*ast.CompositeLit)
			return lit
		}
	}
	return nil
}

// table tells which names of configuration stand in a table: a list, array or map
// of texts, or of structs of them, at path of a variable.
func (s *scope) table(cell, path string, lit *ast.CompositeLit) {
	t := s.pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return
	}
	str, isStruct := t.Underlying().(*types.Struct)
	for i, elt := range lit.Elts {
		at := joinPath(path, "[]")
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt = kv.Value
			if isStruct {
				key, _ := kv.Key.(*ast.Ident)
				i = fieldIndex(str, key)
			} else if text, ok := s.text(kv.Key); ok {
				s.tableName(cell, joinPath(path, "#key"), text)
			}
		}
		if isStruct {
			if i < 0 || i >= str.NumFields() {
				continue
			}
			field, _ := fieldCell(t, i)
			at = joinPath(path, field)
		}
		if below, ok := ast.Unparen(elt).(*ast.CompositeLit); ok {
			s.table(cell, at, below)
		} else if text, ok := s.text(elt); ok {
			s.tableName(cell, at, text)
		}
	}
}

func (s *scope) tableName(cell, path, text string) {
	if c := constantFact(text); c.Name != "" {
		s.origins = append(s.origins, CellOrigin{cell, path, Origin{Param: NoHole, Constant: c}})
	}
}

// plainFunction returns what the syntax of a function or method shows.
func (s *scope) plainFunction(fn *types.Func, decl *ast.FuncDecl) *plainFunc {
	f := &plainFunc{scope: s, params: parameters(fn.Signature()), all: parameters(fn.Signature()), items: make(map[types.Object]int), copies: make(map[*types.Var]*types.Var)}
	f.assignments(decl.Body)
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				f.returned(n.Results[0])
			}
		default:
			f.stores(n)
			s.arrivals(n, f.arrives)
			if call, ok := n.(*ast.CallExpr); ok {
				f.takenApart(decl, call)
				f.leaks(call)
				f.passedOn(call)
			}
			f.compared(n)
		}
		return true
	})
	f.fact.Packs, _ = s.texts.Returned(decl)
	return f
}

// A plainFunc is a function of which the syntax is looked at.
type plainFunc struct {
	scope  *scope
	all    []*types.Var              // parameters, receiver first
	params []*types.Var              // all; nil if the function changes it
	items  map[types.Object]int      // variables that hold items of a parameter
	copies map[*types.Var]*types.Var // variables that hold a parameter; nil: or something else
	passes []passedOn                // calls of functions of the package
	fact   Func
}

// A passedOn says that a parameter is handed to another function of the package.
type passedOn struct {
	param int
	to    *types.Func
	as    int // its parameter
}

func (f *plainFunc) sinksAt(at ParamSink) bool {
	return slices.ContainsFunc(f.fact.Sinks, func(have ParamSink) bool {
		return have.Param == at.Param && have.Path == at.Path && have.To.key() == at.To.key()
	})
}

// compared tells of the parameters that n compares with a word that only
// configuration has.
func (f *plainFunc) compared(n ast.Node) {
	pair := func(a, b ast.Expr) {
		if text, ok := f.scope.text(b); ok {
			if sink, ok := sinks.Compared(text); ok {
				f.arrives(a, func() []sinks.Sink { return []sinks.Sink{sink} })
			}
		}
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			pair(n.X, n.Y)
			pair(n.Y, n.X)
		}
	case *ast.SwitchStmt:
		for _, stmt := range n.Body.List {
			for _, expr := range stmt.(*ast.CaseClause).List {
				if n.Tag != nil {
					pair(n.Tag, expr)
				}
			}
		}
	case *ast.CallExpr:
		if fn, _ := typeutil.Callee(f.scope.pass.TypesInfo, n).(*types.Func); fullName(fn) == "strings.EqualFold" {
			pair(n.Args[0], n.Args[1])
			pair(n.Args[1], n.Args[0])
		}
	}
}

// passedOn notes the parameters that call hands to a function of the package.
func (f *plainFunc) passedOn(call *ast.CallExpr) {
	fn, _ := typeutil.Callee(f.scope.pass.TypesInfo, call).(*types.Func)
	if fn == nil || fn.Pkg() != f.scope.pass.Pkg {
		return
	}
	first := 0
	if fn.Signature().Recv() != nil {
		first = 1
	}
	for i, arg := range call.Args {
		if v := f.carried(arg); v != nil && i < fn.Signature().Params().Len() {
			if param := slices.Index(f.all, v); param >= 0 {
				f.passes = append(f.passes, passedOn{param, fn.Origin(), first + i})
			}
		}
	}
}

// assignments forgets parameters that the function changes, and finds variables
// of loops over the others, and copies.
func (f *plainFunc) assignments(body *ast.BlockStmt) {
	for n := range ast.Preorder(body) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				var held *types.Var
				if len(n.Lhs) == len(n.Rhs) {
					held = f.carried(n.Rhs[i])
				}
				f.assigned(left, held)
			}
		case *ast.RangeStmt:
			id, ok := n.Value.(*ast.Ident)
			if i := f.param(n.X); ok && i != NoHole && n.Tok == token.DEFINE {
				f.items[f.scope.pass.TypesInfo.Defs[id]] = i
			}
		}
	}
}

// assigned notes that left is given held, or something unknown if that is nil.
func (f *plainFunc) assigned(left ast.Expr, held *types.Var) {
	id, ok := ast.Unparen(left).(*ast.Ident)
	if !ok {
		return
	}
	v, _ := f.scope.pass.TypesInfo.ObjectOf(id).(*types.Var)
	switch i := f.param(left); {
	case v == nil || v == held:
	case i != NoHole:
		f.params[i] = nil
	case !slices.Contains(f.all, held):
		f.copies[v] = nil
	default:
		if before, ok := f.copies[v]; !ok || before == held {
			f.copies[v] = held
		} else {
			f.copies[v] = nil
		}
	}
}

// carried returns the parameter or variable that expr hands on: as it is,
// converted, trimmed or the like. Of a variable that holds nothing but a parameter
// it returns that.
func (f *plainFunc) carried(expr ast.Expr) *types.Var {
	for {
		expr = f.scope.unconverted(expr)
		call, ok := expr.(*ast.CallExpr)
		if !ok {
			break
		}
		fn, _ := typeutil.Callee(f.scope.pass.TypesInfo, call).(*types.Func)
		i, ok := same[fullName(fn)]
		if !ok || i >= len(call.Args) {
			return nil
		}
		expr = call.Args[i]
	}
	v := f.scope.variable(expr)
	if held := f.copies[v]; held != nil {
		return held
	}
	return v
}

func parameters(sig *types.Signature) []*types.Var {
	var list []*types.Var
	if recv := sig.Recv(); recv != nil {
		list = append(list, recv)
	}
	return slices.AppendSeq(list, sig.Params().Variables())
}

// param returns the number of the parameter that expr names, or NoHole.
func (f *plainFunc) param(expr ast.Expr) int {
	id, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok {
		return NoHole
	}
	v, _ := f.scope.pass.TypesInfo.Uses[id].(*types.Var)
	if v == nil {
		return NoHole
	}
	return slices.Index(f.params, v)
}

// source returns the parameter that expr is, or is an item of, converted or not.
func (f *plainFunc) source(expr ast.Expr) (Origin, bool) {
	info := f.scope.pass.TypesInfo
	expr = f.scope.unconverted(expr)
	o := Origin{Param: f.param(expr)}
	if id, ok := expr.(*ast.Ident); ok && o.Param == NoHole {
		if i, ok := f.items[info.Uses[id]]; ok {
			o = Origin{Param: i, Path: "[]"}
		}
	}
	if o.Param == NoHole || f.params[o.Param] == nil {
		return o, false
	}
	t := f.params[o.Param].Type()
	if list, ok := t.Underlying().(*types.Slice); ok && o.Path != "" {
		t = list.Elem()
	}
	_, isStruct := t.Underlying().(*types.Struct)
	return o, mayHoldText(t) && !isStruct && !typematch.IsContext(t) && !typematch.IsError(t)
}

// returned tells where the first result comes from.
func (f *plainFunc) returned(expr ast.Expr) {
	expr = ast.Unparen(expr)
	if ref, ok := expr.(*ast.UnaryExpr); ok && ref.Op == token.AND {
		expr = ast.Unparen(ref.X)
	}
	lit, ok := expr.(*ast.CompositeLit)
	if !ok {
		text, _ := f.scope.text(f.scope.unconverted(expr))
		f.result("", expr, text)
		return
	}
	str, ok := f.scope.pass.TypesInfo.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			key, _ := kv.Key.(*ast.Ident)
			i = fieldIndex(str, key)
			elt = kv.Value
		}
		if i < 0 || i >= str.NumFields() {
			continue
		}
		cell, _ := fieldCell(f.scope.pass.TypesInfo.TypeOf(lit), i)
		text, _ := f.scope.text(elt)
		f.result(cell, elt, text)
	}
}

func fieldIndex(str *types.Struct, key *ast.Ident) int {
	for i := range str.NumFields() {
		if key != nil && str.Field(i).Name() == key.Name {
			return i
		}
	}
	return -1
}

// result tells that the result has, at path, what expr is: a constant text, or
// a parameter.
func (f *plainFunc) result(path string, expr ast.Expr, text string) {
	from, ok := f.source(expr)
	if isTold(text) {
		from, ok = Origin{Param: NoHole, Constant: constantFact(text)}, true
	}
	if ok {
		f.fact.Results = append(f.fact.Results, Returned{Path: path, From: from})
	}
}

// arrives tells of the sinks, if expr is a parameter: of configuration, and of
// credentials if toldParams found it.
func (f *plainFunc) arrives(expr ast.Expr, found func() []sinks.Sink) {
	v := f.carried(expr)
	param := slices.Index(f.all, v)
	if v == nil || param == NoHole || !sinks.CarriesText(v.Type()) {
		return
	}
	for _, sink := range found() {
		if sink.Kind == sinks.Use || sink.Kind == sinks.Credential && f.scope.told.params[v] {
			f.fact.Sinks = append(f.fact.Sinks, ParamSink{Param: param, To: Sink{Sink: sink}})
		}
	}
}
