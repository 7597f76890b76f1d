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

type (
	NetworkRuleAction string
	SecretPermissions string
)

const (
	Allow NetworkRuleAction = "Allow"
	Deny  NetworkRuleAction = "Deny"

	SecretPermissionsGet   SecretPermissions = "get"
	SecretPermissionsPurge SecretPermissions = "purge"
)

type Permissions struct{ Secrets *[]SecretPermissions }

type AccessPolicyEntry struct{ Permissions *Permissions }

type NetworkRuleSet struct{ DefaultAction NetworkRuleAction }

type VaultProperties struct {
	AccessPolicies        *[]AccessPolicyEntry
	EnablePurgeProtection *bool
	EnableSoftDelete      *bool
	NetworkAcls           *NetworkRuleSet
}

type VaultCreateOrUpdateParameters struct{ Properties *VaultProperties }

type Vault struct{ Properties *VaultProperties }

type VaultsClient struct{}

func (client VaultsClient) CreateOrUpdate(ctx context.Context, resourceGroupName string, vaultName string, parameters VaultCreateOrUpdateParameters) (Vault, error) {
	panic("stub")
}
