package driver

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
	"golang.org/x/tools/go/analysis"
)

// A tracer records where the helper of facttest runs.
type tracer struct {
	mu    sync.Mutex
	ran   []string
	panic string // path of the package on which the helper panics
}

func (tr *tracer) trace(pass *analysis.Pass) {
	tr.mu.Lock()
	tr.ran = append(tr.ran, fmt.Sprintf("%s (%d files)", pass.Pkg.Path(), len(pass.Files)))
	tr.mu.Unlock()
	if pass.Pkg.Path() == tr.panic {
		panic("index out of range")
	}
}

var factTests = []struct {
	name, args string
	want, ran  []string
}{
	{
		name: "chain over a module of the cache and an own package that isn't named",
		args: "./b",
		want: []string{
			"b.B > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
			// Only facts of methods, fields and types come from indirect imports everywhere.
			"b.Method > direct.Method > direct.Get > azsecrets.GetSecret",
			"example.com/m/b imports [example.com/lib/indirect (ill-typed: false) example.com/m/a (ill-typed: false)]",
		},
		ran: []string{"example.com/lib/direct (1 files)", "example.com/lib/indirect (1 files)", "example.com/m/a (1 files)", "example.com/m/b (1 files)"},
	},
	{
		name: "own packages outside reach, but no others",
		args: "./own",
		want: []string{"example.com/m/own imports [example.com/m/util (ill-typed: false)]", "own.Own > util.Util"},
		ran:  []string{"example.com/m/own (1 files)", "example.com/m/util (1 files)"},
	},
	{
		name: "broken dependency",
		args: "./c",
		want: []string{"c.C > broken.Get > azsecrets.GetSecret", "example.com/m/c imports [example.com/lib/broken (ill-typed: true)]"},
		ran:  []string{"example.com/lib/broken (1 files)", "example.com/m/c (1 files)"},
	},
	{
		name: "test variant",
		args: "./v",
		want: []string{
			"example.com/m/v imports [example.com/m/a (ill-typed: false)]",
			"example.com/m/v_test imports [example.com/m/v (ill-typed: false)]",
			"v.OnlyInTests > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
			"v.V",
			"v_test.X > v.OnlyInTests > a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
			"v_test.Y > v.V",
		},
		ran: []string{
			"example.com/lib/direct (1 files)", "example.com/lib/indirect (1 files)", "example.com/m/a (1 files)",
			"example.com/m/v (2 files)", "example.com/m/v_test (1 files)",
		},
	},
	{
		name: "files of two modules",
		args: "a/a.go other/one/one.go",
		want: []string{
			"a.A > indirect.Get > direct.Get > azsecrets.GetSecret",
			"example.com/m/a imports [example.com/lib/indirect (ill-typed: false)]",
			"example.com/other/one imports [example.com/other/two (ill-typed: false)]",
			"one.One > two.Two",
		},
		ran: []string{
			"example.com/lib/direct (1 files)", "example.com/lib/indirect (1 files)", "example.com/m/a (1 files)",
			"example.com/other/one (1 files)", "example.com/other/two (1 files)",
		},
	},
}

// Facts cross packages, from those that hold facts to those that are named,
// and nothing else is analysed.
func TestFacts(t *testing.T) {
	for _, test := range factTests {
		t.Run(test.name, func(t *testing.T) {
			tr := new(tracer)
			got := tr.check(t, strings.Fields(test.args))
			if len(got.Problems) > 0 {
				t.Errorf("problems %q", got.Problems)
			}
			if messages := messages(got); !slices.Equal(messages, test.want) {
				t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(messages, "\n\t"), strings.Join(test.want, "\n\t"))
			}
			if slices.Sort(tr.ran); !slices.Equal(tr.ran, test.ran) {
				t.Errorf("the helper ran on\n\t%s\nwant\n\t%s", strings.Join(tr.ran, "\n\t"), strings.Join(test.ran, "\n\t"))
			}
		})
	}
}

// check runs the tracer's suite on the packages or files of facttest.
func (tr *tracer) check(t *testing.T, args []string) *Result {
	t.Helper()
	t.Chdir(facttest.Write(t, facttest.Archive))
	t.Setenv("GOFLAGS", "-mod=mod")
	result, err := Run(context.Background(), Options{Args: args, Tests: true, Suite: facttest.Suite(tr.trace)})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func messages(result *Result) []string {
	var list []string
	for _, f := range result.Findings {
		list = append(list, f.Message)
	}
	slices.Sort(list)
	return list
}

// A helper that panics on a package leaves an empty result there, is told
// once, and importers are analysed.
func TestHelperPanic(t *testing.T) {
	const path = "example.com/m/a"
	tr := &tracer{panic: path}
	got := tr.check(t, []string{"./a", "./b", "./v"})
	want := path + ": helper chain failed (index out of range); this is a defect of kvlint, please report it"
	if len(got.Problems) != 1 || got.Problems[0] != want {
		t.Errorf("problems %q, want %q", got.Problems, want)
	}
	for _, message := range []string{"example.com/m/a imports []", "b.B", "b.Method > direct.Method > direct.Get > azsecrets.GetSecret", "v_test.X > v.OnlyInTests"} {
		if all := messages(got); !slices.Contains(all, message) {
			t.Errorf("no %q in\n\t%s", message, strings.Join(all, "\n\t"))
		}
	}
}
