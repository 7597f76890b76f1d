package summary_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"golang.org/x/tools/go/analysis"
)

var update = flag.Bool("update", false, "rewrite testdata/facts.golden")

// corpus returns all programs, those of TestSplit as one package and cut into
// two and four.
func corpus(t *testing.T) []program {
	list := slices.Concat(fixturePrograms(t), archived(t, "caches.txtar"), archived(t, "leaks.txtar"))
	for _, prog := range archived(t, "split.txtar") {
		for _, v := range variantsOf(prog) {
			list = append(list, cut(t, prog, v))
		}
	}
	return list
}

// The facts of the programs of TestSplit, cut into four, are those of
// testdata/facts.golden.
func TestFacts(t *testing.T) {
	var b strings.Builder
	for _, prog := range archived(t, "split.txtar") {
		prog = cut(t, prog, variants[2])
		d := run(t, prog, summary.New())
		for _, src := range prog.pkgs {
			fmt.Fprintf(&b, "-- %s: %s --\n", strings.TrimSuffix(prog.name, " 4"), strings.TrimPrefix(src.path, module+"/"))
			for _, f := range d.listPath(src.path) {
				if text, ok := f.Fact.(fmt.Stringer); ok {
					fmt.Fprintf(&b, "%s: %s\n", f.Object, text)
				} else {
					fmt.Fprintf(&b, "%s%+v\n", strings.TrimPrefix(fmt.Sprintf("%T", f.Fact), "*summary."), short(f.Fact))
				}
			}
		}
	}
	golden := filepath.Join("testdata", "facts.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := lineDiff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("facts differ from %s (go test -run TestFacts -update):\n%s", golden, diff)
	}
}

// lineDiff returns the lines that only one of two lists has.
func lineDiff(want, got []string) string {
	var b strings.Builder
	for _, line := range want {
		if !slices.Contains(got, line) {
			b.WriteString("- " + line + "\n")
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			b.WriteString("+ " + line + "\n")
		}
	}
	return b.String()
}

// short returns what the golden file shows of a fact about a package.
func short(fact analysis.Fact) []string {
	var list []string
	if cells, ok := fact.(*summary.Cells); ok {
		for _, s := range cells.Sinks {
			list = append(list, fmt.Sprintf("%s%s->%s %s", s.Cell, s.Path, s.To.What, s.To.Hot.Function))
		}
		for _, o := range cells.Origins {
			list = append(list, fmt.Sprintf("%s->%s%s", o.From, o.Cell, o.Path))
		}
	}
	return list
}

// Facts encode to the same bytes however often they are computed, in whatever
// order the files come, on one processor or several.
func TestFactsAreDeterministic(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, prog := range corpus(t) {
		want := run(t, prog, summary.New())
		for i := range 10 {
			procs := runtime.GOMAXPROCS([]int{1, 8}[i%2])
			got := runShuffled(t, prog, summary.New(), func(names []string) {
				random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			})
			runtime.GOMAXPROCS(procs)
			for _, src := range prog.pkgs {
				if !bytes.Equal(want.encoded[src.path], got.encoded[src.path]) {
					t.Errorf("%s: facts of %s differ in run %d:\n%s", prog.name, src.path, i, factDiff(want, got, src.path))
				}
			}
			if w, g := messages(want), messages(got); !slices.Equal(w, g) {
				t.Errorf("%s: findings differ in run %d:\n%s\n%s", prog.name, i, strings.Join(w, "\n"), strings.Join(g, "\n"))
			}
			if t.Failed() {
				break
			}
		}
	}
}

// factDiff returns the facts of a package that only one of two runs has.
func factDiff(want, got *driver, path string) string {
	show := func(d *driver) []string {
		var list []string
		for _, f := range d.listPath(path) {
			text, _ := json.Marshal(f.Fact)
			list = append(list, f.Object+" "+string(text))
		}
		return list
	}
	return lineDiff(show(want), show(got))
}

func messages(d *driver) []string {
	var list []string
	for _, f := range d.findings {
		list = append(list, f.String())
	}
	slices.Sort(list)
	return list
}

// An errand is what a second process is asked to do: analyse the last package
// of a program with the facts of the others.
type errand struct {
	Paths []string
	Files []map[string]string
	Facts map[string][]byte
}

const errandVar = "KVLINT_TEST_ERRAND"

