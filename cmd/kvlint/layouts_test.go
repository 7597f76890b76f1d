package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// layouts has two modules of a workspace, one beside it, and none at the root.
const layouts = `
-- go.work --
go 1.26.0

use (
	./lib
	./services/shop
)
-- lib/go.mod --
module example.com/lib

go 1.26.0
-- lib/lib.go --
package lib

import "net/http"

func Login(r *http.Request, name, password string) { r.SetBasicAuth(name, password) }

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- services/shop/go.mod --
module example.com/shop

go 1.26.0
-- services/shop/shop.go --
package shop

import (
	"net/http"

	"example.com/lib"
)

func F(r *http.Request) { lib.Login(r, "admin", "hunter3") }
-- services/shop/os/os.go --
package os
-- services/shop/os/os_plan9.go --
package os

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter6") }
-- services/shop/only/only_plan9.go --
package only
-- services/shop/only/script.go --
//go:build ignore

package main
-- services/beside/go.mod --
module example.com/beside

go 1.26.0
-- services/beside/beside.go --
package beside

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter4") }
-- services/beside/testdata/go.mod --
module example.com/testdata

go 1.26.0
-- services/beside/testdata/t.go --
package testdata

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter5") }
-- docs/go.mod --
module example.com/docs

go 1.26.0
-- outside.go --
package outside
`

// alone is the go.mod of the shop where there is no workspace.
const alone = `module example.com/shop

go 1.26.0

require example.com/lib v0.0.0

replace example.com/lib => ../../lib
`

// What is found in each module of layouts.
const (
	inLib    = "lib/lib.go:7 hardcodedcreds/sink"
	inShop   = "services/shop/shop.go:9 hardcodedcreds/sink"
	inPlan9  = "services/shop/os/os_plan9.go:5 hardcodedcreds/sink"
	inBeside = "services/beside/beside.go:5 hardcodedcreds/sink"
	inTest   = "services/beside/testdata/t.go:5 hardcodedcreds/sink"
)

// inWorkspace makes go.work files count, which execute switches off.
func inWorkspace(t *testing.T) {
	t.Setenv("KVLINT_TEST_GOWORK", "auto")
	t.Setenv("KVLINT_TEST_GOFLAGS", "-mod=readonly")
}

// Patterns and files find their modules, with a workspace and without.
func TestLayouts(t *testing.T) {
	dir := facttest.Write(t, layouts)
	for _, test := range []struct {
		name      string
		workspace bool
		args      []string
		want      []string
	}{
		{"workspace", true, []string{"./..."}, []string{inLib, inShop}},
		{"part of a workspace", true, []string{"./services/..."}, []string{inShop}},
		{"directories of a workspace", true, []string{"./lib", "./services/shop"}, []string{inLib, inShop}},
		{"module of a workspace", true, []string{"-C", "lib", "./..."}, []string{inLib}},
		{"another module of a workspace", true, []string{"-C", "lib", "../services/shop/..."}, []string{inShop}},
		{"module beside a workspace", true, []string{"./services/beside/..."}, []string{inBeside}},
		{"in a module beside a workspace", true, []string{"-C", "services/beside", "./..."}, []string{inBeside}},
		{"files of a workspace", true, []string{"lib/lib.go", "services/shop/shop.go", "services/beside/beside.go"}, []string{inLib, inBeside, inShop}},
		{"import paths", true, []string{"example.com/lib/..."}, []string{inLib}},
		{"modules without a workspace", false, []string{"./..."}, []string{inLib, inBeside, inShop}},
		{"a module below", false, []string{"./services/beside"}, []string{inBeside}},
		{"a module beside", false, []string{"-C", "lib", "../services/beside/..."}, []string{inBeside}},
		{"named testdata", false, []string{"./services/beside/testdata"}, []string{inTest}},
		{"changed files", true, []string{"-changed-files", "lib/lib.go", "outside.go", "services/beside/testdata/t.go", "services/shop/os/os_plan9.go", "services/shop/only/only_plan9.go", "services/shop/only/script.go", "lib/go.mod"}, []string{inLib}},
		{"changed files, none of which counts", true, []string{"-changed-files", "outside.go", "services/shop/only/script.go"}, nil},
		{"no changed files", true, []string{"-changed-files"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.workspace {
				inWorkspace(t)
			} else {
				writeFile(t, dir, "services/shop/go.mod", alone)
			}
			got := kvlint(t, dir, append([]string{"-json"}, test.args...)...)
			if found := places(t, dir, got); !slices.Equal(found, test.want) || got.stderr != "" {
				t.Errorf("got %q, want %q; stderr:\n%s", found, test.want, got.stderr)
			}
		})
	}
}

