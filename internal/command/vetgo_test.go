package command

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/ast"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/facttest"
	"golang.org/x/tools/go/analysis"
)

// What the go command makes of a vet tool beside go vet itself.

// fixVar makes the test binary a vet tool with a rule that offers a fix.
const fixVar = "KVLINT_TEST_FIX"

// fixing is a suite with facts whose rule says new for old.
func fixing() (*suite.Suite, error) {
	s := facttest.Suite(func(*analysis.Pass) {})
	helper := s.Rules[0].Requires[0]
	s.Rules = []*analysis.Analyzer{{Name: "hardcodedcreds", Doc: "say new", Requires: []*analysis.Analyzer{helper}, Run: sayNew}}
	return s, nil
}

func sayNew(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		for n := range ast.Preorder(file) {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Value != `"old"` {
				continue
			}
			pass.Report(analysis.Diagnostic{
				Pos: lit.Pos(), End: lit.End(), Category: "sink", Message: "old",
				SuggestedFixes: []analysis.SuggestedFix{{
					Message:   "Say new",
					TextEdits: []analysis.TextEdit{{Pos: lit.Pos(), End: lit.End(), NewText: []byte(`"new"`)}},
				}},
			})
		}
	}
	return nil, nil
}

const fixable = `
-- go.mod --
module example.com/m

go 1.26.0
-- a/a.go --
package a

import "example.com/m/b"

func Word() string { return b.Word() + "old" }
-- b/b.go --
package b

func Word() string { return "old" }
`

// Fixes are shown and applied by go vet and go fix, of packages with facts, too.
func TestVetFix(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		args  []string
		code  int
		shown string // contained in the output
		fixed bool
	}{
		{"go vet", []string{"vet", "-vettool=" + exe}, 1, "old (hardcodedcreds/sink)", false},
		{"go vet -fix -diff", []string{"vet", "-vettool=" + exe, "-fix", "-diff"}, 1, `+func Word() string { return b.Word() + "new" }`, false},
		{"go vet -fix", []string{"vet", "-vettool=" + exe, "-fix"}, 0, "", true},
		{"go fix -diff", []string{"fix", "-fixtool=" + exe, "-diff"}, 1, `+func Word() string { return "new" }`, false},
		{"go fix", []string{"fix", "-fixtool=" + exe}, 0, "", true},
	} {
		dir := facttest.Write(t, fixable)
		cmd := exec.Command("go", append(test.args, "./...")...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), fixVar+"=1", "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != test.code || !strings.Contains(string(out), test.shown) {
			t.Errorf("%s: exit code %d, want %d and %q; output:\n%s", test.name, code, test.code, test.shown, out)
		}
		for _, name := range []string{"a/a.go", "b/b.go"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if fixed := strings.Contains(string(data), `"new"`); fixed != test.fixed {
				t.Errorf("%s: %s is fixed: %t, want %t", test.name, name, fixed, test.fixed)
			}
		}
	}
}

// panicVar makes the test binary a vet tool one of whose rules panics with a
// string of the program.
const panicVar = "KVLINT_TEST_PANIC"

func panicking() (*suite.Suite, error) {
	s, err := fixing()
	broken := &analysis.Analyzer{Name: "secretleak", Doc: "panic", Run: func(pass *analysis.Pass) (any, error) {
		panic(fmt.Sprintf("no use for %q", "hunter2"))
	}}
	s.Rules = append(s.Rules, broken)
	return s, err
}

// A panic of a rule is told by go vet in a line without strings of the program,
// and other rules finish. The go command prints their findings or not, by
// chance; -json always does.
func TestVetPanic(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := facttest.Write(t, fixable)
	const told = "example.com/m/b: rule secretleak failed (no use for "
	for _, test := range []struct {
		flag string
		code int
		want []string
	}{
		{"-json=false", 1, []string{told + `"…"); this is a defect of kvlint`}},
		{"-json", 0, []string{told, "old (hardcodedcreds/sink)"}},
	} {
		cmd := exec.Command("go", "vet", "-vettool="+exe, test.flag, "./b")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), panicVar+"=1", "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)
		data, _ := cmd.CombinedOutput()
		out, code := string(data), cmd.ProcessState.ExitCode()
		for _, want := range test.want {
			if code != test.code || !strings.Contains(out, want) {
				t.Errorf("%s: exit code %d, no %q in:\n%s", test.flag, code, want, out)
			}
		}
		if strings.Contains(out, "hunter2") || strings.Contains(out, "goroutine") {
			t.Errorf("%s shows too much:\n%s", test.flag, out)
		}
	}
}

