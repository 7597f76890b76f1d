package built

import (
	"go/ast"
	"go/types"
	"slices"
)

// dynamic returns the functions of the package that call may enter where its
// callee is a function value or an interface's method, as an option is: those
// of the same type, or of types that implement the interface.
func (x *Index) dynamic(call *ast.CallExpr) []ast.Node {
	if x.info.Types[call.Fun].IsType() {
		return nil
	}
	if fn, ok := x.callee(call).(*types.Func); ok {
		return x.implementing(fn)
	}
	want, ok := x.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return nil
	}
	var found []ast.Node
	for _, lit := range x.allLiterals {
		if t := x.info.TypeOf(lit); t != nil && types.Identical(t, want) {
			found = append(found, lit)
		}
	}
	return found
}

func (x *Index) implementing(fn *types.Func) []ast.Node {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var found []ast.Node
	for method, decl := range x.decls {
		recv := method.Signature().Recv()
		if recv != nil && method.Name() == fn.Name() && decl.Body != nil && types.Implements(types.NewPointer(deref(recv.Type())), iface) {
			found = append(found, decl)
		}
	}
	slices.SortFunc(found, func(a, b ast.Node) int { return int(a.Pos() - b.Pos()) })
	return found
}
