package summary_test

import (
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

// However a program is cut into packages, the same things are found in it:
// where a package can't see both ends, at the expression that is handed over.
func TestSplit(t *testing.T) {
	programs := archived(t, "split.txtar")
	if len(programs) < 12 {
		t.Errorf("%d programs", len(programs))
	}
	for _, prog := range programs {
		ids := ids(t, prog)
		for _, v := range variantsOf(prog) {
			name := prog.name + " " + v.name
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				whole := cut(t, prog, v)
				want := expectations(t, whole, v.name)
				for _, d := range differences(run(t, whole, summary.New()), want) {
					t.Error(d)
				}
				checkMoves(t, ids, want)
			})
		}
	}
}

// checkMoves reports findings that a variant doesn't expect exactly once.
func checkMoves(t *testing.T, ids []string, want []expectation) {
	t.Helper()
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

// differences returns how findings differ from expectations. One finding may be
// all that several secrets' names have in one place.
func differences(d *driver, want []expectation) []string {
	var list []string
	for _, f := range d.findings {
		at := fmt.Sprintf("%s:%d", f.pos.Filename, f.pos.Line)
		rest := slices.DeleteFunc(slices.Clone(want), func(w expectation) bool {
			return w.at == at && w.kind == f.rule+"/"+f.category && w.message.MatchString(f.message)
		})
		if len(rest) == len(want) {
			list = append(list, fmt.Sprintf("found %s", f))
		}
		want = rest
	}
	for _, w := range want {
		list = append(list, fmt.Sprintf("%s: not found: %s %s %s", w.at, w.id, w.kind, w.message))
	}
	return list
}
