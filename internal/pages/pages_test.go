package pages

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/rule"
)

var update = flag.Bool("update", false, "rewrite the pages and the README's table")

const (
	root = "../.."
	dir  = root + "/docs/rules"
)

// The pages in the repository are what the rules say, and there are no others.
func TestFresh(t *testing.T) {
	readme := filepath.Join(root, "README.md")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	withTable, ok := InsertTable(string(text), Table(suite.Infos()))
	if !ok {
		t.Fatalf("README.md has no place for the table of rules (%s)", strings.TrimSpace(tableStart))
	}
	want := map[string]string{readme: withTable}
	for _, info := range suite.Infos() {
		want[filepath.Join(dir, info.Name+".md")] = Page(info)
	}
	for name, page := range want {
		if *update {
			write(t, name, page)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != page {
			t.Errorf("%s is stale (%v); run\n\tgo generate ./internal/pages", filepath.ToSlash(name), err)
		}
	}
	for _, name := range pageFiles(t) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is the page of no rule; remove it", filepath.ToSlash(name))
		}
	}
}

func write(t *testing.T, name, page string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
}

func pageFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in %s: %v", dir, err)
	}
	return files
}

// What reports, the terminal and code scanning show of each category is there.
func TestExplanations(t *testing.T) {
	for _, info := range suite.Infos() {
		page := Page(info)
		for _, c := range info.Categories {
			id := rule.ID(info.Name, c.Name)
			explanation := info.Explanation(c.Name)
			if explanation == "" || len(explanation) > 1024 || len(c.Summary) > 1024 || strings.Contains(explanation, "\n") {
				t.Errorf("%s: explanation %q (code scanning shows 1024 characters)", id, explanation)
			}
			if !strings.Contains(page, `<a id="`+c.Name+`"></a>`) {
				t.Errorf("%s: the page has no anchor for it", id)
			}
			if precisions := []string{"", "very-high", "high", "medium", "low"}; !slices.Contains(precisions, c.Precision) {
				t.Errorf("%s: precision %q", id, c.Precision)
			}
		}
		if !strings.HasSuffix(info.URL(), "/docs/rules/"+info.Name+".md") {
			t.Errorf("%s: URL %s", info.Name, info.URL())
		}
	}
}

// A page keeps its code, lists and headings.
func TestPage(t *testing.T) {
	info := &rule.Info{
		Name: "leaks",
		Page: "leaks: report leaks\n\n  - sink: a *constant* is\n    used\n\n# Example\n\n\tlogin(\"x\") // a < b\n\nSee https://example.com/x_y.",
		Categories: []rule.Category{
			{Name: "sink", Summary: "a constant is used", Severity: rule.Error, InTests: true},
			{Name: "name", Summary: "a name says so", Severity: rule.Note, OptIn: true},
		},
	}
	want := "<!-- Generated from analyzers/leaks by go generate ./internal/pages; do not edit. -->\n" + `
# leaks

| category | reports | severity | in tests |
| --- | --- | --- | --- |
| <a id="sink"></a>` + "`leaks/sink`" + ` | a constant is used | error | yes |
| <a id="name"></a>` + "`leaks/name`" + ` | a name says so | note (opt-in) | no |

leaks: report leaks

  - sink: a \*constant\* is used

## Example

	login("x") // a < b

See [https://example.com/x\_y](https://example.com/x_y).
`
	if got := Page(info); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	table := Table([]*rule.Info{info})
	if row := "| [leaks](docs/rules/leaks.md) | leaks | [sink](docs/rules/leaks.md#sink), [name](docs/rules/leaks.md#name) |\n"; !strings.HasSuffix(table, row) {
		t.Errorf("got table\n%s\nwant it to end with\n%s", table, row)
	}
	if _, ok := InsertTable("no marks", table); ok {
		t.Error("a README without marks is taken")
	}
	if got, ok := InsertTable("a\n"+tableStart+"old\n"+tableEnd+"b\n", "new\n"); !ok || got != "a\n"+tableStart+"new\n"+tableEnd+"b\n" {
		t.Errorf("got %q, %v", got, ok)
	}
}
