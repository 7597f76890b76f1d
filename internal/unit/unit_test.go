package unit

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"
)

const azsecrets = "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"

func TestExtent(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"empty":   "",
		"types":   "vetx\x04\x00\x00\x00\x00\x00\x00\x00type",
		"facts":   "vetx\x00\x00\x00\x00\x04\x00\x00\x00fact",
		"garbage": "vetx",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name, path, module, version string
		imports                     map[string]string // fact file by path
		named, notCompiled          bool
		want                        Extent
	}{
		{name: "named", path: "fmt", named: true, want: All},
		{name: "standard", path: "fmt", imports: map[string]string{"os": "empty"}, want: Nothing},
		{name: "standard, not compiled", path: "fmt", imports: map[string]string{"os": "types"}, notCompiled: true, want: TypesOnly},
		{name: "standard, without imports", path: "internal/goarch", want: TypesOnly},
		{name: "own", path: "example.com/m/a", module: "example.com/m", imports: map[string]string{"fmt": "empty"}, want: All},
		{name: "own without imports", path: "example.com/m/a", module: "example.com/m", want: All},
		{name: "other", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"fmt": "types"}, want: Nothing},
		{name: "other with facts below", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"x.y/z": "facts"}, want: All},
		{name: "other, unreadable facts", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"x.y/z": "garbage"}, want: All},
		{name: "other, missing facts", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"x.y/z": "missing"}, want: All},
		{name: "other, imports a root", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{azsecrets: "empty"}, want: All},
		{name: "root", path: azsecrets, module: azsecrets, version: "v1.0.0", imports: map[string]string{"fmt": "empty"}, want: Nothing},
	} {
		u := &Unit{
			ImportPath: test.path, ModulePath: test.module, ModuleVersion: test.version, VetxOnly: !test.named,
			PackageVetx: make(map[string]string), PackageFile: make(map[string]string),
		}
		for path, file := range test.imports {
			u.PackageVetx[path] = filepath.Join(dir, file)
			if !test.notCompiled {
				u.PackageFile[path] = "archive"
			}
		}
		if got := u.Extent(); got != test.want {
			t.Errorf("%s: extent %d, want %d", test.name, got, test.want)
		}
	}
}

// What a unit has is what x/tools reads of the same name.
func TestFields(t *testing.T) {
	upstream := reflect.TypeFor[unitchecker.Config]()
	for field := range reflect.TypeFor[Unit]().Fields() {
		same, ok := upstream.FieldByName(field.Name)
		if !ok || field.Name != "Module" && same.Type != field.Type {
			t.Errorf("x/tools has no field %s of the same type", field.Name)
		}
	}
}

func TestIsFile(t *testing.T) {
	for name, want := range map[string]bool{
		"/tmp/go-build/b001/vet.cfg": true, "vet.cfg": true, "/tmp/velvet.cfg": false, "vet.cfg.go": false, "": false,
	} {
		if got := IsFile(name); got != want {
			t.Errorf("IsFile(%q) = %t, want %t", name, got, want)
		}
	}
}
