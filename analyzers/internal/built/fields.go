package built

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// Field returns what the field to which path leads in v is set to, in the
// literal that v is or by assignments to the variables that hold it, and
// whether it is Absent on some way. Where a variable is handed to code that the
// package doesn't show, the answer is Unknown.
func (x *Index) Field(v Value, path ...string) Set {
	x.build()
	set := Set{Values: []Value{v}}
	for _, name := range path {
		next := Set{}
		next.flagsBelow(set, name)
		for _, value := range set.Values {
			x.fieldOf(&next, value, name)
		}
		for i := range next.Values {
			next.Values[i].parts = max(next.Values[i].parts, v.parts)
		}
		set = next
	}
	return set
}

func (x *Index) fieldOf(out *Set, v Value, name string) {
	src := x.Sources(v)
	out.flagsBelow(src, name)
	for _, leaf := range src.Values {
		lit, isLiteral := leaf.Expr.(*ast.CompositeLit)
		switch {
		case leaf.Zero || x.IsNil(leaf):
			out.Absent = true
		case !isLiteral || leaf.Each:
			out.Unknown = true
		default:
			value := x.elementOf(lit, name)
			if value == nil {
				out.Absent = true
				break
			}
			out.Values = append(out.Values, Value{Expr: ast.Unparen(value), frame: leaf.frame, roots: below(leaf.roots, name)})
		}
	}
	for _, r := range distinct(append(src.roots, v.roots...)) {
		x.storedIn(out, r, name, 0)
	}
}

// distinct returns roots, each once.
func distinct(roots []root) []root {
	var each []root
	for _, r := range roots {
		if !slices.ContainsFunc(each, func(o root) bool {
			return o.obj == r.obj && o.frame == r.frame && slices.Equal(o.path, r.path)
		}) {
			each = append(each, r)
		}
	}
	return each
}

func below(roots []root, name string) []root {
	var deeper []root
	for _, r := range roots {
		deeper = append(deeper, root{r.obj, append(r.path[:len(r.path):len(r.path)], name), r.frame})
	}
	return deeper
}

// elementOf returns the value of a field in a literal, or nil.
func (x *Index) elementOf(lit *ast.CompositeLit, name string) ast.Expr {
	for _, elt := range lit.Elts {
		if pair, ok := elt.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				return pair.Value
			}
		}
	}
	t := x.info.TypeOf(lit)
	if t == nil {
		return nil
	}
	str, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i := range str.NumFields() {
		if str.Field(i).Name() == name && i < len(lit.Elts) {
			if _, isPair := lit.Elts[i].(*ast.KeyValueExpr); !isPair {
				return lit.Elts[i]
			}
		}
	}
	return nil
}

// maxPassed is through how many calls that are handed the address of an object
// stores in it are looked for: each may hand it on to many others.
const maxPassed = 2

// storedIn adds what is assigned to the field name of what r holds, here or in
// the helpers that r is handed to.
func (x *Index) storedIn(out *Set, r root, name string, depth int) {
	path := append(r.path[:len(r.path):len(r.path)], name)
	for _, obj := range append([]types.Object{r.obj}, x.aliases[r.obj]...) {
		for _, store := range x.fields[obj] {
			switch {
			case !slices.Equal(store.path, path):
			case store.value == nil:
				out.Unknown = true
			default:
				out.Values = append(out.Values, Value{Expr: ast.Unparen(store.value), frame: r.frame, roots: []root{{obj, path, r.frame}}})
			}
		}
		for _, p := range x.passed[obj] {
			if len(p.path) < len(path) && slices.Equal(p.path, path[:len(p.path)]) {
				x.storedBy(out, p, root{obj, path[len(p.path) : len(path)-1], r.frame}, name, depth)
			}
		}
	}
}

// storedBy is storedIn for the function that a part of r is handed to; r.path
// is what is below that part.
func (x *Index) storedBy(out *Set, p pass, r root, name string, depth int) {
	node := x.function(p.call)
	switch {
	case x.isTransparent(p.call) || x.leavesAlone(p.call) || len(x.behind[p.call]) > 0: // who decides by it reads it
		return
	case node == nil && depth < maxPassed:
		out.Unknown = true
		for _, option := range x.dynamic(p.call) {
			x.storedByNode(out, option, p, r, name, depth)
		}
		return
	case node == nil || depth >= maxPassed:
		out.Unknown = true
		return
	}
	x.storedByNode(out, node, p, r, name, depth)
}

// storedByNode is storedBy for node, which the call may enter.
func (x *Index) storedByNode(out *Set, node ast.Node, p pass, r root, name string, depth int) {
	frame := x.bindCall(node, p.call, r.frame, true)
	for param, arg := range frame.bound {
		if arg == p.arg {
			x.storedIn(out, root{param, r.path, frame}, name, depth+1)
		}
	}
}

