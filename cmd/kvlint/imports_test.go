package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport says which of kvlint's own packages import what can open
// connections or start programs, and why.
var mayImport = map[string][]string{
	"github.com/kvlint/kvlint/internal/driver": {"os/exec"}, // to see whether there is a go command
}

func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Imports", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	dangerous := []string{"net", "net/http", "net/rpc", "net/smtp", "crypto/tls", "os/exec", "syscall", "plugin", "net/http/httptest", "golang.org/x/sys/unix", "golang.org/x/net/http2"}
	own := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var pkg struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&pkg); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(pkg.ImportPath, "github.com/kvlint/kvlint/") {
			continue
		}
		own++
		for _, path := range pkg.Imports {
			if slices.Contains(dangerous, path) && !slices.Contains(mayImport[pkg.ImportPath], path) {
				t.Errorf("%s imports %s", pkg.ImportPath, path)
			}
		}
	}
	if own < 30 {
		t.Errorf("only %d packages", own)
	}
}
