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
	{"*crypto/tls.ClientHelloInfo"},
	{"context.Context", "sigs.k8s.io/controller-runtime/pkg/webhook/admission.Request"},
	{"context.Context", "", "*google.golang.org/grpc.UnaryServerInfo", "google.golang.org/grpc.UnaryHandler"},
	{"", "google.golang.org/grpc.ServerStream", "*google.golang.org/grpc.StreamServerInfo", "google.golang.org/grpc.StreamHandler"},
}

// A function is a declared function or a function literal with a body.
type function struct {
	name string   // for messages: "load", "(*Server).pay"
	node ast.Node // its declaration, or the literal
	sig  *types.Signature
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
	return function{funcName(decl), decl, sig, decl.Body, hot}, true
}

func literal(info *types.Info, lit *ast.FuncLit) function {
	sig, ok := info.TypeOf(lit).(*types.Signature)
	if !ok { // ill-typed
		sig = new(types.Signature)
	}
	return function{"a function literal", lit, sig, lit.Body, isHandler(sig)}
}

func isHandler(sig *types.Signature) bool {
	return slices.ContainsFunc(handlerParams, func(want []string) bool { return hasTypes(sig.Params(), want) })
}

func isRoundTrip(sig *types.Signature) bool {
	return hasTypes(sig.Params(), []string{"*net/http.Request"}) &&
		hasTypes(sig.Results(), []string{"*net/http.Response", "error"})
}

// hasTypes reports whether the types in tuple are those that want names by
// import path and name, with a star for pointers; "" stands for a type without
// a name.
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
