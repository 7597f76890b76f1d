package built

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Behind is a call that a function of another package, or one that makes an
// option, leads to. Call isn't written anywhere: it has the place of the call
// of that function, and expressions that stand for what the other package does.
// The Index answers all questions about it.
type Behind struct {
	Call *ast.CallExpr
	Decision
}

// A site is where a Behind begins.
type site struct {
	Call  *ast.CallExpr // that is written
	frame *Frame
}

// site returns where call is reached from in this package.
func (x *Index) site(call *ast.CallExpr) site {
	if s, ok := x.sites[call]; ok {
		return s
	}
	return site{Call: call}
}

// Behind returns the decisions that call leads to in other packages.
func (x *Index) Behind(call *ast.CallExpr) []Behind {
	x.build()
	return x.behind[call]
}

// Outline returns what is told of the function that call calls, if it is in
// another package, or nil.
func (x *Index) Outline(call *ast.CallExpr) *Outline {
	x.build()
	return x.told[call]
}

// Info returns what is known of the expressions of the package and of those
// that stand for others.
func (x *Index) Info() *types.Info {
	if x.importFact != nil {
		x.build()
	}
	return x.info
}

// Here returns an Index that stays in the package, for rules that judge what is
// written there.
func (x *Index) Here() *Index {
	if x.values == nil {
		return x
	}
	return New(x.fset, x.pkg, x.written, x.files)
}

// IsAbroad reports whether expr stands for one of another package.
func (x *Index) IsAbroad(expr ast.Expr) bool { return x.foreign[expr] }

// telling returns the packages that pass's imports and that have outlines.
func telling(pass *analysis.Pass) []*types.Package {
	return slices.DeleteFunc(slices.Clone(pass.Pkg.Imports()), func(imported *types.Package) bool {
		return !pass.ImportPackageFact(imported, new(Told))
	})
}

// addAbroad makes expressions of the outlines of what the package uses of
// others.
func (x *Index) addAbroad() {
	if x.importFact == nil {
		return
	}
	x.ownInfo()
	for _, file := range x.files {
		for n := range ast.Preorder(file) {
			switch n := n.(type) {
			case *ast.CallExpr:
				x.addTold(n)
			case *ast.SelectorExpr:
				if v, ok := x.info.Uses[n.Sel].(*types.Var); ok && !v.IsField() && v.Pkg() != x.pkg {
					if outline := x.imported(v); outline != nil {
						s := synthesis{Index: x, at: n}
						x.values[n] = s.expr(outline.Result)
					}
				}
			}
		}
	}
}

// ownInfo replaces the types of the package, which others read, by a copy.
func (x *Index) ownInfo() {
	if x.values != nil {
		return
	}
	info := *x.info
	x.written = x.info
	info.Types, info.Uses = maps.Clone(info.Types), maps.Clone(info.Uses)
	x.info = &info
	x.values = make(map[ast.Expr]ast.Expr)
	x.foreign = make(map[ast.Expr]bool)
	x.sites = make(map[*ast.CallExpr]site)
	x.behind = make(map[*ast.CallExpr][]Behind)
	x.told = make(map[*ast.CallExpr]*Outline)
}

func (x *Index) imported(obj types.Object) *Outline {
	outline := new(Outline)
	if x.importFact(obj, outline) {
		return outline
	}
	return nil
}

func (x *Index) addTold(call *ast.CallExpr) {
	fn, ok := x.callee(call).(*types.Func)
	if !ok || fn.Pkg() == nil || x.decls[fn] != nil {
		return
	}
	outline := x.imported(fn)
	if outline == nil {
		if fn, outline = x.implementation(fn); outline == nil {
			return
		}
	}
	x.told[call] = outline
	frame := x.bindForeign(fn, call)
	s := synthesis{Index: x, at: call, fn: fn}
	if outline.Result.Kind != Unknown {
		x.values[call] = s.expr(outline.Result)
		x.frames[call] = frame
	}
	x.addBehind(s, call, frame, outline.Calls)
}

