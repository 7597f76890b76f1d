package secretrotation

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// A regeneration is a call that replaces a key of a service.
type regeneration struct {
	call   *ast.CallExpr
	at     keyvault.Regeneration
	stores bool // in another package, the new key is written there
}

// checkSingleKeys reports regenerations of always the same key that are
// stored afterwards. A package that regenerates two keys of a kind, or one that
// it computes, alternates.
func (c *checker) checkSingleKeys() {
	for _, r := range c.regenerations {
		key, at, ok := c.onlyKey(r)
		if !ok || !c.Wanted(SingleKey, r.call.Pos()) || c.alternates(r, key) || !r.stores && !c.isStored(r.call, 0) {
			continue
		}
		c.Report(SingleKey, at, "%s always regenerates %s, the key in use, before the new one is stored, so that clients have no valid credential in between; store the other key first, and alternate between the two",
			r.at.Method, key)
	}
}

// onlyKey returns the one constant key that r regenerates, whoever calls it in
// the package, and the call that says which.
func (c *checker) onlyKey(r regeneration) (key string, at ast.Expr, ok bool) {
	ok, at = true, r.call.Fun
	c.built.EachContext(r.call, func(ctx built.Context) bool {
		value := built.At(r.call.Args[r.at.Arg], ctx.Frame)
		keys, set := c.keys(value, r.at.Path)
		if set.Params {
			if c.isOpen(ctx.Call) {
				ok = false // other packages may give another key
			}
			return !ok
		}
		if set.Unknown || len(keys) != 1 || key != "" && key != keys[0] {
			ok = false
			return true
		}
		key = keys[0]
		if ctx.Call != r.call {
			at = ctx.Call.Fun
		}
		return true
	})
	return key, at, ok && key != ""
}

// isOpen reports whether the function around call is for other packages only.
func (c *checker) isOpen(call *ast.CallExpr) bool {
	enclosing := c.built.Enclosing(call)
	if len(enclosing) == 0 {
		return false
	}
	decl, ok := enclosing[len(enclosing)-1].(*ast.FuncDecl)
	return ok && decl.Name.IsExported() && len(c.built.Callers(decl)) == 0
}

// keys returns the different constants that a key may be.
func (c *checker) keys(v built.Value, path []string) ([]string, built.Set) {
	field := built.Set{Values: []built.Value{v}}
	if len(path) > 0 {
		field = c.built.Field(v, path...)
	}
	var keys []string
	for _, value := range field.Values {
		known, set := c.built.Constants(value)
		field.Unknown = field.Unknown || set.Unknown
		field.Params = field.Params || set.Params
		for _, k := range known {
			if k.Value.Kind() != constant.String {
				continue
			}
			if key := constant.StringVal(k.Value); key != "" && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys, field
}

// alternates reports whether the package regenerates another key by the same
// method, or may.
func (c *checker) alternates(r regeneration, key string) bool {
	return slices.ContainsFunc(c.regenerations, func(other regeneration) bool {
		if other.call == r.call || other.at.Method != r.at.Method {
			return false
		}
		otherKey, _, ok := c.onlyKey(other)
		return !ok || otherKey != key
	})
}

// isStored reports whether a secret is written after call, in its function, in
// what this calls, or after a call of the function in the package, and none is
// written before: that may be the other key.
func (c *checker) isStored(call *ast.CallExpr, depth int) bool {
	enclosing := c.built.Enclosing(call)
	if len(enclosing) == 0 || depth > 3 {
		return false
	}
	function := enclosing[len(enclosing)-1]
	before, after := c.storesAround(function, call)
	if before {
		return false
	}
	return after || slices.ContainsFunc(c.built.Callers(function), func(caller *ast.CallExpr) bool {
		return c.isStored(caller, depth+1)
	})
}

// storesAround reports whether function writes a secret before the first
// regeneration in it, and whether it writes one after call.
func (c *checker) storesAround(function ast.Node, call *ast.CallExpr) (before, after bool) {
	first := call.Pos()
	for _, r := range c.regenerations {
		if function.Pos() <= r.call.Pos() && r.call.Pos() < first {
			first = r.call.Pos()
		}
	}
	ast.Inspect(function, func(n ast.Node) bool {
		other, ok := n.(*ast.CallExpr)
		if !ok || other == call || other.Pos() <= call.Pos() && call.End() <= other.End() || !c.stores(other, 0) {
			return true
		}
		before = before || other.Pos() < first
		after = after || other.Pos() > call.Pos()
		return true
	})
	return before, after
}

// Words in the names of functions that write a secret, where the package
// doesn't show what they do, and in those of their receivers' types and packages.
var (
	storing = []string{"set", "store", "put", "write", "save", "update"}
	secrets = []string{"secret", "vault"}
)

// storesByName reports whether a function that the package doesn't show writes
// a secret, by its name and that of its receiver's type or package.
func (c *checker) storesByName(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(c.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	name, of := strings.ToLower(fn.Name()), fn.Pkg().Name()
	if recv := fn.Signature().Recv(); recv != nil {
		of = typematch.Name(recv.Type()) // with its package
		of = of[strings.LastIndexByte(of, '/')+1:]
	}
	if !slices.ContainsFunc(storing, func(verb string) bool { return strings.HasPrefix(name, verb) }) {
		return false
	}
	all := name + " " + strings.ToLower(of)
	return slices.ContainsFunc(secrets, func(word string) bool { return strings.Contains(all, word) })
}

// stores reports whether a call writes a secret, itself or through functions
// of the package.
func (c *checker) stores(call *ast.CallExpr, depth int) bool {
	if op, ok := keyvault.CallAt(c.info, call); ok {
		return op.Method == "SetSecret"
	}
	callee := c.built.Function(call)
	if callee == nil {
		if outline := c.built.Outline(call); outline != nil && outline.Writes {
			return true
		}
		return c.storesByName(call)
	}
	if depth > 3 {
		return false
	}
	found := false
	ast.Inspect(callee, func(n ast.Node) bool {
		inner, ok := n.(*ast.CallExpr)
		found = found || ok && inner != call && c.stores(inner, depth+1)
		return !found
	})
	return found
}
