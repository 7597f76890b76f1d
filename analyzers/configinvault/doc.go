// Package configinvault defines an Analyzer that reports configuration kept in
// Key Vault.
//
// # Analyzer configinvault
//
// configinvault: report configuration that is kept in Key Vault
//
// Reported is
//
//   - use: the value that is read is used as configuration: parsed as a number,
//     truth value, duration, address, log level or time zone, listened or
//     dialled on, compared with a word such as "true" or "prod", put into the
//     host, port or database position of a connection string, or used as the
//     address of a client or server. Ambiguous names (redis-url) don't matter
//     then, nor do those that say otherwise (token-ttl), except numbers whose
//     names say PIN or one-time code.
//   - name: a secret is read or written whose constant name says configuration
//     (log-level, feature-x-enabled, db-host, HTTP-PORT), and says nothing of a
//     credential.
//   - value: a secret is written whose value is configuration: a constant IP
//     address, range of addresses, host name, truth value, number, duration, or
//     URL without user and signature; a truth value, number, duration or address
//     that is formatted. Names of which the words say that the value is a secret
//     (api-token, door-pin) weigh more, and random numbers are none. Where no
//     call in the package names the secret, the value alone decides.
//   - identifier: a secret is read or written under the name of a client, tenant,
//     subscription, object or user. It says who somebody is and proves nothing. It
//     is opt-in, since it is often kept beside what does.
//
// Both ends may lie in different functions and packages: names and values are
// followed through wrappers, results, fields, closures with a target pointer,
// constants, tables that are looped over, and constant formats. The finding is
// where the secret is named: at the read, at the argument in the caller of a
// wrapper, or at the table's read. Where only another package shows that a value
// is configuration, it is at the expression there. Of a table that is written, the
// rows are judged one by one. All values that a secret may have must be known. "--" separates sections
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
//	port, err := client.GetSecret(ctx, "redis-port", "", nil) // secret "redis-port" is configuration by its name, …
//	if err != nil {
//		return err
//	}
//	workers, err := client.GetSecret(ctx, "checkout", "", nil) // secret "checkout" is parsed as a number, …
//	if err != nil {
//		return err
//	}
//	n, err := strconv.Atoi(*workers.Value)
//	if err != nil {
//		return err
//	}
//	_, err = client.SetSecret(ctx, "edge", azsecrets.SetSecretParameters{Value: to.Ptr("10.0.0.4")}, nil) // its value is an IP address, …
//
// Good, with azappconfig:
//
//	port, err := settings.GetSetting(ctx, "redis-port", nil)
//	if err != nil {
//		return err
//	}
//	workers, err := settings.GetSetting(ctx, "checkout", nil)
//	if err != nil {
//		return err
//	}
//	n, err := strconv.Atoi(*workers.Value)
//	if err != nil {
//		return err
//	}
//	_, err = settings.SetSetting(ctx, "edge", to.Ptr("10.0.0.4"), nil)
//
// There is no fix to apply: the setting has to be in App Configuration before the
// program looks for it there.
//
// # Left alone
//
// Names with a secret word in a secret's position (host-key, api-token),
// ambiguous names (redis-url, webhook-url, endpoint), names that no constant
// reaches, values that are used as a credential anywhere, values that are only
// checked for presence or length, and what identifies somebody, even where it is
// parsed as a number, unless that is asked for. Of values that are written: numbers
// from math/rand and crypto/rand, times, numbers that begin with a zero or have more
// than nine digits, addresses of webhooks (unless their paths are words and a
// version) and others with a part that nobody could guess, and values that may also be something that isn't known (an environment
// variable with a default).
//
// # Limits
//
// Values that an interface returns whose implementation another package wires
// aren't followed (missed: use), nor those that a parser in a package of its own
// takes by way of a variable. Names that are given to such an interface are found
// where the implementation is handed over, by their names only. Tags are
// understood where a loader of the module reads them with package reflect. A
// field has the names and values that any object of its type is given, where the
// object comes from memory (false alarm possible where one type serves Key Vault
// and another store); of a function value that may or may not ask the vault
// nothing is said. What another package calls a secret that a function writes
// without naming it doesn't count (false alarm possible: a number under the name of
// a PIN). In a table of names and targets, any name may reach any
// target.
//
// Since: unreleased.
package configinvault