// implementation returns the one method of an imported package of which something
// is told, and which the interface's method fn may be; nil where there are several.
func (x *Index) implementation(fn *types.Func) (*types.Func, *Outline) {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil, nil
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return nil, nil
	}
	if x.methods == nil {
		x.methods = x.toldMethods()
	}
	var only toldMethod
	for _, m := range x.methods[fn.Name()] {
		switch {
		case !types.Implements(m.of, iface):
		case only.fn != nil:
			return nil, nil
		default:
			only = m
		}
	}
	return only.fn, only.outline
}

// A toldMethod is a method of a type of an imported package.
type toldMethod struct {
	of      types.Type // a pointer to the type
	fn      *types.Func
	outline *Outline
}

// toldMethods returns the methods of imported packages of which something is
// told, by their names.
func (x *Index) toldMethods() map[string][]toldMethod {
	found := make(map[string][]toldMethod)
	for _, imported := range x.telling {
		scope := imported.Scope()
		for _, name := range scope.Names() {
			tn, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || !tn.Exported() || tn.IsAlias() || types.IsInterface(tn.Type()) {
				continue
			}
			of := types.NewPointer(tn.Type())
			for m := range types.NewMethodSet(of).Methods() {
				if fn, ok := m.Obj().(*types.Func); ok {
					if outline := x.imported(fn); outline != nil {
						found[fn.Name()] = append(found[fn.Name()], toldMethod{of, fn, outline})
					}
				}
			}
		}
	}
	return found
}

// addAside adds the decisions to which options and constructors of this
// package lead, to their calls in it.
func (x *Index) addAside() {
	for obj, outline := range x.outlines {
		aside := slices.DeleteFunc(slices.Clone(outline.Calls), func(d Deciding) bool { return !d.aside })
		fn, ok := obj.(*types.Func)
		if !ok || len(aside) == 0 {
			continue
		}
		x.ownInfo()
		for _, call := range x.calls[fn] {
			if x.isIndexed(call) {
				x.addBehind(synthesis{Index: x, at: call, fn: fn}, call, x.bindForeign(fn, call), aside)
			}
		}
	}
}

func (x *Index) addBehind(s synthesis, call *ast.CallExpr, frame *Frame, calls []Deciding) {
	for _, d := range calls {
		made := &ast.CallExpr{Fun: call.Fun, Lparen: call.Lparen, Rparen: call.Rparen}
		for _, arg := range d.Args {
			made.Args = append(made.Args, s.expr(arg))
		}
		x.sites[made] = site{call, frame}
		x.behind[call] = append(x.behind[call], Behind{made, d.Decision})
	}
}

