//go:build golangci

package gclplugin_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// programs are the golangci-lint with the plugin and kvlint itself, which
// TestMain builds.
var programs struct{ golangci, kvlint string }

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	os.Setenv("KVLINT_CACHE", "off")
	dir, err := os.MkdirTemp("", "gclplugin")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	programs.golangci = build("../../testdata/golangci", ".", filepath.Join(dir, "golangci-lint"))
	programs.kvlint = build("../..", "./cmd/kvlint", filepath.Join(dir, "kvlint"))
	return m.Run()
}

func build(dir, pkg, output string) string {
	cmd := exec.Command("go", "build", "-o", output, pkg)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		panic(fmt.Sprintf("%v: %s", err, out))
	}
	return output
}

// A finding is what both programs say of one.
type finding struct {
	file    string
	line    int
	column  int
	message string // with the name of the rule before it
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", f.file, f.line, f.column, f.message)
}

// lint is a configured golangci-lint for one module.
type lint struct{ dir, config, cache string }

// configure writes a configuration with the settings of kvlint, which are
// indented as they must be.
func configure(t *testing.T, dir, settings string) *lint {
	t.Helper()
	l := &lint{dir, filepath.Join(t.TempDir(), "golangci.yml"), t.TempDir()}
	l.write(t, settings)
	return l
}

func (l *lint) write(t *testing.T, settings string) {
	t.Helper()
	text := strings.Replace(frame, "SETTINGS", settings, 1)
	if err := os.WriteFile(l.config, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

const frame = `version: "2"
linters:
  default: none
  enable: [kvlint]
  settings:
    custom:
      kvlint:
        type: module
        settings: {SETTINGS}
issues: {uniq-by-line: false, max-same-issues: 0, max-issues-per-linter: 0}
`

// run runs golangci-lint and returns its findings, what it wrote to stderr, and
// its exit code.
func (l *lint) run(t *testing.T, patterns ...string) (found []finding, stderr string, code int) {
	t.Helper()
	args := append([]string{"run", "-c", l.config, "--path-mode=abs", "--output.json.path=stdout", "--show-stats=false"}, patterns...)
	cmd := exec.Command(programs.golangci, args...)
	cmd.Dir = l.dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+l.cache, "GOFLAGS=-mod=mod", "GOWORK=off", "GL_DEBUG=goanalysis/issues/cache")
	var stdout, errors bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &errors
	_ = cmd.Run() // the code is looked at
	var report struct {
		Issues []struct {
			Text       string
			FromLinter string
			Pos        struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if stdout.Len() > 0 {
		if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
			t.Fatalf("%v in %s", err, stdout.String())
		}
	}
	for _, issue := range report.Issues {
		if issue.FromLinter != "kvlint" {
			t.Errorf("%s says: %s", issue.FromLinter, issue.Text)
		}
		found = append(found, finding{issue.Pos.Filename, issue.Pos.Line, issue.Pos.Column, issue.Text})
	}
	return sorted(found), errors.String(), cmd.ProcessState.ExitCode()
}

// alone returns what kvlint itself finds in the module in dir.
func alone(t *testing.T, dir string, args ...string) []finding {
	t.Helper()
	cmd := exec.Command(programs.kvlint, append(args, "-json", "-exit-zero", "./...")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]map[string][]struct{ Posn, Category, Message string }
	if err := json.Unmarshal(out, &tree); err != nil {
		t.Fatal(err)
	}
	var found []finding
	for _, rules := range tree {
		for rule, list := range rules {
			for _, d := range list {
				f := finding{message: rule + ": " + d.Message + " (" + d.Category + ")"}
				words := strings.Split(d.Posn, ":")
				f.file = strings.Join(words[:len(words)-2], ":")
				fmt.Sscan(words[len(words)-2], &f.line)
				fmt.Sscan(words[len(words)-1], &f.column)
				found = append(found, f)
			}
		}
	}
	return sorted(found)
}

func sorted(found []finding) []finding {
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.String(), b.String()) })
	return found
}

// golangci-lint finds in the fixtures what kvlint does, word for word.
func TestGolangciFixtures(t *testing.T) {
	fixtures, err := filepath.Abs("../../testdata/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	want := alone(t, fixtures)
	got, stderr, code := configure(t, fixtures, "").run(t, "./...")
	if code != 1 || len(want) < 50 {
		t.Fatalf("exit code %d, kvlint finds %d; stderr:\n%s", code, len(want), stderr)
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("only kvlint: %v", f)
		}
	}
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("only golangci-lint: %v", f)
		}
	}
}

