package unit

import (
	"os"
	"path/filepath"
	"testing"
)

// Whatever the go command writes, a unit that x/tools is handed is one that it
// can say something about, and only what is read is skipped.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"", "{}", "null", "[]", `{"ID": "a", "ImportPath": "fmt", "VetxOnly": true, "PackageVetx": {"os": "x"}, "PackageFile": {"os": "os.a"}}`,
		`{"ImportPath": "example.com/m", "Module": {"Path": "example.com/m", "Version": "v1.0.0"}, "VetxOnly": true, "PackageVetx": {"x.y/z": ""}}`, `{"Module": null}`, `{"VetxOnly": 1}`,
	} {
		f.Add([]byte(text), []byte("vetx\x00\x00\x00\x00\x04\x00\x00\x00fact"))
	}
	f.Fuzz(func(t *testing.T, data, vetx []byte) {
		dir := t.TempDir()
		file, facts := filepath.Join(dir, fileName), filepath.Join(dir, "vetx")
		for name, content := range map[string][]byte{file: data, facts: vetx} {
			if err := os.WriteFile(name, content, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if isEmpty := len(vetx) == 0; isEmpty && hasFacts(facts) {
			t.Error("an empty file has facts")
		}
		u, err := Read(file)
		if err != nil {
			return
		}
		for path := range u.PackageVetx {
			u.PackageVetx[path] = facts
		}
		switch extent := u.Extent(); {
		case extent < Nothing || extent > All:
			t.Errorf("extent %d", extent)
		case extent != All && !u.VetxOnly:
			t.Error("a package that is named isn't analysed")
		case extent == Nothing && u.ModulePath != "" && u.ModuleVersion == "" && u.IsOwn() && !isRoot(u.ImportPath):
			t.Error("facts of the user's package are left out")
		case extent == Nothing && u.ModulePath != "" && hasFacts(facts) && !isRoot(u.ImportPath):
			t.Error("facts that others rely on are left out")
		}
	})
}