func TestMain(m *testing.M) {
	if name := os.Getenv(errandVar); name != "" {
		runErrand(name)
		return
	}
	os.Exit(m.Run())
}

// runErrand prints the findings of the errands in file name, as JSON.
func runErrand(name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	var errands []errand
	if err := json.Unmarshal(text, &errands); err != nil {
		panic(err)
	}
	var all [][]string
	for _, e := range errands {
		t := new(testing.B)
		u := newUniverse(t)
		d := newDriver(t, summary.New())
		for i, path := range e.Paths {
			pkg := u.check(t, module, source{path, e.Files[i]}, sorted(e.Files[i]))
			if i < len(e.Paths)-1 {
				d.decode(pkg.types, e.Facts[path])
				continue
			}
			d.analyse(pkg)
		}
		all = append(all, messages(d))
	}
	json.NewEncoder(os.Stdout).Encode(all)
}

// Facts mean the same in another process.
func TestFactsInAnotherProcess(t *testing.T) {
	var errands []errand
	var want [][]string
	for _, prog := range archived(t, "split.txtar") {
		prog = cut(t, prog, variants[2])
		d := run(t, prog, summary.New())
		last := prog.pkgs[len(prog.pkgs)-1]
		e := errand{Facts: d.encoded}
		for _, src := range prog.pkgs {
			e.Paths, e.Files = append(e.Paths, src.path), append(e.Files, src.files)
		}
		errands = append(errands, e)
		want = append(want, slices.DeleteFunc(messages(d), func(message string) bool {
			file, _, _ := strings.Cut(message, ":")
			return last.files[file] == ""
		}))
	}
	var got [][]string
	if err := json.Unmarshal(sendErrands(t, errands), &got); err != nil {
		t.Fatal(err)
	}
	total := 0
	for i := range want {
		total += len(want[i])
		if i >= len(got) || !slices.Equal(want[i], got[i]) {
			t.Errorf("%v: got %q, want %q", errands[i].Paths, got[i], want[i])
		}
	}
	if total < 10 {
		t.Errorf("only %d findings", total)
	}
}

func sendErrands(t *testing.T, errands []errand) []byte {
	t.Helper()
	text, err := json.Marshal(errands)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "errands.json")
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), errandVar+"="+name)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Facts are small, and tell nothing of credentials.
func TestFactSizes(t *testing.T) {
	var all []int
	texts := credentialTexts(t)
	for _, prog := range corpus(t) {
		d := run(t, prog, summary.New())
		for _, src := range prog.pkgs {
			for _, text := range texts {
				if bytes.Contains(d.encoded[src.path], []byte(text)) {
					t.Errorf("%s: the facts of %s show the credential %q", prog.name, src.path, text)
				}
			}
			for _, f := range d.listPath(src.path) {
				size := encodedSize(t, f)
				if all = append(all, size); size > 8<<10 {
					t.Errorf("%s: the fact on %s %s takes %d bytes", prog.name, src.path, f.Object, size)
				}
			}
		}
	}
	slices.Sort(all)
	median := all[len(all)/2]
	t.Logf("%d facts, median %d bytes, 90%% under %d, largest %d", len(all), median, all[len(all)*9/10], all[len(all)-1])
	if median > 300 {
		t.Errorf("the median fact takes %d bytes", median)
	}
}

// encodedSize returns how many bytes a fact adds to those of a package, the
// description of its type aside.
func encodedSize(t *testing.T, f encodedFact) int {
	t.Helper()
	var buf bytes.Buffer
	enc := gob.NewEncoder(&buf)
	for range 2 {
		buf.Reset()
		if err := enc.Encode(f); err != nil {
			t.Fatal(err)
		}
	}
	return buf.Len()
}

// credentialTexts returns the constants that hardcodedcreds reports, but for
// its known false alarms.
func credentialTexts(t *testing.T) []string {
	var list []string
	for _, prog := range corpus(t) {
		for _, f := range run(t, prog, summary.New()).findings {
			if f.rule == "hardcodedcreds" && f.text != "" && prog.name != "hardcodedcreds/limits" {
				list = append(list, strings.TrimPrefix(f.text, "Bearer "))
			}
		}
	}
	list = append(list, "battery-staple") // what all of them begin with in programs of this package
	slices.Sort(list)
	if list = slices.Compact(list); !slices.Contains(list, "hunter2") || len(list) < 12 {
		t.Errorf("credentials are only %q", list)
	}
	return list
}
