package summary_test

import (
	"slices"
	"testing"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
)

// The engine builds whatever there is, without a panic, and facts stay small.
func TestStandardLibrary(t *testing.T) { buildAll(t, ".", 300, "std") }

// buildAll runs the engine on at least n packages, as if all were own packages
// with questions.
func buildAll(t *testing.T, dir string, n int, patterns ...string) {
	t.Helper()
	roots, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.LoadSyntax}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, summary.NewForced())
	d.rules = nil
	built, largest, slowest := 0, 0, time.Duration(0)
	packages.Visit(roots, nil, func(pkg *packages.Package) { // dependencies first
		if !slices.Contains(roots, pkg) || len(pkg.Syntax) == 0 || len(pkg.Errors) > 0 {
			return
		}
		start := time.Now()
		d.analyse(&checked{fset: pkg.Fset, files: pkg.Syntax, types: pkg.Types, info: pkg.TypesInfo, module: &analysis.Module{Path: module}})
		if elapsed := time.Since(start); elapsed > slowest {
			slowest = elapsed
			t.Logf("%s takes %v", pkg.PkgPath, elapsed)
		}
		if result := d.results[pkg.PkgPath]; result.Failure != "" {
			t.Errorf("%s: %s", pkg.PkgPath, result.Failure)
		} else if result.Built {
			built++
		}
		for _, f := range d.list(pkg.Types) {
			if size := encodedSize(t, f); size > largest {
				largest = size
				t.Logf("the fact on %s %s takes %d bytes", pkg.PkgPath, f.Object, size)
			}
		}
	})
	t.Logf("built %d packages", built)
	if built < n || largest > 8<<10 {
		t.Errorf("built %d packages, want %d; the largest fact takes %d bytes", built, n, largest)
	}
}
