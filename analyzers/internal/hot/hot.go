// Package hot says which functions run once per request, by their signature or
// by where they are registered.
package hot

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// handlerParams are the parameters by which a function is known to run once
// per request: nobody but the framework makes such values. A star stands before
// the names of pointers; "" is a type without a name.
var handlerParams = [][]string{
	{"net/http.ResponseWriter", "*net/http.Request"},
	{"net/http.ResponseWriter", "*net/http.Request", "github.com/julienschmidt/httprouter.Params"},
	{"net/http.ResponseWriter", "*net/http.Request", "net/http.HandlerFunc"},
	{"net/http.ResponseWriter", "*net/http.Request", "net/http.Handler"},
	{"*github.com/gin-gonic/gin.Context"},
	{"github.com/labstack/echo.Context"},
	{"*github.com/labstack/echo.Context"},
	{"*github.com/gofiber/fiber.Ctx"},
	{"github.com/gofiber/fiber.Ctx"},
	{"*github.com/valyala/fasthttp.RequestCtx"},
	{"*crypto/tls.ClientHelloInfo"},
	{"*crypto/tls.CertificateRequestInfo"},
	{"context.Context", "sigs.k8s.io/controller-runtime/pkg/webhook/admission.Request"},
	{"context.Context", "*github.com/slok/kubewebhook/pkg/model.AdmissionReview", "k8s.io/apimachinery/pkg/apis/meta.Object"},
	{"k8s.io/api/admission.AdmissionReview"},
	{"*k8s.io/api/admission.AdmissionReview"},
	{"*k8s.io/api/admission.AdmissionRequest"},
	{"context.Context", "*k8s.io/api/admission.AdmissionRequest"},
	{"context.Context", "*github.com/jackc/pgx.ConnConfig"},
	{"golang.org/x/crypto/ssh.ConnMetadata", ""},
	{"golang.org/x/crypto/ssh.ConnMetadata", "golang.org/x/crypto/ssh.PublicKey"},
	{"context.Context", "", "*google.golang.org/grpc.UnaryServerInfo", "google.golang.org/grpc.UnaryHandler"},
	{"", "google.golang.org/grpc.ServerStream", "*google.golang.org/grpc.StreamServerInfo", "google.golang.org/grpc.StreamHandler"},
}

// requestTypes are parameters of handlers that live as long as one request.
var requestTypes = func() []string {
	var all []string
	for _, params := range handlerParams {
		for _, name := range params {
			if name != "" && name != "context.Context" && !strings.HasSuffix(name, "Handler") && !strings.HasSuffix(name, "HandlerFunc") {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}()

// Signature reports whether a function called name with this signature runs
// once per request, whoever registers it.
func Signature(name string, sig *types.Signature) bool {
	if sig.Recv() != nil && name == "RoundTrip" && isRoundTrip(sig) {
		return true
	}
	return slices.ContainsFunc(handlerParams, func(want []string) bool { return hasTypes(sig.Params(), want) })
}

// IsRequest reports whether values of type t live as long as one request.
func IsRequest(t types.Type) bool {
	return slices.Contains(requestTypes, typeName(t))
}

func isRoundTrip(sig *types.Signature) bool {
	return hasTypes(sig.Params(), []string{"*net/http.Request"}) &&
		hasTypes(sig.Results(), []string{"*net/http.Response", "error"})
}

func hasTypes(tuple *types.Tuple, want []string) bool {
	if tuple.Len() != len(want) {
		return false
	}
	for i := range tuple.Len() {
		if typeName(tuple.At(i).Type()) != want[i] {
			return false
		}
	}
	return true
}

// typeName returns the name of t without the elements of its import path that
// are major versions.
func typeName(t types.Type) string {
	name := typematch.Name(t)
	if !strings.Contains(name, "/v") {
		return name
	}
	return majorVersion.ReplaceAllString(name, "$1")
}

var majorVersion = regexp.MustCompile(`/v[0-9]+([/.])`)
