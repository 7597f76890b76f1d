// Package hot says which functions run again and again while a program serves:
// once per request, once per message, once per tick. It knows them by their
// signature, where nobody but a framework makes such values, by the table of
// functions and fields that take them, and by the generated interfaces that
// services implement.
//
// It is a table with questions to it. Whether a function is given to a row of
// the table is for package summary to find out.
package hot

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// A Kind says how often a function runs.
type Kind uint8

// The kinds of functions.
const (
	Cold      Kind = iota // as often as it is called
	Request               // per request, connection or call of a service
	Message               // per message or event
	Tick                  // per tick of a clock or schedule
	Reconcile             // by an operator's controller, which reads again by design
)

// requestTypes are parameters of handlers that live as long as one request.
var requestTypes = func() []string {
	var all []string
	for _, s := range signatures {
		for _, name := range s.params {
			if name != "" && name != "context.Context" && !strings.HasSuffix(name, "Handler") && !strings.HasSuffix(name, "HandlerFunc") {
				all = append(all, name)
			}
		}
	}
	all = append(all, deliveries...)
	slices.Sort(all)
	return slices.Compact(all)
}()

// Signature returns what the signature of a function called name says of how
// often it runs, whoever registers it. What takes a message that only a
// subscriber gets runs per message.
func Signature(name string, sig *types.Signature) Kind {
	for _, m := range methods {
		if sig.Recv() != nil && name == m.name && hasTypes(sig.Params(), m.params) && hasTypes(sig.Results(), m.results) {
			return m.kind
		}
	}
	for _, s := range signatures {
		if hasTypes(sig.Params(), s.params) {
			return s.kind
		}
	}
	for param := range sig.Params().Variables() {
		switch name := typeName(param.Type()); {
		case slices.Contains(deliveries, name):
			return Message
		case strings.HasPrefix(name, connectRequest) && sig.Params().Len() == 2:
			return Request
		case strings.HasPrefix(strings.TrimPrefix(name, "*"), lambdaEvents) && sig.Params().Len() <= 2:
			return Request
		}
	}
	return Cold
}

// IsRequest reports whether values of type t live as long as one request or
// message.
func IsRequest(t types.Type) bool {
	name := typeName(t)
	return name != "" && (slices.Contains(requestTypes, name) || strings.HasPrefix(name, connectRequest) ||
		strings.HasPrefix(strings.TrimPrefix(name, "*"), lambdaEvents))
}

// IsMessage reports whether values of type t are messages that a subscriber
// receives, so that a loop over a channel of them runs per message.
func IsMessage(t types.Type) bool {
	return slices.Contains(deliveries, typeName(t)) || typeName(t) == "*github.com/nats-io/nats.go.Msg"
}

// ServiceMethod reports whether fn is a method of a service that a type
// implements by embedding the generated type for what it doesn't implement, as
// gRPC and Connect have it.
func ServiceMethod(fn *types.Func) Kind {
	if fn == nil || !fn.Exported() || fn.Signature().Recv() == nil {
		return Cold
	}
	recv := types.Unalias(fn.Signature().Recv().Type())
	if ptr, ok := recv.(*types.Pointer); ok {
		recv = types.Unalias(ptr.Elem())
	}
	str, ok := recv.Underlying().(*types.Struct)
	if !ok {
		return Cold
	}
	for field := range str.Fields() {
		named, ok := types.Unalias(field.Type()).(*types.Named)
		if !ok || !field.Embedded() || named.Obj().Pkg() == nil || !unimplemented.MatchString(named.Obj().Name()) {
			continue
		}
		if m, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, fn.Pkg(), fn.Name()); m != nil {
			return serviceKind(named.Obj().Pkg().Path())
		}
	}
	return Cold
}

var unimplemented = regexp.MustCompile(`^(Unimplemented|Unsafe)\w+(Server|Handler)$`)

// Service returns what becomes of the methods of a value that is used as the
// interface iface, which generated code calls: of services by gRPC, Connect and
// Twirp, resolvers of gqlgen, servers of oapi-codegen. It errs towards Cold.
//
// register is the function that is given the value, or nil.
func Service(iface *types.Named, register *types.Func) Kind {
	pkg, name := iface.Obj().Pkg(), iface.Obj().Name()
	if pkg == nil {
		return Cold
	}
	switch {
	case name == "ServerInterface" || name == "StrictServerInterface":
		return Request // by the fixed names of oapi-codegen
	case strings.HasSuffix(name, "Resolver") && imports(pkg, "github.com/99designs/gqlgen/graphql"):
		return Request
	case register == nil || register.Pkg() != pkg:
		return Cold
	case registers(register, name):
		return serviceKind(pkg.Path())
	}
	return Cold
}

// registers reports whether fn has the form in which generated code takes the
// implementation of the service that the interface called name declares.
func registers(fn *types.Func, name string) bool {
	base := strings.TrimSuffix(strings.TrimSuffix(name, "Server"), "Handler")
	switch fn.Name() {
	case "Register" + base + "Server":
		return fn.Signature().Params().Len() == 2 // gRPC
	case "New" + base + "Handler":
		return fn.Signature().Results().Len() == 2 // Connect: path and handler
	case "New" + base + "Server":
		results := fn.Signature().Results()
		return results.Len() == 1 && strings.HasSuffix(typeName(results.At(0).Type()), ".TwirpServer")
	}
	return false
}

func imports(pkg *types.Package, path string) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return p.Path() == path })
}

// serviceKind tells the services that the kubelet and the API server call at
// their own pace from those of applications.
func serviceKind(path string) Kind {
	path = majorVersion.ReplaceAllString(path+"/", "$2")
	if slices.ContainsFunc(platformServices, func(prefix string) bool { return strings.HasPrefix(path, prefix) }) {
		return Reconcile
	}
	if strings.HasPrefix(path, "google.golang.org/grpc/health/") || strings.HasPrefix(path, "google.golang.org/grpc/reflection/") {
		return Cold
	}
	return Request
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
	return majorVersion.ReplaceAllString(name, "$2")
}

// majorVersion matches versions of modules and of Kubernetes' APIs.
var majorVersion = regexp.MustCompile(`/v[0-9]+(alpha[0-9]+|beta[0-9]+)?([/.])`)
