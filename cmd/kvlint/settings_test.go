package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// configured is a module in which nothing is found by default but what old and
// gen do: the rest is known from settings only.
const configured = `
-- go.mod --
module example.com/shop

go 1.26.0

require github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.0.0

replace github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets => ./stub
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
-- old/old.go --
package old

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- old/old_test.go --
package old_test

const token = "gh" + "p_" + "9aK2mZ7qLw3Xc8Vb" + "4Nt6Rf1Yp5Hs0DjGuEoT"
-- gen/mock.go --
package gen

import "net/http"

func F(r *http.Request) {
	//kvlint:ignore hardcodedcreds/sink shown in a talk
	r.SetBasicAuth("admin", "hunter2")
}
-- jobs/jobs.go --
package jobs

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

type Pool struct{ vault *azsecrets.Client }

func (p *Pool) Handle(ctx context.Context, job string) {
	p.vault.GetSecret(ctx, "job-password", "", nil)
}
-- web/web.go --
package web

import (
	"context"
	"net/http"
	"strconv"

	"example.com/shop/kept"
	"example.com/shop/rest"
)

func Handle(w http.ResponseWriter, r *http.Request) { kept.Get(r.Context(), "web-password") }

func Pay(w http.ResponseWriter, r *http.Request) { rest.Secret(r.Context(), "pay-password") }

func Port(ctx context.Context) (int, error) {
	value, err := rest.Secret(ctx, "legacy-value")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(value)
}
-- kept/kept.go --
package kept

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

var vault *azsecrets.Client

func Get(ctx context.Context, name string) string {
	resp, _ := vault.GetSecret(ctx, name, "", nil)
	return *resp.Value
}
-- rest/rest.go --
package rest

import "context"

func Secret(ctx context.Context, name string) (string, error) { return "", nil }
-- db/db.go --
package db

type Options struct{ Pin string }

func Open(host, phrase string) error { return nil }

func Dial(o Options) error { return nil }

func Run() {
	Open("db", "open-sesame")
	Dial(Options{Pin: "4711-0815"})
}
`

