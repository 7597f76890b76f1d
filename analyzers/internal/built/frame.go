package built

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
)

// A Frame gives the parameters of functions the arguments of one call, and
// those of its caller, and so on.
type Frame struct {
	parent *Frame
	call   *ast.CallExpr
	bound  map[types.Object]ast.Expr // in parent
	down   bool                      // into a helper, rather than up to a caller
	depth  int
}

// maxDepth is how many calls deep a value is followed.
const maxDepth = 5

// bindCall returns the frame of a call of the function node, a declaration or
// a literal. Parameters that have no argument of their own, as in f(g()),
// aren't bound; a variadic one is bound to a literal that lists its arguments.
func (x *Index) bindCall(node ast.Node, call *ast.CallExpr, parent *Frame, down bool) *Frame {
	f := &Frame{parent: parent, call: call, bound: make(map[types.Object]ast.Expr), down: down}
	if parent != nil {
		f.depth = parent.depth + 1
	}
	sig := signature(node)
	if sig == nil {
		return f
	}
	i := 0
	for _, field := range sig.Params.List {
		_, variadic := field.Type.(*ast.Ellipsis)
		for _, name := range field.Names {
			switch {
			case variadic && !call.Ellipsis.IsValid():
				f.bound[x.info.Defs[name]] = &ast.CompositeLit{Elts: call.Args[min(i, len(call.Args)):]}
			case i < len(call.Args):
				f.bound[x.info.Defs[name]] = call.Args[i]
			}
			i++
		}
		if len(field.Names) == 0 {
			i++
		}
	}
	if decl, ok := node.(*ast.FuncDecl); ok && decl.Recv != nil && len(decl.Recv.List) == 1 && len(decl.Recv.List[0].Names) == 1 {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			f.bound[x.info.Defs[decl.Recv.List[0].Names[0]]] = sel.X
		}
	}
	return f
}

func signature(node ast.Node) *ast.FuncType {
	switch n := node.(type) {
	case *ast.FuncDecl:
		return n.Type
	case *ast.FuncLit:
		return n.Type
	}
	return nil
}

func body(node ast.Node) *ast.BlockStmt {
	switch n := node.(type) {
	case *ast.FuncDecl:
		return n.Body
	case *ast.FuncLit:
		return n.Body
	}
	return nil
}

// lookup returns what a parameter is given.
func (f *Frame) lookup(obj types.Object) (Value, bool) {
	for ; f != nil; f = f.parent {
		if arg, ok := f.bound[obj]; ok {
			return At(arg, f.parent), true
		}
	}
	return Value{}, false
}

// function returns the declaration or literal that call enters, or nil where
// the package doesn't show it.
func (x *Index) function(call *ast.CallExpr) ast.Node {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return lit
	}
	switch callee := x.callee(call).(type) {
	case *types.Func:
		if decl := x.decls[callee]; decl != nil && decl.Body != nil {
			return decl
		}
	case *types.Var:
		if lit := x.literals[callee]; lit != nil {
			return lit
		}
	}
	return nil
}

// Function returns the declaration or literal that call enters, or nil where
// the package doesn't show it.
func (x *Index) Function(call *ast.CallExpr) ast.Node {
	x.build()
	return x.function(call)
}

// Enclosing returns the functions around call, the innermost first.
func (x *Index) Enclosing(call *ast.CallExpr) []ast.Node {
	x.build()
	return x.outer[x.site(call).Call]
}

// Callers returns the calls of a declaration, or of a literal that a variable
// holds, in the package's files that aren't tests.
func (x *Index) Callers(node ast.Node) []*ast.CallExpr {
	x.build()
	switch n := node.(type) {
	case *ast.FuncDecl:
		calls := x.calls[x.info.Defs[n.Name]]
		return append(calls[:len(calls):len(calls)], x.interfaceCalls(n)...)
	case *ast.FuncLit:
		for obj, lit := range x.literals {
			if lit == n {
				return x.calls[obj]
			}
		}
	}
	return nil
}

// interfaceCalls returns the calls of interface methods that the method decl
// may be behind.
func (x *Index) interfaceCalls(decl *ast.FuncDecl) []*ast.CallExpr {
	fn, ok := x.info.Defs[decl.Name].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return nil
	}
	recv := types.NewPointer(deref(fn.Signature().Recv().Type()))
	var found []*ast.CallExpr
	for obj, calls := range x.calls {
		method, ok := obj.(*types.Func)
		if !ok || method.Name() != fn.Name() || method.Signature().Recv() == nil {
			continue
		}
		iface, ok := method.Signature().Recv().Type().Underlying().(*types.Interface)
		if ok && types.Implements(recv, iface) {
			found = append(found, calls...)
		}
	}
	slices.SortFunc(found, func(a, b *ast.CallExpr) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return found
}

// A Context is a way in which a call is reached.
type Context struct {
	Frame *Frame
	// Call is the call in the function that is asked: the one that
	// EachContext was given, or a call of the function around it.
	Call *ast.CallExpr
}

// EachContext calls visit with the context of call alone, and, as long as
// visit returns false, with those of the callers in the package, and so on.
func (x *Index) EachContext(call *ast.CallExpr, visit func(Context) (resolved bool)) {
	x.build()
	s := x.site(call)
	x.eachContext(Context{s.frame, s.Call}, visit, make(map[*ast.CallExpr]bool))
}

func (x *Index) eachContext(c Context, visit func(Context) bool, seen map[*ast.CallExpr]bool) {
	if seen[c.Call] || len(seen) > 50 {
		return
	}
	seen[c.Call] = true
	if visit(c) {
		return
	}
	for _, node := range x.outer[c.Call] {
		for _, caller := range x.Callers(node) {
			x.eachContext(Context{x.bindOuter(node, caller, c.Frame), caller}, visit, seen)
		}
	}
}

// bindOuter returns frame with a caller of its outermost function put around it.
func (x *Index) bindOuter(node ast.Node, caller *ast.CallExpr, frame *Frame) *Frame {
	outermost := x.bindCall(node, caller, nil, false)
	if frame == nil {
		return outermost
	}
	var chain []*Frame
	for f := frame; f != nil; f = f.parent {
		chain = append(chain, f)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		inner := *chain[i]
		inner.parent, inner.depth = outermost, outermost.depth+1
		outermost = &inner
	}
	return outermost
}
