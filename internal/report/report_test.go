package report

import (
	"bytes"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/rule"
)

// secret is in a literal of every line that test reports are about.
const secret = "hunter2-in-a-literal"

var testRules = []*rule.Info{
	{
		Name: "leaks",
		Page: "leaks: report leaks\n\nReported is\n\n  - sink: a constant ends where\n    a credential is wanted\n  - name: its name says so\n\n# Example\n\n\tlogin(\"…\")\n",
		Categories: []rule.Category{
			{Name: "sink", Summary: "a constant is used", Severity: rule.Error, Precision: "very-high"},
			{Name: "name", Summary: "a name says so", Severity: rule.Note},
		},
		CWEs: []int{79}, SecurityScore: 8.5,
	},
	{
		Name:       "slow",
		Page:       "slow: report slowness\n\n  - request: once per request\n",
		Categories: []rule.Category{{Name: "request", Summary: "it is slow", Severity: rule.Warning}},
	},
}

// testSource has a byte order mark, characters outside the basic plane, and a
// finding on each line that ends in a comment.
const testSource = byteOrderMark + `package p; const first = "` + secret + `" // 1
func f() {
	密码, x𝒳 := login("𝒳𝒳", "` + secret + `"), 1 // 2
	login("` + secret + `") // 3
	login("` + secret + `") // 4
}
`

// testReport returns a report whose findings mark what is written between the
// two calls of mark, in files of a repository in a new directory.
func testReport(t *testing.T) *Report {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "sub dir", "100%:x,y")
	file := filepath.Join(dir, "ü.go")
	writeFile(t, filepath.Join(root, ".git", "HEAD"), "")
	writeFile(t, file, testSource)
	r := &Report{Rules: testRules, Version: "v1.2.3", Dir: dir, Root: FindRoot(dir)}
	sink := Finding{
		Package: "p", Rule: "leaks", Category: "sink", Severity: rule.Error,
		Message: "50% of it\nis, a: leak", URL: "https://example.com/leaks.md#sink",
	}
	r.Findings = []Finding{
		mark(sink, file, 1, `"`+secret+`"`, ""),
		mark(sink, file, 3, `"`+secret+`"`, "f"),
		mark(sink, file, 4, `"`+secret+`"`, "f"),
		mark(sink, file, 5, `"`+secret+`"`, "f"),
	}
	r.Findings[1].Rule, r.Findings[1].Category, r.Findings[1].Severity = "slow", "request", rule.Warning
	r.Findings[1].Chain = []Step{
		{"through f", token.Position{Filename: file, Line: 2, Column: 1}},
		{"through G", token.Position{Filename: filepath.Join(filepath.Dir(root), "elsewhere", "g.go"), Line: 7, Column: 1}},
	}
	return r
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// mark returns f at the place of text in a line of testSource.
func mark(f Finding, file string, line int, text, function string) Finding {
	source := strings.Split(testSource, "\n")[line-1]
	column := strings.LastIndex(source, text) + 1
	f.Pos = token.Position{Filename: file, Line: line, Column: column}
	f.End = token.Position{Filename: file, Line: line, Column: column + len(text)}
	f.Function = function
	return f
}

func render(t *testing.T, format string, r *Report) string {
	t.Helper()
	f, err := FindFormat(format)
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf, r); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// No format shows the text of a literal.
func TestNoLiteralIsShown(t *testing.T) {
	for _, f := range Formats {
		r := testReport(t)
		r.ShowSilenced, r.Silenced = true, r.Findings[:1]
		if out := render(t, f.Name, r); out == "" || strings.Contains(out, secret) {
			t.Errorf("%s shows a literal, or nothing:\n%s", f.Name, out)
		}
	}
}

func TestText(t *testing.T) {
	r := testReport(t)
	r.Findings = r.Findings[:2]
	for i := range r.Findings {
		r.Findings[i].Message = "a leak"
	}
	elsewhere := r.Findings[1].Chain[1].Pos.Filename
	want := `ü.go:1:29: a leak (leaks/sink)
	package p; const first = "…" // …
	                         ^^^
ü.go:3:37: a leak (slow/request)
		密码, x𝒳 := login("…", "…"), 1 // …
		                       ^^^
	through f, ü.go:2:1
	through G, ` + elsewhere + `:7:1

2 findings in 1 file (1 error, 1 warning)
why it matters and what to do instead: kvlint explain leaks/sink
`
	if got := render(t, "text", r); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	r.Color = true
	colored := render(t, "text", r)
	if !strings.Contains(colored, "\x1b[31m(leaks/sink)\x1b[0m") || !strings.Contains(colored, "\x1b[33m(slow/request)\x1b[0m") {
		t.Errorf("severities have no colours of their own: %q", colored)
	}
	if plain := escapes.Replace(colored); plain != want {
		t.Errorf("colours change the text:\n%s", plain)
	}
	if got := render(t, "text", &Report{}); got != "" {
		t.Errorf("nothing was found, got %q", got)
	}
}

