// Package secretleak defines an Analyzer that reports values of Key Vault that
// leave the program.
//
// # Analyzer secretleak
//
// secretleak: report secrets that reach places which more people can read
//
// Reported is a secret's value that ends
//
//   - log: in a log or on the terminal: fmt.Print and its kin, log, slog, zap,
//     zerolog, logrus, klog, logr, whatever type or package is called a logger,
//     panics; testing's logs excepted.
//   - error: in an error's text: errors.New, fmt.Errorf, a field that an Error
//     method shows.
//   - response: in the body or a header of an HTTP response (net/http, gin, echo,
//     fiber, chi, fasthttp), or in a gRPC status.
//   - file: in a file whose constant mode lets others read it; os.Create makes one
//     (0666) unless a Chmod comes before the write.
//   - env: in the environment: os.Setenv, exec.Cmd.Env.
//   - args: among the arguments of a command.
//   - telemetry: in a span's attribute, a metric's label, expvar.
//   - body: in a log of whole requests and answers: policy.LogOptions.IncludeBody
//     on a Key Vault client, an inspector, policy or transport that dumps bodies.
//
// Values are followed through variables, fields, conversions, formatting, buffers,
// results and wrappers, across packages. The finding is at the sink, or at the
// call in the function that holds the value and hands it on. What a sink shows of
// a struct depends on how it shows it: fmt prints the texts in a program's own
// struct, but of the SDK's answers only the address of the value; encoding/json
// and what is built on it shows that, too.
//
// # Why it matters
//
// Logs, errors and traces are copied to systems that many people may read, and
// kept for years; environments and command lines are seen by other processes.
// Who reads a secret there leaves no trace in the vault's own log, and a rotation
// doesn't help as long as the next value is written there, too. Microsoft's guide
// asks to monitor who reads secrets
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-monitoring),
// and to let nobody read them who needn't
// (https://learn.microsoft.com/azure/key-vault/general/secure-key-vault).
//
// # Example
//
//	resp, err := client.GetSecret(ctx, "db-password", "", nil)
//	…
//	log.Printf("password is %s", *resp.Value) // the value of secret "db-password", read by …, is logged by log.Printf; …
//
// Good:
//
//	log.Printf("read %s, version %s", resp.ID.Name(), resp.ID.Version())
//
// # Settings
//
// strict reports values, too, that are written to files which only their owner can
// read, and to temporary files.
//
// # Left alone
//
// Names, versions and attributes of secrets, lengths, hashes, masks, prefixes of
// at most four characters, types that redact themselves (String, Format, LogValue,
// MarshalJSON), values that configinvault reports, values sent to the service they
// are for, a child's standard input, os.Setenv in a function that replaces the
// process. A program whose purpose is to deliver a value says so with a directive:
//
//	fmt.Println(*resp.Value) //kvlint:ignore secretleak/log prints the secret on request
//
// # Limits
//
// Values that an interface returns whose implementation another package wires
// aren't followed (missed), nor what a parser makes of a value, a field of a JSON
// document for instance (missed), nor what a template shows of a struct (missed).
// An error is reported where the value gets into its text, whatever becomes of it
// (false alarm possible where nobody sees it). What is written to an io.Writer of
// which the package doesn't show what it is counts for nothing (missed), nor does a
// file's mode that another package passes (missed). A map that
// was filled under names that aren't known is taken to hold secrets under all of
// them (false alarm possible where it holds configuration, too); what is stored
// through the pointers of a map that has several is not followed (missed). A field holds what any object of its type is given, where the object comes from memory
// (false alarm possible where one type serves Key Vault and another store).
//
// Since: unreleased.
package secretleak
