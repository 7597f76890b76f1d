package report

import (
	"os"
	"strings"
	"testing"
)

// The page about formats has each in its table and a section of its own, unless
// the table says it all.
func TestFormatsPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats {
		if !strings.Contains(string(page), "\n| `"+f.Name+"` | ") {
			t.Errorf("docs/formats.md: the table has no %s", f.Name)
		}
		if f.Name != "govet" && !strings.Contains(string(page), "\n## "+f.Name+"\n") {
			t.Errorf("docs/formats.md: no section %s", f.Name)
		}
	}
}
