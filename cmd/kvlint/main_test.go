package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/report"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestMain lets the test binary stand in for kvlint.
func TestMain(m *testing.M) {
	if os.Getenv("KVLINT_TEST_MAIN") != "" {
		main()
		os.Exit(0)
	}
	os.Setenv(kept.Variable, "off") // each test looks at what kvlint does, not at what it did
	os.Exit(m.Run())
}

// A run is what a command did.
type run struct {
	stdout, stderr string
	code           int
}

// execute runs a program in dir. Programs find this test binary as kvlint.
func execute(t *testing.T, dir, program string, args ...string) run {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "KVLINT_TEST_MAIN=1", "PWD="+dir,
		"GOFLAGS="+cmp.Or(os.Getenv("KVLINT_TEST_GOFLAGS"), "-mod=mod"), "GOWORK="+cmp.Or(os.Getenv("KVLINT_TEST_GOWORK"), "off"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return run{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func self(t *testing.T) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return exe
}

func kvlint(t *testing.T, dir string, args ...string) run {
	t.Helper()
	return execute(t, dir, self(t), args...)
}

func vet(t *testing.T, dir string, args ...string) run {
	t.Helper()
	return execute(t, dir, "go", append([]string{"vet", "-vettool=" + self(t)}, args...)...)
}

// A finding is what both drivers say of one.
type finding struct{ posn, rule, category, message string }

// findings reads the output of kvlint -json or of go vet -json, which is a
// sequence of objects with comments between.
func findings(t *testing.T, output string) []finding {
	t.Helper()
	var found []finding
	dec := json.NewDecoder(strings.NewReader(dropComments(output)))
	for {
		var tree map[string]map[string][]struct{ Posn, Category, Message string }
		if err := dec.Decode(&tree); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in output:\n%s", err, output)
		}
		for _, rules := range tree {
			for rule, list := range rules {
				for _, d := range list {
					message := strings.TrimSuffix(d.Message, " ("+rule+"/"+d.Category+")")
					found = append(found, finding{d.Posn, rule, d.Category, message})
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b finding) int {
		return strings.Compare(a.posn+a.rule+a.category, b.posn+b.rule+b.category)
	})
	return slices.Compact(found)
}

func dropComments(output string) string {
	var b strings.Builder
	for line := range strings.Lines(output) {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// Both drivers find the same in all fixtures.
func TestDriversAgree(t *testing.T) {
	fixtures, err := filepath.Abs("../../testdata/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	standalone := kvlint(t, fixtures, "-json", "./...")
	if standalone.code != 1 || standalone.stderr != "" {
		t.Fatalf("kvlint: exit code %d, stderr:\n%s", standalone.code, standalone.stderr)
	}
	vetted := vet(t, fixtures, "-json", "./...")
	if vetted.code != 0 {
		t.Fatalf("go vet: exit code %d, stderr:\n%s", vetted.code, vetted.stderr)
	}
	got, want := findings(t, standalone.stdout), findings(t, vetted.stdout)
	if len(got) == 0 {
		t.Fatal("no findings")
	}
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("only kvlint: %v", f)
		}
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("only go vet: %v", f)
		}
	}
}

// No driver and no format shows a credential of the fixtures.
func TestNothingIsShown(t *testing.T) {
	fixtures, err := filepath.Abs("../../testdata/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	values := []string{"hunter", "x7Kp2mQz", "k9Zt4wQx", "Zt4wQx", "Nm8vLp", "Hd2sRy", "changeme", "9aK2mZ7q", "Zk3vNp7x"}
	runs := map[string]run{"go vet": vet(t, fixtures, "./...")}
	for _, f := range report.Formats {
		runs[f.Name] = kvlint(t, fixtures, "-show-silenced", "-format="+f.Name, "./...")
	}
	for name, got := range runs {
		shown := withoutPages(got.stdout) + got.stderr
		if !shownHash.MatchString(shown) {
			t.Errorf("%s: no credential was found:\n%s", name, got.stderr)
		}
		for _, value := range values {
			if strings.Contains(shown, value) {
				t.Errorf("%s shows a part of a credential", name)
			}
		}
	}
}

// withoutPages returns a report in SARIF without the rules, whose pages have
// examples, and any other as it is.
func withoutPages(report string) string {
	if _, rest, ok := strings.Cut(report, `"automationDetails":`); ok {
		return rest
	}
	return report
}

// A credential isn't shown where another rule reports, and the rule that knows
// it is off.
func TestNothingIsShownBeside(t *testing.T) {
	fixtures, err := filepath.Abs("../../testdata/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	got := kvlint(t, fixtures, "-disable=hardcodedcreds", "./configinvault/beside")
	if !strings.Contains(got.stdout, "db-host") || strings.Contains(got.stdout, "hunter") {
		t.Errorf("got:\n%s", got.stdout)
	}
}

// The README shows what its first command prints.
func TestDemo(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	got := kvlint(t, root, "-C", "testdata/demo", "-exit-zero", "./...")
	if got.code != 0 || got.stderr != "" {
		t.Fatalf("exit code %d, stderr:\n%s", got.code, got.stderr)
	}
	if got.stdout == "" || !strings.Contains(string(readme), "```console\n$ go run ./cmd/kvlint -C testdata/demo -exit-zero ./...\n"+got.stdout+"```\n") {
		t.Errorf("README.md doesn't show the output of its first command, which is:\n%s", got.stdout)
	}
	if failing := kvlint(t, root, "-C", "testdata/demo", "./..."); failing.code != 1 {
		t.Errorf("without -exit-zero: exit code %d, want 1", failing.code)
	}
}

const leaky = `
-- go.mod --
module example.com/leaky

go 1.26.0
-- a/a.go --
package a

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- a/a_test.go --
package a

import "testing"

func TestF(t *testing.T) {}
-- b/b.go --
package b

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter3") }
-- clean/clean.go --
package clean
-- tagged/tagged.go --
package tagged
-- tagged/extra.go --
//go:build extra

package tagged

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- empty/README --
No Go here.
-- nested/go.mod --
module example.com/nested

go 1.26.0
-- nested/n.go --
package nested

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter4") }
-- nested/tested/tested.go --
package tested
-- nested/tested/tested_test.go --
package tested

const token = "gh" + "p_" + "9aK2mZ7qLw3Xc8Vb" + "4Nt6Rf1Yp5Hs0DjGuEoT"
`

func TestExitCodes(t *testing.T) {
	dir := facttest.Write(t, leaky)
	for _, test := range []struct {
		args   []string
		code   int
		stderr string // contained
	}{
		{[]string{"./..."}, 1, ""},
		{[]string{"./clean"}, 0, ""},
		{[]string{"-exit-zero", "./..."}, 0, ""},
		{[]string{"-fail-on=error", "./..."}, 1, ""},
		{[]string{"-disable=hardcodedcreds", "./..."}, 0, ""},
		{[]string{"-disable=hardcodedcreds/sink", "./..."}, 0, ""},
		{[]string{"-C", "clean"}, 0, ""},
		{[]string{"tagged/extra.go"}, 2, "extra.go: not analysed, because build constraints exclude it here"},
		{[]string{"-tags=extra", "tagged/extra.go"}, 1, ""},
		{[]string{"-format=text:report.cfg", "./clean"}, 0, ""},
		{[]string{"report.cfg"}, 2, "report.cfg"},
		{[]string{"./tagged"}, 0, ""},
		{[]string{"-tags=extra", "./tagged"}, 1, ""},
		{[]string{"-C", "nested", "./tested"}, 1, ""},
		{[]string{"-C", "nested", "-tests=false", "./tested"}, 0, ""},
		{[]string{}, 2, "no Go files"},
		{[]string{"./missing"}, 2, "missing"},
		{[]string{"./missing/..."}, 2, "missing"},
		{[]string{"./empty/..."}, 2, "./empty/...: no packages match"},
		{[]string{"missing.go"}, 2, "missing.go: no such file"},
		{[]string{"-C", "missing", "./..."}, 2, "-C"},
		{[]string{"-disable=nosuch", "./..."}, 2, `unknown rule "nosuch" (want one of hardcodedcreds`},
		{[]string{"-disable=hardcodedcreds/nosuch", "./..."}, 2, `unknown category "nosuch" of rule hardcodedcreds (want one of privatekey`},
		{[]string{"-nosuch", "./..."}, 2, "flag provided but not defined: -nosuch"},
		{[]string{"-fail-on=fatal"}, 2, `unknown severity "fatal" (want note, warning or error)`},
		{[]string{"-format=pdf", "./nosuch"}, 2, `unknown format "pdf" (want one of text, json, sarif, github, gitlab, govet)`},
		{[]string{"-format=json:", "./nosuch"}, 2, "no file after the colon"},
		{[]string{"-format=json", "-format=text", "./nosuch"}, 2, "json and text both go to standard output"},
		{[]string{"-json", "-format=sarif", "./nosuch"}, 2, "govet and sarif both go to standard output"},
		{[]string{"-format=json:x", "-format=sarif:x", "./nosuch"}, 2, "json and sarif both go to x"},
		{[]string{"-format=json:missing/x", "./nosuch"}, 2, "-format=json: open missing"},
		{[]string{"-format=json:a", "./nosuch"}, 2, "-format=json: open a"},
		{[]string{"a/a.go", "./b"}, 2, "can't be mixed"},
		{[]string{"explain"}, 2, "explain wants the name of one rule"},
		{[]string{"explain", "hardcodedcreds/nosuch"}, 2, `unknown category "nosuch" of rule hardcodedcreds`},
		{[]string{"rules", "hardcodedcreds"}, 2, "rules takes no arguments (for a rule's page: kvlint explain hardcodedcreds)"},
		{[]string{"help", "hardcodedcreds"}, 2, "help takes no arguments"},
		{[]string{"version", "x"}, 2, "version takes no arguments"},
		{[]string{"explain", "nosuch"}, 2, `unknown rule "nosuch"`},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			got := kvlint(t, dir, test.args...)
			if got.code != test.code {
				t.Errorf("exit code %d, want %d; output:\n%s%s", got.code, test.code, got.stdout, got.stderr)
			}
			if !strings.Contains(got.stderr, test.stderr) || (test.stderr == "") != (got.stderr == "") {
				t.Errorf("stderr:\n%s\nwant %q", got.stderr, test.stderr)
			}
			if test.code == 2 && strings.Count(got.stderr, "\n") != 1 {
				t.Errorf("want one line on stderr, got:\n%s", got.stderr)
			}
		})
	}
}

// Files of several directories and modules are analysed at once, and findings
// reported in them alone.
func TestFileArguments(t *testing.T) {
	dir := facttest.Write(t, leaky)
	got := kvlint(t, dir, "-json", "a/a.go", filepath.Join("nested", "n.go"))
	var files []string
	for _, f := range findings(t, got.stdout) {
		file, _, _ := strings.Cut(f.posn, ":")
		rel, _ := filepath.Rel(dir, file)
		files = append(files, filepath.ToSlash(rel))
	}
	if want := []string{"a/a.go", "nested/n.go"}; !slices.Equal(files, want) {
		t.Errorf("findings in %v, want %v; stderr:\n%s", files, want, got.stderr)
	}
}

func TestOutputs(t *testing.T) {
	dir := facttest.Write(t, leaky)
	got := kvlint(t, dir, "-format=text", "-format=govet:out.json", "-format=github:out.txt", "./a")
	data, err := os.ReadFile(filepath.Join(dir, "out.json"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(findings(t, string(data))); n != 1 {
		t.Errorf("%d findings in out.json, want 1 (test variants must not double it)", n)
	}
	want := `a/a.go:5:51: argument password of http.Request.SetBasicAuth is a constant (sha256 f52fbd32), a credential written into the source; keep it in Key Vault and read it with azsecrets, or use a managed identity (hardcodedcreds/sink)
	func F(r *http.Request) { r.SetBasicAuth("…", "…") }
	                                              ^^^

1 finding in 1 file (1 error)
why it matters and what to do instead: kvlint explain hardcodedcreds/sink
`
	if got.stdout != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.stdout, want)
	}
}

// What kvlint says of all fixtures is valid by the schemas of SARIF and of its
// own format.
func TestReportsAreValid(t *testing.T) {
	fixtures, err := filepath.Abs("../../testdata/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	got := kvlint(t, fixtures, "-show-silenced", "-format=sarif:"+filepath.Join(out, "sarif"), "-format=json:"+filepath.Join(out, "json"), "./...")
	if got.code != 1 || got.stdout+got.stderr != "" {
		t.Fatalf("exit code %d, output:\n%s%s", got.code, got.stdout, got.stderr)
	}
	for format, file := range map[string]string{
		"sarif": "../../internal/report/testdata/sarif-schema-2.1.0.json",
		"json":  "../../docs/findings.schema.json",
	} {
		data, err := os.ReadFile(filepath.Join(out, format))
		if err != nil {
			t.Fatal(err)
		}
		schema, err := jsonschema.NewCompiler().Compile(file)
		if err != nil {
			t.Fatal(err)
		}
		report, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(report); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// Programs see names from the root of the repository, wherever kvlint runs.
func TestNamesFromRoot(t *testing.T) {
	dir := facttest.Write(t, leaky)
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string]string{
		"json":   `"path": "nested/n.go"`,
		"sarif":  `"uri": "nested/n.go"`,
		"github": "file=nested/n.go,",
		"gitlab": `"path": "nested/n.go"`,
		"text":   "\nn.go:5:51: ",
	} {
		got := kvlint(t, dir, "-C", "nested", "-format="+format, ".")
		if !strings.Contains("\n"+got.stdout, want) {
			t.Errorf("%s: no %q in:\n%s%s", format, want, got.stdout, got.stderr)
		}
	}
}

// Files are opened before the analysis, and keep what they hold, or that they
// don't exist, if it can't be done.
func TestOutputsOfFailedRuns(t *testing.T) {
	dir := facttest.Write(t, leaky)
	old := filepath.Join(dir, "old.json")
	if err := os.WriteFile(old, []byte(strings.Repeat("old ", 10000)), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := kvlint(t, dir, "-format=json:old.json", "-format=text:new.txt", "./missing"); got.code != 2 {
		t.Errorf("exit code %d, want 2", got.code)
	}
	if data, err := os.ReadFile(old); err != nil || !strings.HasPrefix(string(data), "old old") {
		t.Errorf("the old report is gone: %q, %v", data, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "new.txt")); err == nil {
		t.Error("an empty report was left")
	}
	kvlint(t, dir, "-format=json:old.json", "./a")
	if data, err := os.ReadFile(old); err != nil || !json.Valid(data) {
		t.Errorf("the new report doesn't replace the old one: %q, %v", data, err)
	}
}

// Findings that directives silence are shown only where they are asked for, and
// count for nothing.
func TestShowSilenced(t *testing.T) {
	dir := facttest.Write(t, `
-- go.mod --
module example.com/silent

go 1.26.0
-- silent.go --
package silent

import "net/http"

func F(r *http.Request) {
	r.SetBasicAuth("admin", "hunter2") //kvlint:ignore hardcodedcreds the example of a tutorial
	r.SetBasicAuth("admin", "hunter3") // gitleaks:allow
	//kvlint:ignore hardcodedcreds DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=`+accountKey+`
	r.SetBasicAuth("admin", "hunter4")
}
`)
	for _, format := range []string{"json", "sarif"} {
		got := kvlint(t, dir, "-show-silenced", "-format="+format, "./...")
		if got.code != 0 || len(shownHash.FindAllString(got.stdout, -1)) != 3 || strings.Count(got.stdout, "the example of a tutorial") != 1 {
			t.Errorf("%s: exit code %d, stdout:\n%s", format, got.code, got.stdout)
		}
		if strings.Contains(got.stdout, accountKey) {
			t.Errorf("%s shows the credential in a reason", format)
		}
		if got := kvlint(t, dir, "-format="+format, "./..."); got.code != 0 || shownHash.MatchString(got.stdout) {
			t.Errorf("%s: silenced findings are shown though nobody asked", format)
		}
	}
}

// shownHash matches what messages show of a credential.
var shownHash = regexp.MustCompile(`\(sha256 [0-9a-f]{8}\)`)

// accountKey looks like the key of a storage account.
const accountKey = "x7Kp2mQzVb9Rt4WcLn8Yd3Hs6Fj1Ga5Ue0Ti7Ok2Pl9Mx4" + "Nz8Bv3Cq6Dw1Er5Ty0Ui7Op2As9Df4GhJkLw=="

const chained = `
-- go.mod --
module example.com/chained

go 1.26.0

require github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.0.0

replace github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets => ./azsecrets
-- azsecrets/go.mod --
module github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets

go 1.26.0
-- azsecrets/azsecrets.go --
package azsecrets

import "context"

type Client struct{}

type GetSecretOptions struct{}

type GetSecretResponse struct{ Value *string }

func (*Client) GetSecret(context.Context, string, string, *GetSecretOptions) (GetSecretResponse, error) {
	panic("stub")
}
-- store/store.go --
package store

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

type Store struct{ Client *azsecrets.Client }

func (s *Store) Get(ctx context.Context, name string) (string, error) {
	resp, err := s.Client.GetSecret(ctx, name, "", nil)
	if err != nil {
		return "", err
	}
	return *resp.Value, nil
}
-- store/store_test.go --
package store
-- web/web.go --
package web

import (
	"net/http"

	"example.com/chained/store"
)

type Server struct{ store *store.Store }

func (s *Server) Serve(w http.ResponseWriter, r *http.Request) {
	key, _ := s.key(r)
	w.Write([]byte(key))
}

func (s *Server) key(r *http.Request) (string, error) {
	return s.store.Get(r.Context(), "signing-key")
}
`

// A chain leads through functions of this and other packages to where they
// are.
func TestChain(t *testing.T) {
	dir := facttest.Write(t, chained)
	got := kvlint(t, dir, "./...")
	want := "\tthrough (*Server).key, web/web.go:16:1\n\tthrough (*Store).Get, store/store.go:11:1\n"
	if got.code != 1 || !strings.Contains(got.stdout, want) {
		t.Errorf("exit code %d, no\n%s in:\n%s%s", got.code, want, got.stdout, got.stderr)
	}
}

func TestVetChain(t *testing.T) {
	vetted := vet(t, facttest.Write(t, chained), "./...")
	for _, step := range []string{"web/web.go:16:1: \tthrough (*Server).key", "store/store.go:11:1: \tthrough (*Store).Get"} {
		if !strings.Contains(filepath.ToSlash(vetted.stderr), step) {
			t.Errorf("go vet: no %q in:\n%s", step, vetted.stderr)
		}
	}
}

const broken = `
-- go.mod --
module example.com/broken

go 1.26.0
-- broken/broken.go --
package broken

func Missing() undefinedType { return nil }

func F() int { return "text" }
-- importer/importer.go --
package importer

import (
	"net/http"

	"example.com/broken/broken"
)

func F(r *http.Request) int {
	r.SetBasicAuth("admin", "hunter2")
	return broken.F() + broken.Gone
}
-- syntax/syntax.go --
package syntax

func F( {
-- other/other.go --
package other

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- missing/missing.go --
package missing

import _ "example.com/nowhere"
-- stale/stale.go --
package stale

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- stale/stale_test.go --
package stale

var _ = G()
`

// A package that doesn't compile is named; all others, its importers too, are
// analysed.
func TestBrokenPackages(t *testing.T) {
	dir := facttest.Write(t, broken)
	got := kvlint(t, dir, "./...")
	if got.code != 2 {
		t.Errorf("exit code %d, want 2", got.code)
	}
	for _, want := range []string{"importer/importer.go:10:26: ", "other/other.go:5:51: ", "stale/stale.go:5:51: ", "3 findings in 3 files"} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("no %q in stdout:\n%s", want, got.stdout)
		}
	}
	for _, want := range []string{
		"broken/broken.go:3:16: undefined: undefinedType",
		"broken/broken.go:5:23: cannot use",
		"example.com/broken/broken: not analysed, because it does not compile",
		"syntax/syntax.go:3:",
		"example.com/nowhere",
		"stale/stale_test.go:3:9: undefined: G",
		"example.com/broken/stale: analysed without its tests, which do not compile",
	} {
		if !strings.Contains(got.stderr, want) {
			t.Errorf("no %q in stderr:\n%s", want, got.stderr)
		}
	}
	if strings.Contains(got.stderr, "importer") {
		t.Errorf("the importer is called broken:\n%s", got.stderr)
	}
	if n := strings.Count(got.stderr, "missing.go:"); n != 1 {
		t.Errorf("the missing package is told %d times:\n%s", n, got.stderr)
	}
}

// What is said of packages that don't compile shows no string, in no format.
func TestProblemsShowNoLiteral(t *testing.T) {
	dir := facttest.Write(t, `
-- go.mod --
module example.com/shown

go 1.26.0
-- types/types.go --
package types

const password = "hunter2"

var _ int = "hunter2"

var _ int = password
-- syntax/syntax.go --
package syntax

var x = 1 "hunter2"
-- imports/imports.go --
package imports "hunter2"
-- test/test.go --
package test
-- test/test_test.go --
package test

var _ int = "hunter2"
`)
	for _, f := range report.Formats {
		got := kvlint(t, dir, "-format="+f.Name, "./...")
		if got.code != 2 || !strings.Contains(got.stderr, `cannot use "…"`) || strings.Contains(withoutPages(got.stdout)+got.stderr, "hunter2") {
			t.Errorf("%s: exit code %d, output:\n%s%s", f.Name, got.code, got.stdout, got.stderr)
		}
	}
}

// What the go command objects to, though every file has types, is told.
func TestImportCycle(t *testing.T) {
	dir := facttest.Write(t, `
-- go.mod --
module example.com/cycle

go 1.26.0
-- a/a.go --
package a

import _ "example.com/cycle/b"
-- b/b.go --
package b

import _ "example.com/cycle/a"
`)
	for _, pattern := range []string{"./a", "./..."} {
		if got := kvlint(t, dir, pattern); got.code != 2 || !strings.Contains(got.stderr, "import cycle") {
			t.Errorf("%s: exit code %d, stderr %q", pattern, got.code, got.stderr)
		}
	}
}

func TestNoGoCommand(t *testing.T) {
	dir := facttest.Write(t, leaky)
	cmd := exec.Command(self(t), "./...")
	cmd.Dir = dir
	cmd.Env = []string{"KVLINT_TEST_MAIN=1", "PATH=" + t.TempDir(), "HOME=" + t.TempDir()}
	out, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 2 {
		t.Errorf("exit code %d, want 2", code)
	}
	if want := "kvlint: the go command is not on PATH"; !strings.HasPrefix(string(out), want) || strings.Count(string(out), "\n") != 1 {
		t.Errorf("got %q, want one line that starts with %q", out, want)
	}
}

func TestOutsideModule(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.go"), []byte("package x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"./..."}, {"x.go"}} {
		got := kvlint(t, dir, args...)
		if got.code != 2 || !strings.Contains(got.stderr, "not inside a Go module") || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%v: exit code %d, stderr %q", args, got.code, got.stderr)
		}
	}
}

// What the go command asks of a vet tool.
func TestVetProtocol(t *testing.T) {
	version := kvlint(t, t.TempDir(), "-V=full")
	if f := strings.Fields(version.stdout); len(f) < 4 || f[1] != "version" || !strings.HasPrefix(f[len(f)-1], "buildID=") {
		t.Errorf("-V=full: %q", version.stdout)
	}
	var flags []struct{ Name string }
	if err := json.Unmarshal([]byte(kvlint(t, t.TempDir(), "-flags").stdout), &flags); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"hardcodedcreds", "vaulthotpath", "configinvault", "unusedignore", "kvlint.disable", "kvlint.enable", "json"} {
		if !slices.ContainsFunc(flags, func(f struct{ Name string }) bool { return f.Name == want }) {
			t.Errorf("-flags lacks %s", want)
		}
	}
}

