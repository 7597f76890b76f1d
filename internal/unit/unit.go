// Package unit tells what must be done for a package that the go command hands
// to its vet tool. It has hardly any dependencies, so that it can be asked
// before anything else is set up.
package unit

import (
	"encoding/json"
	"io"
	"os"
	"strings"

	"github.com/kvlint/kvlint/internal/scope"
	"github.com/kvlint/kvlint/internal/track"
)

// The go command runs its vet tool on all that the named packages import, for
// facts, a process for each package. The unitchecker of x/tools reads types
// from the fact files alone, so it would have to type all of them. But the go
// command has compiled them, too: a package that holds no facts needs no more
// than an empty fact file, as long as those that import it get its types from
// what the compiler wrote.

// fileName is the name of the file with which the go command describes a unit.
const fileName = "vet.cfg"

// IsFile reports whether name is that of a file that describes a unit.
func IsFile(name string) bool {
	dir, ok := strings.CutSuffix(name, fileName)
	return ok && (dir == "" || os.IsPathSeparator(dir[len(dir)-1]))
}

// A Unit is a package as the go command describes it to its vet tool: what we
// need to know of x/tools' unitchecker.Config.
type Unit struct {
	Dir           string
	ImportPath    string
	ModulePath    string
	ModuleVersion string
	Module        *struct{ Path, Version string } // since Go 1.27
	PackageFile   map[string]string               // what the compiler wrote, by import path
	PackageVetx   map[string]string               // fact files, by import path
	VetxOnly      bool
	VetxOutput    string
}

// Read returns the unit that a file describes.
func Read(file string) (*Unit, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	u := new(Unit)
	if err := json.Unmarshal(data, u); err != nil {
		return nil, err
	}
	if u.Module != nil {
		u.ModulePath, u.ModuleVersion = u.Module.Path, u.Module.Version
	}
	return u, nil
}

// An Extent is how much of a unit has to be done.
type Extent int

const (
	Nothing   Extent = iota // an empty fact file will do
	TypesOnly               // importers can get its types from its fact file only
	All
)

// Extent returns what must be done for u. It errs towards more.
func (u *Unit) Extent() Extent {
	switch {
	case !u.VetxOnly || u.holdsFacts():
		return All
	case u.isCompiled():
		return Nothing
	}
	return TypesOnly
}

// IsOwn reports whether u belongs to the user.
func (u *Unit) IsOwn() bool { return scope.IsOwn(u.ImportPath, u.ModulePath, u.ModuleVersion) }

// holdsFacts reports whether analyzers with facts must run on u, as the
// standalone driver decides it: see internal/driver/scope.go. That u reaches
// Key Vault is told by the facts of what it imports.
func (u *Unit) holdsFacts() bool {
	switch {
	case isRoot(u.ImportPath):
		return false
	case u.IsOwn():
		return true
	case u.ModulePath == "": // standard library
		return false
	}
	for path, file := range u.PackageVetx {
		if isRoot(path) || hasFacts(file) {
			return true
		}
	}
	return false
}

func isRoot(importPath string) bool { return track.Of(importPath) != track.None }

// isCompiled reports whether the go command says where the compiler's types of
// u's imports are, and so will say to importers of u where u's are. Where u has
// no imports nothing tells, and it errs towards false.
func (u *Unit) isCompiled() bool {
	for path := range u.PackageVetx {
		if u.PackageFile[path] == "" {
			return false
		}
	}
	return len(u.PackageVetx) > 0
}

// A fact file of x/tools v0.52 is either empty, if WriteNoFacts wrote it, or
// has the magic word, the lengths of types and facts as 32 bits each, and then
// these.
const (
	VetxMagic  = "vetx"
	vetxHeader = len(VetxMagic) + 4 + 4
)

// hasFacts reports whether a fact file holds any. It is true for one that
// can't be read, for upstream to complain about.
func hasFacts(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return true
	}
	defer f.Close()
	var header [vetxHeader]byte
	_, err = io.ReadFull(f, header[:])
	if err == io.EOF {
		return false
	}
	return err != nil || [4]byte(header[vetxHeader-4:]) != [4]byte{}
}

// WriteNoFacts writes the fact file of a unit for which nothing must be done.
func (u *Unit) WriteNoFacts() error { return os.WriteFile(u.VetxOutput, nil, 0o666) }
