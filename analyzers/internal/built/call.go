package built

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (x *Index) addCall(call *ast.CallExpr, stack []ast.Node) {
	for i := len(stack) - 1; i >= 0; i-- {
		switch stack[i].(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			x.outer[call] = append(x.outer[call], stack[i])
		}
	}
	if callee := x.callee(call); callee != nil {
		x.calls[callee] = append(x.calls[callee], call)
	}
	for _, arg := range call.Args {
		if part := x.pointed(arg); part != nil {
			x.addPass(call, arg, part)
		}
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.takesAddress(sel) {
		x.addPass(call, sel.X, sel.X)
	}
}

func (x *Index) addPass(call *ast.CallExpr, arg, part ast.Expr) {
	if obj, path := x.rootOf(part); obj != nil {
		x.passed[obj] = append(x.passed[obj], pass{call, arg, path})
	}
}

// pointed returns what arg points to: x.F in &x.F, and a pointer itself.
func (x *Index) pointed(arg ast.Expr) ast.Expr {
	if address, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && address.Op == token.AND {
		return address.X
	}
	if t := x.info.TypeOf(arg); t != nil {
		if _, ok := t.Underlying().(*types.Pointer); ok {
			return arg
		}
	}
	return nil
}

// takesAddress reports whether sel is a method with a pointer as receiver.
func (x *Index) takesAddress(sel *ast.SelectorExpr) bool {
	s := x.info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal {
		return false
	}
	recv := s.Obj().(*types.Func).Signature().Recv()
	_, ok := types.Unalias(recv.Type()).(*types.Pointer)
	return ok
}

// callee returns the function or the variable that call calls, or nil.
func (x *Index) callee(call *ast.CallExpr) types.Object {
	fun := ast.Unparen(call.Fun)
	switch e := fun.(type) {
	case *ast.IndexExpr:
		fun = e.X
	case *ast.IndexListExpr:
		fun = e.X
	}
	var obj types.Object
	switch e := fun.(type) {
	case *ast.Ident:
		obj = x.info.ObjectOf(e)
	case *ast.SelectorExpr:
		obj = x.info.ObjectOf(e.Sel)
	}
	switch obj := obj.(type) {
	case *types.Func:
		return obj.Origin()
	case *types.Var:
		return obj
	case *types.Builtin:
		return obj
	}
	return nil
}

// call follows the result of a call, that with the index result where it has
// several.
func (f *follower) call(call *ast.CallExpr, v Value, result int) {
	if tv := f.info.Types[call.Fun]; tv.IsType() && len(call.Args) == 1 {
		f.follow(v.to(call.Args[0]))
		return
	}
	if f.isTransparent(call) {
		f.follow(v.to(call.Args[0]))
		return
	}
	if b, ok := f.callee(call).(*types.Builtin); ok && b.Name() == "new" && len(call.Args) == 1 {
		if f.info.Types[call.Args[0]].IsType() {
			v.Zero = true
			f.leaf(v)
		} else {
			f.follow(v.to(call.Args[0]))
		}
		return
	}
	if isFunction(f.callee(call), "cmp", "Or") {
		for _, arg := range call.Args {
			f.follow(v.Within(arg))
		}
		return
	}
	node := f.function(call)
	if value, ok := f.values[call]; ok && node == nil && result <= 0 {
		f.abroad(call, value, v)
		return
	}
	if node == nil {
		f.leaf(v)
		return
	}
	frame := f.bindCall(node, call, v.frame, true)
	for _, value := range results(node, max(result, 0)) {
		f.follow(Value{Expr: value, frame: frame, roots: v.roots, parts: v.parts})
	}
}

// abroad follows value, which stands for what call returns.
func (f *follower) abroad(call *ast.CallExpr, value ast.Expr, v Value) {
	frame := *f.frames[call]
	frame.parent = v.frame
	if v.frame != nil {
		frame.depth = v.frame.depth + 1
	}
	use := v.use
	if use == nil {
		use = call
	}
	f.follow(Value{Expr: value, frame: &frame, roots: v.roots, use: use, parts: v.parts + 1})
}

// Returned returns what the return statements of decl return first.
func (x *Index) Returned(decl *ast.FuncDecl) []ast.Expr { return results(decl, 0) }

// results returns what a function returns as its i-th result. A bare return
// stands for the named result.
func results(node ast.Node, i int) []ast.Expr {
	var found []ast.Expr
	ast.Inspect(body(node), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if i < len(n.Results) {
				found = append(found, ast.Unparen(n.Results[i]))
			} else if name := resultName(signature(node), i); name != nil && len(n.Results) == 0 {
				found = append(found, name)
			}
		}
		return true
	})
	return found
}

func resultName(sig *ast.FuncType, i int) *ast.Ident {
	if sig.Results == nil {
		return nil
	}
	for _, field := range sig.Results.List {
		if i < len(field.Names) {
			return field.Names[i]
		}
		i -= max(len(field.Names), 1)
	}
	return nil
}

// isTransparent reports whether a call returns its one argument in another
// form: the pointer to it (to.Ptr), or Pulumi's input for it.
func (x *Index) isTransparent(call *ast.CallExpr) bool {
	fn, ok := x.callee(call).(*types.Func)
	if !ok || len(call.Args) != 1 || fn.Pkg() == nil || x.decls[fn] != nil {
		return false
	}
	if strings.HasPrefix(fn.Pkg().Path(), "github.com/pulumi/pulumi/sdk/") {
		return fn.Name() != "Sprintf"
	}
	sig := fn.Signature()
	if sig.Results().Len() != 1 || sig.Recv() != nil {
		return false
	}
	result := x.info.TypeOf(call)
	ptr, ok := result.Underlying().(*types.Pointer)
	return ok && types.AssignableTo(types.Default(x.info.TypeOf(call.Args[0])), ptr.Elem())
}

func isFunction(obj types.Object, path, name string) bool {
	return obj != nil && obj.Name() == name && obj.Pkg() != nil && obj.Pkg().Path() == path
}
