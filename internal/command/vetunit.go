package command

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strconv"

	"github.com/kvlint/kvlint/internal/unit"
	"golang.org/x/tools/go/gcexportdata"
)

// complete gives the unitchecker what it needs of the imports of u, which file
// describes: it returns the name of a file that describes a unit like u in
// which each empty fact file is replaced by one that has the compiler's types.
// The files lie beside u's own, in a directory that the go command removes.
func complete(file string, u *unit.Unit) (string, error) {
	dir := filepath.Join(filepath.Dir(file), "kvlint")
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
		return file, nil
	}
	completed := filepath.Join(dir, filepath.Base(file))
	return completed, rewrite(file, completed, vetx)
}

// rewrite writes to the file to what file says of a unit, with other fact
// files.
func rewrite(file, to string, vetx map[string]string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	if fields["PackageVetx"], err = json.Marshal(vetx); err != nil {
		return err
	}
	if data, err = json.Marshal(fields); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o666)
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
	out := binary.LittleEndian.AppendUint32([]byte(unit.VetxMagic), uint32(data.Len()))
	out = binary.LittleEndian.AppendUint32(out, 0)
	return os.WriteFile(vetx, append(out, data.Bytes()...), 0o666)
}
