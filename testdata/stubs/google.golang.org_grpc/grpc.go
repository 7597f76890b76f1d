// Package grpc has the declarations of google.golang.org/grpc that fixtures use.
package grpc

// A CallOption configures a call.
type CallOption interface{ before() error }

type ServiceDesc struct{}

// A ServiceRegistrar takes services.
type ServiceRegistrar interface {
	RegisterService(desc *ServiceDesc, impl any)
}
