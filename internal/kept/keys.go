package kept

import (
	"crypto/sha256"
	"fmt"
	"go/build"
	"hash"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/internal/scope"
	"golang.org/x/tools/go/packages"
)

// Keys makes the keys of packages. It isn't safe for concurrent use.
type Keys struct {
	tool     []byte                             // of what is the same for all packages
	settings func(pkg *packages.Package) string // of what users can change
	seen     func(pkg *packages.Package, key Key) (Key, bool)
	known    map[*packages.Package]*Key // nil: there is none
	release  string                     // of the standard library; "" if it may change
	asked    bool                       // for release
}

// NewKeys returns the keys for this program. Settings returns those that hold
// for a package as text, none for packages that aren't the user's. Seen returns a
// key of what importers see of a package, given its own key, or false if that isn't
// known yet. It returns nil if the program can't tell what it is.
func NewKeys(settings func(pkg *packages.Package) string, seen func(pkg *packages.Package, key Key) (Key, bool)) *Keys {
	h := sha256.New()
	fmt.Fprintln(h, build.Default.GOOS, build.Default.GOARCH)
	if HashExecutable(h) != nil {
		return nil
	}
	return &Keys{tool: h.Sum(nil), settings: settings, seen: seen, known: make(map[*packages.Package]*Key)}
}

// HashExecutable writes the file that this program was started from to w.
func HashExecutable(w io.Writer) error {
	name, err := os.Executable()
	if err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// Of returns a key of all that decides what is found in pkg: its files and
// settings, what it sees of all that it imports, and this program. There is none if
// a file can't be read, or if it isn't known what there is to see. Files whose path
// names a version are taken not to change.
func (k *Keys) Of(pkg *packages.Package) (Key, bool) {
	if key, ok := k.known[pkg]; ok {
		if key == nil {
			return Key{}, false
		}
		return *key, true
	}
	k.known[pkg] = nil // also where a cycle of imports ends, which the go command reports
	h := sha256.New()
	h.Write(k.tool)
	fmt.Fprintf(h, "%q %q %q %q\n", pkg.ID, pkg.PkgPath, pkg.Name, pkg.ForTest)
	if m := pkg.Module; m != nil {
		fmt.Fprintf(h, "module %q %q %q\n", m.Path, m.Version, m.GoVersion)
	}
	fmt.Fprintf(h, "settings %s\n", k.settings(pkg))
	if !k.hashFiles(h, pkg) {
		return Key{}, false
	}
	for _, path := range slices.Sorted(maps.Keys(pkg.Imports)) {
		dep, ok := k.Seen(pkg.Imports[path])
		if !ok {
			return Key{}, false
		}
		fmt.Fprintf(h, "import %q %x\n", path, dep)
	}
	key := Key(h.Sum(nil))
	k.known[pkg] = &key
	return key, true
}

// Seen returns a key of what importers see of pkg.
func (k *Keys) Seen(pkg *packages.Package) (Key, bool) {
	key, ok := k.Of(pkg)
	if !ok {
		return Key{}, false
	}
	return k.seen(pkg, key)
}

// Again has Of look for keys that it couldn't tell before.
func (k *Keys) Again() {
	maps.DeleteFunc(k.known, func(_ *packages.Package, key *Key) bool { return key == nil })
}

// hashFiles writes which files pkg is made of, and what is in those that may
// change.
func (k *Keys) hashFiles(h hash.Hash, pkg *packages.Package) bool {
	fixed := k.isFixed(pkg, h)
	for _, name := range slices.Concat(pkg.GoFiles, pkg.EmbedFiles) {
		fmt.Fprintf(h, "file %q", name)
		if !fixed {
			content, err := os.ReadFile(name)
			if err != nil {
				return false
			}
			fmt.Fprintf(h, " %x", sha256.Sum256(content))
		}
		fmt.Fprintln(h)
	}
	return true
}

// isFixed reports whether the files of pkg are taken not to change: those of the
// module cache, and of a release of Go, which it writes to h.
func (k *Keys) isFixed(pkg *packages.Package, h io.Writer) bool {
	m := pkg.Module
	if m == nil {
		if !scope.IsStandard(pkg.PkgPath) || len(pkg.GoFiles) == 0 {
			return false
		}
		release := k.goRelease(pkg)
		fmt.Fprintln(h, release)
		return release != ""
	}
	if m.Replace != nil {
		m = m.Replace
	}
	if m.Version == "" {
		return false
	}
	version := string(filepath.Separator) // "/path@v1.2.3/", which is never edited
	return !slices.ContainsFunc(slices.Concat(pkg.GoFiles, pkg.EmbedFiles), func(name string) bool {
		return !strings.Contains(name, "@"+m.Version+version)
	})
}

// goRelease returns the release of Go that std, a package of the standard
// library, belongs to: "" if it is none, but in development.
func (k *Keys) goRelease(std *packages.Package) string {
	if !k.asked {
		dir := filepath.Dir(std.GoFiles[0])
		root, ok := strings.CutSuffix(filepath.ToSlash(dir), "/src/"+std.PkgPath)
		if !ok {
			return ""
		}
		version, _ := os.ReadFile(filepath.Join(filepath.FromSlash(root), "VERSION"))
		k.release, k.asked = string(version), true
	}
	return k.release
}
