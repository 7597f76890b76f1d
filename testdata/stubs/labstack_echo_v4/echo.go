// Package echo stands in for the module of this name.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	String(code int, s string) error
	JSON(code int, i any) error
}

type HandlerFunc func(c Context) error

type MiddlewareFunc func(next HandlerFunc) HandlerFunc
