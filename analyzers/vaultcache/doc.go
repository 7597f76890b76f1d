// Package vaultcache defines an Analyzer that reports values of Key Vault that
// are kept for too short a time, or for good.
//
// # Analyzer vaultcache
//
// vaultcache: report caches that forget secrets too soon, or never
//
// Reported is
//
//   - ttl: a secret's value is kept for a constant time below the minimum, 8 hours
//     by default: what an age is compared with, what is added to the time of the
//     read, what a library's cache, its method or a cache of another package is
//     given. The finding is where the constant is written or used.
//   - stale: it is kept in something that is looked up first and filled on a miss,
//     and nothing drops it, lets it expire or reads it again. The finding is where
//     it is stored or, of a cache that asks code which it is given, at the call
//     that gives it. An LRU without expiry is one, and so is a sync.Once.
//
// Both are about the value itself, not about pools, tokens and keys that were
// made with it. A loop that refreshes too often is vaulthotpath's.
//
// # Why it matters
//
// A cache that forgets after five minutes asks for each secret, on each instance,
// three hundred times a day, and counts against the limits of the vault. One that
// never forgets goes on with a password that was rotated until somebody restarts
// the service. Microsoft's guide says: cache secrets in your application for at
// least 8 hours, and update cached values when secrets are rotated
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-caching-and-performance).
//
// # Example
//
//	const ttl = 5 * time.Minute
//
//	func (s *Store) password(ctx context.Context) (string, error) {
//		if s.value != "" && time.Since(s.at) < ttl { // secret "db-password" is kept for 5m, below the configured minimum of 8h; …
//			return s.value, nil
//		}
//		…
//	}
//
// Good: kept for hours, and dropped when the credential is refused.
//
//	const ttl = 12 * time.Hour
//
//	func (s *Store) Invalidate() { s.value = "" }
//
// # Settings
//
// min-ttl is the minimum, as 8h or 90m. strict reports values, too, that are read
// at start-up into a package variable and never again.
//
// # Left alone
//
// What is loaded at start-up (unless strict), lifetimes that aren't constant,
// caches with a method or function that drops or reloads what they keep, values
// of exported fields and variables, which others may reset, a main package
// without code that runs per request, message or tick.
//
// # Limits
//
// A cache around an interface whose implementation its package doesn't show isn't
// known to keep values of the vault (missed). A lifetime that another package
// gives is known as a duration that arrives as it is: not as a number of seconds
// or minutes, nor where that package computes with it (missed). Of a cache that
// is given code, in another package of the module, the lifetime is taken to be
// the first duration that its constructor is given. One in a package variable
// there, or in a sync.Once, isn't known (missed), and neither is one of a library
// that the rule has no default of: only caches of go-cache, ttlcache, golang-lru,
// otter, ristretto, theine and hot are known to keep things for good unless they
// are given a lifetime. Any comparison of times in the functions that look up or
// fill a cache counts as its expiry, and any other method that sets a field of
// its type as a way to reload (missed).
//
// Since: unreleased.
package vaultcache
