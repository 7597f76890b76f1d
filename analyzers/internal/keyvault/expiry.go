package keyvault

import (
	"go/ast"
	"go/types"
)

// An Expiry says where the parameters of a write of a secret hold its expiry.
type Expiry struct {
	Arg  int      // index in the call's Args
	Path []string // of fields below the argument
}

// expiryPaths are the ways to the expiry in the generations of the SDKs: those
// of today and from 0.8 on, with the legacy ones; those of 0.5; those of 0.6
// and 0.7.
var expiryPaths = [][]string{
	{"SecretAttributes", "Expires"},
	{"Properties", "ExpiresOn"},
	{"Properties", "Expires"},
}

// ExpiryAt returns where op, which call is, takes the expiry of a secret, if it
// sets a secret or its properties. It goes by the types of the parameters, so
// that interfaces that users declare, and all generations, are the same to it.
func ExpiryAt(info *types.Info, call *ast.CallExpr, op Op) (Expiry, bool) {
	if op.Object != Secret {
		return Expiry{}, false
	}
	switch op.Method {
	case "SetSecret", "UpdateSecret", "UpdateSecretProperties":
	default:
		return Expiry{}, false
	}
	sig, ok := info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return Expiry{}, false
	}
	for i := range min(sig.Params().Len(), len(call.Args)) {
		for _, path := range expiryPaths {
			if hasPath(sig.Params().At(i).Type(), path) {
				return Expiry{i, path}, true
			}
		}
	}
	return Expiry{}, false
}

// hasPath reports whether the fields of path lead somewhere from t, a struct
// or a pointer to one.
func hasPath(t types.Type, path []string) bool {
	for _, name := range path {
		str, ok := pointed(t).Underlying().(*types.Struct)
		if !ok {
			return false
		}
		field := fieldOf(str, name)
		if field == nil {
			return false
		}
		t = field.Type()
	}
	return true
}

func fieldOf(str *types.Struct, name string) *types.Var {
	for field := range str.Fields() {
		if field.Name() == name {
			return field
		}
	}
	return nil
}

func pointed(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// VersionField is the field of the options of a read that holds the version,
// in the generations that have no argument for it.
const VersionField = "Version"

// OptionsWithVersion returns the index of the argument whose field
// VersionField is the version that op reads, or -1 where the version is an
// argument of its own or there is none.
func OptionsWithVersion(info *types.Info, call *ast.CallExpr, op Op) int {
	if op.Version >= 0 || op.Class != Read && op.Class != Metadata {
		return -1
	}
	sig, ok := info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return -1
	}
	for i := range min(sig.Params().Len(), len(call.Args)) {
		if hasPath(sig.Params().At(i).Type(), []string{VersionField}) {
			return i
		}
	}
	return -1
}
