//go:build strace

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// traced matches what strace says of a program that is started, or a socket
// that isn't of this machine alone.
var traced = regexp.MustCompile(`execve\("([^"]*)".* = 0|(socket\(AF_INET|connect\(.*AF_INET)`)

// The kernel says so, too.
func TestNoNetwork(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	dir := facttest.Write(t, leaky)
	t.Setenv("GOPROXY", "https://proxy.invalid") // nothing is missing, so nobody asks it
	got := execute(t, dir, "strace", "-f", "-o", log, "-e", "trace=execve,socket,connect", self(t), "./...")
	if got.code != 1 {
		t.Fatalf("exit code %d, stderr:\n%s", got.code, got.stderr)
	}
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	started := 0
	for _, match := range traced.FindAllStringSubmatch(string(data), -1) {
		switch program := match[1]; {
		case match[2] != "":
			t.Errorf("a connection: %s", match[0])
		case program == self(t), filepath.Base(program) == "go":
			started++
		case strings.Contains(filepath.ToSlash(program), "/pkg/tool/"), filepath.Base(program) == "gcc": // the go command asks them for their versions
		default:
			t.Errorf("started %s", program)
		}
	}
	if started < 2 {
		t.Errorf("the trace shows no go command:\n%s", data)
	}
}
