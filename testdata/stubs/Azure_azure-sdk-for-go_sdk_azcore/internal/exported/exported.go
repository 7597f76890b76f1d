// Package exported has what the packages of azcore share.
package exported

import "context"

type AccessToken struct{ Token string }

type TokenRequestOptions struct{ Scopes []string }

type TokenCredential interface {
	GetToken(ctx context.Context, options TokenRequestOptions) (AccessToken, error)
}
