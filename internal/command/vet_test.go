package command

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/facttest"
	"github.com/kvlint/kvlint/internal/kept"
	"golang.org/x/tools/go/analysis"
)

// traceVar names a file. It makes the test binary a vet tool with the suite of
// facttest, whose helper appends to the file the packages that it runs on.
const traceVar = "KVLINT_TEST_TRACE"

func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == cacheCommand {
		serveCache(os.Args[2], os.Stdin, os.Stdout)
		return
	}
	if os.Getenv(fixVar) != "" {
		vet(fixing)
	}
	if os.Getenv(panicVar) != "" {
		vet(panicking)
	}
	if file := os.Getenv(traceVar); file != "" {
		vet(func() (*suite.Suite, error) { return facttest.Suite(traceTo(file)), nil })
	}
	os.Setenv(kept.Variable, "off")
	os.Exit(m.Run())
}

func traceTo(file string) func(*analysis.Pass) {
	return func(pass *analysis.Pass) {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			panic(err)
		}
		defer f.Close()
		fmt.Fprintf(f, "%s (%d files)\n", pass.Pkg.Path(), len(pass.Files))
	}
}

// goVet runs go vet in dir, and returns what it printed, its exit code, and
// the packages on which the helper ran. Nothing about a new dir is cached.
func goVet(t *testing.T, dir string, args ...string) (output string, code int, ran []string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command("go", append([]string{"vet", "-vettool=" + exe}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), traceVar+"="+trace, "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)
	out, _ := cmd.CombinedOutput()
	data, _ := os.ReadFile(trace)
	return string(out), cmd.ProcessState.ExitCode(), slices.Sorted(strings.Lines(string(data)))
}

// Facts cross packages under go vet, and the helper runs nowhere else than
// under the standalone driver.
func TestVetFacts(t *testing.T) {
	dir := facttest.Write(t, facttest.Archive)
	out, code, ran := goVet(t, dir, "./b", "./own", "./v")
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	for _, want := range []string{
		"b.B > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
		"b.Method > direct.Method > direct.Get > azsecrets.GetSecret",
		"example.com/m/b imports [example.com/lib/indirect (ill-typed: false) example.com/m/a (ill-typed: false)]",
		"example.com/m/own imports [example.com/m/util (ill-typed: false)]",
		"own.Own > util.Util",
		"v_test.X > v.OnlyInTests > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in output:\n%s", want, out)
		}
	}
	want := []string{
		"example.com/lib/direct (1 files)\n", "example.com/lib/indirect (1 files)\n", "example.com/m/a (1 files)\n",
		"example.com/m/b (1 files)\n", "example.com/m/own (1 files)\n", "example.com/m/util (1 files)\n",
		"example.com/m/v (2 files)\n", "example.com/m/v_test (1 files)\n",
	}
	if !slices.Equal(ran, want) {
		t.Errorf("the helper ran on %q, want %q", ran, want)
	}
}

// Packages that don't compile are told by the go command, and others analysed.
func TestVetBroken(t *testing.T) {
	dir := facttest.Write(t, facttest.Archive)
	out, code, _ := goVet(t, dir, "./b", "./c")
	for _, want := range []string{"broken.go:7:25", "b.B > a.A"} {
		if code != 1 || !strings.Contains(out, want) {
			t.Errorf("exit code %d, no %q in output:\n%s", code, want, out)
		}
	}
}

// The configuration keeps what x/tools has no field for.
func TestRewrite(t *testing.T) {
	dir := t.TempDir()
	file, to := filepath.Join(dir, "vet.cfg"), filepath.Join(dir, "to")
	if err := os.WriteFile(file, []byte(`{"ID": "a", "Future": [1], "PackageVetx": {"x": "y"}}`), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(file, to, map[string]string{"x": "z"}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != "map[Future:[1] ID:a PackageVetx:map[x:z]]" {
		t.Errorf("got %v", got)
	}
}
