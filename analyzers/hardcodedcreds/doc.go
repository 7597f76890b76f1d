// Package hardcodedcreds defines an Analyzer that reports credentials which
// are written into the source.
//
// # Analyzer hardcodedcreds
//
// hardcodedcreds: report credentials written into the source
//
// It looks at constants as the compiler folds them ("AKIA" + suffix, raw
// strings, []byte("…"), lists of bytes), not at text. Three kinds of evidence
// convict one, the strongest first:
//
// The value says so:
//
//   - privatekey: a PEM private key whose body decodes, or a PKCS #12 file in
//     base64
//   - azurekey: an Azure key with a signature (its checksum is verified where
//     the format has one), an Entra client secret, an Azure DevOps token
//   - connectionstring: a connection string, DSN, URL or SAS that contains its
//     password or key, also where Sprintf or + puts a constant password into it
//   - token: a token that one of gitleaks' rules for a single provider finds
//   - document: a text in JSON, YAML, TOML, XML or of the form NAME=value, as
//     properties, .env, .npmrc and .netrc files, scripts, Dockerfiles and units have
//     it, one of whose members looks like a credential under its name
//
// The destination says so:
//
//   - sink: the constant is passed for a parameter, or stored in a field, that
//     takes a credential: one declared with a credential's name (clientSecret,
//     accountKey, Password), or one of a table (hmac.New, an Authorization
//     header, os.Setenv of a variable whose name says password). The constant
//     may come through constants, variables, fields, maps, default branches,
//     cmp.Or, env-or-default helpers, defaults of flags, helper functions,
//     constructors and functional options, in this and other packages of the
//     module, and through functions of the package that put it under a name which
//     their caller chooses (set("DB_PASSWORD", "…")). Strength doesn't matter: "hunter2" is a password when it is
//     passed as one.
//
// The name says so:
//
//   - name: the constant is given to, or compared with, a variable, constant,
//     field, map key, tagged field or result whose name says password, secret,
//     token, API key, …, and it looks like a credential and not like anything
//     else. The weaker the name, the more the value has to say: under password
//     hunter2 and Word_66 are enough, under secret hunter2 only, under key it takes
//     what a generator makes. Compared
//     with what a request brought, any text counts.
//
// The finding is on the constant, where it is written; of a constant that
// another package declares, on its use. It never shows the value: the first 8
// hex digits of its SHA-256 tell two apart. The same credential in the same file
// is reported for its strongest evidence only.
//
// # Why it matters
//
// Whoever can read the source, its history or the binary has the credential,
// and rotating it takes a release. Microsoft's guide says which credentials
// belong in the vault
// (https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets#what-to-store-as-secrets).
//
// # Example
//
//	cred, err := azidentity.NewClientSecretCredential(tenant, client, "…", nil) // argument clientSecret of azidentity.NewClientSecretCredential is a constant (sha256 …), a credential written into the source; …
//
// Good: no credential at all,
//
//	cred, err := azidentity.NewDefaultAzureCredential(nil)
//
// or one that is read from the vault:
//
//	resp, err := vault.GetSecret(ctx, "storage-key", "", nil)
//	key, err := azblob.NewSharedKeyCredential(account, *resp.Value)
//
// Where Azure takes a shared key, it takes an identity, too; the constructor with
// a credential of azidentity is the one to use:
//
//   - azblob, azqueue, azfile, azdatalake, aztables: NewClient in place of
//     NewClientWithSharedKeyCredential and NewClientFromConnectionString
//   - azcosmos, azservicebus, azappconfig: NewClient in place of NewClientWithKey
//     and NewClientFromConnectionString
//   - azeventhubs: NewProducerClient and NewConsumerClient in place of those from a
//     connection string
//   - azidentity: NewWorkloadIdentityCredential or NewManagedIdentityCredential in
//     place of NewClientSecretCredential
//   - SQL, PostgreSQL, MySQL and Redis: a token of azidentity as the password,
//     asked for as each connection begins
//
// # Left alone
//
// By their value: empty strings, templates (<password>, ${X}, {{ .X }}),
// placeholders, public keys and certificates, public keys of emulators, local
// databases with well-known accounts, names of things. A sink leaves alone
// only empty strings, templates and fixed words of a protocol, and parameters
// that the function itself uses as a name.
//
// Evidence by name also leaves alone names of things and what the name repeats
// (DB_PASSWORD under dbPassword), words under keys of maps, messages, labels,
// paths, addresses, hashes, versions, public and publishable keys, references to
// a secret that is kept elsewhere, lists of what is forbidden, entries of tables
// under names as weak as key, comparisons that end in a refusal (if secret ==
// "…" { return errors.New("set another") }), and packages of mocks and fakes.
//
// In test files and packages for tests only privatekey, azurekey and token are
// reported.
//
// # Suppression
//
// Besides //kvlint:ignore, gitleaks:allow and #nosec G101 are honoured.
//
// # Limits
//
// Where a credential may come from more than eight places, as through a function
// that sets the field which a name chooses, nothing is said of any (missed: a
// long list of them).
// By name alone, a word in small letters is a password under password only, where
// it is given to a variable or field (missed: words under secret, and in documents).
// A word with a number behind a dash, dot or the like is one under password only,
// and if it has a capital (missed: winter-2019, and Word-66 under secret; false
// alarm possible: what a password of that form names, such as Orders-Db-01). What
// has blanks, brackets or letters outside ASCII is none (missed: passphrases of
// words). A text of hexadecimal digits in the length of a checksum is none under key
// and token (missed).
//
// Documents other than JSON and XML are read line by line, and only if they are
// scripts or most of their lines give a value to a name: in prose, such as the help
// of a command, it is an example (missed). A value in the lines below its name (password: |), behind a
// blank (requirepass …, except in .netrc), by its place (.pgpass) or in a comment is
// missed; so are texts beyond 256 KiB, documents that are put together from several
// texts at run time, and files that are embedded. Below members called example,
// sample, schema and the like nothing is reported (missed).
//
// A function that puts a value under the name which its caller chooses is known in
// its own package only, and if it hands both on as they came (missed: lists of pairs,
// ranges over maps, such functions in other packages).
// Constants don't flow through reflection (JSON, struct tags), interfaces whose
// implementation another package gives unless the parameter is declared for a
// credential, or maps whose key isn't constant on either side (missed). Of a
// package of the module without a question of its own only what its syntax shows
// is known: exported variables that begin with a constant, functions that return
// constants, their parameters, or a struct made of these (missed: what it
// computes). Two objects
// of one type share their fields where they come from memory (false alarm
// possible). A function that takes the name of a secret in a parameter called
// secret or password is convicted unless it looks the name up in a map or hands
// it on for a parameter or field called name, key, path or the like (false alarm
// possible). gitleaks' generic-api-key rule is no evidence here.
//
// Since: unreleased.
package hardcodedcreds