// places returns where a driver finds something in the module in dir, as
// "file:line rule/category".
func places(t *testing.T, dir string, got run) []string {
	t.Helper()
	var list []string
	for _, f := range findings(t, got.stdout) {
		rel, err := filepath.Rel(dir, f.posn)
		if err != nil {
			t.Fatal(err)
		}
		file, rest, _ := strings.Cut(filepath.ToSlash(rel), ":")
		line, _, _ := strings.Cut(rest, ":")
		list = append(list, file+":"+line+" "+f.rule+"/"+f.category)
	}
	return list
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// What is found in the module of configured, without settings and with some.
const (
	inOld     = "old/old.go:5 hardcodedcreds/sink"
	inOldTest = "old/old_test.go:3 hardcodedcreds/token"
	inHandle  = "web/web.go:12 vaulthotpath/request"
	inPay     = "web/web.go:14 vaulthotpath/request"
	inPort    = "web/web.go:17 configinvault/use"
	inJobs    = "jobs/jobs.go:12 vaulthotpath/request"
	inOpen    = "db/db.go:10 hardcodedcreds/sink"
	inDial    = "db/db.go:11 hardcodedcreds/sink"
)

// keyCases has each key in a file and as flags, and what is found then.
var keyCases = []struct {
	name, file string
	flags      []string
	want       []string
}{
	{"none", "", nil, []string{inOld, inOldTest, inHandle}},
	{"disable", "disable: [hardcodedcreds]", []string{"-disable=hardcodedcreds"}, []string{inHandle}},
	{"disable a category", "disable: [hardcodedcreds/sink]", []string{"-disable=hardcodedcreds/sink"}, []string{inOldTest, inHandle}},
	{
		"enable a category", "disable: [hardcodedcreds]\nenable: [hardcodedcreds/token]",
		[]string{"-disable=hardcodedcreds", "-enable=hardcodedcreds/token"}, []string{inOldTest, inHandle},
	},
	{"exclude", "exclude: [old]", []string{"-exclude=old"}, []string{inHandle}},
	{"exclude files", "exclude: [old/*_test.go]", []string{"-exclude=old/*_test.go"}, []string{inOld, inHandle}},
	{
		"exclude from a category", "exclude: [{path: '**', rules: [hardcodedcreds/sink]}]",
		[]string{"-exclude={path: '**', rules: [hardcodedcreds/sink]}"}, []string{inOldTest, inHandle},
	},
	{
		"hot-functions", "hot-functions: [example.com/shop/jobs.Pool.Handle]",
		[]string{"-hot-functions=example.com/shop/jobs.Pool.Handle"}, []string{inJobs, inOld, inOldTest, inHandle},
	},
	{"caches", "caches: [example.com/shop/kept.Get]", []string{"-caches=example.com/shop/kept.Get"}, []string{inOld, inOldTest}},
	{
		"secret-stores", "secret-stores: [{func: example.com/shop/rest.Secret, name: 2}]",
		[]string{"-secret-stores={func: example.com/shop/rest.Secret, name: 2}"},
		[]string{inOld, inOldTest, inHandle, inPay, inPort},
	},
	{
		"sinks", "sinks: [{func: example.com/shop/db.Open, arg: 2}, {field: example.com/shop/db.Options.Pin}]",
		[]string{"-sinks={func: example.com/shop/db.Open, arg: 2}", "-sinks={field: example.com/shop/db.Options.Pin}"},
		[]string{inOpen, inDial, inOld, inOldTest, inHandle},
	},
}

// Every key of the settings changes what is found, in a file as in a flag.
func TestSettings(t *testing.T) {
	dir := facttest.Write(t, configured)
	for _, test := range keyCases {
		t.Run(test.name, func(t *testing.T) {
			writeFile(t, dir, ".kvlint.yml", test.file)
			if got := places(t, dir, kvlint(t, dir, "-json", "./...")); !slices.Equal(got, test.want) {
				t.Errorf("file: got %q, want %q", got, test.want)
			}
			writeFile(t, dir, ".kvlint.yml", "")
			args := append(slices.Clone(test.flags), "-json", "./...")
			if got := places(t, dir, kvlint(t, dir, args...)); !slices.Equal(got, test.want) {
				t.Errorf("flags: got %q, want %q", got, test.want)
			}
		})
	}
}

// allSettings has every key, so that one run of go vet shows them all.
const allSettings = `
enable: [hardcodedcreds/token]
disable: [hardcodedcreds]
exclude: [{path: web, rules: [configinvault]}]
hot-functions: [example.com/shop/jobs.Pool.Handle]
caches: [example.com/shop/kept.Get]
secret-stores: [{func: example.com/shop/rest.Secret, name: 2}]
`

// Under go vet the settings are the same, in the file as in flags, and its cache
// notices when they change.
func TestVetSettings(t *testing.T) {
	dir := facttest.Write(t, configured)
	for _, test := range []struct {
		name, file string
		flags      []string
		want       []string
	}{
		{"none", "", nil, []string{inOld, inOldTest, inHandle}},
		{"file", allSettings, nil, []string{inJobs, inOldTest, inPay}},
		{"flags outweigh the file", allSettings, []string{"-kvlint.enable=hardcodedcreds", "-kvlint.sinks={func: example.com/shop/db.Open, arg: 2}"}, []string{inOpen, inJobs, inOld, inOldTest, inPay}},
		{"no longer", "", nil, []string{inOld, inOldTest, inHandle}},
	} {
		writeFile(t, dir, ".kvlint.yml", test.file)
		got := vet(t, dir, append(test.flags, "-json", "./...")...)
		if found := places(t, dir, got); !slices.Equal(found, test.want) {
			t.Errorf("%s: got %q, want %q; stderr:\n%s", test.name, found, test.want, got.stderr)
		}
	}
}

// wrongFile is a file of settings, and wrongFileError what is said of it.
const (
	wrongFile      = "severity: {}\ndisable: [hardcodedcred]\n"
	wrongFileError = `.kvlint.yml:2:11: disable[0]: unknown rule "hardcodedcred" (want one of hardcodedcreds`
)

// Wrong settings get one line each that names the file, the place and what would
// be right, and nothing is run.
func TestWrongSettings(t *testing.T) {
	dir := facttest.Write(t, configured)
	writeFile(t, dir, "good.yml", "")
	writeFile(t, dir, ".kvlint.yml", wrongFile)
	const want = wrongFileError
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"./..."}, want},
		{[]string{"old/old.go"}, want},
		{[]string{"-C", "old"}, want},
		{[]string{"config", "check"}, want},
		{[]string{"-config=missing.yml", "./..."}, "missing.yml: no such file"},
		{[]string{"-sinks={func: a.B, use: pin}", "./..."}, `unknown use "pin"`},
		{[]string{"config", "init"}, ".kvlint.yml is there already"},
		{[]string{"config", "check", "missing.yml"}, "missing.yml: no such file"},
		{[]string{"config"}, "config wants init"},
		{[]string{"config", "check", "a", "b"}, "config wants init"},
	} {
		got := kvlint(t, dir, test.args...)
		if got.code != 2 || got.stdout != "" || strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, test.want) {
			t.Errorf("%v: exit code %d, want 2; stdout %q, stderr %q, want one line with %q", test.args, got.code, got.stdout, got.stderr, test.want)
		}
	}
	writeFile(t, dir, "bad.yml", "disable: [hardcodedcreds\n")
	if got := kvlint(t, dir, "-config=bad.yml", "./old"); got.code != 2 || !strings.HasPrefix(got.stderr, "kvlint: bad.yml:1: malformed YAML: ") || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("malformed: exit code %d, stderr %q", got.code, got.stderr)
	}
	if got := kvlint(t, dir, "-config=good.yml", "./old"); got.code != 1 || got.stderr != "" {
		t.Errorf("-config: exit code %d, stderr %q", got.code, got.stderr)
	}
}

