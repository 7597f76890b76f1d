//go:build corpus

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// sound fails where a run shows a defect of kvlint.
func sound(t *testing.T, got run) {
	t.Helper()
	for line := range strings.Lines(got.stdout + got.stderr) {
		if strings.Contains(line, "defect of kvlint") || strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "fatal error:") || strings.HasPrefix(line, "goroutine ") {
			t.Errorf("%s", line)
		}
	}
}

// The standard library compiles, and kvlint agrees, whether C is used or not.
func TestCorpusStandardLibrary(t *testing.T) {
	t.Setenv("KVLINT_TEST_GOFLAGS", "-mod=vendor")
	for _, test := range []struct{ dir, cgo string }{{"src", "1"}, {"src", "0"}, {"src/cmd", "1"}} {
		t.Setenv("CGO_ENABLED", test.cgo)
		got := kvlint(t, filepath.Join(runtime.GOROOT(), filepath.FromSlash(test.dir)), "./...")
		sound(t, got)
		if got.code > 1 || got.stderr != "" {
			t.Errorf("%s, CGO_ENABLED=%s: exit code %d, stderr:\n%s", test.dir, test.cgo, got.code, got.stderr)
		}
	}
}

// What tests the compiler and the type checker, each file a package, much of it
// broken on purpose, ends kvlint nowhere.
func TestCorpusOddPrograms(t *testing.T) {
	dir, n := t.TempDir(), 0
	writeFile(t, dir, "go.mod", "module example.com/odd\n\ngo 1.26.0\n")
	for _, from := range []string{"test", "src/internal/types/testdata", "src/cmd/compile/internal/syntax/testdata", "src/go/parser/testdata", "src/go/printer/testdata", "src/cmd/cgo/internal"} {
		err := filepath.WalkDir(filepath.Join(runtime.GOROOT(), filepath.FromSlash(from)), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() || filepath.Ext(name) != ".go" && filepath.Ext(name) != ".src" {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			n++
			pkg := fmt.Sprintf("p%d", n)
			if err := os.Mkdir(filepath.Join(dir, pkg), 0o777); err != nil {
				return err
			}
			writeFile(t, dir, pkg+"/x.go", string(text))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	got := kvlint(t, dir, "./...")
	sound(t, got)
	if got.code != 2 || n < 1000 || strings.Count(got.stderr, "not analysed, because it does not compile") > n/2 {
		t.Errorf("%d files: exit code %d, stderr:\n%.3000s", n, got.code, got.stderr)
	}
}
