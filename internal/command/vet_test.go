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
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
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
	if file := os.Getenv(traceVar); file != "" {
		vet(func() (*suite.Suite, error) { return facttest.Suite(traceTo(file)), nil })
	}
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
		want                        extent
	}{
		{name: "named", path: "fmt", named: true, want: all},
		{name: "standard", path: "fmt", imports: map[string]string{"os": "empty"}, want: nothing},
		{name: "standard, not compiled", path: "fmt", imports: map[string]string{"os": "types"}, notCompiled: true, want: typesOnly},
		{name: "standard, without imports", path: "internal/goarch", want: typesOnly},
		{name: "own", path: "example.com/m/a", module: "example.com/m", imports: map[string]string{"fmt": "empty"}, want: all},
		{name: "own without imports", path: "example.com/m/a", module: "example.com/m", want: all},
		{name: "other", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"fmt": "types"}, want: nothing},
		{name: "other with facts below", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"x.y/z": "facts"}, want: all},
		{name: "other, unreadable facts", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"x.y/z": "garbage"}, want: all},
		{name: "other, missing facts", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{"x.y/z": "missing"}, want: all},
		{name: "other, imports a root", path: "example.com/m/a", module: "example.com/m", version: "v1.0.0", imports: map[string]string{azsecrets: "empty"}, want: all},
		{name: "root", path: azsecrets, module: azsecrets, version: "v1.0.0", imports: map[string]string{"fmt": "empty"}, want: nothing},
	} {
		u := &unit{Config: unitchecker.Config{
			ImportPath: test.path, ModulePath: test.module, ModuleVersion: test.version, VetxOnly: !test.named,
			PackageVetx: make(map[string]string), PackageFile: make(map[string]string),
		}}
		for path, file := range test.imports {
			u.PackageVetx[path] = filepath.Join(dir, file)
			if !test.notCompiled {
				u.PackageFile[path] = "archive"
			}
		}
		if got := u.extent(); got != test.want {
			t.Errorf("%s: extent %d, want %d", test.name, got, test.want)
		}
	}
}

// The configuration keeps what x/tools has no field for.
func TestWriteUnit(t *testing.T) {
	file := filepath.Join(t.TempDir(), unitFile)
	if err := os.WriteFile(file, []byte(`{"ID": "a", "Future": [1], "PackageVetx": {"x": "y"}}`), 0o666); err != nil {
		t.Fatal(err)
	}
	u, err := readUnit(file)
	if err != nil {
		t.Fatal(err)
	}
	name, err := u.write(filepath.Join(t.TempDir(), unitFile), map[string]string{"x": "z"})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
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
