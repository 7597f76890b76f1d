package command

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/scope"
	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/go/gcexportdata"
)

// The go command runs its vet tool on all that the named packages import, for
// facts, a process for each package. The unitchecker of x/tools reads types
// from the fact files alone, so it would have to type all of them. But the go
// command has compiled them, too: a package that holds no facts needs no more
// than an empty fact file, as long as those that import it get its types from
// what the compiler wrote.

// A unit is a package as the go command describes it to its vet tool.
type unit struct {
	unitchecker.Config
	file   string
	fields map[string]json.RawMessage
}

func readUnit(file string) (*unit, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	u := &unit{file: file}
	if err := json.Unmarshal(data, &u.Config); err != nil {
		return nil, err
	}
	return u, json.Unmarshal(data, &u.fields)
}

// An extent is how much of a unit has to be done.
type extent int

const (
	nothing   extent = iota // an empty fact file will do
	typesOnly               // importers can get its types from its fact file only
	all
)

// extent returns what must be done for u. It errs towards more.
func (u *unit) extent() extent {
	switch {
	case !u.VetxOnly || u.holdsFacts():
		return all
	case u.isCompiled():
		return nothing
	}
	return typesOnly
}

// holdsFacts reports whether analyzers with facts must run on u, as the
// standalone driver decides it: see internal/driver/scope.go. That u reaches
// Key Vault is told by the facts of what it imports.
func (u *unit) holdsFacts() bool {
	modulePath, moduleVersion := u.ModulePath, u.ModuleVersion
	if u.Module != nil {
		modulePath, moduleVersion = u.Module.Path, u.Module.Version
	}
	switch {
	case suite.IsRoot(u.ImportPath):
		return false
	case scope.IsOwn(u.ImportPath, modulePath, moduleVersion):
		return true
	case modulePath == "": // standard library
		return false
	}
	for path, file := range u.PackageVetx {
		if suite.IsRoot(path) || hasFacts(file) {
			return true
		}
	}
	return false
}

// isCompiled reports whether the go command says where the compiler's types of
// u's imports are, and so will say to importers of u where u's are. Where u has
// no imports nothing tells, and it errs towards false.
func (u *unit) isCompiled() bool {
	for path := range u.PackageVetx {
		if u.PackageFile[path] == "" {
			return false
		}
	}
	return len(u.PackageVetx) > 0
}

// A fact file of x/tools v0.52 is either empty, if this package wrote it, or
// has the magic word, the lengths of types and facts as 32 bits each, and then
// these.
const (
	vetxMagic  = "vetx"
	vetxHeader = len(vetxMagic) + 4 + 4
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
	return err != nil || binary.LittleEndian.Uint32(header[vetxHeader-4:]) > 0
}

// complete gives the unitchecker what it needs of u's imports: it returns the
// name of a configuration like u's in which each empty fact file is replaced
// by one that has the compiler's types. The files lie beside u's own, in a
// directory that the go command removes.
func (u *unit) complete() (string, error) {
	dir := filepath.Join(filepath.Dir(u.file), "kvlint")
	c := converter{token.NewFileSet(), make(map[string]*types.Package)}
	vetx := make(map[string]string)
	for path, file := range u.PackageVetx {
		vetx[path] = file
		if info, err := os.Stat(file); err != nil || info.Size() > 0 {
			continue // upstream complains if it can't be read
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return "", err
		}
		vetx[path] = filepath.Join(dir, strconv.Itoa(len(vetx))+".vetx")
		if err := c.convert(path, u.PackageFile[path], vetx[path]); err != nil {
			return "", fmt.Errorf("types of %s: %w", path, err)
		}
	}
	if len(c.imports) == 0 {
		return u.file, nil
	}
	return u.write(filepath.Join(dir, "vet.cfg"), vetx)
}

// write writes u's configuration with other fact files, and returns its name.
func (u *unit) write(file string, vetx map[string]string) (string, error) {
	var err error
	if u.fields["PackageVetx"], err = json.Marshal(vetx); err != nil {
		return "", err
	}
	data, err := json.Marshal(u.fields)
	if err != nil {
		return "", err
	}
	return file, os.WriteFile(file, data, 0o666)
}

// A converter turns what the compiler wrote into fact files without facts.
type converter struct {
	fset    *token.FileSet
	imports map[string]*types.Package
}

// convert writes the types of the package path, compiled to the file archive,
// to the fact file vetx.
func (c *converter) convert(path, archive, vetx string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return err
	}
	pkg, err := gcexportdata.Read(r, c.fset, c.imports, path)
	if err != nil {
		return err
	}
	var data bytes.Buffer
	if err := gcexportdata.Write(&data, c.fset, pkg); err != nil {
		return err
	}
	data.Next(1) // the byte that names the format, which upstream leaves out
	out := binary.LittleEndian.AppendUint32([]byte(vetxMagic), uint32(data.Len()))
	out = binary.LittleEndian.AppendUint32(out, 0)
	return os.WriteFile(vetx, append(out, data.Bytes()...), 0o666)
}
