// Package keyvault says what an operation of Azure Key Vault is: a table of
// the SDKs' functions and methods, and [CallAt], which resolves a call to a
// row of it.
//
// The table covers the data plane: azsecrets, azkeys and azcertificates at
// both of their import paths, the legacy BaseClient with its profiles and
// interfaces, and kermit. Management of vaults (armkeyvault, services/…/mgmt)
// is no part of it. To know another SDK, add its import path to packages and
// its operations to a table of rows.
package keyvault

import (
	"go/types"
	"path"
	"strings"
)

// A Class is what an operation does.
type Class uint8

// The classes of operations.
const (
	Read      Class = iota + 1 // returns the value of a secret, or key material
	Metadata                   // returns attributes, public parts, policies; deleted objects too
	List                       // returns a page, or the pager that fetches it
	Write                      // creates, sets, updates, recovers, restores
	Delete                     // deletes or purges
	Crypto                     // uses a key in the vault
	Backup                     // returns an encrypted copy, of no use outside a vault
	Construct                  // makes a client; no network
	Manage                     // vault-wide: settings, roles, security domain, full backup
)

var classNames = [...]string{
	Read: "read", Metadata: "metadata", List: "list", Write: "write", Delete: "delete",
	Crypto: "crypto", Backup: "backup", Construct: "construct", Manage: "manage",
}

// String returns the class in one lower-case word.
func (c Class) String() string { return nameOf(classNames[:], int(c)) }

// An Object is the kind of thing an operation is about.
type Object uint8

// The kinds of objects.
const (
	Secret Object = iota + 1
	Key
	Certificate
	Issuer   // of certificates
	Contacts // for certificates
	Storage  // managed storage accounts and their SAS definitions
	Vault    // all of it
)

var objectNames = [...]string{
	Secret: "secret", Key: "key", Certificate: "certificate", Issuer: "issuer",
	Contacts: "contacts", Storage: "storage", Vault: "vault",
}

// String returns the object in one lower-case word.
func (o Object) String() string { return nameOf(objectNames[:], int(o)) }

func nameOf(names []string, i int) string {
	if i < len(names) && names[i] != "" {
		return names[i]
	}
	return "unknown"
}

// An Op is a call of a Key Vault operation.
type Op struct {
	Package string // import path that declares Recv or Method
	Recv    string // "Client"; "" for constructors; "Pager[X]" for NextPage on runtime.Pager[X]
	Method  string // "GetSecret"
	Class   Class
	Object  Object

	// Name, Version and Value are the indexes in the call's Args of the
	// object's name, of its version and of the secret's text, or -1 where the
	// call has none. They are always valid indexes of strings.
	Name, Version, Value int

	Immediate bool        // the call itself talks to the network; false for constructors and new-style pagers
	Cacheable bool        // callers may keep the answer: values and properties of live objects, no lists
	Fn        *types.Func // the SDK's function; nil where the SDK's types aren't loaded
}

// String returns the operation for messages, e.g. "azsecrets.Client.GetSecret".
func (o Op) String() string {
	pkg := path.Base(o.Package)
	if page, ok := strings.CutPrefix(o.Recv, pagerPrefix); ok {
		return pagerPrefix + pkg + "." + page + "." + o.Method
	}
	if o.Recv == "" {
		return pkg + "." + o.Method
	}
	return pkg + "." + o.Recv + "." + o.Method
}

// Key returns a text that is the same for all calls of one operation, and
// only for those.
func (o Op) Key() string {
	if o.Recv == "" {
		return o.Package + "." + o.Method
	}
	return o.Package + "." + o.Recv + "." + o.Method
}