func TestVetText(t *testing.T) {
	dir := facttest.Write(t, leaky)
	got := vet(t, dir, "./...")
	if got.code != 1 || !strings.Contains(got.stderr, "managed identity (hardcodedcreds/sink)") {
		t.Errorf("exit code %d, stderr:\n%s", got.code, got.stderr)
	}
	for _, args := range [][]string{{"-kvlint.disable=hardcodedcreds/sink"}, {"-hardcodedcreds=false"}, {"-vaulthotpath"}} {
		if got := vet(t, dir, append(args, "./...")...); got.code != 0 || got.stderr != "" {
			t.Errorf("%v: exit code %d, stderr:\n%s", args, got.code, got.stderr)
		}
	}
}

func TestSubcommands(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct{ args, want string }{
		{"rules", "hardcodedcreds/privatekey "},
		{"explain vaulthotpath", "vaulthotpath: report"},
		{"explain hardcodedcreds/token", "# hardcodedcreds/token\n\nerror, reported in tests, too\n\na token that"},
		{"explain configinvault/name", "warning, not reported in tests\n\na secret is read"},
		{"version", "kvlint "},
		{"version", "built with go1."},
		{"-h", "kvlint [flags] [packages]"},
		{"help", "kvlint [flags] [packages]"},
	} {
		if got := kvlint(t, dir, strings.Fields(test.args)...); got.code != 0 || !strings.Contains(got.stdout, test.want) {
			t.Errorf("kvlint %s: exit code %d, stdout:\n%s", test.args, got.code, got.stdout)
		}
	}
}
