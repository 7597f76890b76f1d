// Package keyvault stands in for the legacy data-plane package.
package keyvault

import (
	"context"
	"time"
)

type BaseClient struct{ RetryAttempts int }

func New() BaseClient { panic("stub") }

type SecretBundle struct {
	Value *string
	ID    *string
}

// UnixTime stands in for autorest's date.UnixTime.
type UnixTime time.Time

type SecretAttributes struct {
	Enabled *bool
	Expires *UnixTime
}

type SecretSetParameters struct {
	Value            *string
	SecretAttributes *SecretAttributes
}

func (client BaseClient) GetSecret(ctx context.Context, vaultBaseURL string, secretName string, secretVersion string) (result SecretBundle, err error) {
	panic("stub")
}

func (client BaseClient) SetSecret(ctx context.Context, vaultBaseURL string, secretName string, parameters SecretSetParameters) (result SecretBundle, err error) {
	panic("stub")
}