// Under go vet, too, what is wrong is told in one line, for the file once.
func TestVetWrongSettings(t *testing.T) {
	dir := facttest.Write(t, configured)
	for _, test := range []struct{ variable, file, flag, want string }{
		{"", "", "-kvlint.disable=nosuch", `unknown rule "nosuch" (want one of`},
		{"", wrongFile, "", wrongFileError},
		{"relative.yml", "", "", "KVLINT_CONFIG=relative.yml: go vet runs kvlint in each package's directory (want an absolute name)"},
	} {
		t.Setenv("KVLINT_CONFIG", test.variable)
		writeFile(t, dir, ".kvlint.yml", test.file)
		args := []string{"./db"}
		if test.flag != "" {
			args = []string{test.flag, "./db"}
		}
		got := vet(t, dir, args...)
		if got.code != 1 || strings.Count(got.stderr, test.want) != 1 || strings.Contains(got.stderr, "Usage") || strings.Contains(got.stderr, "db.go") {
			t.Errorf("%v: exit code %d, stderr %q, want %q once", test, got.code, got.stderr, test.want)
		}
	}
}

// The variable names a file for all modules.
func TestVetSettingsVariable(t *testing.T) {
	dir := facttest.Write(t, configured)
	writeFile(t, dir, "ours.yml", "disable: [vaulthotpath, hardcodedcreds/token]")
	t.Setenv("KVLINT_CONFIG", filepath.Join(dir, "ours.yml"))
	if got := places(t, dir, kvlint(t, dir, "-json", "./...")); !slices.Equal(got, []string{inOld}) {
		t.Errorf("kvlint: got %q", got)
	}
	if got := places(t, dir, vet(t, dir, "-json", "./...")); !slices.Equal(got, []string{inOld}) {
		t.Errorf("go vet: got %q", got)
	}
}

func TestSeverity(t *testing.T) {
	dir := facttest.Write(t, leaky)
	if got := kvlint(t, dir, "./a"); got.code != 1 || !strings.Contains(got.stdout, "(1 error)") {
		t.Errorf("exit code %d, stdout:\n%s", got.code, got.stdout)
	}
	writeFile(t, dir, ".kvlint.yml", "severity: {hardcodedcreds/sink: note}")
	if got := kvlint(t, dir, "./a"); got.code != 0 || !strings.Contains(got.stdout, "(1 note)") {
		t.Errorf("a note: exit code %d, stdout:\n%s", got.code, got.stdout)
	}
	if got := kvlint(t, dir, "-severity=hardcodedcreds/sink=warning", "./a"); got.code != 1 {
		t.Errorf("a warning by flag: exit code %d", got.code)
	}
}

// Each module has its own settings, in one run over files of both.
func TestSettingsOfModules(t *testing.T) {
	dir := facttest.Write(t, leaky)
	writeFile(t, dir, "nested/.kvlint.yml", "disable: [hardcodedcreds]")
	got := kvlint(t, dir, "-json", "a/a.go", "nested/n.go")
	if found := places(t, dir, got); !slices.Equal(found, []string{"a/a.go:5 hardcodedcreds/sink"}) {
		t.Errorf("got %q; stderr %q", found, got.stderr)
	}
}

// What init writes is in order, lies beside go.mod, and changes nothing.
func TestConfigInit(t *testing.T) {
	dir := facttest.Write(t, leaky)
	before := kvlint(t, dir, "./a")
	for _, args := range [][]string{{"config", "init"}, {"config", "check"}, {"config", "check", "../.kvlint.yml"}} {
		if got := kvlint(t, filepath.Join(dir, "a"), args...); got.code != 0 || got.stderr != "" || !strings.Contains(got.stdout, ".kvlint.yml") {
			t.Errorf("%v: exit code %d, stdout %q, stderr %q", args, got.code, got.stdout, got.stderr)
		}
	}
	if after := kvlint(t, dir, "./a"); after != before {
		t.Errorf("got %v, before %v", after, before)
	}
	outside := kvlint(t, t.TempDir(), "config", "init")
	if outside.code != 2 || !strings.Contains(outside.stderr, "not inside a Go module") {
		t.Errorf("outside a module: exit code %d, stderr %q", outside.code, outside.stderr)
	}
}
