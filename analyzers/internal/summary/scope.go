package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/extra"
	"github.com/kvlint/kvlint/analyzers/internal/generated"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// A scope decides, from types and syntax alone, what is done with a package:
// the same in every driver.
type scope struct {
	pass    *analysis.Pass
	own     bool // belongs to the module under analysis
	reach   bool // imports the SDK, or a package that does
	usesC   bool
	extra   *extra.Knowledge
	cells   map[string]*cellFacts
	sinks   []CellSink
	origins []CellOrigin
	told    told
	texts   *packed.Package // for plainFacts, as is
	shown   map[*types.Var]Sink
}

func newScope(pass *analysis.Pass) *scope {
	s := &scope{pass: pass, cells: make(map[string]*cellFacts), extra: new(extra.Knowledge)}
	s.own = pass.Module == nil || pass.Module.Path != "" && pass.Module.Version == ""
	for _, imported := range pass.Pkg.Imports() {
		if imported.Path() == "C" {
			s.usesC = true
		}
		if keyvault.IsRoot(imported.Path()) || pass.ImportPackageFact(imported, new(Reach)) {
			s.reach = true
		}
		var known Cells
		if pass.ImportPackageFact(imported, &known) {
			s.sinks = append(s.sinks, known.Sinks...)
			s.origins = append(s.origins, known.Origins...)
		}
	}
	if keyvault.IsRoot(pass.Pkg.Path()) {
		s.reach, s.own = false, false
	}
	for _, c := range s.sinks {
		s.cell(c.Cell).sinks = append(s.cell(c.Cell).sinks, c)
	}
	for _, c := range s.origins {
		s.cell(c.Cell).origins = append(s.cell(c.Cell).origins, c)
	}
	return s
}

func (s *scope) cell(name string) *cellFacts {
	if s.cells[name] == nil {
		s.cells[name] = new(cellFacts)
	}
	return s.cells[name]
}

// asks reports whether a package that uses the field or variable has to be
// built: it holds answers, or something is done with what it holds.
func (c *cellFacts) asks() bool {
	return c != nil && (slices.ContainsFunc(c.origins, func(o CellOrigin) bool { return o.From.Op != nil || o.From.Flaw != 0 || o.From.Request != 0 }) ||
		slices.ContainsFunc(c.sinks, func(s CellSink) bool {
			return s.To.Kind != sinks.Use && s.To.Kind != sinks.Leak && s.To.Kind != PartsSink
		}))
}

// passOn exports what is known of imported packages' fields, since facts of
// packages don't reach indirect importers.
func (s *scope) passOn(max *limits) {
	if s.own && s.pass.Pkg.Name() != "main" {
		s.plainFacts()
	}
	exportCapped(s.pass, Cells{s.sinks, s.origins}, max.cells)
}

// wanted reports whether the package is to be built in SSA form: it is in reach
// or own, and its typed syntax shows a question that only the engine answers.
func (s *scope) wanted(forced bool) bool {
	if !s.own && !s.reach || forced {
		return forced && (s.own || s.reach)
	}
	s.told = s.findTold()
	for _, file := range s.pass.Files {
		if generated.File(s.pass.Fset, file) {
			continue // nothing is reported there, and clients of services ask no vault
		}
		for n := range ast.Preorder(file) {
			if s.asks(n) {
				return true
			}
		}
		if s.asksLeak(file) {
			return true
		}
	}
	return false
}

// asks reports whether n is an open question: a call of the vault or of a
// function with a fact, a field or variable with one, a declaration or
// destination with a credential's name, a call of code that lies behind an
// interface or function value of the module, or options for a client's retries.
func (s *scope) asks(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		if s.reach {
			if _, ok := keyvault.CallAt(s.pass.TypesInfo, n); ok {
				return true
			}
		}
		return s.asksCall(n)
	case *ast.FuncDecl:
		return s.own && (s.asksWay(n) || s.reach && s.asksImplementation(n))
	case *ast.Ident:
		return s.asksName(n)
	case *ast.SelectorExpr:
		return s.asksSelection(n)
	case *ast.CompositeLit:
		return s.asksLiteral(n) || s.own && len(n.Elts) > 0 && (isRetryOptions(s.pass.TypesInfo.TypeOf(n)) || s.isStatusList(n))
	case *ast.FuncLit:
		sig, ok := s.pass.TypesInfo.TypeOf(n).(*types.Signature)
		return ok && s.own && isDecider(sig)
	case *ast.KeyValueExpr:
		id, ok := n.Key.(*ast.Ident)
		return ok && s.own && s.asksField(s.pass.TypesInfo.Uses[id], n.Value)
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			sel, ok := left.(*ast.SelectorExpr)
			if ok && s.own && isRetryOptions(s.pass.TypesInfo.TypeOf(sel.X)) {
				return true
			}
			if ok && s.own && len(n.Lhs) == len(n.Rhs) && s.asksField(s.pass.TypesInfo.Uses[sel.Sel], n.Rhs[i]) {
				return true
			}
		}
	case *ast.BasicLit:
		return s.own && n.Kind == token.STRING && keyvault.IsEndpoint(strings.Trim(n.Value, "`\""))
	case *ast.BinaryExpr:
		return n.Op == token.ADD && s.own && s.asksSum(n)
	}
	return false
}

