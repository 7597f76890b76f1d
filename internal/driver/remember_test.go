package driver

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/kept"
	"golang.org/x/tools/go/analysis"
)

// runKept runs the rules in the working directory with a store in dir. It
// returns the result, and the packages that a rule ran on.
func runKept(t *testing.T, dir string, cfg *config.Config) (*Result, []string) {
	t.Helper()
	s, err := suite.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var ran []string
	rule := s.Rules[0]
	run := rule.Run
	rule.Run = func(pass *analysis.Pass) (any, error) {
		mu.Lock()
		ran = append(ran, strings.TrimPrefix(pass.Pkg.Path(), "example.com/m/"))
		mu.Unlock()
		return run(pass)
	}
	result, err := Run(context.Background(), Options{Args: []string{"./..."}, Tests: true, Suite: s, Store: kept.Open(dir)})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ran)
	return result, slices.Compact(ran)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// threePackages makes a module in which b imports a, and c is alone, in a
// directory that becomes the working directory.
func threePackages(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/m\n\ngo 1.26.0\n")
	write(t, "a/a.go", "package a\n\nimport \"net/http\"\n\nfunc A(r *http.Request, s string) { r.SetBasicAuth(\"a\", s) }\n")
	write(t, "a/a_test.go", "package a\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n")
	write(t, "b/b.go", "package b\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/m/a\"\n)\n\nfunc B(r *http.Request) { a.A(r, \"hunt\"+\"er2\") }\n")
	write(t, "c/c.go", "package c\n\nimport \"net/http\"\n\nfunc C(r *http.Request) { r.SetBasicAuth(\"a\", \"hunt\"+\"er2\") }\n")
}

// What has not changed isn't analysed again, and found all the same; what has,
// is, and what imports it.
func TestRemember(t *testing.T) {
	threePackages(t)
	store := t.TempDir()
	first, ran := runKept(t, store, new(config.Config))
	if want := []string{"a", "b", "c"}; !slices.Equal(ran, want) || len(first.Findings) != 2 {
		t.Fatalf("first run: on %q, found %v", ran, first.Findings)
	}
	same := func(what string, wantRan ...string) {
		t.Helper()
		result, ran := runKept(t, store, new(config.Config))
		if !slices.Equal(ran, wantRan) {
			t.Errorf("%s: ran on %q, want %q", what, ran, wantRan)
		}
		if !reflect.DeepEqual(result.Findings, first.Findings) {
			t.Errorf("%s: found %v, want %v", what, result.Findings, first.Findings)
		}
	}
	same("nothing changed")
	write(t, "c/other.go", "package c\n")
	same("a file more in c", "c")
	write(t, "a/a_test.go", "package a\n\nimport \"testing\"\n\nfunc TestB(t *testing.T) {}\n")
	same("a test of a", "a")
	write(t, "a/other.go", "package a\n\nfunc other() {}\n")
	same("what importers of a don't see", "a")
	write(t, "a/other.go", "package a\n\nfunc Other() {}\n")
	same("what importers of a see", "a", "b")

	if result, ran := runKept(t, store, &config.Config{Disable: []string{"hardcodedcreds"}}); len(ran) != 3 || len(result.Findings) != 0 {
		t.Errorf("other settings: ran on %q, found %v", ran, result.Findings)
	}
	same("settings as before")
}

// A fact that changes is found by importers of what changed.
func TestRememberFacts(t *testing.T) {
	threePackages(t)
	store := t.TempDir()
	runKept(t, store, new(config.Config))
	write(t, "a/a.go", "package a\n\nimport \"net/http\"\n\nfunc A(r *http.Request, s string) {}\n")
	if result, _ := runKept(t, store, new(config.Config)); len(result.Findings) != 1 {
		t.Errorf("found %v, want that in c alone", result.Findings)
	}
}

// Errors are told in each run, and what is broken now isn't remembered from
// before.
func TestRememberBroken(t *testing.T) {
	threePackages(t)
	store := t.TempDir()
	runKept(t, store, new(config.Config))
	write(t, "a/a.go", "package a\n\nfunc A() { undefined() }\n")
	first, _ := runKept(t, store, new(config.Config))
	second, _ := runKept(t, store, new(config.Config))
	if len(first.Problems) == 0 || !slices.Equal(first.Problems, second.Problems) {
		t.Errorf("problems: first %q, then %q", first.Problems, second.Problems)
	}
	if !reflect.DeepEqual(first.Findings, second.Findings) {
		t.Errorf("found first %v, then %v", first.Findings, second.Findings)
	}
}

// Damaged entries are as good as none.
func TestRememberDamaged(t *testing.T) {
	threePackages(t)
	store := t.TempDir()
	first, _ := runKept(t, store, new(config.Config))
	damaged := 0
	err := filepath.WalkDir(store, func(name string, entry os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, "-d") {
			damaged++
			err = os.WriteFile(name, []byte("?"), 0o666)
		}
		return err
	})
	if err != nil || damaged == 0 {
		t.Fatalf("%d entries damaged: %v", damaged, err)
	}
	second, ran := runKept(t, store, new(config.Config))
	if len(ran) != 3 || !reflect.DeepEqual(first.Findings, second.Findings) {
		t.Errorf("ran on %q, found %v", ran, second.Findings)
	}
	if _, ran := runKept(t, store, new(config.Config)); len(ran) != 0 {
		t.Errorf("not mended: ran on %q", ran)
	}
}

// A place where nothing can be kept is none.
func TestRememberNowhere(t *testing.T) {
	threePackages(t)
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	if result, _ := runKept(t, filepath.Join(file, "store"), new(config.Config)); len(result.Findings) != 2 || len(result.Problems) != 0 {
		t.Errorf("found %v, problems %q", result.Findings, result.Problems)
	}
}

