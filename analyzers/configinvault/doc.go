// Package configinvault defines an Analyzer that reports configuration kept in
// Key Vault.
//
// # Analyzer configinvault
//
// configinvault: report configuration that is kept in Key Vault
//
// Reported is
//
//   - name: a secret is read or written whose constant name says configuration
//     (log-level, feature-x-enabled, db-host, HTTP-PORT), and says nothing of a
//     credential.
//
// The name may be a constant, part of one (env + "-db-host", a constant format
// of Sprintf), come from a variable, a field, a table that is looped over, a
// function of the package, or from the callers of the function that reads: then
// the finding is at the argument in the caller. "--" separates sections
// (Api--Grpc--Port), of which the last is judged first. Where several names
// reach one place, it is one finding that lists them.
//
// # Why it matters
//
// Each read of configuration counts against the limits of the vault, everyone
// who may change a port may then change passwords, and App Configuration has
// what configuration needs: labels, feature flags, comparison, history.
// Microsoft's guide says: do not store configuration data in Key Vault
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#what-to-store-as-secrets).
//
// # Example
//
//	resp, err := client.GetSecret(ctx, "redis-port", "", nil) // secret "redis-port" is configuration by its name; …
//
// Good:
//
//	resp, err := settings.GetSetting(ctx, "redis-port", nil) // azappconfig
//
// # Left alone
//
// Names with a secret word in a secret's position (host-key, api-token),
// ambiguous names (redis-url, webhook-url, endpoint), identifiers (client-id,
// user names), and names that no constant reaches.
//
// # Limits
//
// Names that come from another package's functions aren't followed (missed);
// constants of other packages are. An index into a map that was filled from the
// vault (values["db-host"]) is no read (missed). A field has the names that any literal or
// assignment in the package gives it, whichever object is meant (false alarm
// possible where one field holds names for Key Vault and for other stores).
//
// Since: unreleased.
package configinvault
