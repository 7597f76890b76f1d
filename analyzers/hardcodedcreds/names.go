package hardcodedcreds

import (
	"encoding/base64"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/inspector"
)

// findNames reports constants that are given to, or compared with, what is
// called as a credential is, and that look like one.
func (f *finder) findNames(root inspector.Cursor) {
	filter := []ast.Node{
		(*ast.ValueSpec)(nil), (*ast.AssignStmt)(nil), (*ast.CompositeLit)(nil), (*ast.FuncDecl)(nil),
		(*ast.BinaryExpr)(nil), (*ast.SwitchStmt)(nil), (*ast.CallExpr)(nil), (*ast.StructType)(nil),
	}
	root.Inspect(filter, func(cur inspector.Cursor) bool {
		switch n := cur.Node().(type) {
		case *ast.ValueSpec:
			f.nameSpec(cur, n)
		case *ast.AssignStmt:
			f.nameAssignment(n)
		case *ast.CompositeLit:
			f.nameElements(n, isEntry(cur), holder(cur))
		case *ast.FuncDecl:
			f.nameResults(cur, n)
		case *ast.BinaryExpr:
			f.compareBinary(cur, n)
		case *ast.SwitchStmt:
			f.compareSwitch(cur, n)
		case *ast.CallExpr:
			f.compareCall(cur, n)
			f.nameDefault(n)
		case *ast.StructType:
			owner := ""
			if spec, ok := cur.Parent().Node().(*ast.TypeSpec); ok {
				owner = spec.Name.Name
			}
			f.nameTags(owner, n)
		}
		return true
	})
}

func (f *finder) nameSpec(cur inspector.Cursor, spec *ast.ValueSpec) {
	if len(spec.Names) != len(spec.Values) {
		return
	}
	for i, id := range spec.Names {
		if !mayClaim(id.Name) {
			continue
		}
		u := use{entry: f.isOwnKind(spec.Values[i])}
		what := "variable " + id.Name
		if decl, ok := cur.Parent().Node().(*ast.GenDecl); ok && decl.Tok == token.CONST {
			u.constant = true
			what = "constant " + id.Name
		}
		f.give(what, id.Name, spec.Values[i], u)
	}
}

// isOwnKind reports whether expr is a constant of a declared type: one of a list
// of names more often than not.
func (f *finder) isOwnKind(expr ast.Expr) bool {
	_, ok := types.Unalias(f.info.TypeOf(expr)).(*types.Named)
	return ok && f.info.Types[expr].Value != nil
}

func (f *finder) nameAssignment(n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) || n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
		return
	}
	for i, left := range n.Lhs {
		switch left := ast.Unparen(left).(type) {
		case *ast.Ident:
			f.give("variable "+left.Name, left.Name, n.Rhs[i], use{})
		case *ast.SelectorExpr:
			f.give("field "+left.Sel.Name, left.Sel.Name, n.Rhs[i], use{})
		case *ast.IndexExpr:
			if key, ok := constantText(f.info, left.Index); ok && !saysAbout(named(left.X)) {
				f.give("the value of key "+key, key, n.Rhs[i], use{entry: true})
			}
		}
	}
}

// isEntry reports whether the literal at cur is an element of a list: one of the
// entries of a table, such as the vectors of a test.
func isEntry(cur inspector.Cursor) bool {
	_, ok := cur.Parent().Node().(*ast.CompositeLit)
	return ok
}

// holder returns the name of the variable or field that the literal at cur is
// given to, or "".
func holder(cur inspector.Cursor) string {
	lit := cur.Node()
	switch n := cur.Parent().Node().(type) {
	case *ast.ValueSpec:
		for i, value := range n.Values {
			if value == lit && i < len(n.Names) {
				return n.Names[i].Name
			}
		}
	case *ast.AssignStmt:
		for i, value := range n.Rhs {
			if value == lit && len(n.Lhs) == len(n.Rhs) {
				return named(n.Lhs[i])
			}
		}
	case *ast.KeyValueExpr:
		if n.Value == lit {
			return named(n.Key)
		}
	}
	return ""
}

// nameElements gives the elements of a struct or map to their fields or keys,
// unless the name of the variable that holds the map says something about them.
func (f *finder) nameElements(lit *ast.CompositeLit, entry bool, holder string) {
	if len(lit.Elts) == 0 || isPlainList(lit) {
		return
	}
	t := f.info.TypeOf(lit)
	if t == nil {
		return
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		f.nameFields(lit, t, entry)
	case *types.Pointer: // an element &T{} whose type is left out
		if s, ok := t.Elem().Underlying().(*types.Struct); ok {
			f.nameFields(lit, s, entry)
		}
	case *types.Map:
		if saysAbout(holder) {
			return
		}
		for _, elt := range lit.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if key, ok := constantText(f.info, kv.Key); ok {
				f.give("the value of key "+key, key, kv.Value, use{entry: true})
			}
			f.nameMembers(holder, lit, kv.Key, kv.Value)
		}
	}
}

// longList is how many constants a list of credentials hardly has: it is one of
// what is forbidden, or a table.
const longList = 12

// keyedByName reports whether a map called holder has entries for secrets of all
// kinds, under their names.
func keyedByName(holder string) bool {
	tokens := naming.Tokens(holder)
	if len(tokens) == 0 {
		return false
	}
	last := tokens[len(tokens)-1]
	return last == "secret" || last == "secrets"
}

