//go:build corpus

package summary_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestCorpusTools(t *testing.T) {
	buildAll(t, ".", 130, "golang.org/x/tools/...", "github.com/kvlint/kvlint/...")
}

// client-go is large, and has all that Go programs have.
func TestCorpusClientGo(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/m\n\ngo 1.26.0\n\nrequire k8s.io/client-go v0.34.1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "get", "k8s.io/client-go/...")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	buildAll(t, dir, 200, "k8s.io/client-go/...")
}
