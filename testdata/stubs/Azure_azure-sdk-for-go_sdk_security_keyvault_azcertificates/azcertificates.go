// Package azcertificates stands in for the module of this name.
package azcertificates

import "context"

type GetCertificateOptions struct{}

type Certificate struct{ CER []byte }

type GetCertificateResponse struct{ Certificate }

type Client struct{}

func (client *Client) GetCertificate(ctx context.Context, name string, version string, options *GetCertificateOptions) (GetCertificateResponse, error) {
	panic("stub")
}