var escapes = strings.NewReplacer("\x1b[0m", "", "\x1b[1m", "", "\x1b[2m", "", "\x1b[31m", "", "\x1b[33m", "")

// Values are escaped as GitHub's runner reads them, and columns count UTF-16
// code units.
func TestGitHub(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(render(t, "github", testReport(t))), "\n")
	want := []string{
		"::error file=sub dir/100%25%3Ax%2Cy/ü.go,line=1,endLine=1,col=26,endColumn=48,title=kvlint leaks/sink::50%25 of it%0Ais, a: leak",
		"::warning file=sub dir/100%25%3Ax%2Cy/ü.go,line=3,endLine=3,col=27,endColumn=49,title=kvlint slow/request::50%25 of it%0Ais, a: leak",
	}
	if len(lines) != 4 || !slices.Equal(lines[:2], want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// A finding is known again though lines come and go, and by nothing else than
// its place in the code.
func TestFingerprints(t *testing.T) {
	before := testReport(t)
	names := fingerprintsOf(before)
	if len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("fingerprints aren't unique: %q", names)
	}

	moved := testReport(t)
	lines := strings.Split(testSource, "\n")
	lines = slices.Insert(lines, 1, "", "// a comment", "")
	lines[6], lines[7] = "\t"+lines[6], strings.ReplaceAll(lines[7], secret, "another")
	writeFile(t, moved.Findings[0].Pos.Filename, strings.Join(lines, "\n"))
	for i := range moved.Findings[1:] {
		moved.Findings[i+1].Pos.Line += 3
	}
	moved.Findings[2].Pos.Column++
	if got := fingerprintsOf(moved); !slices.Equal(got, names) {
		t.Errorf("moved: %q, were %q", got, names)
	}

	other := testReport(t)
	other.Findings[2].Function = "g"
	other.Findings[0].Category = "name"
	for i, name := range fingerprintsOf(other) {
		if isOther := i != 1; (name != names[i]) != isOther {
			t.Errorf("finding %d is %s, was %s", i, name, names[i])
		}
	}
}

func fingerprintsOf(r *Report) []string {
	r.identify(make(sources))
	var names []string
	for _, f := range r.Findings {
		names = append(names, f.fingerprint)
	}
	return names
}

// Where a line can't be read, or goes on, there is a region all the same.
func TestRegions(t *testing.T) {
	r := testReport(t)
	f := r.Findings[0]
	below, unread, mapped := f, f, f
	below.End.Line++
	unread.Pos.Filename, unread.End.Filename = "missing.go", "missing.go"
	mapped.Pos.Filename = filepath.Join(r.Dir, "template.qtpl")
	for name, test := range map[string]struct {
		f    Finding
		want region
	}{
		"one line":           {f, region{1, 26, 48}},
		"goes on below":      {below, region{1, 26, 53}},
		"can't be read":      {unread, region{1, 29, 51}},
		"not Go":             {mapped, region{1, 29, 30}},
		"no position at all": {Finding{}, region{0, 1, 2}},
	} {
		if got := make(sources).region(test.f); got != test.want {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

// Names are relative to the repository, also where a part of them is a
// symbolic link.
func TestPaths(t *testing.T) {
	r := testReport(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(r.Root, link); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		r.Findings[0].Pos.Filename:                       "sub dir/100%:x,y/ü.go",
		filepath.Join(link, "sub dir/100%:x,y/ü.go"):     "sub dir/100%:x,y/ü.go",
		filepath.Join(r.Root, "..", "elsewhere", "x.go"): "",
	} {
		got, ok := r.path(name)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%s: got %q, %v", name, got, ok)
		}
	}
	for path, want := range map[string]string{
		"sub dir/100%:x,y/ü.go": "sub%20dir/100%25%3Ax,y/%C3%BC.go",
		"a:b.go":                "a%3Ab.go",
	} {
		if got := uri(path, true); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	if got := uri("C:/a b/x.go", false); got != "file:///C:/a%20b/x.go" {
		t.Errorf("got %s", got)
	}
	if dir := t.TempDir(); FindRoot(dir) != dir {
		t.Errorf("%s has a root above it: %s", dir, FindRoot(dir))
	}
}

// Findings are sorted, and those of several variants of a package are one.
func TestMerge(t *testing.T) {
	at := func(file string, line, column int, category string) Finding {
		return Finding{Rule: "r", Category: category, Pos: token.Position{Filename: file, Line: line, Column: column}}
	}
	var got []string
	for _, f := range Merge([]Finding{at("b", 1, 1, "x"), at("a", 2, 1, "x"), at("a", 1, 2, "x"), at("a", 1, 1, "y"), at("a", 1, 1, "x"), at("a", 2, 1, "x")}) {
		got = append(got, fmt.Sprint(f.Pos, " ", f.Category))
	}
	if want := "a:1:1 x, a:1:1 y, a:1:2 x, a:2:1 x, b:1:1 x"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}
