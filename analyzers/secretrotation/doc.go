// Package secretrotation defines an Analyzer that reports secrets that can't
// rotate, and rotations with a gap.
//
// # Analyzer secretrotation
//
// secretrotation: report secrets that can't rotate
//
// Reported is
//
//   - noexpiry: a secret is written without an expiry, nor is one set by an
//     update of its properties that follows. Only parameters that are built in
//     sight are judged: a literal in the call, a variable, a helper of the
//     package. A wrapper is reported once, at its write.
//   - farexpiry: an expiry is a constant distance ahead, or a fixed date, and
//     further than the maximum age. The finding is where the distance is
//     constant: in a helper, or at the call that gives a helper, an option or a
//     constructor the number, of another package of the module too.
//   - pinned: a read asks for a constant version (of a secret, a key or a
//     certificate), or a constant is the identifier of one version; the finding is
//     at the read where that takes its version from it (id.Version()). Encrypt,
//     WrapKey and Sign count, since they tie new data to the old key; Decrypt,
//     UnwrapKey and Verify need the version that the data was made with. Of a
//     function of another module counts what it declares: a parameter called
//     version, and names that speak of secrets, certificates or a vault.
//   - singlekey: a rotation regenerates always the same key of a service and
//     stores the new one afterwards.
//
// The document's section is
// https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-rotation:
// rotate regularly, automate it, use dual credentials; noexpiry is about its
// events, too
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-monitoring).
// Its number (60 days) is the default of the setting max-age; a month counts as
// 30 days.
//
// # Why it matters
//
// Key Vault doesn't rotate secrets itself. Thirty days before a secret expires
// it sends the event Microsoft.KeyVault.SecretNearExpiry, and a function that
// subscribes to it makes a new credential and writes a new version. A secret
// without an expiry is never near it, so the event never comes. An expiry is
// information only: an expired secret can still be read, so that setting one
// breaks nothing.
//
// # Example
//
//	client.SetSecret(ctx, "db-password", azsecrets.SetSecretParameters{Value: &value}, nil) // secret "db-password" is written by azsecrets.Client.SetSecret without an expiry, …
//	client.GetSecret(ctx, "db-password", "4387e9f3d6e14c459867679a90fd0f79", nil)           // azsecrets.Client.GetSecret asks for the secret's version 4387e9…, a constant, …
//
// Good:
//
//	expires := time.Now().AddDate(0, 0, 60)
//	client.SetSecret(ctx, "db-password", azsecrets.SetSecretParameters{
//		Value:            &value,
//		SecretAttributes: &azsecrets.SecretAttributes{Expires: &expires},
//	}, nil)
//	client.GetSecret(ctx, "db-password", "", nil)
//
// # Dual credentials
//
// Services have two keys so that one can be replaced while the other is in
// use. A rotation that regenerates the key in use leaves its clients without a
// valid one until the new key is stored and they have read it. Regenerate the
// key that is not in use, then store it: clients go on with the other one until
// they refresh. A tag says which one is in use.
//
//	func rotate(ctx context.Context, accounts *armstorage.AccountsClient, vault *azsecrets.Client) error {
//		current, err := vault.GetSecret(ctx, "storage-key", "", nil)
//		if err != nil {
//			return err
//		}
//		next := "key1"
//		if inUse := current.Tags["key"]; inUse != nil && *inUse == "key1" {
//			next = "key2"
//		}
//		account, err := accounts.RegenerateKey(ctx, "group", "account", armstorage.AccountRegenerateKeyParameters{KeyName: &next}, nil)
//		if err != nil {
//			return err
//		}
//		expires := time.Now().AddDate(0, 0, 60)
//		for _, key := range account.Keys {
//			if *key.KeyName != next {
//				continue
//			}
//			_, err = vault.SetSecret(ctx, "storage-key", azsecrets.SetSecretParameters{
//				Value:            key.Value,
//				SecretAttributes: &azsecrets.SecretAttributes{Expires: &expires},
//				Tags:             map[string]*string{"key": &next},
//			}, nil)
//		}
//		return err
//	}
//
// # Fix
//
// For pinned, where the version is written in the call: an empty version.
//
// # Settings
//
// max-age is how far ahead an expiry may lie, as 90d or 2160h.
//
// # Left alone
//
// Parameters, expiries and versions that come from elsewhere, or that may be
// set on some way; a probe that deletes what it writes; tools that copy the attributes of a secret; versions that the
// vault says (id.Version()); identifiers that are compared, or that are part of
// a usage text; a distance that isn't
// counted from the present, or is cut where it is later than a limit; a key that is
// chosen among two, or a package that regenerates both.
//
// # Limits
//
// Of other packages of the module is known which parameters of a function, or
// fields below them, decide what the vault is given, and which times, durations
// and parameters of the SDKs it returns; nothing is known of other modules
// (missed). Not followed are an option that has its number from its own package
// (missed), a function of another package that returns one of several texts
// (missed), and the method behind an interface that no imported package
// implements (missed). A parameter that is compared with anything but zero, or
// goes through min, counts as cut (missed where the comparison does something
// else). An exported constant of the SDK's type for identifiers that its package
// doesn't use is reported where another package takes its version, and only
// there (missed where it is used as text). A variable is everything that is assigned to it: an
// expiry that is set after the write, on the same variable, hides a missing one
// (missed). A distance whose number may also come from a flag or a setting
// isn't constant (missed). A fixed date is compared with the day of the analysis.
// A rotation that stores the new key by a function of another module is known
// by names only, such as Put of a SecretStore (missed under other names).
//
// Since: unreleased.
package secretrotation
