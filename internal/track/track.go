// Package track tells which packages declare operations of Key Vault, and of
// which generation of the SDK they are. It has hardly any dependencies, so that
// it can be asked before anything else is set up.
package track

import "strings"

// A Track is a set of packages with the same operations, or generations of
// the same.
type Track uint8

const (
	None Track = iota
	Secrets
	Keys
	KeyCrypto
	Certificates
	Legacy
	Count
)

const sdk = "github.com/Azure/azure-sdk-for-go/"

// packages are the import paths of the table. A star is one element, so
// services/keyvault/mgmt/2022-07-01/keyvault isn't matched.
var packages = []struct {
	pattern string
	track   Track
}{
	{sdk + "sdk/security/keyvault/azsecrets", Secrets},
	{sdk + "sdk/security/keyvault/azkeys", Keys},
	{sdk + "sdk/security/keyvault/azcertificates", Certificates},

	// The previews, until the modules moved in 2023.
	{sdk + "sdk/keyvault/azsecrets", Secrets},
	{sdk + "sdk/keyvault/azkeys", Keys},
	{sdk + "sdk/keyvault/azkeys/crypto", KeyCrypto},
	{sdk + "sdk/keyvault/azcertificates", Certificates},

	{sdk + "services/keyvault/*/keyvault", Legacy},
	{sdk + "services/keyvault/*/keyvault/keyvaultapi", Legacy},
	{sdk + "services/preview/keyvault/*/keyvault", Legacy},
	{sdk + "services/preview/keyvault/*/keyvault/keyvaultapi", Legacy},

	// Aliases of the above, and functions that forward to them.
	{sdk + "profiles/*/keyvault/keyvault", Legacy},
	{sdk + "profiles/*/keyvault/keyvault/keyvaultapi", Legacy},
	{sdk + "profiles/preview/preview/keyvault/keyvault", Legacy},
	{sdk + "profiles/preview/preview/keyvault/keyvault/keyvaultapi", Legacy},

	{"github.com/jackofallops/kermit/sdk/keyvault/*/keyvault", Legacy},
	{"github.com/tombuildsstuff/kermit/sdk/keyvault/*/keyvault", Legacy},
}

// Of returns the track of an import path, or None. It is asked for
// about every call of a program, so it refuses cheaply and doesn't allocate.
func Of(importPath string) Track {
	if !strings.HasPrefix(importPath, "github.com/") || !strings.Contains(importPath, "/keyvault/") {
		return None
	}
	for _, p := range packages {
		if matches(p.pattern, importPath) {
			return p.track
		}
	}
	return None
}

// matches reports whether importPath is pattern, with one element for the
// star in it, if it has one. It is path.Match for this form, in a fraction of
// the time.
func matches(pattern, importPath string) bool {
	prefix, suffix, ok := strings.Cut(pattern, "*")
	if !ok {
		return importPath == pattern
	}
	rest, ok := strings.CutPrefix(importPath, prefix)
	if !ok {
		return false
	}
	element, ok := strings.CutSuffix(rest, suffix)
	return ok && element != "" && !strings.Contains(element, "/")
}
