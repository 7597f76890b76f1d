package sinks

import (
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// isCredentialName reports whether what is declared with this name takes a
// credential whole. In a connection string or DSN there may be none: there the
// value is the evidence.
func isCredentialName(name string) bool {
	return naming.CredentialParam(name) && !naming.EmbedsCredential(name)
}

// addressUse returns how a parameter or field of another module that is declared
// with this name uses its value, a key of phrases, or "". Only names that leave
// no doubt count, so url and endpoint are none: there may be a credential in
// these.
func addressUse(name string) string {
	switch strings.ToLower(name) {
	case "addr", "addrs", "host", "hosts", "hostname", "hostport", "listenaddr", "serveraddr":
		return "address"
	case "port":
		return "port"
	case "dbname", "databasename":
		return "database"
	}
	return ""
}

// namesKey reports whether v, a parameter or field called secretKey, may take
// the key of an entry in a secret, as in Kubernetes, rather than a credential,
// as with S3: there an access key or an id stands beside it.
func namesKey(v *types.Var, siblings []string) bool {
	tokens := naming.Tokens(v.Name())
	n := len(tokens)
	if n < 2 || tokens[n-1] != "key" || tokens[n-2] != "secret" {
		return false
	}
	if _, isBytes := v.Type().Underlying().(*types.Slice); isBytes {
		return false
	}
	return !slices.ContainsFunc(siblings, func(name string) bool {
		tokens := naming.Tokens(name)
		return slices.Contains(tokens, "access") || slices.Contains(tokens, "id")
	})
}

// namesHolder reports whether something declared with this name takes the whole
// of what somebody proves who he is with, of which the credential is a part: an
// id or a scope may stand there, too.
func namesHolder(name string) bool {
	tokens := naming.Tokens(name)
	for i := len(tokens) - 1; i >= 0; i-- {
		switch tokens[i] {
		case "credential", "credentials", "cred", "creds":
			return true
		case "str", "string", "value":
		default:
			return false
		}
	}
	return false
}

// identifiesKey reports whether v, a parameter or field called accessKey, takes
// the public half of a pair: its secret half stands beside it.
func identifiesKey(v *types.Var, siblings []string) bool {
	tokens := naming.Tokens(v.Name())
	n := len(tokens)
	if n < 2 || tokens[n-1] != "key" || tokens[n-2] != "access" || slices.Contains(tokens, "secret") {
		return false
	}
	return slices.ContainsFunc(siblings, func(name string) bool { return slices.Contains(naming.Tokens(name), "secret") })
}

// listsPermissions reports whether owner's fields say what may be done with
// what they are called: with keys and secrets, in an access policy of a vault.
func listsPermissions(owner types.Type) bool {
	return strings.Contains(typeShortName(owner), ".Permissions")
}

// paramNames returns the names of the parameters of sig.
func paramNames(sig *types.Signature) []string {
	var names []string
	for param := range sig.Params().Variables() {
		names = append(names, param.Name())
	}
	return names
}

// fieldNames returns the names of the fields of the struct that typ is or
// points to.
func fieldNames(typ types.Type) []string {
	if ptr, ok := typ.Underlying().(*types.Pointer); ok {
		typ = ptr.Elem()
	}
	str, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var names []string
	for field := range str.Fields() {
		names = append(names, field.Name())
	}
	return names
}

// CarriesText reports whether a parameter or field of type t can carry a
// credential: a string, bytes, a pointer to or a list of these, or anything. An
// interface with methods takes objects, such as a TokenCredential, that may hold
// one.
func CarriesText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && (elem.Kind() == types.Byte || elem.Info()&types.IsString != 0) || carriesBytes(u.Elem())
	case *types.Pointer:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && elem.Info()&types.IsString != 0
	case *types.Interface:
		return u.NumMethods() == 0
	}
	return false
}

// carriesBytes reports whether t is []byte, as the elements of ...[]byte are.
func carriesBytes(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	elem, ok := slice.Elem().Underlying().(*types.Basic)
	return ok && elem.Kind() == types.Byte
}

// typeName returns the import path and name of the type that t is or points
// to, or "".
func typeName(t types.Type) string { return strings.TrimPrefix(typematch.Name(t), "*") }

// shortName returns the name of fn for messages: "azidentity.NewX",
// "http.Request.SetBasicAuth".
func shortName(fn *types.Func) string {
	if fn.Pkg() == nil {
		return fn.Name()
	}
	if recv := fn.Signature().Recv(); recv != nil {
		return typeShortName(recv.Type()) + "." + fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// typeShortName returns the name of the type that t is or points to, for
// messages: "redis.Options". It returns "" for types without a name.
func typeShortName(t types.Type) string {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if _, ok := types.Unalias(t).(*types.Struct); ok {
		return ""
	}
	return types.TypeString(types.Unalias(t), func(pkg *types.Package) string { return pkg.Name() })
}
