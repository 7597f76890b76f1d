package keyvault

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/track"
)

var update = flag.Bool("update", false, "rewrite testdata/operations.golden")

// notOperations are exported functions that talk to the network, or are
// methods of clients, and aren't operations all the same. They are patterns
// of path.Match.
var notOperations = []symbol{
	{"*", "*Preparer"},  // makes a request
	{"*", "*Responder"}, // reads an answer
	{"*", "*Sender"},    // half an operation; nobody calls it without the other half
	{"Client", "VaultURL"},
	{"*Poller", "*"},         // waits for the end of an operation that the table has
	{"*PollerResponse", "*"}, // the same
	{"*Pager", "[EMP]*"},     // Err, More and PageResponse, beside NextPage
}

// isCandidate reports whether d may be an operation: a method of a client,
// whatever takes a context or fetches a page, and what returns a client.
func isCandidate(d declared) bool {
	for _, not := range notOperations {
		recv, _ := path.Match(not.recv, d.recv)
		method, _ := path.Match(not.method, d.method)
		if recv && method {
			return false
		}
	}
	if d.recv == "" {
		return len(d.results) > 0 && isClientName(d.results[0])
	}
	return d.hasCtx || isClientName(d.recv) || strings.HasPrefix(d.method, "Next")
}

// TestTable holds every row against the source of every generation: an
// operation has a row that claims the generation, a row that claims the
// generation is an operation there, and it returns what the row says.
func TestTable(t *testing.T) {
	dirs := download(t)
	golden := make(map[string][]string) // labels by text
	for _, g := range generations {
		dir := filepath.Join(dirs[g.module+"@"+g.version], g.dir)
		t.Run(path.Base(g.importPath())+"@"+g.label, func(t *testing.T) {
			if track.Of(g.importPath()) != g.track {
				t.Errorf("%s is in another track", g.importPath())
			}
			for _, text := range holdAgainst(t, g, declarations(t, dir)) {
				golden[text] = append(golden[text], g.label)
			}
		})
	}
	compareGolden(t, golden)
	t.Run("paths", func(t *testing.T) { holdPaths(t, dirs[legacyModule+"@"+legacyLast]) })
}

// holdAgainst compares the table with what g declares. It returns the texts
// of the operations.
func holdAgainst(t *testing.T, g generation, all []declared) []string {
	rows := indexes()[g.track].rows
	seen := make(map[symbol]bool)
	var texts []string
	for _, d := range all {
		if !isCandidate(d) || seen[d.symbol] {
			continue
		}
		seen[d.symbol] = true
		r, ok := rows[d.symbol]
		switch {
		case !ok:
			t.Errorf("%v has no row", d.symbol)
			continue
		case !claims(t, r, g):
			t.Errorf("%v is in %s, its row says %q", d.symbol, g.label, r.in)
		case !d.foreign && len(d.results) > 1 && isClientName(d.recv) && !r.returns(d.results[0]):
			t.Errorf("%v returns %s, its row says %q", d.symbol, d.results[0], r.result)
		}
		holdOrder(t, g, r, d)
		texts = append(texts, describeRow(g.track, r, placesByName(d.params)))
	}
	for _, r := range rows {
		if claims(t, r, g) && !seen[symbol{r.recv, r.method}] {
			t.Errorf("%s.%s isn't in %s, its row says %q", r.recv, r.method, g.label, r.in)
		}
	}
	return texts
}

// claims reports whether r says that it is in g.
func claims(t *testing.T, r *row, g generation) bool {
	t.Helper()
	if r.in == "" {
		return true
	}
	all := labels(g.track)
	for span := range strings.SplitSeq(r.in, ",") {
		first, last, ok := strings.Cut(span, "..")
		from, to := 0, len(all)-1
		if first != "" {
			from = slices.Index(all, first)
		}
		if last != "" {
			to = slices.Index(all, last)
		}
		if !ok || from < 0 || to < from {
			t.Fatalf("%s.%s: no span: %q", r.recv, r.method, span)
		}
		if i := slices.Index(all, g.label); from <= i && i <= to {
			return true
		}
	}
	return false
}