// nameMembers gives the key and value of an entry of a map to its name, such as
// apiKeys, where they look as a generator makes them: either may be the
// credential, and either a name.
func (f *finder) nameMembers(holder string, lit *ast.CompositeLit, members ...ast.Expr) {
	if claimOf(holder) <= vague || len(lit.Elts) > longList || keyedByName(holder) {
		return
	}
	for _, expr := range members {
		if text, ok := constantText(f.info, expr); ok && shapeOf(text, holder) == random {
			f.give("an entry of "+holder, holder, expr, use{entry: true})
		}
	}
}

// isPlainList is the cheap way out for literals that are written as lists.
func isPlainList(lit *ast.CompositeLit) bool {
	_, ok := lit.Type.(*ast.ArrayType)
	return ok
}

func (f *finder) nameFields(lit *ast.CompositeLit, s *types.Struct, entry bool) {
	if refersTo(f.info.TypeOf(lit)) {
		return
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				f.give("field "+id.Name, id.Name, kv.Value, use{tabled: entry})
			}
		} else if i < s.NumFields() {
			name := s.Field(i).Name()
			f.give("field "+name, name, elt, use{tabled: entry})
		}
	}
	f.namePair(lit)
}

// refersTo reports whether t is a struct that says where something is kept, by
// the name of its type (RemoteRef, SecretKeySelector): what its fields hold are
// names.
func refersTo(t types.Type) bool {
	words := naming.Tokens(typematch.Name(t))
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "ref", "reference", "selector", "locator":
		return true
	}
	return false
}

// namePair gives the value of an element such as {Name: "DB_PASSWORD", Value:
// "…"} to the name in it.
func (f *finder) namePair(lit *ast.CompositeLit) {
	name, value := "", ast.Expr(nil)
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		id, _ := kv.Key.(*ast.Ident)
		switch {
		case id == nil:
		case id.Name == "Name" || id.Name == "Key":
			name, _ = constantText(f.info, kv.Value)
		case id.Name == "Value" || id.Name == "Default" || id.Name == "DefaultValue":
			value = kv.Value
		}
	}
	if name != "" && value != nil {
		f.give("the value of "+name, name, value, use{entry: true})
	}
}

// nameResults gives what a function returns to its named results, or to its own
// name where it has one text to return.
func (f *finder) nameResults(cur inspector.Cursor, decl *ast.FuncDecl) {
	fn, ok := f.info.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil {
		return
	}
	results := fn.Signature().Results()
	if !f.namesResults(decl.Name.Name, results) {
		return
	}
	for inner := range cur.Preorder((*ast.ReturnStmt)(nil)) {
		ret := inner.Node().(*ast.ReturnStmt)
		if len(ret.Results) != results.Len() || isInLiteral(inner, decl) {
			continue
		}
		for i, expr := range ret.Results {
			if name := results.At(i).Name(); name != "" && name != "_" {
				f.give("result "+name, name, expr, use{})
			} else if i == 0 {
				f.give("the result of "+decl.Name.Name, decl.Name.Name, expr, use{constant: true})
			}
		}
	}
}

// namesResults is the cheap way out for most functions.
func (f *finder) namesResults(name string, results *types.Tuple) bool {
	if results.Len() > 0 && claimOf(name) != noClaim {
		return true
	}
	for v := range results.Variables() {
		if claimOf(v.Name()) != noClaim {
			return true
		}
	}
	return false
}

// isInLiteral reports whether cur lies in a function literal within decl.
func isInLiteral(cur inspector.Cursor, decl *ast.FuncDecl) bool {
	for outer := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		return outer.Node() != ast.Node(decl)
	}
	return false
}

// give reports the constants that expr consists of where they look like a
// credential under name. what is how the message calls the place.
func (f *finder) give(what, name string, expr ast.Expr, u use) {
	if !mayClaim(name) {
		return
	}
	leaves := f.leaves(expr, u.bytes)
	if len(leaves) == 0 || len(leaves) > longList {
		return // no constant; a list of what is forbidden, a table
	}
	c := claimOf(name)
	if c == noClaim {
		return
	}
	for _, l := range leaves {
		at := u
		at.bytes = l.bytes
		at.entry = u.entry || f.isOwnKind(l.expr)
		text, claim := authorized(name, l.text, c)
		if f.isConvictedElsewhere(l.expr) || f.isOtherThing(l.expr) {
			continue
		}
		if l.binary || convicts(claim, text, name, at) {
			hash := credential.Fingerprint(text)
			f.add(Name, f.written(l.expr), hash, "%s looks like a credential (sha256 %s) and is written into the source; %s", what, hash, remedy)
		}
	}
}

// written returns where the constant expr is written.
func (f *finder) written(expr ast.Expr) ast.Expr {
	if at := f.site.Written(expr); at != nil {
		return at
	}
	return expr
}

// authorized returns the credential in what is given to a name of claim c, and
// what that claims then: what stands behind the scheme of an Authorization
// header, and a user and a password in base64 where one is expected, are clear.
func authorized(name, text string, c claim) (string, claim) {
	if token, ok := cutScheme(text); ok {
		return token, max(c, clear)
	}
	if c == vague && isAuthorization(name) && isLogin(text) {
		return text, clear
	}
	return text, c
}

// isLogin reports whether text is a user and a password in base64.
func isLogin(text string) bool {
	raw, err := base64.StdEncoding.DecodeString(text)
	user, password, ok := strings.Cut(string(raw), ":")
	return err == nil && ok && isPlain(string(raw)) && user != "" && len(password) >= minCredential && !otherForm.Match(raw)
}

// cutScheme returns the token behind the scheme of an Authorization header.
func cutScheme(text string) (token string, ok bool) {
	scheme, token, ok := strings.Cut(text, " ")
	switch strings.ToLower(strings.TrimSuffix(scheme, ":")) {
	case "bearer", "basic", "token", "apikey":
		return token, ok && !strings.Contains(token, " ")
	}
	return "", false
}
