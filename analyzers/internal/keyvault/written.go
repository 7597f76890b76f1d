package keyvault

import (
	"go/ast"
	"go/types"
)

// A Place says where an argument of a call holds something.
type Place struct {
	Arg  int      // index in the call's Args
	Path []string // of fields below the argument
}

// ValueAt returns where op, which call is, takes the value of the secret that
// it sets, if it sets one.
func ValueAt(info *types.Info, call *ast.CallExpr, op Op) (Place, bool) {
	if op.Object != Secret || op.Method != "SetSecret" {
		return Place{}, false
	}
	if op.Value >= 0 {
		return Place{Arg: op.Value}, true
	}
	return fieldAt(info, call, []string{"Value"})
}

// TagsAt returns where op, which call is, takes the tags of an object that it
// writes, if it does.
func TagsAt(info *types.Info, call *ast.CallExpr, op Op) (Place, bool) {
	if op.Class != Write {
		return Place{}, false
	}
	if at, ok := fieldAt(info, call, []string{"Tags"}); ok {
		return at, true
	}
	return fieldAt(info, call, []string{"Properties", "Tags"})
}

// fieldAt returns the first argument of call in which path leads somewhere.
func fieldAt(info *types.Info, call *ast.CallExpr, path []string) (Place, bool) {
	sig, ok := info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return Place{}, false
	}
	for i := range min(sig.Params().Len(), len(call.Args)) {
		if hasPath(sig.Params().At(i).Type(), path) {
			return Place{i, path}, true
		}
	}
	return Place{}, false
}

// ContentTypeAt returns where op, which call is, takes the content type of the
// secret that it sets, if it sets one.
func ContentTypeAt(info *types.Info, call *ast.CallExpr, op Op) (Place, bool) {
	if op.Object != Secret || op.Method != "SetSecret" {
		return Place{}, false
	}
	return fieldAt(info, call, []string{"ContentType"})
}
