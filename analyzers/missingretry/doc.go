// Package missingretry defines an Analyzer that reports calls of Key Vault
// without exponential back-off.
//
// # Analyzer missingretry
//
// missingretry: report Key Vault calls without exponential back-off
//
// Reported is
//
//   - disabled: the retries of a Key Vault client, or of an azidentity credential
//     that one uses, are switched off: a negative MaxRetries, an empty list of
//     StatusCodes, a ShouldRetry that always returns false, the same in
//     policy.WithRetryOptions for a call; autorest's RetryAttempts of 0, and an
//     empty list of its SendDecorators.
//   - throttling: they are on, but not for status 429: StatusCodes without it, a
//     ShouldRetry that returns false for it, and a MaxRetryDelay below a second,
//     since azcore gives up where Retry-After asks for more.
//   - fixeddelay: a loop repeats a call that failed after a delay that doesn't
//     grow, or at once; and a negative RetryDelay, with which azcore waits
//     MaxRetryDelay each time.
//   - rawhttp: net/http calls the data plane of a vault, and nothing retries.
//
// Options are followed from where they are built, through variables, fields,
// helpers and their parameters, in whichever package, to the client. The finding
// is at the call that hands them to it: to the client's constructor, or, where a
// function takes the options, to that function; for the options of a context at
// WithRetryOptions. Of a loop it is at the call that is repeated, which each such
// loop has, not at the delay, which it may lack; where a function of another
// package loops, at the call that hands the code to it.
//
// # Why it matters
//
// Key Vault answers 429 where a vault or subscription has too many requests. Who
// asks again at once, or in step with everyone else, keeps it there; who doesn't
// ask again passes the failure on. Microsoft's guide says: use exponential
// back-off retry logic to handle transient failures and throttling
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-caching-and-performance).
//
// # Example
//
//	options := &azsecrets.ClientOptions{}
//	options.Retry.MaxRetries = -1
//	client, err := azsecrets.NewClient(url, credential, options) // azsecrets.NewClient gets a negative MaxRetries, which switches its retries off; …
//
// Good: azcore's own retries, which back off exponentially and cover 429.
//
//	client, err := azsecrets.NewClient(url, credential, nil)
//
// # Fix
//
// A negative MaxRetries in a literal is removed, and 429 is added to a list of
// status codes. What else the client does stays.
//
// # Left alone
//
// The SDK's defaults, MaxRetries of 0 (which is the default of 3) or more, other
// services' clients, libraries for back-off, delays that grow in whatever way. A
// loop that goes on only for an expected state of an object ("being deleted")
// and returns on other errors waits for that state. Loops over vaults, names or
// mirrors make no second try. A request whose http.Client, or its transport,
// isn't seen may be retried there.
//
// # Limits
//
// Options that arrive through maps, reflection or files aren't known (missed);
// neither are those in exported fields of other packages, nor lists of status
// codes that are appended to (missed). A function of another package that makes a
// ShouldRetry is unknown (missed). A loop that calls something which may wait, by
// its name or code, is
// left alone unless it sleeps for a constant (missed). A loop whose call hides
// its error behind a truth value is left alone (missed). That a request goes to
// the vault is known by a constant part of its URL with the host's suffix, also
// where another package puts the URL or the request together; URLs that come from
// configuration aren't known, and neither are those that a function of another
// package is given to send (missed).
//
// Since: unreleased.
package missingretry
