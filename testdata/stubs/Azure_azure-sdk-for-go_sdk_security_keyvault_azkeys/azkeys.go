// Package azkeys stands in for the module of this name.
package azkeys

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

type ClientOptions struct{ azcore.ClientOptions }

type Client struct{}

func NewClient(vaultURL string, credential azcore.TokenCredential, options *ClientOptions) (*Client, error) {
	panic("stub")
}

type (
	DecryptOptions struct{}
	GetKeyOptions  struct{}
	SignOptions    struct{}
	WrapKeyOptions struct{}
)

type JSONWebKey struct{ N, E []byte }

type KeyBundle struct{ Key *JSONWebKey }

type GetKeyResponse struct{ KeyBundle }

type SignParameters struct{ Value []byte }

type KeyOperationResult struct{ Result []byte }

type KeyOperationParameters struct{ Value []byte }

type DecryptResponse struct{ KeyOperationResult }

type WrapKeyResponse struct{ KeyOperationResult }

type SignResponse struct{ KeyOperationResult }

func (client *Client) GetKey(ctx context.Context, name string, version string, options *GetKeyOptions) (GetKeyResponse, error) {
	panic("stub")
}

func (client *Client) Decrypt(ctx context.Context, name string, version string, parameters KeyOperationParameters, options *DecryptOptions) (DecryptResponse, error) {
	panic("stub")
}

func (client *Client) WrapKey(ctx context.Context, name string, version string, parameters KeyOperationParameters, options *WrapKeyOptions) (WrapKeyResponse, error) {
	panic("stub")
}

func (client *Client) Sign(ctx context.Context, name string, version string, parameters SignParameters, options *SignOptions) (SignResponse, error) {
	panic("stub")
}