// asksWay reports whether importers may have to know how a function calls code
// that it is given, which repeats what may fail, or looks up by a key what it
// otherwise asks the code for; or whether a client may ask it about retries.
func (s *scope) asksWay(decl *ast.FuncDecl) bool {
	fn, ok := s.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil || !fn.Exported() || s.pass.Pkg.Name() == "main" {
		return false
	}
	if isGetOrLoad(fn.Signature()) || isDecider(fn.Signature()) {
		return true
	}
	for n := range ast.Preorder(decl.Body) {
		switch n := n.(type) {
		case *ast.ForStmt:
			if s.triesGiven(n.Body) {
				return true
			}
		case *ast.RangeStmt:
			if s.triesGiven(n.Body) {
				return true
			}
		}
	}
	return false
}

// asksImplementation reports whether a function, of a package that isn't a command,
// returns behind an interface what another package declares, of which a method
// reaches operations.
func (s *scope) asksImplementation(decl *ast.FuncDecl) bool {
	fn, ok := s.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil || s.pass.Pkg.Name() == "main" {
		return false
	}
	results := fn.Signature().Results()
	for n := range ast.Preorder(decl.Body) {
		ret, ok := n.(*ast.ReturnStmt)
		if !ok || len(ret.Results) != results.Len() {
			continue
		}
		for i, expr := range ret.Results {
			if types.IsInterface(results.At(i).Type()) && s.hasOps(s.pass.TypesInfo.TypeOf(expr)) {
				return true
			}
		}
	}
	return false
}

// hasOps reports whether t is or points to a type of another package of which a
// method reaches operations.
func (s *scope) hasOps(t types.Type) bool {
	base := types.Unalias(t)
	if ptr, ok := base.(*types.Pointer); ok {
		base = types.Unalias(ptr.Elem())
	}
	named, ok := base.(*types.Named)
	if !ok || types.IsInterface(named) || named.Obj().Pkg() == nil || named.Obj().Pkg() == s.pass.Pkg || !s.mayHaveFact(named.Obj().Pkg()) {
		return false
	}
	for m := range types.NewMethodSet(t).Methods() {
		var fact Func
		if fn, ok := m.Obj().(*types.Func); ok && s.pass.ImportObjectFact(fn.Origin(), &fact) && len(fact.Ops) > 0 {
			return true
		}
	}
	return false
}

// isStatusList reports whether lit is a list of status codes of HTTP that say
// that something failed.
func (s *scope) isStatusList(lit *ast.CompositeLit) bool {
	return isNumbers(s.pass.TypesInfo.TypeOf(lit)) && !slices.ContainsFunc(lit.Elts, func(elt ast.Expr) bool {
		value := s.pass.TypesInfo.Types[elt].Value
		if value == nil {
			return true
		}
		n, ok := constant.Int64Val(value)
		return !ok || n < 400 || n > 599
	})
}

// triesGiven reports whether body calls a parameter that returns an error.
func (s *scope) triesGiven(body *ast.BlockStmt) bool {
	for n := range ast.Preorder(body) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		id, ok := ast.Unparen(call.Fun).(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := s.pass.TypesInfo.Uses[id].(*types.Var)
		if !ok || v.Kind() != types.ParamVar {
			continue
		}
		sig, ok := v.Type().Underlying().(*types.Signature)
		if !ok {
			continue
		}
		if n := sig.Results().Len(); n > 0 && typematch.IsError(sig.Results().At(n-1).Type()) {
			return true
		}
	}
	return false
}

