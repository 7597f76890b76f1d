package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/report"
)

// allFormats runs kvlint in dir with reports in all formats, and returns them
// with what it says beside.
func allFormats(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out := t.TempDir()
	var flags []string
	for _, f := range report.Formats {
		flags = append(flags, "-format="+f.Name+":"+filepath.Join(out, f.Name))
	}
	got := kvlint(t, dir, slices.Concat(flags, args)...)
	all := got.stdout + got.stderr
	for _, f := range report.Formats {
		data, err := os.ReadFile(filepath.Join(out, f.Name))
		if err != nil {
			t.Fatalf("%v; stderr:\n%s", err, got.stderr)
		}
		all += string(data)
	}
	return all
}

// The same packages give the same output to the byte: in every run, however
// many threads there are, in any order on the command line, with a cache and without.
func TestSameOutput(t *testing.T) {
	fixtures, err := filepath.Abs("../../testdata/fixtures")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, entry := range entries {
		if entry.IsDir() {
			patterns = append(patterns, "./"+entry.Name()+"/...")
		}
	}
	want := allFormats(t, fixtures, patterns...)
	if strings.Count(want, "hardcodedcreds") < 100 {
		t.Fatalf("hardly any findings:\n%s", want)
	}
	reversed := slices.Clone(patterns)
	slices.Reverse(reversed)
	cache := t.TempDir()
	for _, test := range []struct {
		name, procs, cache string
		patterns           []string
	}{
		{"one thread", "1", "off", patterns},
		{"eight threads", "8", "off", patterns},
		{"another order", "2", "off", reversed},
		{"one pattern", "2", "off", []string{"./..."}},
		{"with an empty cache", "2", cache, reversed},
		{"with a full cache", "8", cache, patterns},
		{"with a full cache, another order", "1", cache, reversed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("GOMAXPROCS", test.procs)
			t.Setenv(kept.Variable, test.cache)
			if got := allFormats(t, fixtures, test.patterns...); got != want {
				t.Errorf("the output differs:\n%s", firstDifference(want, got))
			}
		})
	}
	if files, _ := filepath.Glob(filepath.Join(cache, "*", "*-d")); len(files) < 10 {
		t.Errorf("only %d entries in the cache", len(files))
	}
}

// firstDifference returns the first line in which two texts differ.
func firstDifference(want, got string) string {
	wantLines, gotLines := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i, line := range wantLines {
		if i >= len(gotLines) {
			return "missing: " + line
		}
		if gotLines[i] != line {
			return "want " + line + "\ngot  " + gotLines[i]
		}
	}
	return "more lines than wanted"
}
