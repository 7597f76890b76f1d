// Package kvtest runs a rule on its fixtures and checks what all rules have in
// common.
package kvtest

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Fixtures returns the directory of the fixture module.
func Fixtures() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "testdata", "fixtures")
}

// RunSettings runs a, a rule with settings, on the package of its rule in the
// module of fixtures for settings, and compares what it reports with the want
// comments.
func RunSettings(t *testing.T, info *rule.Info, a *analysis.Analyzer) {
	t.Helper()
	analysistest.Run(t, filepath.Join(Fixtures(), "..", "settings"), a, "./"+info.Name)
}

// RunFixes is like RunSettings, and compares what the suggested fixes make of the
// package with its golden file.
func RunFixes(t *testing.T, info *rule.Info, a *analysis.Analyzer) {
	t.Helper()
	analysistest.RunWithSuggestedFixes(t, filepath.Join(Fixtures(), "..", "settings"), a, "./"+info.Name)
}

// Run runs a on all fixture packages of its rule, compares what it reports
// with the want comments, and checks the form of each diagnostic.
func Run(t *testing.T, info *rule.Info, a *analysis.Analyzer) {
	t.Helper()
	results := analysistest.Run(t, Fixtures(), a, "./"+info.Name+"/...")
	if len(results) == 0 {
		t.Fatalf("no fixtures for %s", info.Name)
	}
	found := 0
	for _, result := range results {
		for _, d := range result.Diagnostics {
			found++
			checkForm(t, info, d)
		}
	}
	if found == 0 {
		t.Errorf("no finding in the fixtures of %s", info.Name)
	}
}

func checkForm(t *testing.T, info *rule.Info, d analysis.Diagnostic) {
	t.Helper()
	if _, ok := info.Category(d.Category); !ok {
		t.Errorf("%s: category %q isn't the rule's", d.Message, d.Category)
	}
	if !d.Pos.IsValid() || d.End <= d.Pos {
		t.Errorf("%s: no range", d.Message)
	}
	if !strings.HasSuffix(d.URL, "#"+d.Category) {
		t.Errorf("%s: URL %q doesn't lead to the category", d.Message, d.URL)
	}
	if strings.HasSuffix(d.Message, ".") || strings.Contains(d.Message, "\n") {
		t.Errorf("%s: want one sentence without full stop", d.Message)
	}
	if first, _ := utf8.DecodeRuneInString(d.Message); unicode.IsUpper(first) && !startsWithName(d.Message) {
		t.Errorf("%s: want a lower-case first letter", d.Message)
	}
}

// startsWithName reports whether the first word of a message is a proper name
// or an abbreviation, by a second capital or a product's name.
func startsWithName(message string) bool {
	word, _, _ := strings.Cut(message, " ")
	for _, r := range word[1:] {
		if unicode.IsUpper(r) {
			return true
		}
	}
	return properNames[word]
}

// properNames start some messages.
var properNames = map[string]bool{"Azure": true, "Entra": true, "Redis": true, "Slack": true, "Stripe": true}
