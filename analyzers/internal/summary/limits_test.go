package summary_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// A lower limit only takes findings away: what is dropped is never taken for
// what isn't there. Of two findings of one leak, one around the other, the inner
// one is reported: without it, that may be the outer.
func TestLowerLimits(t *testing.T) {
	programs := corpus(t)
	for _, prog := range programs {
		usual := run(t, prog, summary.New())
		want := usual.keys()
		for _, name := range summary.LimitNames() {
			t.Run(prog.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				for n := range 3 {
					for _, f := range run(t, prog, summary.NewLimited(name, n)).findings {
						if _, ok := slices.BinarySearch(want, f.key()); !ok && !needsNoEngine(f) && !isAround(f, usual.findings) {
							t.Errorf("%s=%d: found %s", name, n, f)
						}
					}
				}
			})
		}
	}
}

// isAround reports whether f is the outer finding of a leak that is found in the
// same line.
func isAround(f finding, all []finding) bool {
	return f.rule == "secretleak" && slices.ContainsFunc(all, func(inner finding) bool {
		return inner.rule == f.rule && inner.category == f.category &&
			inner.pos.Filename == f.pos.Filename && inner.pos.Line == f.pos.Line && inner.pos.Column > f.pos.Column
	})
}

// Each limit takes something away where it is low, or there is no test of it.
func TestLimitsWork(t *testing.T) {
	programs := corpus(t)
	for _, name := range summary.LimitNames() {
		works := slices.ContainsFunc(programs, func(prog program) bool {
			full, low := run(t, prog, summary.New()), run(t, prog, summary.NewLimited(name, 0))
			return fmt.Sprint(messages(full)) != fmt.Sprint(messages(low))
		})
		if !works {
			t.Errorf("%s=0 changes nothing", name)
		}
	}
}

// A package without a question has nothing to tell: the same is found where
// every package is built.
func TestForcedScopes(t *testing.T) {
	built := 0
	for _, prog := range corpus(t) {
		usual, forced := run(t, prog, summary.New()), run(t, prog, summary.NewForced())
		if diff := lineDiff(messages(usual), messages(forced)); diff != "" {
			t.Errorf("%s, where every package is built:\n%s", prog.name, diff)
		}
		for path, result := range forced.results {
			if result.Built && !usual.results[path].Built {
				built++
			}
		}
	}
	if built < 10 {
		t.Errorf("only %d packages are built that otherwise aren't", built)
	}
}

// needsNoEngine reports whether f rests on a name alone: weaker evidence, which
// is told where the engine's is gone. A parameter called secret takes a credential
// unless the engine sees that it is the name of one.
func needsNoEngine(f finding) bool {
	return f.rule == "hardcodedcreds" && (f.category == "name" || strings.HasPrefix(f.message, "argument secret of "))
}