// bindForeign returns the frame of call, which calls fn.
func (x *Index) bindForeign(fn *types.Func, call *ast.CallExpr) *Frame {
	f := &Frame{call: call, bound: make(map[types.Object]ast.Expr), down: true}
	sig := fn.Signature()
	for i := range sig.Params().Len() {
		param := sig.Params().At(i)
		switch {
		case sig.Variadic() && i == sig.Params().Len()-1 && !call.Ellipsis.IsValid():
			f.bound[param] = &ast.CompositeLit{Elts: call.Args[min(i, len(call.Args)):]}
		case i < len(call.Args):
			f.bound[param] = call.Args[i]
		}
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && sig.Recv() != nil {
		f.bound[sig.Recv()] = sel.X
	}
	return f
}

// A synthesis makes expressions of nodes, in the place of at.
type synthesis struct {
	*Index
	at ast.Expr
	fn *types.Func // whose parameters the nodes mean
}

func (s *synthesis) expr(n Node) ast.Expr {
	expr := s.exprOf(n)
	s.foreign[expr] = true
	return expr
}

func (s *synthesis) exprOf(n Node) ast.Expr {
	switch n.Kind {
	case Constant:
		return s.constant(n)
	case Parameter:
		return s.parameter(n)
	case Literal:
		lit := &ast.CompositeLit{Lbrace: s.at.Pos(), Rbrace: s.at.Pos()}
		for i, name := range n.Names {
			lit.Elts = append(lit.Elts, &ast.KeyValueExpr{Key: ast.NewIdent(name), Value: s.expr(n.Args[i])})
		}
		return lit
	case List:
		return &ast.CompositeLit{Lbrace: s.at.Pos(), Elts: s.exprs(n.Args), Rbrace: s.at.Pos()}
	case Choice:
		return s.call("cmp  Or", n.Args)
	case Call:
		return s.call(n.Text, n.Args)
	case Binary:
		return &ast.BinaryExpr{X: s.expr(n.Args[0]), Op: operator(n.Text), Y: s.expr(n.Args[1]), OpPos: s.at.Pos()}
	}
	return &ast.BadExpr{From: s.at.Pos(), To: s.at.End()}
}

func (s *synthesis) exprs(nodes []Node) []ast.Expr {
	var exprs []ast.Expr
	for _, n := range nodes {
		exprs = append(exprs, s.expr(n))
	}
	return exprs
}

func operator(text string) token.Token {
	for op := token.ADD; op <= token.GEQ; op++ {
		if op.String() == text {
			return op
		}
	}
	return token.ILLEGAL
}

func (s *synthesis) constant(n Node) ast.Expr {
	lit := &ast.BasicLit{ValuePos: s.at.Pos(), Value: n.Text}
	var value constant.Value
	switch constant.Kind(n.N) {
	case constant.String:
		text, err := strconv.Unquote(n.Text)
		if err != nil {
			text = n.Text
		}
		lit.Kind, value = token.STRING, constant.MakeString(text)
	case constant.Bool:
		lit.Kind, value = token.IDENT, constant.MakeBool(n.Text == "true")
	case constant.Int:
		lit.Kind, value = token.INT, constant.MakeFromLiteral(n.Text, token.INT, 0)
	default:
		lit.Kind, value = token.FLOAT, constant.MakeFromLiteral(n.Text, token.FLOAT, 0)
	}
	if value != nil && value.Kind() != constant.Unknown {
		s.info.Types[lit] = types.TypeAndValue{Type: types.Typ[types.Invalid], Value: value}
	}
	return lit
}

// parameter returns an expression for a parameter, or for what its path leads
// to: a field, or any element.
func (s *synthesis) parameter(n Node) ast.Expr {
	sig := s.fn.Signature()
	var param *types.Var
	switch {
	case n.N < 0:
		param = sig.Recv()
	case n.N < sig.Params().Len():
		param = sig.Params().At(n.N)
	}
	if param == nil {
		return &ast.BadExpr{From: s.at.Pos(), To: s.at.End()}
	}
	id := &ast.Ident{NamePos: s.at.Pos(), Name: param.Name()}
	s.info.Uses[id] = param
	var expr ast.Expr = id
	for _, name := range n.Path {
		s.foreign[expr] = true
		if name == element {
			expr = &ast.IndexExpr{X: expr, Index: &ast.BadExpr{From: s.at.Pos(), To: s.at.End()}}
		} else {
			expr = &ast.SelectorExpr{X: expr, Sel: ast.NewIdent(name)}
		}
	}
	return expr
}

// call returns a call of the function text, "path Recv Name", whose receiver
// is the first of args.
func (s *synthesis) call(text string, args []Node) ast.Expr {
	path, rest, _ := strings.Cut(text, " ")
	recv, name, _ := strings.Cut(rest, " ")
	pkg := types.NewPackage(path, path[strings.LastIndexByte(path, '/')+1:])
	exprs := s.exprs(args)
	id := &ast.Ident{NamePos: s.at.Pos(), Name: name}
	var fun ast.Expr = id
	var receiver *types.Var
	if recv != "" && len(exprs) > 0 {
		fun = &ast.SelectorExpr{X: exprs[0], Sel: id}
		exprs = exprs[1:]
		typeName := recv[strings.LastIndexByte(recv, '.')+1:]
		receiver = types.NewParam(token.NoPos, pkg, "", types.NewNamed(types.NewTypeName(token.NoPos, pkg, typeName, nil), types.NewStruct(nil, nil), nil))
	}
	s.info.Uses[id] = types.NewFunc(token.NoPos, pkg, name, types.NewSignatureType(receiver, nil, nil, nil, nil, false))
	return &ast.CallExpr{Fun: fun, Lparen: s.at.Pos(), Args: exprs, Rparen: s.at.Pos()}
}
