package driver

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
)

// A panic in one rule is named, and the others finish.
func TestPanic(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26.0\n",
		"m.go":   "package m\n\nimport \"net/http\"\n\nfunc F(r *http.Request) { r.SetBasicAuth(\"a\", \"hunter2\") }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	s, err := suite.New(new(config.Config))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range s.Rules {
		if a.Name == "vaulthotpath" {
			a.Run = func(*analysis.Pass) (any, error) { panic("index out of range for \"hunter2\"\nhere") }
		}
	}
	result, err := Run(context.Background(), Options{Suite: s})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) != 1 || result.Findings[0].Rule != "hardcodedcreds" {
		t.Errorf("findings %v, want one of hardcodedcreds", result.Findings)
	}
	const want = "example.com/m: rule vaulthotpath failed (index out of range for \"…\"; here)"
	if len(result.Problems) != 1 || !strings.HasPrefix(result.Problems[0], want) {
		t.Errorf("problems %q, want one with %q", result.Problems, want)
	}
}

// A dependency that imports what can't be found takes nothing else with it.
func TestDependencyNotFound(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":     "module example.com/m\n\ngo 1.26.0\n",
		"m.go":       "package m\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/m/dep\"\n)\n\nfunc F(r *http.Request) { dep.F(); r.SetBasicAuth(\"a\", \"hunter2\") }\n",
		"dep/dep.go": "package dep\n\nimport \"example.com/gone\"\n\nfunc F() { gone.F() }\n",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	s, err := suite.New(new(config.Config))
	if err != nil {
		t.Fatal(err)
	}
	result, err := Run(context.Background(), Options{Args: []string{"."}, Suite: s})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) != 1 || len(result.Problems) != 0 {
		t.Errorf("findings %v, problems %q", result.Findings, result.Problems)
	}
}
