package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// tree writes files, by their slash-separated names, to a new directory.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var modules = map[string]string{
	"go.work":             "go 1.26.0\n\nuse ./a\nuse (\n\t./b/c\n)\n",
	"a/go.mod":            "",
	"a/x/x.go":            "",
	"a/testdata/go.mod":   "",
	"b/c/go.mod":          "",
	"b/c/vendor/d/go.mod": "",
	"b/.hidden/go.mod":    "",
	"e/go.mod/file":       "", // a directory of that name
}

func relative(t *testing.T, dir string, names []string) []string {
	t.Helper()
	var list []string
	for _, name := range names {
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, filepath.ToSlash(rel))
	}
	return list
}

func TestModuleRoot(t *testing.T) {
	dir := tree(t, modules)
	for name, want := range map[string]string{"a/x": "a", "a": "a", "b/c/vendor": "b/c"} {
		if got := ModuleRoot(filepath.Join(dir, filepath.FromSlash(name))); got != filepath.Join(dir, filepath.FromSlash(want)) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for _, name := range []string{".", "b", "e"} {
		if got := ModuleRoot(filepath.Join(dir, name)); got != "" {
			t.Errorf("%s: %s, want none", name, got)
		}
	}
}

func TestModulesBelow(t *testing.T) {
	dir := tree(t, modules)
	got, err := ModulesBelow(dir)
	if want := []string{"a", "b/c"}; err != nil || !slices.Equal(relative(t, dir, got), want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestWorkspace(t *testing.T) {
	dir := tree(t, modules)
	t.Setenv("GOWORK", "")
	file := File(filepath.Join(dir, "a", "x"))
	got, err := Modules(file)
	if want := []string{"a", "b/c"}; err != nil || !slices.Equal(relative(t, dir, got), want) {
		t.Errorf("%s: got %q, %v, want %q", file, got, err, want)
	}
	t.Setenv("GOWORK", "off")
	if file := File(dir); file != "" {
		t.Errorf("switched off: %s", file)
	}
	t.Setenv("GOWORK", file)
	if got := File(t.TempDir()); got != file {
		t.Errorf("named: %s, want %s", got, file)
	}
	if _, err := Modules(filepath.Join(dir, "missing")); err == nil {
		t.Error("a missing file is taken")
	}
	if got, err := Modules(filepath.Join(tree(t, map[string]string{"go.work": "us ./a"}), "go.work")); got != nil || err != nil {
		t.Errorf("malformed: got %q, %v", got, err)
	}
}
