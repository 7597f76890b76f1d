// Package gin stands in for the module of this name.
package gin

import (
	"context"
	"net/http"
)

type Context struct{ Request *http.Request }

func (c *Context) JSON(code int, obj any)              { panic("stub") }
func (c *Context) String(code int, s string, v ...any) { panic("stub") }
func (c *Context) Header(key, value string)            { panic("stub") }
func (c *Context) Param(key string) string             { panic("stub") }
func (c *Context) Status(code int)                     { panic("stub") }
func (c *Context) Next()                               { panic("stub") }

var _ context.Context

type HandlerFunc func(*Context)

type Engine struct{}

func Default() *Engine { panic("stub") }

func (e *Engine) GET(path string, handlers ...HandlerFunc) { panic("stub") }
func (e *Engine) Use(handlers ...HandlerFunc)              { panic("stub") }
func (e *Engine) Run(addr ...string) error                 { panic("stub") }

type Accounts map[string]string

func BasicAuth(accounts Accounts) HandlerFunc { panic("stub") }
