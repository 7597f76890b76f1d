package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// A module that names kvlint as its tool runs it as go tool kvlint, and as vet
// tool.
func TestGoTool(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := facttest.Write(t, leaky)
	writeFile(t, dir, "go.mod", "module example.com/leaky\n\ngo 1.26.0\n\ntool github.com/kvlint/kvlint/cmd/kvlint\n\nrequire github.com/kvlint/kvlint v0.0.0\n\nreplace github.com/kvlint/kvlint => "+root+"\n")
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, "go.sum", string(sums))
	goCommand := func(args ...string) run {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "PWD="+dir)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		_ = cmd.Run() // the code is looked at
		return run{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
	}
	// This adds the tool's requirements to go.mod, as go get -tool would of a
	// version.
	if got := goCommand("list", "-mod=mod", "tool"); got.code != 0 {
		t.Fatalf("go list tool: %s", got.stderr)
	}
	if got := goCommand("tool", "kvlint", "./a"); got.code != 1 || !strings.Contains(got.stdout, "a/a.go:5:51: ") {
		t.Errorf("go tool: exit code %d, stdout:\n%s\nstderr:\n%s", got.code, got.stdout, got.stderr)
	}
	tool := strings.TrimSpace(goCommand("tool", "-n", "kvlint").stdout)
	if got := goCommand("vet", "-vettool="+tool, "./a"); got.code != 1 || !strings.Contains(got.stderr, "a/a.go:5:51: ") {
		t.Errorf("go vet: exit code %d, stderr:\n%s", got.code, got.stderr)
	}
}
