//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// treacherous writes a file wherever code of a module might be run by a tool
// that looks at it.
const treacherous = `
-- go.mod --
module example.com/treacherous

go 1.26.0

tool example.com/treacherous/cmd
-- t.go --
package treacherous

// #cgo CFLAGS: -DX=1
// #cgo pkg-config: treacherous
// static int x(void) { return 1; }
import "C"

import (
	"net/http"
	"os"
)

//GENERATE sh -c "touch MARKER"

var _ = os.WriteFile("MARKER", nil, 0o666)

func init() { os.WriteFile("MARKER", nil, 0o666) }

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- t_test.go --
package treacherous

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	os.WriteFile("MARKER", nil, 0o666)
	os.Exit(m.Run())
}
-- cmd/main.go --
package main

import (
	"os"

	_ "example.com/treacherous"
)

func main() { os.WriteFile("MARKER", nil, 0o666) }
-- .kvlint.yml --
strict: true
`

// watched makes a directory with nothing in it but a go command that writes its
// arguments, a line each time, to a file.
func watched(t *testing.T) (path, file string) {
	t.Helper()
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	path, file = t.TempDir(), filepath.Join(t.TempDir(), "args")
	script := "#!/bin/sh\necho \"$@\" >>" + file + "\nexec " + real + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(path, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	return path, file
}

// kvlint starts no program but the go command, which it asks for nothing that
// builds, runs or fetches anything.
func TestOnlyListsPackages(t *testing.T) {
	path, file := watched(t)
	marker := filepath.Join(t.TempDir(), "marker")
	dir := facttest.Write(t, strings.NewReplacer("MARKER", marker, "GENERATE", "go:generate").Replace(treacherous)) // the go command looks for its directives in texts, too
	t.Setenv("PATH", path)
	t.Setenv("CGO_ENABLED", "1")
	t.Setenv("GOPROXY", "off")
	for _, args := range [][]string{{"./..."}, {"t.go", "t_test.go"}, {"-format=sarif", "-tests=false", "./cmd"}, {"version"}, {"config", "check"}} {
		got := kvlint(t, dir, args...)
		if listed := strings.HasSuffix(args[0], ".go") || args[0] == "./..."; got.code > 1 || listed && !strings.Contains(got.stdout, "t.go:19:") {
			t.Errorf("%q: exit code %d, output:\n%s%s", args, got.code, got.stdout, got.stderr)
		}
	}
	if _, err := os.Stat(marker); err == nil {
		t.Error("code of the module was run")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, line := range lines {
		command, rest, _ := strings.Cut(line, " ")
		if !slices.Contains([]string{"list", "env", "version"}, command) {
			t.Errorf("go %s", line)
		}
		for _, flag := range []string{"-export", "-compiled", "-toolexec", "-u", "-m"} {
			if slices.ContainsFunc(strings.Fields(rest), func(arg string) bool {
				name, value, _ := strings.Cut(arg, "=")
				return name == flag && value != "false"
			}) {
				t.Errorf("go %s", line)
			}
		}
	}
	if len(lines) < 3 {
		t.Errorf("go was started %d times:\n%s", len(lines), data)
	}
}