// asksField reports whether value, which isn't an empty constant, is stored in a
// field or variable of another package that takes a credential by its name.
func (s *scope) asksField(obj types.Object, value ast.Expr) bool {
	v, ok := obj.(*types.Var)
	isExtra := ok && v.IsField() && s.extra.Sinks.MayBeField(v.Name())
	if !ok || v.Pkg() == nil || s.isOwnPackage(v.Pkg()) && v.IsField() && !isExtra {
		return false
	}
	if text, ok := s.text(value); ok && text == "" || s.isTold(value) {
		return false
	}
	if !v.IsField() {
		return len(sinks.Var(v)) > 0
	}
	return (isExtra || sinks.MayBeField(v.Name())) && sinks.CarriesText(v.Type())
}

// asksSum reports whether a sum that doesn't fold puts a connection string
// together.
func (s *scope) asksSum(sum *ast.BinaryExpr) bool {
	if s.pass.TypesInfo.Types[sum].Value != nil {
		return false
	}
	parts := s.parts(sum)
	if len(parts) < 3 {
		return false
	}
	return slices.ContainsFunc(sinksInSum(parts), func(found []sinks.Sink) bool { return slices.ContainsFunc(found, isCredential) })
}

// parts returns the texts of the operands of a sum, "%s" for those that aren't
// constant.
func (s *scope) parts(sum ast.Expr) []string {
	if b, ok := ast.Unparen(sum).(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return append(s.parts(b.X), s.parts(b.Y)...)
	}
	if text, ok := s.text(sum); ok {
		return []string{text}
	}
	return []string{"%s"}
}

// asksName reports whether an identifier uses something that has a fact.
func (s *scope) asksName(id *ast.Ident) bool {
	switch obj := s.pass.TypesInfo.Uses[id].(type) {
	case *types.Func:
		if obj.Pkg() != nil && obj.Pkg() != s.pass.Pkg && s.mayHaveFact(obj.Pkg()) {
			var fact Func
			return s.pass.ImportObjectFact(obj.Origin(), &fact) && (fact.asks(s.pass.Pkg.Name() == "main") || s.asksConstructor(&fact))
		}
	case *types.Var:
		if len(s.cells) == 0 || obj.Pkg() == nil || obj.Pkg() == s.pass.Pkg {
			return false
		}
		return !obj.IsField() && s.cells[varCell(obj)].asks()
	}
	return false
}

// asksConstructor reports whether a function puts its arguments into fields that
// have a fact.
func (s *scope) asksConstructor(fact *Func) bool {
	if len(s.cells) == 0 {
		return false
	}
	return slices.ContainsFunc(fact.Stores, func(st Stored) bool { return s.cells[st.Cell].asks() }) || slices.ContainsFunc(fact.Results, func(r Returned) bool { return r.From.Param >= 0 && s.cells[r.Path].asks() })
}

// asksSelection reports whether a selector selects a field that has a fact.
func (s *scope) asksSelection(sel *ast.SelectorExpr) bool {
	selection, ok := s.pass.TypesInfo.Selections[sel]
	if !ok || len(s.cells) == 0 || selection.Kind() != types.FieldVal {
		return false
	}
	cell, field := s.selected(selection)
	return field != nil && s.cells[cell].asks()
}

// selected returns the cell that a selection ends at, and its field; nil where
// it leads through what isn't a struct.
func (s *scope) selected(selection *types.Selection) (cell string, field *types.Var) {
	t := selection.Recv()
	for _, i := range selection.Index() {
		if cell, field = fieldCell(t, i); field == nil {
			return "", nil
		}
		t = field.Type()
	}
	return cell, field
}

// asksLiteral reports whether a struct literal sets a field that has a fact.
func (s *scope) asksLiteral(lit *ast.CompositeLit) bool {
	owner := typematch.Name(s.pass.TypesInfo.TypeOf(lit))
	if owner == "" || len(s.cells) == 0 {
		return false
	}
	owner = strings.TrimPrefix(owner, "*")
	return slices.ContainsFunc(lit.Elts, func(elt ast.Expr) bool {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		id, ok := kv.Key.(*ast.Ident)
		return ok && s.cells[owner+"."+id.Name].asks()
	})
}

// mayHaveFact is a cheap test: facts are exported by packages of programs, not
// by the standard library.
func (s *scope) mayHaveFact(pkg *types.Package) bool {
	first, _, _ := strings.Cut(pkg.Path(), "/")
	return strings.Contains(first, ".") || s.isOwnPackage(pkg)
}