// leavesAlone reports whether a call doesn't change what it is given a
// pointer to: the SDKs' own, and those that print.
func (x *Index) leavesAlone(call *ast.CallExpr) bool {
	obj := x.callee(call)
	if obj == nil || obj.Pkg() == nil {
		_, isBuiltin := obj.(*types.Builtin)
		return isBuiltin
	}
	if strings.HasPrefix(obj.Name(), "Unmarshal") {
		return false
	}
	path := obj.Pkg().Path()
	for _, prefix := range []string{"github.com/Azure/azure-sdk-for-go/", "github.com/pulumi/", "github.com/jackofallops/kermit/", "github.com/tombuildsstuff/kermit/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	switch path {
	case "fmt", "log", "log/slog":
		return !strings.Contains(obj.Name(), "can") // Scan, Sscanf
	case "encoding/json":
		return strings.HasPrefix(obj.Name(), "Marshal")
	}
	return false
}

// Elements returns the elements of v, a slice, array or map: those of
// literals, those that are appended and those that are assigned.
func (x *Index) Elements(v Value) Set {
	x.build()
	var set Set
	x.addElements(&set, v, nil, make(map[ast.Expr]bool))
	return set
}

func (x *Index) elementsOf(v Value, loop *ast.RangeStmt) Set {
	var set Set
	x.addElements(&set, v, loop, make(map[ast.Expr]bool))
	return set
}

func (x *Index) addElements(out *Set, v Value, loop *ast.RangeStmt, seen map[ast.Expr]bool) {
	src := x.Sources(v)
	out.Unknown = out.Unknown || src.Unknown
	out.Params = out.Params || src.Params
	out.openBelow(src, element)
	for _, leaf := range src.Values {
		if seen[leaf.Expr] {
			continue
		}
		seen[leaf.Expr] = true
		switch e := leaf.Expr.(type) {
		case *ast.CompositeLit:
			for _, elt := range e.Elts {
				if pair, ok := elt.(*ast.KeyValueExpr); ok {
					elt = pair.Value
				}
				out.Values = append(out.Values, leaf.Within(elt))
			}
		case *ast.CallExpr:
			x.addAppended(out, e, leaf, loop, seen)
		default:
			if !leaf.Zero && !x.IsNil(leaf) {
				out.Unknown = true
			}
		}
	}
	for _, r := range distinct(src.roots) {
		for _, value := range x.elements[r.obj] {
			if len(r.path) == 0 {
				elem := At(value, r.frame)
				elem.parts = v.parts + 1
				out.Values = append(out.Values, elem)
			}
		}
	}
}

// addAppended adds the elements of append's result, or all that a function
// returns which the package doesn't show.
func (x *Index) addAppended(out *Set, call *ast.CallExpr, leaf Value, loop *ast.RangeStmt, seen map[ast.Expr]bool) {
	b, ok := x.callee(call).(*types.Builtin)
	switch {
	case x.listsArguments(call) && call.Ellipsis.IsValid():
		x.addElements(out, leaf.Within(call.Args[0]), loop, seen)
	case x.listsArguments(call):
		for _, arg := range call.Args {
			out.Values = append(out.Values, leaf.Within(arg))
		}
	case !ok:
		leaf.Each, leaf.Loop = true, loop
		out.Values = append(out.Values, leaf)
	case b.Name() == "append" && len(call.Args) > 0:
		x.addElements(out, leaf.Within(call.Args[0]), loop, seen)
		for i, arg := range call.Args[1:] {
			if call.Ellipsis.IsValid() && i == len(call.Args)-2 {
				x.addElements(out, leaf.Within(arg), loop, seen)
			} else {
				out.Values = append(out.Values, leaf.Within(arg))
			}
		}
	}
}

// listsArguments reports whether a call, of a function that the package doesn't
// show, returns its arguments as a slice, or pointers to them (to.SliceOfPtrs).
// They may be listed in the call, or be the elements of a slice.
func (x *Index) listsArguments(call *ast.CallExpr) bool {
	fn, ok := x.callee(call).(*types.Func)
	if !ok || !fn.Signature().Variadic() || fn.Signature().Params().Len() != 1 {
		return false
	}
	slice, ok := x.info.TypeOf(call).Underlying().(*types.Slice)
	if !ok || len(call.Args) == 0 {
		return false
	}
	arg := types.Default(x.info.TypeOf(call.Args[0]))
	if list, ok := arg.Underlying().(*types.Slice); ok && call.Ellipsis.IsValid() {
		arg = list.Elem()
	}
	return types.Identical(arg, slice.Elem()) || types.Identical(arg, deref(slice.Elem()))
}
