// Package autorest has the declarations of go-autorest/autorest that fixtures use.
package autorest

import (
	"net/http"
	"time"
)

type (
	Sender interface {
		Do(*http.Request) (*http.Response, error)
	}
	SendDecorator func(Sender) Sender
)

type (
	Preparer interface {
		Prepare(*http.Request) (*http.Request, error)
	}
	PreparerFunc     func(*http.Request) (*http.Request, error)
	PrepareDecorator func(Preparer) Preparer
	Responder        interface{ Respond(*http.Response) error }
	ResponderFunc    func(*http.Response) error
	RespondDecorator func(Responder) Responder
)

func (f ResponderFunc) Respond(r *http.Response) error { return f(r) }

type Client struct {
	RequestInspector  PrepareDecorator
	ResponseInspector RespondDecorator

	RetryAttempts  int
	RetryDuration  time.Duration
	SendDecorators []SendDecorator
}