// holdOrder compares the places by order with those by name.
func holdOrder(t *testing.T, g generation, r *row, d declared) {
	t.Helper()
	switch {
	case r.object != Secret && r.object != Key && r.object != Certificate:
		return
	case r.class == Construct || r.class == Manage:
		return
	case r.method == "ReleaseKey": // azkeys up to 0.5: an attestation token, not a version
		return
	}
	if got, want := placesByOrder(d.params, r, g.track), placesByName(d.params); got != want {
		t.Errorf("%v: places by order %v, by name %v", d.symbol, got, want)
	}
}

var trackNames = [...]string{
	secretsTrack: "azsecrets", keysTrack: "azkeys", keyCryptoTrack: "azkeys/crypto",
	certificatesTrack: "azcertificates", legacyTrack: "keyvault",
}

// describeRow renders an operation for the golden table.
func describeRow(t track.Track, r *row, at places) string {
	text := trackNames[t]
	if r.recv != "" {
		text += "." + r.recv
	}
	text += fmt.Sprintf(".%s %s %s", r.method, r.class, r.object)
	if r.traits&lazy != 0 {
		text += " lazy"
	}
	if r.traits&cacheable != 0 {
		text += " cacheable"
	}
	for _, arg := range []struct {
		name  string
		index int
	}{{"name", at.name}, {"version", at.version}, {"value", at.value}} {
		if arg.index >= 0 {
			text += fmt.Sprintf(" %s=%d", arg.name, arg.index)
		}
	}
	return text
}

// compareGolden compares the operations and where their arguments are, in
// each generation, with testdata/operations.golden.
func compareGolden(t *testing.T, golden map[string][]string) {
	t.Helper()
	var got strings.Builder
	for _, text := range slices.Sorted(maps.Keys(golden)) {
		fmt.Fprintf(&got, "%s: %s\n", text, strings.Join(golden[text], " "))
	}
	name := filepath.Join("testdata", "operations.golden")
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got.String(), "\n"), strings.Split(string(data), "\n")
	for _, line := range gotLines {
		if !slices.Contains(wantLines, line) {
			t.Errorf("not in %s: %s", name, line)
		}
	}
	for _, line := range wantLines {
		if !slices.Contains(gotLines, line) {
			t.Errorf("only in %s: %s", name, line)
		}
	}
}

// holdPaths checks that the table has all packages of the legacy module that
// are called keyvault or keyvaultapi, but for management; that profiles make
// clients by functions of the table; and that interfaces have its methods.
func holdPaths(t *testing.T, dir string) {
	var found []string
	for _, pattern := range []string{"services/*/*/", "services/*/*/*/", "profiles/*/*/", "profiles/*/*/*/"} {
		for _, name := range []string{"keyvault", "keyvault/keyvaultapi"} {
			matches, err := filepath.Glob(filepath.Join(dir, pattern, name))
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, matches...)
		}
	}
	roots := 0
	for _, match := range found {
		rel, err := filepath.Rel(dir, match)
		if err != nil {
			t.Fatal(err)
		}
		importPath := path.Join(legacyModule, filepath.ToSlash(rel))
		files, _ := filepath.Glob(filepath.Join(match, "*.go"))
		want := len(files) > 0 && !strings.Contains(importPath, "/mgmt/")
		if got := IsRoot(importPath); got != want {
			t.Errorf("IsRoot(%q) = %t, want %t", importPath, got, want)
		}
		if want {
			roots++
			holdForwards(t, importPath, declarations(t, match))
		}
	}
	if roots < 20 {
		t.Errorf("found %d packages, want 5 services and 7 profiles with their interfaces", roots)
	}
}

func holdForwards(t *testing.T, importPath string, all []declared) {
	t.Helper()
	rows := indexes()[legacyTrack].rows
	for _, d := range all {
		if isCandidate(d) && rows[symbol{tableName(d.recv), d.method}] == nil {
			t.Errorf("%s: %v has no row", importPath, d.symbol)
		}
	}
}
