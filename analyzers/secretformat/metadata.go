package secretformat

import (
	"go/ast"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
)

// checkMarshalled reports a struct or map with members that belong into tags.
func (v *valueOf) checkMarshalled(leaf built.Value, call *ast.CallExpr) {
	object := v.marshalled(call)
	if object == nil {
		return
	}
	keys := v.keysOf(leaf.Within(object))
	v.reportMetadata(leaf, keys)
}

// marshalled returns what call returns written down, or nil.
func (c *checker) marshalled(call *ast.CallExpr) ast.Expr {
	name := c.CalledName(call)
	switch {
	case packed.Marshals(name) && len(call.Args) > 0:
		return call.Args[0]
	case packed.Buffers(name):
		for _, w := range c.WritesTo(call) {
			if slices.Contains(packed.Encoders, c.CalledName(w)) {
				return c.encodedBy(w)
			}
		}
	}
	return nil
}

// encodedBy returns what an encoder encodes, directly or by a variable that
// holds it, or nil.
func (c *checker) encodedBy(encoder *ast.CallExpr) ast.Expr {
	var object ast.Expr
	fn := c.FunctionAt(encoder.Pos())
	if fn == nil {
		return nil
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !slices.Contains(packed.EncodeMethods, c.CalledName(call)) || call.End() < encoder.Pos() {
			return true
		}
		object = call.Args[0]
		return false
	})
	return object
}

// keysOf returns the names of the members of v, a struct or map of the program.
func (c *checker) keysOf(v built.Value) []string {
	t := c.Info.TypeOf(v.Expr)
	if t == nil {
		return nil
	}
	if types.IsInterface(t) {
		var keys []string
		for _, leaf := range c.Built.Sources(v).Values {
			if inner := c.Info.TypeOf(leaf.Expr); inner != nil && !types.IsInterface(inner) {
				keys = append(keys, c.keysOf(leaf)...)
			}
		}
		return keys
	}
	t = pointee(t)
	switch u := t.Underlying().(type) {
	case *types.Struct:
		if !c.isOwn(t) {
			return nil
		}
		return c.fieldKeys(u, 0)
	case *types.Map:
		return c.mapKeys(v)
	}
	return nil
}

// pointee returns what t points to, or t.
func pointee(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// isOwn reports whether a type is declared in the program, or nowhere: what
// other modules declare has the form that they need.
func (c *checker) isOwn(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return true
	}
	return c.isOwnPackage(named.Obj().Pkg())
}

func (c *checker) isOwnPackage(pkg *types.Package) bool {
	if pkg == c.pkg {
		return true
	}
	return c.module != "" && (pkg.Path() == c.module || strings.HasPrefix(pkg.Path(), c.module+"/"))
}

func (c *checker) fieldKeys(str *types.Struct, depth int) []string {
	var keys []string
	for i := range str.NumFields() {
		field := str.Field(i)
		tag, _, _ := strings.Cut(reflect.StructTag(str.Tag(i)).Get("json"), ",")
		inner, isStruct := pointee(field.Type()).Underlying().(*types.Struct)
		if tag == "-" || !field.Exported() && !(field.Embedded() && isStruct) {
			continue
		}
		if tag == "" {
			tag = field.Name()
		}
		if isStruct && depth < 2 && c.isOwn(pointee(field.Type())) {
			keys = append(keys, c.fieldKeys(inner, depth+1)...)
			continue
		}
		keys = append(keys, tag)
	}
	return keys
}

// mapKeys returns the constant keys of a map: of literals, and those that are
// assigned in the function.
func (c *checker) mapKeys(v built.Value) []string {
	var keys []string
	for key := range c.entries(v) {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// entries returns the entries of a map with constant keys that the function
// shows.
func (c *checker) entries(v built.Value) map[string]ast.Expr {
	found := make(map[string]ast.Expr)
	add := func(key, value ast.Expr) {
		if text, ok := c.Built.Text(built.At(key, nil)); ok {
			found[text] = value
		}
	}
	leaves := c.Built.Sources(v).Values
	for _, leaf := range leaves {
		if lit, ok := leaf.Expr.(*ast.CompositeLit); ok {
			for _, elt := range lit.Elts {
				if pair, ok := elt.(*ast.KeyValueExpr); ok {
					add(pair.Key, pair.Value)
				}
			}
		}
	}
	fn := c.FunctionAt(v.Expr.Pos())
	if fn == nil {
		return found
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != len(assign.Rhs) {
			return true
		}
		for i, left := range assign.Lhs {
			index, ok := left.(*ast.IndexExpr)
			if !ok {
				continue
			}
			obj := c.Variable(index.X)
			if obj != nil && slices.ContainsFunc(leaves, func(l built.Value) bool { return l.IsThrough(obj) }) {
				add(index.Index, assign.Rhs[i])
			}
		}
		return true
	})
	return found
}

// jsonKey is a key in a text of JSON that is put together.
var jsonKey = regexp.MustCompile(`"([A-Za-z0-9_-]+)"\s*:`)

// checkTemplate reports metadata in a JSON text that is put together. It returns
// whether parts are such a text.
func (v *valueOf) checkTemplate(leaf built.Value, parts []packed.Part) bool {
	text := ""
	for _, p := range parts {
		text += p.Text
	}
	if !strings.HasPrefix(strings.TrimSpace(parts[0].Text), "{") {
		return false
	}
	var keys []string
	for _, match := range jsonKey.FindAllStringSubmatch(text, -1) {
		keys = append(keys, match[1])
	}
	v.reportMetadata(leaf, keys)
	return true
}

// reportMetadata reports a value with members that belong into tags, beside a
// credential. Of tokens that are renewed, their expiry is part of what the
// protocol answers.
func (v *valueOf) reportMetadata(leaf built.Value, keys []string) {
	var metadata []string
	hasCredential, isRenewed := false, false
	for _, key := range keys {
		words := naming.Tokens(key)
		isRenewed = isRenewed || slices.Contains(words, "refresh")
		switch {
		case isMetadata(words):
			metadata = append(metadata, key)
		case packed.IsCredential(key) || isPayload(words):
			hasCredential = true
		}
	}
	if isRenewed {
		metadata = slices.DeleteFunc(metadata, func(key string) bool { return isExpiry(naming.Tokens(key)) })
	}
	if hasCredential && len(metadata) > 0 {
		v.Report(Metadata, v.composed(leaf), "the value that %s writes contains %s beside the credential; put that into tags, or into the secret's attributes",
			v.write.Op.Label, list(metadata))
	}
}

// isPayload reports whether words are those of the member that holds all that is
// secret.
func isPayload(words []string) bool {
	return len(words) > 0 && slices.Contains([]string{"value", "key", "credential", "credentials"}, words[len(words)-1])
}

// isMetadata reports whether words say when a credential is rotated or ends, or
// whose it is.
func isMetadata(words []string) bool {
	for _, word := range words {
		switch word {
		case "rotated", "rotation", "rotate", "rotates", "owner", "owners", "owned", "maintainer", "maintainers":
			return true
		}
	}
	return isExpiry(words)
}

func isExpiry(words []string) bool {
	text := strings.Join(words, " ")
	if strings.HasSuffix(text, " in") {
		return false // a duration, which only the protocol needs
	}
	for _, word := range words {
		switch word {
		case "expires", "expiry", "expiration", "expire":
			return true
		}
	}
	return text == "valid until" || text == "not after" || text == "valid to"
}
