// Package azsecrets stands in for the module of this name.
package azsecrets

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

type ClientOptions struct{ azcore.ClientOptions }

type Client struct{}

func NewClient(vaultURL string, credential azcore.TokenCredential, options *ClientOptions) (*Client, error) {
	panic("stub")
}

type ID string

func (i *ID) Name() string { panic("stub") }

func (i *ID) Version() string { panic("stub") }

type SecretAttributes struct {
	Enabled   *bool
	Expires   *time.Time
	NotBefore *time.Time
}

type Secret struct {
	Attributes  *SecretAttributes
	ContentType *string
	Tags        map[string]*string
	ID          *ID
	Value       *string
}

type (
	GetSecretOptions            struct{}
	SetSecretOptions            struct{}
	DeleteSecretOptions         struct{}
	GetDeletedSecretOptions     struct{}
	ListSecretPropertiesOptions struct{}

	UpdateSecretPropertiesOptions struct{}
)

type GetSecretResponse struct{ Secret }

type GetDeletedSecretResponse struct{ Secret }

type SetSecretParameters struct {
	Value            *string
	ContentType      *string
	SecretAttributes *SecretAttributes
	Tags             map[string]*string
}

type SetSecretResponse struct{ Secret }

type UpdateSecretPropertiesParameters struct {
	ContentType      *string
	SecretAttributes *SecretAttributes
	Tags             map[string]*string
}

type UpdateSecretPropertiesResponse struct{ Secret }

type DeleteSecretResponse struct{ Secret }

type SecretProperties struct{ ID *ID }

type SecretPropertiesListResult struct{ Value []*SecretProperties }

type ListSecretPropertiesResponse struct{ SecretPropertiesListResult }

func (client *Client) GetSecret(ctx context.Context, name string, version string, options *GetSecretOptions) (GetSecretResponse, error) {
	panic("stub")
}

func (client *Client) GetDeletedSecret(ctx context.Context, name string, options *GetDeletedSecretOptions) (GetDeletedSecretResponse, error) {
	panic("stub")
}

func (client *Client) SetSecret(ctx context.Context, name string, parameters SetSecretParameters, options *SetSecretOptions) (SetSecretResponse, error) {
	panic("stub")
}

func (client *Client) UpdateSecretProperties(ctx context.Context, name string, version string, parameters UpdateSecretPropertiesParameters, options *UpdateSecretPropertiesOptions) (UpdateSecretPropertiesResponse, error) {
	panic("stub")
}

func (client *Client) DeleteSecret(ctx context.Context, name string, options *DeleteSecretOptions) (DeleteSecretResponse, error) {
	panic("stub")
}

func (client *Client) NewListSecretPropertiesPager(options *ListSecretPropertiesOptions) *runtime.Pager[ListSecretPropertiesResponse] {
	panic("stub")
}
