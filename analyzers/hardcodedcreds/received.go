package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/inspector"
)

// requestTypes are what handlers read a request from.
var requestTypes = map[string]bool{
	"net/http.Request": true, "net/http.Header": true, "net/url.Values": true,
	"github.com/gin-gonic/gin.Context": true, "github.com/labstack/echo.Context": true,
	"github.com/gofiber/fiber.Ctx": true, "github.com/valyala/fasthttp.RequestCtx": true,
	"google.golang.org/grpc/metadata.MD": true,
}

// isReceived reports whether expr is read from a request in the function around
// cur: directly, or through variables and decoded structs.
func (f *finder) isReceived(cur inspector.Cursor, expr ast.Expr) bool {
	for outer := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if f.bringsRequest(expr, f.receivedIn(outer)) {
			return true
		}
	}
	return false
}

// receivedIn returns the variables of a function that are set from a request.
func (f *finder) receivedIn(fn inspector.Cursor) map[types.Object]bool {
	if known, ok := f.received[fn.Node()]; ok {
		return known
	}
	known := make(map[types.Object]bool)
	f.received[fn.Node()] = known
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				if !f.bringsRequest(right, known) {
					continue
				}
				for j, left := range n.Lhs {
					if len(n.Rhs) == 1 || i == j {
						f.receive(left, known)
					}
				}
			}
		case *ast.CallExpr:
			f.receiveDecoded(n, known)
		}
	}
	return known
}

// receiveDecoded adds the variables that a call decodes a request into.
func (f *finder) receiveDecoded(call *ast.CallExpr, known map[types.Object]bool) {
	name := f.exprName(call.Fun)
	if !strings.Contains(name, "Decode") && !strings.Contains(name, "Bind") && !strings.Contains(name, "Unmarshal") && name != "BodyParser" {
		return
	}
	if !f.bringsRequest(call, known) {
		return
	}
	for _, arg := range call.Args {
		f.receive(arg, known)
	}
}

func (f *finder) receive(target ast.Expr, known map[types.Object]bool) {
	switch n := ast.Unparen(target).(type) {
	case *ast.Ident:
		if obj, ok := f.info.ObjectOf(n).(*types.Var); ok && !typematch.IsError(obj.Type()) {
			known[obj] = true
		}
	case *ast.UnaryExpr:
		f.receive(n.X, known)
	}
}

// bringsRequest reports whether a call in expr asks a request, or a variable in
// it is known to come from one.
func (f *finder) bringsRequest(expr ast.Expr, known map[types.Object]bool) bool {
	for n := range ast.Preorder(expr) {
		switch n := n.(type) {
		case *ast.Ident:
			if obj := f.info.ObjectOf(n); obj != nil && known[obj] {
				return true
			}
		case *ast.SelectorExpr:
			if t := f.info.TypeOf(n.X); t != nil && isRequest(t) {
				return true
			}
		case *ast.IndexExpr:
			if t := f.info.TypeOf(n.X); t != nil && isRequest(t) {
				return true
			}
		case *ast.FuncLit:
			return false
		}
	}
	return false
}

func isRequest(t types.Type) bool {
	name := strings.TrimPrefix(typematch.Name(t), "*")
	if requestTypes[name] {
		return true
	}
	path, last, ok := cutMajor(name)
	return ok && requestTypes[path+"."+last]
}

// cutMajor takes the major version out of "path/v4.Name".
func cutMajor(name string) (path, last string, ok bool) {
	i := strings.LastIndex(name, "/v")
	if i < 0 {
		return "", "", false
	}
	version, last, ok := strings.Cut(name[i+2:], ".")
	return name[:i], last, ok && strings.Trim(version, "0123456789") == ""
}
