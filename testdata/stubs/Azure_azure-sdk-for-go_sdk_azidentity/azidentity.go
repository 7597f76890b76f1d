// Package azidentity stands in for the module of this name.
package azidentity

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

type DefaultAzureCredentialOptions struct{ azcore.ClientOptions }

type DefaultAzureCredential struct{}

func (c *DefaultAzureCredential) GetToken(ctx context.Context, opts policy.TokenRequestOptions) (azcore.AccessToken, error) {
	panic("stub")
}

func NewDefaultAzureCredential(options *DefaultAzureCredentialOptions) (*DefaultAzureCredential, error) {
	panic("stub")
}

type ChainedTokenCredentialOptions struct{ RetrySources bool }

type ChainedTokenCredential struct{}

func (c *ChainedTokenCredential) GetToken(ctx context.Context, opts policy.TokenRequestOptions) (azcore.AccessToken, error) {
	panic("stub")
}

func NewChainedTokenCredential(sources []azcore.TokenCredential, options *ChainedTokenCredentialOptions) (*ChainedTokenCredential, error) {
	panic("stub")
}

type ClientSecretCredentialOptions struct{ azcore.ClientOptions }

type ClientSecretCredential struct{}

func (c *ClientSecretCredential) GetToken(ctx context.Context, opts policy.TokenRequestOptions) (azcore.AccessToken, error) {
	panic("stub")
}

func NewClientSecretCredential(tenantID string, clientID string, clientSecret string, options *ClientSecretCredentialOptions) (*ClientSecretCredential, error) {
	panic("stub")
}
