// Package typematch says which type a type is, by import path and name.
package typematch

import "go/types"

// Name returns the import path and name of a named type, "net/http.Request",
// with a star before it for a pointer to one. Aliases count as what they stand
// for, instances of generic types as the generic type. It returns "" for other
// types.
func Name(t types.Type) string {
	star := ""
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		star, t = "*", types.Unalias(ptr.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok {
		return ""
	}
	obj := named.Origin().Obj()
	if obj.Pkg() == nil {
		return star + obj.Name() // error, comparable
	}
	return star + obj.Pkg().Path() + "." + obj.Name()
}

// IsText reports whether t is a string type.
func IsText(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// IsError reports whether t is the type error.
func IsError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// IsContext reports whether t is context.Context. It doesn't allocate.
func IsContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}
