package summary_test

import (
	"flag"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// An expectation is a comment
//
//	// want id rule/category "regexp of the message"
//
// Where the finding moves to in some variants stands in a second comment with
// their names: // want[4,2i] id …
type expectation struct {
	id, kind string
	message  *regexp.Regexp
	variants []string // nil: those that no other comment of this id names
	at       string   // file:line
}

var wantForm = regexp.MustCompile("^// want(?:\\[([\\w,]+)\\])? (\\w+) (\\w+/\\w+) ((?:`[^`]*`)|(?:\"[^\"]*\"))$")

// expectations returns what the comments of a program say of variant v.
func expectations(t *testing.T, prog program, v string) []expectation {
	t.Helper()
	var all []expectation
	for _, src := range prog.pkgs {
		for _, name := range slices.Sorted(maps.Keys(src.files)) {
			line := 0
			for text := range strings.Lines(src.files[name]) {
				line++
				for _, want := range strings.Split(text, " // ")[1:] {
					want = "// " + strings.TrimSpace(want)
					if strings.HasPrefix(want, "// want") {
						all = append(all, parseWant(t, want, fmt.Sprintf("%s:%d", name, line)))
					}
				}
			}
		}
	}
	moved := make(map[string]bool)
	for _, w := range all {
		if slices.Contains(w.variants, v) {
			moved[w.id] = true
		}
	}
	return slices.DeleteFunc(all, func(w expectation) bool {
		return w.variants == nil && moved[w.id] || w.variants != nil && !slices.Contains(w.variants, v)
	})
}

func parseWant(t *testing.T, comment, at string) expectation {
	t.Helper()
	m := wantForm.FindStringSubmatch(comment)
	if m == nil {
		t.Fatalf("%s: malformed: %s", at, comment)
	}
	pattern, err := strconv.Unquote(m[4])
	if err != nil {
		t.Fatal(err)
	}
	w := expectation{id: m[2], kind: m[3], message: regexp.MustCompile(pattern), at: at}
	if m[1] != "" {
		w.variants = strings.Split(m[1], ",")
	}
	return w
}

// knownDefects names variants of programs in which the engine doesn't find what
// it should, with the reason. TestKnownDefects tells which of them still fail.
var knownDefects = map[string]string{
	"fields.go 4i":   unasked + "the constructor in package config",
	"uses.go 2i":     abroad + "(*Store).Get in Load, whose answer is compared",
	"uses.go 4i":     abroad + "(*Store).Get in Limit and Load",
	"helpers.go 2i":  abroad + "(*Login).With in Direct",
	"helpers.go 4i":  abroad + "(*Login).With in Direct",
	"settings.go 4i": abroad + "(*Store).Get in Load",
}

const (
	unasked = "shows no question, so isn't built: "
	abroad  = "values don't pass interfaces whose implementation an importer gives: "
)

var defects = flag.Bool("defects", false, "run what is known not to work")

// TestKnownDefects runs, with -defects, what TestSplit leaves out.
func TestKnownDefects(t *testing.T) {
	if *defects {
		testSplit(t, func(name string) bool { return knownDefects[name] != "" })
	}
}

// However a program is cut into packages, the same things are found in it:
// where a package can't see both ends, at the expression that is handed over.
func TestSplit(t *testing.T) {
	testSplit(t, func(name string) bool { return knownDefects[name] == "" })
}

func testSplit(t *testing.T, wanted func(name string) bool) {
	programs := archived(t, "split.txtar")
	if len(programs) < 12 {
		t.Errorf("%d programs", len(programs))
	}
	for _, prog := range programs {
		ids := ids(t, prog)
		for _, v := range variantsOf(prog) {
			if !wanted(prog.name + " " + v.name) {
				continue
			}
			t.Run(prog.name+" "+v.name, func(t *testing.T) {
				t.Parallel()
				whole := cut(t, prog, v)
				want := expectations(t, whole, v.name)
				compare(t, run(t, whole, summary.New()), want)
				for _, id := range ids {
					n := 0
					for _, w := range want {
						if w.id == id {
							n++
						}
					}
					if n != 1 {
						t.Errorf("finding %s is expected %d times", id, n)
					}
				}
			})
		}
	}
}

// ids returns the names of the findings that are expected somewhere.
func ids(t *testing.T, prog program) []string {
	set := make(map[string]bool)
	for _, v := range variants {
		for _, w := range expectations(t, prog, v.name) {
			set[w.id] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// variantsOf returns the variants of a program: with interfaces at the cuts
// unless it says that no method is called across them.
func variantsOf(prog program) []variant {
	text := ""
	for _, text = range prog.pkgs[0].files {
	}
	if strings.Contains(text, "//split: no interfaces\n") {
		return variants[:3]
	}
	return variants
}

// compare reports the differences between findings and expectations. One finding
// may be all that several secrets' names have in one place.
func compare(t *testing.T, d *driver, want []expectation) {
	t.Helper()
	for _, f := range d.findings {
		at := fmt.Sprintf("%s:%d", f.pos.Filename, f.pos.Line)
		rest := slices.DeleteFunc(slices.Clone(want), func(w expectation) bool {
			return w.at == at && w.kind == f.rule+"/"+f.category && w.message.MatchString(f.message)
		})
		if len(rest) == len(want) {
			t.Errorf("found %s", f)
		}
		want = rest
	}
	for _, w := range want {
		t.Errorf("%s: not found: %s %s %s", w.at, w.id, w.kind, w.message)
	}
}
