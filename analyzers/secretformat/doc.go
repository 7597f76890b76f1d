// Package secretformat defines an Analyzer that reports secrets in the wrong shape.
//
// # Analyzer secretformat
//
// secretformat: report secrets in the wrong shape
//
// Reported is
//
//   - compound: several components are packed into one value in a form that the
//     program made up. Where it is written, they are put together with a
//     separator such as ":", "|" or ";" between them, by +, a constant format,
//     strings.Join or a builder. Where it is read, they are taken by their
//     positions: by strings.Split, Cut, Fields or Index, a regular expression,
//     or a scanner.
//   - split: a function reads, or writes, the parts of one credential as secrets
//     of their own: db-user and db-password, or the id and the secret of an
//     access key. The finding is at the later of the two.
//   - metadata: rotation dates, an expiry or owners are in the value, as members of
//     a struct or map that is marshalled with the credential, or of a JSON text
//     that is put together.
//   - tagsecret: a tag holds a credential, by the names of tag and value, by
//     the value itself, or because it is the secret's value.
//   - size: a value is the whole content of a file or upload, of whatever size or
//     behind a limit above the maximum, or a constant or embedded file above that.
//   - certificate: a certificate is written as a secret: PEM with a CERTIFICATE
//     block, or PFX.
//
// Values are followed through functions, wrappers and other packages. A finding
// about a value that is written is in the call that hands it on, to the SDK or to
// a wrapper; compound and metadata are where it is put together, if that is in the
// same function. A finding about a value that is read is where it is taken apart,
// or handed on to the function that does that; about a tag, at its value. Where
// another package takes apart what an interface answers, it is where the
// implementation is handed over.
//
// # Why it matters
//
// A form that one program made up has to be known by every other one that reads
// the secret, and breaks with the first password that contains the separator.
// What lies in two secrets changes at two moments, so that a reader finds the new
// password beside the old user. Key Vault has places of its own for what is not
// secret (tags, attributes), and keeps certificates with their expiry, renewal and
// events. The document's section is
// https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#secrets-storage-format.
//
// # Example
//
//	parts := strings.Split(*resp.Value, ":") // secret "smtp", read by azsecrets.Client.GetSecret, holds several components: it is split at ":" by strings.Split; …
//	user, password := parts[0], parts[1]
//
// Good:
//
//	var smtp struct{ User, Password string }
//	err = json.Unmarshal([]byte(*resp.Value), &smtp)
//
// What isn't secret belongs into tags:
//
//	value, err := json.Marshal(map[string]string{"user": user, "password": password})
//	if err != nil {
//		return err
//	}
//	_, err = client.SetSecret(ctx, "smtp", azsecrets.SetSecretParameters{
//		Value:       to.Ptr(string(value)),
//		ContentType: to.Ptr("application/json"),
//		Tags:        map[string]*string{"owner": &owner},
//	}, nil)
//
// # Settings
//
// max-size is how large a value may be, as 4KB or 4096. Its default, 25KB, is the
// most that Key Vault takes.
//
// # Left alone
//
// Connection strings, also where they are taken apart at ; and =, URLs, JWTs,
// JSON and texts of lines without a credential. Lists of equal things, which are looped
// over, joined from a slice or named alike (key1, key2). Addresses, versions, the
// parts of hashes and ciphertexts, by the names of the components; a mark before
// a value (v1:…), which is compared with a word; a separator that names have,
// too (- and /), unless a component is called a password, key or token. A client
// id beside a client secret. Types that other modules declare, which have the form
// that these need, and the expiry beside a refresh token. Files whose path says
// token, key, password or secret, input from a terminal, the body of a request to
// a function whose name says so, and content whose length is looked at or limited,
// unless by a constant above the maximum. A private key by itself, an SSH or PGP key.
//
// # Limits
//
// A separator that isn't constant is not seen (missed). Of an interface whose
// implementation another package hands over, the secret's name isn't known. A
// list of components that is handed on as a whole counts as a list (missed: the
// indexes may be elsewhere), and so do a loop that tells them apart by their
// number and lines that a scanner reads. Of packages that know nothing of
// vaults, what a function and the helpers that it calls with its parameter take
// apart is seen, but no regular expression. Tags that a helper makes of a map
// are taken to be those of the map: it may have left one out (false alarm
// possible). A field has the values that any object of its type is given. The
// parts of a credential are known by their names only, and by function: two that
// are read by two functions aren't reported. A text that is decoded first
// (base64) isn't followed to where it is taken apart. Of what a function of
// another package makes, only several components are known: a file's content, a
// marshalled object and, unless it is called so, a certificate aren't (missed).
//
// Since: unreleased.
package secretformat