// chained makes a module in which a reads the vault for b, which reads it for c,
// beside d, which nothing depends on.
func chained(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "go.mod", "module example.com/m\n\ngo 1.26.0\n\nrequire "+azsecrets+" v1.3.0\n\nreplace "+azsecrets+" => ./sdk\n")
	write(t, "sdk/go.mod", "module "+azsecrets+"\n")
	write(t, "sdk/sdk.go", "package azsecrets\n\nimport \"context\"\n\ntype Client struct{}\n\ntype GetSecretOptions struct{}\n\ntype Secret struct{ Value *string }\n\n"+
		"type GetSecretResponse struct{ Secret }\n\nfunc (*Client) GetSecret(ctx context.Context, name, version string, o *GetSecretOptions) (GetSecretResponse, error) {\n\treturn GetSecretResponse{}, nil\n}\n")
	write(t, "a/a.go", reader("", "name"))
	write(t, "b/b.go", "package b\n\nimport (\n\t\"context\"\n\n\t\"example.com/m/a\"\n)\n\ntype T struct{ *a.Store }\n\nfunc (t *T) Read(ctx context.Context, name string) string { return t.Get(ctx, name) }\n")
	write(t, "b/b_test.go", "package b_test\n\nimport (\n\t\"testing\"\n\n\t\"example.com/m/b\"\n)\n\nfunc TestB(t *testing.T) { _ = new(b.T) }\n")
	write(t, "c/c.go", "package c\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/m/b\"\n)\n\ntype H struct{ T *b.T }\n\nfunc (h *H) ServeHTTP(w http.ResponseWriter, r *http.Request) { _ = h.T.Read(r.Context(), \"log-level\") }\n")
	write(t, "d/d.go", "package d\n\nimport \"net/http\"\n\nfunc D(r *http.Request) { r.SetBasicAuth(\"a\", \"hunt\"+\"er2\") }\n")
}

const azsecrets = "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"

// reader returns the source of a package that reads the secret which expr names,
// after lines of its own.
func reader(lines, expr string) string {
	return "package a\n\nimport (\n\t\"context\"\n\n\t\"" + azsecrets + "\"\n)\n" + lines + "\nfunc above() int {\n\tn := 1\n\n\tn++\n\n\tn++\n\n\treturn n\n}\n" + // a body whose lines count in chains
		"\ntype Store struct{ Client *azsecrets.Client }\n\n" +
		"func (s *Store) Get(ctx context.Context, name string) string {\n\tresp, err := s.Client.GetSecret(ctx, " + expr + ", \"\", nil)\n" +
		"\tif err != nil || resp.Value == nil {\n\t\treturn \"\"\n\t}\n\treturn *resp.Value\n}\n"
}

// Whatever is changed, what is found is what a run without a store finds; what
// doesn't see the change isn't looked at.
func TestRememberEdits(t *testing.T) {
	chained(t)
	store := t.TempDir()
	runKept(t, store, new(config.Config))
	for _, edit := range []struct {
		what, file, text string
		ran              []string // packages that rules run on
	}{
		{"a comment", "a/a.go", reader("", "name") + "\n// End.\n", []string{"a"}},
		{"an unexported function", "a/a.go", reader("", "name") + "\nfunc helper() {}\n", []string{"a"}},
		{"lines above", "a/a.go", reader("\n// One.\n\n// Two.\n", "name"), []string{"a", "b", "b_test", "c"}}, // chains tell lines
		{"a fact", "a/a.go", reader("", `"shop-"+name`), []string{"a", "b", "b_test", "c"}},
		{"a struct's tag", "a/a.go", reader("\ntype Options struct {\n\tName string `json:\"n\"`\n}\n", `"shop-"+name`), []string{"a", "b", "b_test", "c"}},
		{"a constant", "a/a.go", reader("\nconst prefix = 1 + 1\n\nvar List [prefix]int\n", `"shop-"+name`), []string{"a", "b", "b_test", "c"}},
		{"another value of the constant", "a/a.go", reader("\nconst prefix = 1 + 2\n\nvar List [prefix]int\n", `"shop-"+name`), []string{"a", "b", "b_test", "c"}},
		{"a test", "b/b_test.go", "package b_test\n\nimport \"testing\"\n\nfunc TestB(t *testing.T) {}\n", []string{"b_test"}},
		{"another test", "b/in_test.go", "package b\n\nimport \"testing\"\n\nfunc TestIn(t *testing.T) {}\n", []string{"b"}},
		{"nothing", "b/in_test.go", "package b\n\nimport \"testing\"\n\nfunc TestIn(t *testing.T) {}\n", nil},
		{"one in between", "b/more.go", "package b\n\nfunc more() {}\n", []string{"b"}},
		{"the end", "c/more.go", "package c\n\nfunc more() {}\n", []string{"c"}},
		{"what is broken", "a/a.go", "package a\n\nfunc broken() { return 1 }\n", nil},
		{"what is mended, as a was at first", "a/a.go", reader("", "name"), []string{"b", "c"}},
	} {
		write(t, edit.file, edit.text)
		got, ran := runKept(t, store, new(config.Config))
		if edit.what != "what is broken" && !slices.Equal(ran, edit.ran) {
			t.Errorf("%s: ran on %q, want %q", edit.what, ran, edit.ran)
		}
		want, _ := runKept(t, "", new(config.Config))
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: found %+v, want %+v", edit.what, got, want)
		}
	}
	if result, _ := runKept(t, store, new(config.Config)); len(result.Findings) < 3 {
		t.Errorf("found %v only", result.Findings)
	}
}
