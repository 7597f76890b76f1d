package summary_test

import (
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"golang.org/x/tools/txtar"
)

// Only packages with a question are built in SSA form.
func TestScope(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "scope.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	prog := program{name: "scope", module: module}
	for _, file := range archive.Files {
		prog.pkgs = append(prog.pkgs, source{module + "/" + path.Dir(file.Name), map[string]string{path.Base(file.Name): string(file.Data)}})
	}
	d := run(t, prog, summary.New())
	for _, src := range prog.pkgs {
		if want := strings.HasPrefix(src.path, module+"/built/"); d.results[src.path].Built != want {
			t.Errorf("%s: built is %v, want %v", src.path, !want, want)
		}
	}
}
