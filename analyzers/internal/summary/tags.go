package summary

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// reflections holds the functions and methods of package reflect whose results
// describe their receiver or first argument, or a part of it.
var reflections = map[string]bool{
	"reflect.ValueOf": true, "reflect.TypeOf": true, "reflect.Indirect": true,
	"reflect.Value.Elem": true, "reflect.Value.Type": true, "reflect.Value.Field": true,
	"reflect.Value.Addr": true, "reflect.Value.Interface": true,
	"reflect.Type.Elem": true, "reflect.Type.Field": true,
}

// tagKey returns the key with which call asks a struct's tag, and the tag.
func (e *engine) tagKey(call *ssa.Call) (key string, tag ssa.Value, ok bool) {
	switch fullName(declared(call)) {
	case "reflect.StructTag.Get", "reflect.StructTag.Lookup":
		key, ok = constantText(e.arg(call, 0))
		return key, receiverOf(call), ok
	}
	return "", nil, false
}

// described goes on, in search of code or a type, with what a function of package
// reflect describes. It returns false for other calls.
func (w *walker) described(s state, call *ssa.Call) bool {
	if w.mode != code || !reflections[fullName(declared(call))] {
		return false
	}
	v := receiverOf(call)
	if v == nil {
		v = w.e.arg(call, 0)
	}
	w.to(s, v, "", call)
	return true
}

// tagSink goes on with a name that call takes from a struct's tag: with the
// struct. It reports whether call does.
func (e *engine) tagSink(v ssa.Value, sink Sink, h handover) bool {
	if extract, ok := v.(*ssa.Extract); ok {
		v = extract.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	key, tag, ok := e.tagKey(call)
	if !ok {
		return false
	}
	next := Sink{Op: sink.Op, Prefix: sink.Prefix, Suffix: sink.Suffix}
	next.Kind, next.What = TagSink, key
	e.flow(tag, "", next, h)
	return true
}

// tagged reports the names in the tags of a struct that a loader fills, l: at the
// fields, if the struct is declared in this package, and else where it is handed
// to the loader.
func (e *engine) tagged(l leaf, sink Sink, h handover) {
	t := types.Unalias(l.typ)
	for {
		ptr, ok := t.Underlying().(*types.Pointer)
		if !ok {
			break
		}
		t = types.Unalias(ptr.Elem())
	}
	if param, ok := t.(*types.TypeParam); ok {
		e.tagParam(outermost(h.caller), param, sink)
		return
	}
	e.taggedFields(t, sink, h, 0)
}

// tagParam notes that fn fills what takes the place of its type parameter, and
// goes on with what the package instantiates it with.
func (e *engine) tagParam(fn *ssa.Function, param *types.TypeParam, sink Sink) {
	key := paramKey{nil, fn.String() + pathSep + param.String(), sink.key()}
	if list := typeParams(fn.Signature); e.params[key] || list == nil || param.Index() >= list.Len() || list.At(param.Index()) != param {
		return
	}
	e.params[key] = true
	tag := TypeTag{param.Index(), sink}
	if fact := e.factFor(fn); fact != nil {
		fact.Tags = append(fact.Tags, tag)
	}
	for _, edge := range e.callers[fn] {
		e.tagArgument(edge, tag)
	}
}

func typeParams(sig *types.Signature) *types.TypeParamList {
	if sig.Recv() != nil {
		return sig.RecvTypeParams()
	}
	return sig.TypeParams()
}

// tagArgument reports the names in the tags of the type with which edge
// instantiates the function that it calls.
func (e *engine) tagArgument(edge *edge, tag TypeTag) {
	common := edge.call.Common()
	callee := common.StaticCallee()
	if callee == nil {
		return
	}
	args := callee.TypeArgs()
	if recv := callee.Signature.Recv(); recv != nil {
		t := types.Unalias(recv.Type())
		if ptr, ok := t.(*types.Pointer); ok {
			t = types.Unalias(ptr.Elem())
		}
		args = nil
		if named, ok := t.(*types.Named); ok {
			args = slices.Collect(named.TypeArgs().Types())
		}
	}
	if tag.Type < len(args) {
		e.tagged(leaf{kind: leafImpl, typ: args[tag.Type]}, tag.To, handover{edge.call, edge.caller, e.callExpr(edge.call)})
	}
}

func (e *engine) taggedFields(t types.Type, sink Sink, h handover, depth int) {
	str, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return
	}
	name := Sink{Op: sink.Op}
	name.Kind = NameSink
	for i := range str.NumFields() {
		field := str.Field(i)
		text, _, _ := strings.Cut(reflect.StructTag(str.Tag(i)).Get(sink.What), ",")
		if text == "" || text == "-" {
			e.taggedFields(field.Type(), sink, h, depth+1)
			continue
		}
		at := h
		if tag := e.tagOf(field); tag != nil {
			at.expr = tag
		}
		e.named(sink.Prefix+text+sink.Suffix, name, at)
	}
}

// tagOf returns the tag of a field that is declared in this package, or nil.
func (e *engine) tagOf(field *types.Var) ast.Expr {
	if field.Pkg() != e.pass.Pkg {
		return nil
	}
	for _, file := range e.pass.Files {
		if !(file.FileStart <= field.Pos() && field.Pos() < file.FileEnd) {
			continue
		}
		for n := range ast.Preorder(file) {
			f, ok := n.(*ast.Field)
			if ok && f.Tag != nil && f.Pos() <= field.Pos() && field.Pos() < f.End() && len(f.Names) > 0 {
				for _, name := range f.Names {
					if name.Pos() == field.Pos() {
						return f.Tag
					}
				}
			}
		}
	}
	return nil
}
