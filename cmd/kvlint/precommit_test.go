//go:build precommit

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// toy is a repository of two modules, in which one file that is no part of the
// first commits has a finding.
const toy = `
-- shop/go.mod --
module example.com/shop

go 1.26.0
-- shop/web/web.go --
package web

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter2") }
-- shop/store/store.go --
package store

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter3") }
-- shop/clean_plan9.go --
package shop
-- jobs/go.mod --
module example.com/jobs

go 1.26.0
-- jobs/jobs.go --
package jobs

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter4") }
-- jobs/old/old.go --
package old

import "net/http"

func F(r *http.Request) { r.SetBasicAuth("admin", "hunter5") }
-- scripts/script.go --
package main
`

const clean = `package p

import (
	"net/http"
	"os"
)

func F(r *http.Request) { r.SetBasicAuth("admin", os.Getenv("PASSWORD")) }
`

// A repo is a git repository with hooks of pre-commit.
type repo struct {
	dir string
	env []string
}

// do runs a program in the repository, and returns what it printed and whether
// it succeeded.
func (r *repo) do(t *testing.T, program string, args ...string) (string, bool) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = r.dir, r.env
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func (r *repo) must(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, ok := r.do(t, program, args...)
	if !ok {
		t.Fatalf("%s %v failed:\n%s", program, args, out)
	}
	return out
}

// hookRepo returns a repository with what is checked out here, as hooks come
// from, and the id of its commit.
func hookRepo(t *testing.T, env []string) (dir, commit string) {
	t.Helper()
	here := &repo{"../..", os.Environ()}
	r := &repo{t.TempDir(), env}
	for _, name := range strings.Split(strings.TrimSuffix(here.must(t, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(here.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(r.dir, name)
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r.must(t, "git", "init", "-q")
	r.must(t, "git", "add", "-A")
	r.must(t, "git", "commit", "-q", "-m", "hooks")
	return r.dir, strings.TrimSpace(r.must(t, "git", "rev-parse", "HEAD"))
}

// hooked returns the toy repository with hooks, which are installed.
func hooked(t *testing.T, hooks ...string) *repo {
	t.Helper()
	modcache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(),
		"PRE_COMMIT_HOME="+t.TempDir(), "PRE_COMMIT_COLOR=never", "GIT_CONFIG_GLOBAL=/dev/null", "GOWORK=off", "GOFLAGS=",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"GOMODCACHE="+strings.TrimSpace(string(modcache))) // spares the download of modules
	source, commit := hookRepo(t, env)
	r := &repo{facttest.Write(t, toy), env}
	var config strings.Builder
	config.WriteString("repos:\n- repo: " + source + "\n  rev: " + commit + "\n  hooks:\n")
	for _, hook := range hooks {
		config.WriteString("  - " + hook + "\n")
	}
	writeFile(t, r.dir, ".pre-commit-config.yaml", config.String())
	r.must(t, "git", "init", "-q")
	r.must(t, "pre-commit", "install")
	return r
}

// A commit with findings is blocked, whose files lie in several packages and
// modules; without them it goes through, whatever lies in files that aren't
// staged. All is then found by the hook for all packages.
func TestPreCommit(t *testing.T) {
	r := hooked(t, "id: kvlint", "{id: kvlint-full, stages: [manual]}")
	staged := []string{"shop/web/web.go", "shop/store/store.go", "jobs/jobs.go"}
	r.must(t, "git", append([]string{"add", ".pre-commit-config.yaml", "shop/go.mod", "jobs/go.mod", "shop/clean_plan9.go", "scripts"}, staged...)...)
	out, ok := r.do(t, "git", "commit", "-m", "first")
	if ok || strings.Contains(out, "hunter") || strings.Contains(out, "old.go") {
		t.Errorf("the first commit went through, or shows too much:\n%s", out)
	}
	for _, name := range staged {
		if !strings.Contains(out, name+":5:") {
			t.Errorf("nothing is said of %s:\n%s", name, out)
		}
	}
	for _, name := range staged {
		writeFile(t, r.dir, name, clean)
	}
	r.must(t, "git", append([]string{"add"}, staged...)...)
	if out := r.must(t, "git", "commit", "-m", "second"); !strings.Contains(out, "Passed") {
		t.Errorf("the hook didn't run:\n%s", out)
	}

	r.must(t, "git", "add", "jobs/old")
	full, ok := r.do(t, "pre-commit", "run", "kvlint-full", "--hook-stage", "manual", "--all-files")
	if ok || !strings.Contains(full, "jobs/old/old.go:5:") || strings.Contains(full, "web.go") {
		t.Errorf("kvlint-full says:\n%s", full)
	}
}

// The hook for a binary on PATH says the same.
func TestPreCommitSystem(t *testing.T) {
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", bin, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	r := hooked(t, "id: kvlint-system")
	r.must(t, "git", "add", "jobs/go.mod", "jobs/jobs.go", ".pre-commit-config.yaml")
	if out, ok := r.do(t, "git", "commit", "-m", "first"); ok || !strings.Contains(out, "jobs/jobs.go:5:") {
		t.Errorf("the first commit went through:\n%s", out)
	}
	writeFile(t, r.dir, "jobs/jobs.go", clean)
	r.must(t, "git", "add", "jobs/jobs.go")
	r.must(t, "git", "commit", "-m", "second")
}