// Each module of a workspace has its own settings, and so it is under go vet.
func TestVetWorkspaceSettings(t *testing.T) {
	inWorkspace(t)
	dir := facttest.Write(t, layouts)
	for _, test := range []struct {
		file string
		want []string
	}{
		{"lib/.kvlint.yml", []string{inShop}},
		{"services/shop/.kvlint.yml", []string{inLib}},
	} {
		writeFile(t, dir, test.file, "disable: [hardcodedcreds]")
		if got := places(t, dir, kvlint(t, dir, "-json", "./...")); !slices.Equal(got, test.want) {
			t.Errorf("%s: kvlint finds %q, want %q", test.file, got, test.want)
		}
		if got := places(t, dir, vet(t, dir, "-json", "work")); !slices.Equal(got, test.want) {
			t.Errorf("%s: go vet finds %q, want %q", test.file, got, test.want)
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(test.file))); err != nil {
			t.Fatal(err)
		}
	}
}

// Each wrong request gets one line.
func TestLayoutErrors(t *testing.T) {
	dir := facttest.Write(t, layouts)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"outside.go"}, "outside.go: not inside a Go module (no go.mod above it)"},
		{[]string{"./services"}, "./services: not inside a Go module"},
		{[]string{"-C", "services/beside", "./nosuch/..."}, "nosuch"},
		{[]string{"-C", "docs", "./..."}, "./...: no packages match"},
		{[]string{"services/shop/os/os_plan9.go"}, "os_plan9.go: not analysed, because build constraints exclude it here"},
		{[]string{"-changed-files", "./..."}, "./...: no such file"},
		{[]string{"-changed-files", "lib"}, "lib: is a directory (with -changed-files name files)"},
		{[]string{"-changed-files", "missing.go"}, "missing.go: no such file"},
	} {
		got := kvlint(t, dir, test.args...)
		if got.code != 2 || strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, test.want) {
			t.Errorf("%v: exit code %d, stderr %q, want one line with %q", test.args, got.code, got.stderr, test.want)
		}
	}
}

// A module that can't be listed doesn't keep the others from being analysed.
func TestBrokenModule(t *testing.T) {
	dir := facttest.Write(t, layouts)
	writeFile(t, dir, "docs/go.mod", "modul example.com/docs\n")
	got := kvlint(t, dir, "./...")
	if got.code != 2 || !strings.Contains(got.stdout, "lib.go:7:") || !strings.Contains(got.stderr, "docs") {
		t.Errorf("exit code %d, stdout:\n%s\nstderr:\n%s", got.code, got.stdout, got.stderr)
	}
}

// Files for another system are analysed if GOOS says so.
func TestVetOtherGOOS(t *testing.T) {
	if runtime.GOOS == "plan9" {
		t.Fatal("the test wants another system than plan9")
	}
	dir := filepath.Join(facttest.Write(t, layouts), "services", "shop")
	writeFile(t, dir, "go.mod", alone)
	const want = "os/os_plan9.go:5 hardcodedcreds/sink"
	if got := places(t, dir, kvlint(t, dir, "-json", "./os")); len(got) != 0 {
		t.Errorf("here: got %q", got)
	}
	t.Setenv("GOOS", "plan9")
	t.Setenv("GOARCH", "amd64")
	for name, got := range map[string]run{
		"kvlint": kvlint(t, dir, "-json", "./os"), "file": kvlint(t, dir, "-json", "os/os_plan9.go"), "go vet": vet(t, dir, "-json", "./os"),
	} {
		if found := places(t, dir, got); !slices.Equal(found, []string{want}) {
			t.Errorf("%s: got %q, want %q; stderr:\n%s", name, found, want, got.stderr)
		}
	}
}

// A vendored dependency is a dependency: both drivers find what is handed to it,
// and nothing in it.
func TestVetVendor(t *testing.T) {
	dir := filepath.Join(facttest.Write(t, layouts), "services", "shop")
	writeFile(t, dir, "go.mod", alone)
	cmd := exec.Command("go", "mod", "vendor")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.RemoveAll(filepath.Join(dir, "..", "..", "lib")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("KVLINT_TEST_GOFLAGS", "-mod=vendor")
	standalone, vetted := kvlint(t, dir, "-json", "./..."), vet(t, dir, "-json", "./...")
	got, same := places(t, dir, standalone), places(t, dir, vetted)
	if want := []string{"shop.go:9 hardcodedcreds/sink"}; !slices.Equal(got, want) || !slices.Equal(same, want) {
		t.Errorf("kvlint finds %q, go vet %q, want %q; stderr:\n%s%s", got, same, want, standalone.stderr, vetted.stderr)
	}
}
