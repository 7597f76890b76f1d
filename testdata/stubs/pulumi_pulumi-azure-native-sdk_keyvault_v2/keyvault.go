// Package keyvault stands in for the module of this name.
package keyvault

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

type Vault struct{}

type AccessPolicyEntryInput interface{ isEntry() }

type AccessPolicyEntryArrayInput interface{ isEntries() }

type NetworkRuleSetPtrInput interface{ isRules() }

type PermissionsInput interface{ isPermissions() }

type VaultPropertiesInput interface{ isProperties() }

type VaultArgs struct {
	Properties        VaultPropertiesInput
	ResourceGroupName pulumi.StringInput
}

type VaultPropertiesArgs struct {
	AccessPolicies        AccessPolicyEntryArrayInput
	EnablePurgeProtection pulumi.BoolPtrInput
	EnableSoftDelete      pulumi.BoolPtrInput
	NetworkAcls           NetworkRuleSetPtrInput
	PublicNetworkAccess   pulumi.StringPtrInput
}

func (VaultPropertiesArgs) isProperties() {}

type NetworkRuleSetArgs struct{ DefaultAction pulumi.StringPtrInput }

func (NetworkRuleSetArgs) isRules() {}

type AccessPolicyEntryArray []AccessPolicyEntryInput

func (AccessPolicyEntryArray) isEntries() {}

type AccessPolicyEntryArgs struct {
	ObjectId    pulumi.StringInput
	Permissions PermissionsInput
}

func (AccessPolicyEntryArgs) isEntry() {}

type PermissionsArgs struct{ Keys, Secrets pulumi.StringArrayInput }

func (PermissionsArgs) isPermissions() {}

type AccessPolicyArgs struct {
	Policy    AccessPolicyEntryInput
	VaultName pulumi.StringInput
}

func NewVault(ctx *pulumi.Context, name string, args *VaultArgs) (*Vault, error) { panic("stub") }

func NewAccessPolicy(ctx *pulumi.Context, name string, args *AccessPolicyArgs) (*Vault, error) {
	panic("stub")
}
