package kvtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/rule"
)

// Examples checks that each example on a rule's page is in the fixture package
// page of the rule, where it is compiled and its diagnostics are compared.
// Comments at the ends of lines don't count: they are the diagnostics here, and
// what is wanted there.
func Examples(t *testing.T, info *rule.Info) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(Fixtures(), info.Name, "page", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures %s/page", info.Name)
	}
	var compiled strings.Builder
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		compiled.WriteString(bare(strings.Split(string(source), "\n")))
	}
	examples := examplesOf(info.Page)
	if len(examples) == 0 {
		t.Errorf("%s: no example on the page", info.Name)
	}
	for _, example := range examples {
		if code := bare(example); !strings.Contains(compiled.String(), code) {
			t.Errorf("%s: the page's example isn't in the fixtures:\n%s", info.Name, code)
		}
	}
}

// examplesOf returns the blocks of page that are indented by a tab.
func examplesOf(page string) [][]string {
	var blocks [][]string
	inBlock := false
	for line := range strings.Lines(page) {
		isCode := strings.HasPrefix(line, "\t")
		if isCode && !inBlock {
			blocks = append(blocks, nil)
		}
		if isCode {
			blocks[len(blocks)-1] = append(blocks[len(blocks)-1], line)
		}
		inBlock = isCode
	}
	return blocks
}

// bare returns lines without indentation and comments at their ends.
func bare(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		code, _, _ := strings.Cut(line, " // ")
		b.WriteString(strings.TrimSpace(code) + "\n")
	}
	return b.String()
}
