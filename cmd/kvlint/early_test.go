package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A unit with nothing to do ends before gitleaks, of all that is linked the
// dearest, is initialised; another one doesn't.
func TestEarly(t *testing.T) {
	t.Setenv("GODEBUG", "inittrace=1")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name     string
		vetxOnly bool
		early    bool
	}{
		{"a dependency", true, true},
		{"a package that is named", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			known, output := filepath.Join(dir, "os.vetx"), filepath.Join(dir, "out.vetx")
			unit, err := json.Marshal(map[string]any{
				"ID": "fmt", "Compiler": "gc", "Dir": dir, "ImportPath": "fmt", "Standard": map[string]bool{"fmt": true},
				"VetxOnly": test.vetxOnly, "VetxOutput": output,
				"PackageFile": map[string]string{"os": "os.a"}, "PackageVetx": map[string]string{"os": known},
			})
			if err != nil {
				t.Fatal(err)
			}
			for name, data := range map[string][]byte{known: nil, filepath.Join(dir, "vet.cfg"): unit} {
				if err := os.WriteFile(name, data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			got := execute(t, dir, program, filepath.Join(dir, "vet.cfg"))
			if !strings.Contains(got.stderr, "init runtime ") {
				t.Fatalf("no trace of the initialisation:\n%s", got.stderr)
			}
			if early := !strings.Contains(got.stderr, "init github.com/zricethezav/gitleaks/v8/"); early != test.early {
				t.Errorf("ended before gitleaks was initialised: %v, want %v\n%s", early, test.early, got.stderr)
			}
			if _, err := os.Stat(output); test.early && (err != nil || got.code != 0) {
				t.Errorf("exit code %d, %v", got.code, err)
			}
		})
	}
}
