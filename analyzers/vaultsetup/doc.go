// Package vaultsetup defines an Analyzer that reports vaults that are created
// or changed without their safeguards.
//
// # Analyzer vaultsetup
//
// vaultsetup: report vaults created without their safeguards
//
// In code that creates or updates a vault (armkeyvault, the older management
// client, Pulumi's azure-native provider) and in code that assigns roles
// (armauthorization and its siblings), reported is
//
//   - permissions: an access policy grants all permissions, each of them, or
//     Purge; or the role Key Vault Administrator is assigned.
//   - purge: a vault is created without purge protection, or it is switched off,
//     or soft delete is.
//   - network: the vault's firewall lets every network in by default, or public
//     network access is switched on and no rule denies by default.
//   - monitoring: a vault is created, and neither the package nor what it calls
//     makes a diagnostic setting, an event subscription or an alert. It is
//     opt-in, since these are often made by templates.
//
// A call is known by the type of its parameter, so that interfaces and wrappers
// around the clients count. Values are followed through variables, assignments
// to fields and helpers of the package; where a wrapper or an option is given
// them, in another package of the module too, the finding is in the caller that
// chooses. Permissions, access policies and network rules that an exported
// function returns are reported where it builds them.
//
// # Why it matters
//
// The document asks to watch secrets and to remove permissions that nobody
// needs
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-monitoring);
// the general guide, which it builds on, for purge protection and a closed
// network (https://learn.microsoft.com/azure/key-vault/general/secure-key-vault).
// What is purged is gone, and with it all that was encrypted by it: purge
// protection is off unless it is asked for.
//
// # Example
//
//	vaults.BeginCreateOrUpdate(ctx, "group", "vault", armkeyvault.VaultCreateOrUpdateParameters{ // the vault is created without purge protection, …
//		Properties: &armkeyvault.VaultProperties{
//			TenantID: &tenant,
//			AccessPolicies: []*armkeyvault.AccessPolicyEntry{{
//				ObjectID: &object,
//				Permissions: &armkeyvault.Permissions{
//					Secrets: []*armkeyvault.SecretPermissions{to.Ptr(armkeyvault.SecretPermissionsAll)}, // all permissions for secrets are granted, …
//				},
//			}},
//		},
//	}, nil)
//
// Good:
//
//	vaults.BeginCreateOrUpdate(ctx, "group", "vault", armkeyvault.VaultCreateOrUpdateParameters{
//		Properties: &armkeyvault.VaultProperties{
//			TenantID:                &tenant,
//			EnablePurgeProtection:   to.Ptr(true),
//			EnableRbacAuthorization: to.Ptr(true), // and roles in place of policies
//			NetworkACLs:             &armkeyvault.NetworkRuleSet{DefaultAction: to.Ptr(armkeyvault.NetworkRuleActionDeny)},
//		},
//	}, nil)
//
// # Left alone
//
// Network settings that are absent; access policies that are removed; a list of
// all permissions of which some are left out; vaults that are recovered, or read,
// changed and written back; what depends on a setting, a parameter that no
// caller in the package gives, or the environment; a firewall that allows by
// default where public access is off.
//
// # Limits
//
// Of other packages of the module is known which parameters of a function, or
// fields below them, decide how a vault is set up, and how the ids of roles are
// put together that it returns; of other modules nothing (missed), but that an
// id of a role counts as made of all texts that a function is given which
// returns it (false alarm where the function maps one role to another). A choice
// among constants of another package is followed no further, nor is an option
// without a parameter (missed). A function that leaves purge protection out is
// reported in its own package, and only where it knows all properties. Returned
// permissions may serve to take them away (false alarm). Returned rules may
// be closed, or made unimportant by public access that is off, in the package
// that uses them (false alarm). A variable is everything that is
// assigned to it: safe properties that are replaced by others later hide these
// (missed). Managed HSMs, Pulumi's classic
// provider, ARM templates and what is sent as JSON aren't read (missed). Roles
// are known by the Administrator's id, not by its name (missed). Whether another
// package's function sets up monitoring is told by names that say so: monitor,
// diagnostic, alert, event subscription (missed where they say it of something
// else, false alarm possible where they don't).
//
// Since: unreleased.
package vaultsetup
