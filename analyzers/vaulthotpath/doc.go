// Package vaulthotpath defines an Analyzer that reports Key Vault reads that
// run again and again although their answer could be kept.
//
// # Analyzer vaulthotpath
//
// vaulthotpath: report Key Vault reads on hot paths without a cache
//
// Reported is what a hot function does to the vault, itself or through any chain
// of calls, in its package or in others, where nothing on the way keeps the
// answer:
//
//   - request: a read (of a secret's value, or of a key, certificate or policy)
//     once per request
//   - client: a client of the vault made once per request, rather than once
//
// Hot are handlers and middleware of net/http (chi's and gorilla's, too), gin,
// echo, fiber, fasthttp and httprouter, gRPC interceptors, admission handlers,
// http.RoundTrippers, and tls.Config's callbacks. A function is one by its
// signature, whether it is declared, a method or a literal. Goroutines that it
// starts count.
//
// The finding is at the call inside the hot function. It names the operation,
// the secret where its name is known, and the functions in between. Where the
// hot function calls an interface or a function value whose code its package
// doesn't show, the finding is where that code is handed on (often in main),
// and names both ends.
//
// # Why it matters
//
// Key Vault limits the transactions of a vault; beyond that it answers 429,
// and requests fail that have no need of the vault at all. Microsoft's guide
// says: cache secrets in memory to reduce Key Vault API calls
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-caching-and-performance).
//
// # Example
//
//	func (s *Server) pay(w http.ResponseWriter, r *http.Request) {
//		resp, err := s.vault.GetSecret(r.Context(), "db-password", "", nil) // each request of (*Server).pay calls azsecrets.Client.GetSecret for "db-password", and nothing keeps the answer; …
//
// Good: what outlives the request is looked up first and filled on a miss, and
// dropped when the credential is refused.
//
//	func (s *Server) password(ctx context.Context) (string, error) {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		if s.cached != "" {
//			return s.cached, nil
//		}
//		resp, err := s.vault.GetSecret(ctx, "db-password", "", nil)
//		if err != nil {
//			return "", err
//		}
//		s.cached = *resp.Value
//		return s.cached, nil
//	}
//
// # What counts as a cache
//
// Something that outlives the call (a field of a receiver or parameter, a
// package variable, a variable that the handler captured) which is looked up
// first, whose hit avoids the read, and which is filled with the answer or
// something made of it: maps, fields, sync.Map, atomic values, caches of
// libraries that are called through such a field; sync.Once and
// sync.OnceValue; a method with a key and a function that loads what is
// missing; a function of the package that keeps what a function it is given
// returns; a type of the package with the SDK's method, where it is what the
// package stores in the field or variable; a decorator, in whatever package,
// around the code that reads. An object that is made for the request keeps
// nothing. A cache of clients is none of values, nor is singleflight, which
// merges simultaneous calls only.
//
// # Left alone
//
// A read whose answer goes only into what other code looks up (an event or a 401
// that reloads it), operations of a client that is made from the request's own
// data (on behalf of a user, a tenant's vault), writes, cryptographic operations.
//
// # Limits
//
// Lists and their pagers, reads of deleted objects, backups and cryptographic
// operations are left alone. Methods of gRPC services, and functions that are
// hot by where they are registered rather than by their signature, aren't known
// (missed). A read whose function then writes to the vault, too, is taken for
// the comparison before the write (missed). Two objects of one type share their
// fields where they come from memory, so that a caching and a plain
// implementation that two objects of one type hold are both seen (false alarm
// possible). Nothing is followed through reflection, plugins, maps of functions
// by name, or channels that leave the function (missed). What a package that
// neither imports the SDK, however indirectly, nor calls interfaces or function
// values of the module does isn't looked at, which is the point of it. Packages
// that use C aren't followed (missed). A method whose name begins with a word for
// storing is taken for one that stores where its code isn't known.
//
// Since: unreleased.
package vaulthotpath
