// Package keyvault stands in for the management plane, which has the name of
// the data plane's package.
package keyvault

import "context"

type SecretsClient struct{}

func NewSecretsClient(subscriptionID string) SecretsClient { panic("stub") }

type Secret struct{ ID *string }

func (client SecretsClient) Get(ctx context.Context, resourceGroupName string, vaultName string, secretName string) (Secret, error) {
	panic("stub")
}

func (client SecretsClient) GetSecret(ctx context.Context, vaultName string, secretName string, version string) (Secret, error) {
	panic("stub")
}
