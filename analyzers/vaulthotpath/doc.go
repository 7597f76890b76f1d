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
//   - message: the same once per message or event
//   - loop: a loop, schedule or chain of timers reads again sooner than after the
//     minimum, 8 hours by default; or a loop reads the same secret in each
//     iteration
//   - client: a client of the vault, or an azidentity credential for one, made
//     once per request or message, rather than once
//   - listscan: the vault is listed to find a secret, or to read all of it
//   - publickey: Encrypt, WrapKey or Verify with an asymmetric algorithm, for which
//     a public key that is kept would do
//
// Hot is what runs
//
//   - by its signature: handlers and middleware of net/http (chi's and gorilla's,
//     too), gin, echo, fiber, fasthttp, httprouter, go-restful and hertz, Connect
//     and Lambda handlers, gRPC interceptors, admission handlers,
//     http.RoundTrippers, jwt's key functions, tls.Config's callbacks; and
//     whatever takes a message that only subscribers get (Service Bus, Event Hubs,
//     sarama, AMQP, JetStream, Redis, Dapr)
//   - by the service whose method it is: of gRPC, Connect and Twirp, gqlgen's
//     resolvers, oapi-codegen's servers
//   - by where it is handed on: lambda.Start, cron, gocron, wait.Until, NATS,
//     asynq, validators of echo and fiber, redis' and pgx' callbacks per
//     connection. It may be a function, a method value, a literal, the result of a
//     factory, or a value whose method is called; from another package it is
//     reported there.
//   - in a loop around a call that waits for messages or connections (kafka-go,
//     confluent, franz-go, Service Bus, Event Hubs, Redis, net.Listener), or that
//     ranges over a channel of them
//
// Goroutines that these start count. How often a ticker, sleep or schedule lets a
// loop run is known if it is a constant, also by way of a field, a parameter to
// which the package gives constants, or a default; others are left alone.
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
// libraries that are called through such a field, also those that say by an error
// that they have no entry; sync.Once and
// sync.OnceValue; a method with a key and a function that loads what is
// missing; a function of the package that keeps what a function it is given
// returns; a type of the package with the SDK's method, where it is what the
// package stores in the field or variable; a decorator, in whatever package,
// around the code that reads. An object that is made for the request keeps
// nothing. A cache of clients is none of values, nor is singleflight, which
// merges simultaneous calls only.
//
// # Recipe
//
// A cache that reads again after a time, spread so that not all instances do it
// at once, and when a service refuses the value because it was rotated. A test
// runs it against a vault that answers ten requests and then 429: of a hundred
// requests to the service ninety fail without it; with it, none, and the vault
// is asked twice.
//
//	// A Secret keeps the value of a secret. It reads it again after twelve hours, not
//	// all instances at once, or when it was refused.
//	type Secret struct {
//		Read func(context.Context) (string, error) // asks the vault
//
//		mu    sync.Mutex
//		value string
//		until time.Time
//	}
//
//	// Value returns the value. While the vault throttles, the old one has to do.
//	func (s *Secret) Value(ctx context.Context) (string, error) {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		if time.Now().Before(s.until) {
//			return s.value, nil
//		}
//		value, err := s.Read(ctx)
//		if err != nil && s.value != "" {
//			return s.value, nil
//		} else if err != nil {
//			return "", err
//		}
//		s.value, s.until = value, time.Now().Add(12*time.Hour+rand.N(time.Hour))
//		return value, nil
//	}
//
//	// Refused says that a service answered 401 to value: it was rotated.
//	func (s *Secret) Refused(value string) {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		if s.value == value {
//			s.until = time.Time{}
//		}
//	}
//
// # Settings
//
// min-ttl is the minimum between two reads in a loop, as 8h or 90m. reconcile
// reports what controller-runtime's Reconcile, the Secrets Store CSI provider and
// the KMS plug-in read again, too. hot-functions and caches add to what is known.
//
// # Left alone
//
// A read whose answer goes only into what other code looks up (an event or a 401
// that reloads it), operations of a client that is made from the request's own
// data (on behalf of a user, a tenant's vault), writes, operations that need a
// private key, a list that is itself the answer, deleted objects, backups. Loops
// that end at success, that wait for an answer to change, that read different
// names or from different vaults, that events such as signals drive, and all
// that end by themselves in a command.
//
// # Limits
//
// A read whose function then writes to the vault, too, is taken for the comparison
// before the write (missed). Two objects of one type share their
// fields where they come from memory, so that a caching and a plain
// implementation that two objects of one type hold are both seen (false alarm
// possible): a service that main makes once with a cache and once without is
// reported where it is made without. Nothing is followed through reflection, plugins,
// maps of functions that other packages fill, or channels that leave the function
// (missed). What a package that
// neither imports the SDK, however indirectly, nor calls interfaces or function
// values of the module does isn't looked at, which is the point of it. Packages
// that use C aren't followed (missed). A method whose name begins with a word for
// storing is taken for one that stores where its code isn't known.
//
// Bodies of loops over iterator functions aren't known as loops (missed). How often
// a loop runs is the longest of the times for which it waits (missed).
//
// Since: unreleased.
package vaulthotpath