// shop has findings that need facts of another package and of another module,
// and some that are silenced.
const shop = `
-- go.mod --
module example.com/shop

go 1.26.0

require (
	example.com/lib v1.0.0
	github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.0.0
)

replace (
	example.com/lib => ./lib
	github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets => ./stub
)
-- stub/go.mod --
module github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets

go 1.26.0
-- stub/azsecrets.go --
package azsecrets

import "context"

type Client struct{}

type GetSecretOptions struct{}

type GetSecretResponse struct{ Value *string }

func (*Client) GetSecret(ctx context.Context, name, version string, o *GetSecretOptions) (GetSecretResponse, error) {
	return GetSecretResponse{}, nil
}
-- lib/go.mod --
module example.com/lib

go 1.26.0

require github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.0.0
-- lib/lib.go --
package lib

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

var vault *azsecrets.Client

func Get(ctx context.Context, name string) string {
	resp, _ := vault.GetSecret(ctx, name, "", nil)
	return *resp.Value
}
-- store/store.go --
package store

import (
	"context"

	"example.com/lib"
)

func Get(ctx context.Context, name string) string { return lib.Get(ctx, name) }
-- web/web.go --
package web

import (
	"net/http"

	"example.com/lib"
	"example.com/shop/store"
)

func Near(w http.ResponseWriter, r *http.Request) { store.Get(r.Context(), "near-password") }

func Far(w http.ResponseWriter, r *http.Request) { lib.Get(r.Context(), "far-password") }
-- silent/silent.go --
package silent

import "net/http"

func F(r *http.Request) {
	r.SetBasicAuth("admin", "hunter2") //nolint:kvlint // shown in a talk
	//kvlint:ignore hardcodedcreds/sink shown in a talk
	r.SetBasicAuth("admin", "hunter3")
	r.SetBasicAuth("admin", "hunter4") //nolint:hardcodedcreds // no linter has this name
}
-- clean/clean.go --
package clean
`

// Facts cross packages and modules; directives of both programs silence.
func TestGolangciModule(t *testing.T) {
	got, stderr, code := configure(t, facttest.Write(t, shop), "").run(t, "./...")
	var lines []string
	for _, f := range got {
		rule, _, _ := strings.Cut(f.message, ":")
		lines = append(lines, fmt.Sprintf("%s:%d %s", filepath.Base(f.file), f.line, rule))
	}
	want := []string{"silent.go:9 hardcodedcreds", "web.go:10 vaulthotpath", "web.go:12 vaulthotpath"}
	if code != 1 || !slices.Equal(lines, want) {
		t.Errorf("exit code %d, got %q, want %q; stderr:\n%s", code, lines, want, stderr)
	}
}

// Settings are those of kvlint, and golangci-lint's cache notices a change; what
// nothing has changed for comes from the cache.
func TestGolangciSettings(t *testing.T) {
	dir := facttest.Write(t, shop)
	if err := os.RemoveAll(filepath.Join(dir, "silent")); err != nil { // kvlint knows no nolint
		t.Fatal(err)
	}
	l := configure(t, dir, "")
	first, stderr, _ := l.run(t, "./...")
	if len(first) != 2 || !strings.Contains(stderr, "Loaded 0 issues from cache") {
		t.Fatalf("got %v; stderr:\n%s", first, stderr)
	}
	again, stderr, _ := l.run(t, "./...")
	if !slices.Equal(again, first) || !strings.Contains(stderr, "Loaded 2 issues from cache") {
		t.Errorf("second run: got %v; stderr:\n%s", again, stderr)
	}
	for settings, flag := range map[string]string{
		"disable: [vaulthotpath]":                     "-disable=vaulthotpath",
		"caches: [example.com/shop/store.Get]":        "-caches=example.com/shop/store.Get",
		"exclude: [web]":                              "-exclude=web",
		"hot-functions: [example.com/shop/store.Get]": "-hot-functions=example.com/shop/store.Get",
	} {
		l.write(t, settings)
		got, stderr, _ := l.run(t, "./...")
		if want := alone(t, dir, flag); !slices.Equal(got, want) || slices.Equal(got, first) {
			t.Errorf("%s: got %v, want %v; stderr:\n%s", settings, got, want, stderr)
		}
	}
}

// Wrong settings stop golangci-lint, with a line that names the key.
func TestGolangciWrongSettings(t *testing.T) {
	l := configure(t, facttest.Write(t, shop), "")
	for settings, want := range map[string]string{
		"disabled: [hardcodedcreds]":   `unknown key "disabled" (want one of enable, disable,`,
		"disable: hardcodedcreds":      "disable: want a list of rules and rule/categories, not a text",
		"disable: [nosuch]":            `disable[0]: unknown rule "nosuch" (want one of hardcodedcreds,`,
		"sinks: [{func: a.B, arg: x}]": "sinks[0].arg: want a number, not a text",
	} {
		l.write(t, settings)
		_, stderr, code := l.run(t, "./...")
		n := 0
		for line := range strings.Lines(stderr) {
			if strings.Contains(line, want) {
				n++
			}
		}
		if code != 3 || n != 1 {
			t.Errorf("%s: exit code %d, want 3 and %q once; stderr:\n%s", settings, code, want, stderr)
		}
	}
}

// The example is a configuration that golangci-lint accepts, and shows no
// credential.
func TestGolangciExample(t *testing.T) {
	dir := facttest.Write(t, shop)
	example, err := os.ReadFile("../../.golangci.example.yml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), example, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"config", "verify"}, 0, ""},
		{[]string{"run", "./silent"}, 1, "silent/silent.go:9:26: hardcodedcreds: "},
	} {
		cmd := exec.Command(programs.golangci, test.args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+t.TempDir(), "GOFLAGS=-mod=mod", "GOWORK=off")
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != test.code || !strings.Contains(string(out), test.want) || strings.Contains(string(out), "hunter") {
			t.Errorf("%v: exit code %d, want %d and %q; output:\n%s", test.args, code, test.code, test.want, out)
		}
	}
}
