package keyvault

import (
	"go/types"
	"slices"
	"strings"
	"sync"
)

// A track is a set of packages with the same operations, or generations of
// the same.
type track uint8

const (
	noTrack track = iota
	secretsTrack
	keysTrack
	keyCryptoTrack
	certificatesTrack
	legacyTrack
	trackCount
)

const sdk = "github.com/Azure/azure-sdk-for-go/"

// packages are the import paths of the table. A star is one element, so
// services/keyvault/mgmt/2022-07-01/keyvault isn't matched.
var packages = []struct {
	pattern string
	track   track
}{
	{sdk + "sdk/security/keyvault/azsecrets", secretsTrack},
	{sdk + "sdk/security/keyvault/azkeys", keysTrack},
	{sdk + "sdk/security/keyvault/azcertificates", certificatesTrack},

	// The previews, until the modules moved in 2023.
	{sdk + "sdk/keyvault/azsecrets", secretsTrack},
	{sdk + "sdk/keyvault/azkeys", keysTrack},
	{sdk + "sdk/keyvault/azkeys/crypto", keyCryptoTrack},
	{sdk + "sdk/keyvault/azcertificates", certificatesTrack},

	{sdk + "services/keyvault/*/keyvault", legacyTrack},
	{sdk + "services/keyvault/*/keyvault/keyvaultapi", legacyTrack},
	{sdk + "services/preview/keyvault/*/keyvault", legacyTrack},
	{sdk + "services/preview/keyvault/*/keyvault/keyvaultapi", legacyTrack},

	// Aliases of the above, and functions that forward to them.
	{sdk + "profiles/*/keyvault/keyvault", legacyTrack},
	{sdk + "profiles/*/keyvault/keyvault/keyvaultapi", legacyTrack},
	{sdk + "profiles/preview/preview/keyvault/keyvault", legacyTrack},
	{sdk + "profiles/preview/preview/keyvault/keyvault/keyvaultapi", legacyTrack},

	{"github.com/jackofallops/kermit/sdk/keyvault/*/keyvault", legacyTrack},
	{"github.com/tombuildsstuff/kermit/sdk/keyvault/*/keyvault", legacyTrack},
}

// trackOf returns the track of an import path, or noTrack. It is asked for
// about every call of a program, so it refuses cheaply and doesn't allocate.
func trackOf(importPath string) track {
	if !strings.HasPrefix(importPath, "github.com/") || !strings.Contains(importPath, "/keyvault/") {
		return noTrack
	}
	for _, p := range packages {
		if matches(p.pattern, importPath) {
			return p.track
		}
	}
	return noTrack
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

// IsRoot reports whether importPath is a data-plane SDK package of the table.
func IsRoot(importPath string) bool { return trackOf(importPath) != noTrack }

// A row is an operation. Where its arguments are is not in it: that depends
// on the version, and is read off the SDK's own signature.
type row struct {
	recv, method string
	class        Class
	object       Object
	traits       traits

	// result is the name of the SDK's type that the operation returns, several
	// where versions differ. "" stands for the method's name and "Response",
	// and for the legacy track for none.
	result string

	// in is the versions that have the operation, as a comma-separated list of
	// spans such as "0.8..0.13"; "" is all. Only the tests read it: a program
	// that compiles doesn't call what its version lacks.
	in string
}

type traits uint8

const (
	cacheable traits = 1 << iota
	lazy             // doesn't talk to the network
)

// returns reports whether r's operation can return the SDK type called name.
func (r *row) returns(name string) bool {
	if r.result == "" {
		return name == r.method+"Response"
	}
	return slices.Contains(strings.Fields(r.result), name)
}

type symbol struct{ recv, method string }

// An index finds the rows of one track.
type index struct {
	rows         map[symbol]*row
	pages        map[string]*row   // NextPage by the type of the page, for runtime.Pager
	byMethod     map[string][]*row // without constructors
	clients      []string
	constructors []string
}

var tables = [trackCount][][]row{
	secretsTrack:      {secretRows},
	keysTrack:         {keyRows},
	keyCryptoTrack:    {keyCryptoRows},
	certificatesTrack: {certificateRows},
	legacyTrack:       {legacyRows, legacyListRows, legacyManageRows},
}

// indexes are the tables by track; they aren't changed once they are built.
var indexes = sync.OnceValue(func() *[trackCount]index {
	var all [trackCount]index
	for t, tables := range tables {
		all[t] = newIndex(tables)
	}
	return &all
})

func newIndex(tables [][]row) index {
	x := index{
		rows:     make(map[symbol]*row),
		pages:    make(map[string]*row),
		byMethod: make(map[string][]*row),
	}
	for _, table := range tables {
		for _, r := range table {
			x.add(&r)
		}
	}
	return x
}

func (x *index) add(r *row) {
	x.rows[symbol{r.recv, r.method}] = r
	if r.recv == "" {
		x.constructors = append(x.constructors, r.method)
		return
	}
	if page, ok := strings.CutPrefix(r.recv, pagerPrefix); ok {
		x.pages[strings.TrimSuffix(page, "]")] = r
		return
	}
	x.byMethod[r.method] = append(x.byMethod[r.method], r)
	if isClientName(r.recv) && !slices.Contains(x.clients, r.recv) {
		x.clients = append(x.clients, r.recv)
	}
}

// isClientName tells clients from pages and iterators among the receivers.
func isClientName(recv string) bool { return strings.HasSuffix(recv, "Client") }

// tableName returns the receiver under which the table has the type called
// name: interfaces of keyvaultapi are named for the client and "API".
func tableName(name string) string { return strings.TrimSuffix(name, "API") }

// IsClient reports whether t, or what it points to, is a data-plane client
// of the table: azsecrets.Client, the legacy BaseClient and its siblings, or
// keyvaultapi.BaseClientAPI. It is false for interfaces and wrappers that
// users declare.
func IsClient(t types.Type) bool {
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	track := trackOf(named.Obj().Pkg().Path())
	return track != noTrack && slices.Contains(indexes()[track].clients, tableName(named.Obj().Name()))
}
