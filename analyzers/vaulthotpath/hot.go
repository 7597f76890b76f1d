package vaulthotpath

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// handlerParams are the parameters by which a function is known to run once
// per request: nobody but the framework makes such values.
var handlerParams = [][]string{
	{"net/http.ResponseWriter", "*net/http.Request"},
	{"net/http.ResponseWriter", "*net/http.Request", "github.com/julienschmidt/httprouter.Params"},
	{"*github.com/gin-gonic/gin.Context"},
	{"github.com/labstack/echo/v4.Context"},
	{"*github.com/labstack/echo/v5.Context"},
	{"*github.com/gofiber/fiber/v2.Ctx"},
	{"github.com/gofiber/fiber/v3.Ctx"},
	{"*github.com/valyala/fasthttp.RequestCtx"},
}

// A function is a declared function or a function literal with a body.
type function struct {
	fn   *types.Func // nil for literals
	node ast.Node
	typ  *ast.FuncType
	recv *ast.FieldList
	body *ast.BlockStmt
	hot  bool
}

func declared(info *types.Info, decl *ast.FuncDecl) (function, bool) {
	fn, ok := info.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil {
		return function{}, false
	}
	sig := fn.Signature()
	hot := isHandler(sig) || sig.Recv() != nil && fn.Name() == "RoundTrip" && isRoundTrip(sig)
	return function{fn, decl, decl.Type, decl.Recv, decl.Body, hot}, true
}

func literal(info *types.Info, lit *ast.FuncLit) function {
	sig, ok := info.TypeOf(lit).(*types.Signature)
	return function{nil, lit, lit.Type, nil, lit.Body, ok && isHandler(sig)}
}

func isHandler(sig *types.Signature) bool {
	return slices.ContainsFunc(handlerParams, func(want []string) bool { return hasTypes(sig.Params(), want) })
}

func isRoundTrip(sig *types.Signature) bool {
	return hasTypes(sig.Params(), []string{"*net/http.Request"}) &&
		hasTypes(sig.Results(), []string{"*net/http.Response", "error"})
}

// hasTypes reports whether the types in tuple are those that want names by
// import path and name, with a star for pointers.
func hasTypes(tuple *types.Tuple, want []string) bool {
	if tuple.Len() != len(want) {
		return false
	}
	for i := range tuple.Len() {
		if typematch.Name(tuple.At(i).Type()) != want[i] {
			return false
		}
	}
	return true
}
