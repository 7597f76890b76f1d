// Package codes has the declarations of google.golang.org/grpc/codes that fixtures use.
package codes

type Code uint32

const Internal Code = 13
