package policy

import (
	"context"
	"net/http"
	"time"
)

type TokenRequestOptions struct{ Scopes []string }

type RetryOptions struct {
	MaxRetries    int32
	TryTimeout    time.Duration
	RetryDelay    time.Duration
	MaxRetryDelay time.Duration
	StatusCodes   []int
	ShouldRetry   func(*http.Response, error) bool
}

type ClientOptions struct {
	APIVersion string
	Retry      RetryOptions
}

func WithRetryOptions(parent context.Context, options RetryOptions) context.Context { panic("stub") }