func (s *scope) isOwnPackage(pkg *types.Package) bool {
	m := s.pass.Module
	if m == nil || m.Path == "" {
		return true
	}
	return pkg.Path() == m.Path || strings.HasPrefix(pkg.Path(), m.Path+"/")
}

// asksCall reports whether a call passes something other than a constant for a
// credential, or calls code that the module keeps behind an interface or
// function value and that may answer from the vault.
func (s *scope) asksCall(call *ast.CallExpr) bool {
	if !s.own {
		return false
	}
	tv, ok := s.pass.TypesInfo.Types[call.Fun]
	if !ok || tv.IsType() || tv.IsBuiltin() {
		return false
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if !ok {
		return false
	}
	return s.asksSink(call, sig) || s.asksFormat(call) || s.asksOpen(call, sig)
}

// asksSink reports whether call reads a secret by the settings, or an argument
// of it that isn't an empty constant is used as a credential.
func (s *scope) asksSink(call *ast.CallExpr, sig *types.Signature) bool {
	fn, _ := typeutil.Callee(s.pass.TypesInfo, call).(*types.Func)
	if _, ok := s.extra.OpAt(fn, len(call.Args)); ok {
		return true
	}
	c := s.sinkCall(call, fn, sig)
	for i, arg := range call.Args {
		if text, ok := s.text(arg); ok && text == "" || s.isForeign(fn) && s.isTold(arg) {
			continue
		}
		if slices.ContainsFunc(c.Arg(i), isCredential) {
			return true
		}
	}
	return false
}

// sinkCall returns call as sinks are looked up by it.
func (s *scope) sinkCall(call *ast.CallExpr, fn *types.Func, sig *types.Signature) *sinks.Call {
	return &sinks.Call{Func: fn, Sig: sig, Args: len(call.Args), IsOwn: s.isOwnPackage, Extra: s.extra.Sinks, Text: func(i int) (string, bool) {
		return s.text(call.Args[i])
	}}
}

func isCredential(s sinks.Sink) bool { return s.Kind == sinks.Credential }

func (s *scope) text(expr ast.Expr) (string, bool) {
	tv := s.pass.TypesInfo.Types[expr]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// asksFormat reports whether call puts a connection string together.
func (s *scope) asksFormat(call *ast.CallExpr) bool {
	if len(call.Args) < 2 {
		return false
	}
	format, ok := s.text(call.Args[0])
	if !ok || !strings.Contains(format, "%") {
		return false
	}
	for _, found := range sinks.Format(format) {
		if slices.ContainsFunc(found, isCredential) {
			return true
		}
	}
	return false
}

// asksOpen reports whether call calls a method of an interface, or a function
// value, of the module that takes a context or a name and may answer with a
// value of the vault.
func (s *scope) asksOpen(call *ast.CallExpr, sig *types.Signature) bool {
	if !mayAnswer(sig) {
		return false
	}
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		selection, ok := s.pass.TypesInfo.Selections[fun]
		if !ok {
			return false
		}
		switch obj := selection.Obj().(type) {
		case *types.Func:
			recv := obj.Signature().Recv()
			return recv != nil && types.IsInterface(recv.Type()) && obj.Pkg() != nil && s.isOwnPackage(obj.Pkg())
		case *types.Var:
			return obj.Pkg() != nil && s.isOwnPackage(obj.Pkg())
		}
	case *ast.Ident:
		v, ok := s.pass.TypesInfo.Uses[fun].(*types.Var)
		return ok && v.Kind() == types.ParamVar
	}
	return false
}

// mayAnswer reports whether a function of this signature may read a secret:
// it returns a text, bytes, a truth value or something declared, and an error, or
// takes a context.
func mayAnswer(sig *types.Signature) bool {
	if !mayRead(sig) {
		return false
	}
	hasError := slices.ContainsFunc(slices.Collect(sig.Results().Variables()), func(v *types.Var) bool { return typematch.IsError(v.Type()) })
	hasContext := sig.Params().Len() > 0 && typematch.IsContext(sig.Params().At(0).Type())
	hasName := slices.ContainsFunc(slices.Collect(sig.Params().Variables()), func(v *types.Var) bool { return typematch.IsText(v.Type()) })
	if hasContext && sig.Results().Len() == 1 && !hasError {
		return true
	}
	return hasError && hasContext || hasName && (hasError || sig.Results().Len() == 1)
}
