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

type Client struct {
	RetryAttempts  int
	RetryDuration  time.Duration
	SendDecorators []SendDecorator
}
