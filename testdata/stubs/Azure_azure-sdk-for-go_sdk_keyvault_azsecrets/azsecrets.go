// Package azsecrets stands in for the preview of this name, in its oldest shape
// (0.7): the value is an argument, the rest is in the options.
package azsecrets

import (
	"context"
	"time"
)

type Properties struct {
	Enabled   *bool
	ExpiresOn *time.Time
	Name      *string
}

type Secret struct {
	Properties *Properties
	Value      *string
}

type GetSecretOptions struct{ Version string }

type GetSecretResponse struct{ Secret }

type SetSecretOptions struct {
	ContentType *string
	Properties  *Properties
}

type SetSecretResponse struct{ Secret }

type UpdateSecretPropertiesOptions struct{}

type UpdateSecretPropertiesResponse struct{ Secret }

type Client struct{}

func (c *Client) GetSecret(ctx context.Context, name string, options *GetSecretOptions) (GetSecretResponse, error) {
	panic("stub")
}

func (c *Client) SetSecret(ctx context.Context, name string, value string, options *SetSecretOptions) (SetSecretResponse, error) {
	panic("stub")
}

func (c *Client) UpdateSecretProperties(ctx context.Context, secret Secret, options *UpdateSecretPropertiesOptions) (UpdateSecretPropertiesResponse, error) {
	panic("stub")
}