func TestIsRelease(t *testing.T) {
	for _, test := range []struct {
		module debug.Module
		want   bool
	}{
		{debug.Module{Path: modulePath, Version: "v1.2.3"}, true},
		{debug.Module{Path: modulePath, Version: "v0.0.0-20261125000000-abcdef123456"}, true},
		{debug.Module{Path: modulePath, Version: "v1.2.4-0.20261125000000-abcdef123456+dirty"}, false},
		{debug.Module{Path: modulePath, Version: "(devel)"}, false},
		{debug.Module{Path: modulePath}, false},
		{debug.Module{Path: "example.com/user", Version: "v1.2.3"}, false},
	} {
		if got := isRelease(&debug.BuildInfo{Main: test.module}); got != test.want {
			t.Errorf("%+v: %t, want %t", test.module, got, test.want)
		}
	}
	if path := reflect.TypeFor[settings]().PkgPath(); !strings.HasPrefix(path, modulePath+"/") {
		t.Errorf("this package is %s, which isn't of %s", path, modulePath)
	}
}

// With a cache that machines share, the second one finds the same without
// running the tool, findings and facts being in it.
func TestVetSharedCache(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHEPROG", exe+" "+cacheCommand+" "+t.TempDir())
	dir := facttest.Write(t, facttest.Archive)
	t.Setenv("GOCACHE", t.TempDir())
	first, code, ran := goVet(t, dir, "./b", "./own")
	if code != 1 || len(ran) == 0 {
		t.Fatalf("exit code %d, the helper ran on %q; output:\n%s", code, ran, first)
	}
	t.Setenv("GOCACHE", t.TempDir())
	second, code, ran := goVet(t, dir, "./b", "./own")
	if code != 1 || len(ran) > 0 || !slices.Equal(sortedLines(second), sortedLines(first)) {
		t.Errorf("exit code %d, the helper ran on %q; output:\n%s\nfirst:\n%s", code, ran, second, first)
	}
}

func sortedLines(text string) []string { return slices.Sorted(strings.Lines(text)) }

// cacheCommand makes the test binary a cache program of the go command, which
// keeps objects in a directory.
const cacheCommand = "-cacheprog"

// cacheRequest and cacheResponse are messages of the protocol of GOCACHEPROG.
type cacheRequest struct {
	ID                 int64
	Command            string
	ActionID, OutputID []byte
	BodySize           int64
}

type cacheResponse struct {
	ID            int64
	Err           string   `json:",omitempty"`
	KnownCommands []string `json:",omitempty"`
	Miss          bool     `json:",omitempty"`
	OutputID      []byte   `json:",omitempty"`
	Size          int64    `json:",omitempty"`
	DiskPath      string   `json:",omitempty"`
}

func serveCache(dir string, in io.Reader, out io.Writer) {
	requests, responses := json.NewDecoder(bufio.NewReader(in)), json.NewEncoder(out)
	_ = responses.Encode(cacheResponse{KnownCommands: []string{"get", "put", "close"}})
	for {
		var request cacheRequest
		if err := requests.Decode(&request); err != nil {
			return
		}
		body := ""
		if request.BodySize > 0 {
			if err := requests.Decode(&body); err != nil {
				return
			}
		}
		response := cacheResponse{ID: request.ID}
		var err error
		switch request.Command {
		case "get":
			err = response.get(dir, request)
		case "put":
			err = response.put(dir, request, body)
		}
		if err != nil {
			response.Err = err.Error()
		}
		_ = responses.Encode(response)
	}
}

func (r *cacheResponse) get(dir string, request cacheRequest) error {
	key, err := os.ReadFile(filepath.Join(dir, "a-"+hex.EncodeToString(request.ActionID)))
	if os.IsNotExist(err) {
		r.Miss = true
		return nil
	}
	if err != nil {
		return err
	}
	r.OutputID, r.DiskPath = key, filepath.Join(dir, "o-"+hex.EncodeToString(key))
	info, err := os.Stat(r.DiskPath)
	if err == nil {
		r.Size = info.Size()
	}
	return err
}

func (r *cacheResponse) put(dir string, request cacheRequest, body string) error {
	data, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return err
	}
	r.DiskPath = filepath.Join(dir, "o-"+hex.EncodeToString(request.OutputID))
	if err := os.WriteFile(r.DiskPath, data, 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "a-"+hex.EncodeToString(request.ActionID)), request.OutputID, 0o666)
}
