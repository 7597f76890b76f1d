// Package armkeyvault stands in for the module of this name.
package armkeyvault

import "context"

type (
	AccessPolicyUpdateKind string
	CertificatePermissions string
	CreateMode             string
	KeyPermissions         string
	NetworkRuleAction      string
	SecretPermissions      string
)

const (
	AccessPolicyUpdateKindAdd     AccessPolicyUpdateKind = "add"
	AccessPolicyUpdateKindRemove  AccessPolicyUpdateKind = "remove"
	AccessPolicyUpdateKindReplace AccessPolicyUpdateKind = "replace"

	CertificatePermissionsGet CertificatePermissions = "get"

	CreateModeRecover CreateMode = "recover"

	KeyPermissionsAll KeyPermissions = "all"
	KeyPermissionsGet KeyPermissions = "get"

	NetworkRuleActionAllow NetworkRuleAction = "Allow"
	NetworkRuleActionDeny  NetworkRuleAction = "Deny"

	SecretPermissionsAll    SecretPermissions = "all"
	SecretPermissionsDelete SecretPermissions = "delete"
	SecretPermissionsGet    SecretPermissions = "get"
	SecretPermissionsList   SecretPermissions = "list"
	SecretPermissionsPurge  SecretPermissions = "purge"
)

func PossibleSecretPermissionsValues() []SecretPermissions { panic("stub") }

type Permissions struct {
	Certificates []*CertificatePermissions
	Keys         []*KeyPermissions
	Secrets      []*SecretPermissions
}

type AccessPolicyEntry struct {
	ObjectID    *string
	Permissions *Permissions
	TenantID    *string
}

type NetworkRuleSet struct{ DefaultAction *NetworkRuleAction }

type VaultProperties struct {
	TenantID                *string
	AccessPolicies          []*AccessPolicyEntry
	CreateMode              *CreateMode
	EnablePurgeProtection   *bool
	EnableRbacAuthorization *bool
	EnableSoftDelete        *bool
	EnabledForDeployment    *bool
	NetworkACLs             *NetworkRuleSet
	PublicNetworkAccess     *string
}

type VaultPatchProperties struct {
	AccessPolicies        []*AccessPolicyEntry
	EnablePurgeProtection *bool
	EnableSoftDelete      *bool
	EnabledForDeployment  *bool
	NetworkACLs           *NetworkRuleSet
	PublicNetworkAccess   *string
}

type Vault struct {
	Location   *string
	Properties *VaultProperties
}

type VaultCreateOrUpdateParameters struct {
	Location   *string
	Properties *VaultProperties
}

func (v *VaultCreateOrUpdateParameters) UnmarshalJSON(data []byte) error { panic("stub") }

type VaultPatchParameters struct{ Properties *VaultPatchProperties }

type VaultAccessPolicyProperties struct{ AccessPolicies []*AccessPolicyEntry }

type VaultAccessPolicyParameters struct{ Properties *VaultAccessPolicyProperties }

type (
	VaultsClientBeginCreateOrUpdateOptions struct{}
	VaultsClientGetOptions                 struct{}
	VaultsClientUpdateOptions              struct{}
	VaultsClientUpdateAccessPolicyOptions  struct{}
)

type VaultsClient struct{}

func (client *VaultsClient) BeginCreateOrUpdate(ctx context.Context, resourceGroupName string, vaultName string, parameters VaultCreateOrUpdateParameters, options *VaultsClientBeginCreateOrUpdateOptions) (*Vault, error) {
	panic("stub")
}

func (client *VaultsClient) Get(ctx context.Context, resourceGroupName string, vaultName string, options *VaultsClientGetOptions) (Vault, error) {
	panic("stub")
}

func (client *VaultsClient) Update(ctx context.Context, resourceGroupName string, vaultName string, parameters VaultPatchParameters, options *VaultsClientUpdateOptions) (Vault, error) {
	panic("stub")
}

func (client *VaultsClient) UpdateAccessPolicy(ctx context.Context, resourceGroupName string, vaultName string, operationKind AccessPolicyUpdateKind, parameters VaultAccessPolicyParameters, options *VaultsClientUpdateAccessPolicyOptions) (Vault, error) {
	panic("stub")
}
