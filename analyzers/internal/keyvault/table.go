package keyvault

import (
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/kvlint/kvlint/internal/track"
)

const sdk = "github.com/Azure/azure-sdk-for-go/"

// The tracks, which say of a package that declares operations which of the
// tables has them.
const (
	noTrack           = track.None
	secretsTrack      = track.Secrets
	keysTrack         = track.Keys
	keyCryptoTrack    = track.KeyCrypto
	certificatesTrack = track.Certificates
	legacyTrack       = track.Legacy
	trackCount        = track.Count
)

// IsRoot reports whether importPath is a data-plane SDK package.
func IsRoot(importPath string) bool { return track.Of(importPath) != noTrack }

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
	tr := track.Of(named.Obj().Pkg().Path())
	return tr != noTrack && slices.Contains(indexes()[tr].clients, tableName(named.Obj().Name()))
}
