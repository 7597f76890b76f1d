// Package azcore stands in for the module of this name.
package azcore

import (
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/internal/exported"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

type AccessToken = exported.AccessToken

type TokenCredential = exported.TokenCredential

type ClientOptions = policy.ClientOptions

type ResponseError struct {
	ErrorCode  string
	StatusCode int
}

func (e *ResponseError) Error() string { panic("stub") }

type KeyCredential struct{ key string }

func NewKeyCredential(key string) *KeyCredential { panic("stub") }
