// Package azcore stands in for the module of this name.
package azcore

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

type AccessToken struct{ Token string }

type TokenCredential interface {
	GetToken(ctx context.Context, options policy.TokenRequestOptions) (AccessToken, error)
}

type ClientOptions = policy.ClientOptions

type ResponseError struct {
	ErrorCode  string
	StatusCode int
}

func (e *ResponseError) Error() string { panic("stub") }

type KeyCredential struct{ key string }

func NewKeyCredential(key string) *KeyCredential { panic("stub") }
