package policy

import (
	"context"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/internal/exported"
	"net/http"
	"time"
)

type TokenRequestOptions = exported.TokenRequestOptions

type RetryOptions struct {
	MaxRetries    int32
	TryTimeout    time.Duration
	RetryDelay    time.Duration
	MaxRetryDelay time.Duration
	StatusCodes   []int
	ShouldRetry   func(*http.Response, error) bool
}

type LogOptions struct {
	IncludeBody    bool
	AllowedHeaders []string
}

type Request struct{ req *http.Request }

func (req *Request) Next() (*http.Response, error) { panic("stub") }

func (req *Request) Raw() *http.Request { return req.req }

type Policy interface {
	Do(req *Request) (*http.Response, error)
}

type Transporter interface {
	Do(req *http.Request) (*http.Response, error)
}

type ClientOptions struct {
	APIVersion       string
	Logging          LogOptions
	Retry            RetryOptions
	PerCallPolicies  []Policy
	PerRetryPolicies []Policy
	Transport        Transporter
}

func WithRetryOptions(parent context.Context, options RetryOptions) context.Context { panic("stub") }
