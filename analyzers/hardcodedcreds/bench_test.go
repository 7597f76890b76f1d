package hardcodedcreds

import (
	"go/ast"
	"go/types"
	"os"
	"testing"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/zricethezav/gitleaks/v8/detect"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/packages"
)

// benchmarked is a large package without credentials.
const benchmarked = "net/http"

func loadBenchmarked(b *testing.B) (pkgs []*packages.Package, size int64) {
	b.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, benchmarked)
	if err != nil || len(pkgs) != 1 || len(pkgs[0].Errors) > 0 {
		b.Fatal(err, pkgs[0].Errors)
	}
	for _, name := range pkgs[0].CompiledGoFiles {
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		size += info.Size()
	}
	return pkgs, size
}

// BenchmarkRule measures what the rule itself costs, apart from the summary that
// all rules share. Compare BenchmarkTypes, which is what type-checking the same
// package costs, and BenchmarkGitleaks.
func BenchmarkRule(b *testing.B) {
	pkgs, size := loadBenchmarked(b)
	b.SetBytes(size)
	var spent time.Duration
	rule := diag.NewRule(Info, shared.Default, func(pass *analysis.Pass, r *diag.Reporter) error {
		start := time.Now()
		err := run(pass, r, &summary.Result{})
		spent += time.Since(start)
		return err
	}, inspect.Analyzer)
	for b.Loop() {
		if _, err := checker.Analyze([]*analysis.Analyzer{rule}, pkgs, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(spent.Microseconds())/float64(b.N), "µs-own/op")
	b.ReportMetric(float64(size)*float64(b.N)/spent.Seconds()/1e6, "MB-own/s")
}

// BenchmarkTypes type-checks the package that BenchmarkRule looks at.
func BenchmarkTypes(b *testing.B) {
	pkgs, size := loadBenchmarked(b)
	b.SetBytes(size)
	known := make(map[string]*types.Package)
	for path, pkg := range pkgs[0].Imports {
		known[path] = pkg.Types
	}
	for b.Loop() {
		info := &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
			Selections: make(map[*ast.SelectorExpr]*types.Selection),
		}
		conf := &types.Config{Importer: imported(known), Error: func(error) {}}
		conf.Check(benchmarked, pkgs[0].Fset, pkgs[0].Syntax, info)
	}
}

type imported map[string]*types.Package

func (i imported) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	return i[path], nil
}

// BenchmarkGitleaks runs gitleaks over the same files as text.
func BenchmarkGitleaks(b *testing.B) {
	pkgs, size := loadBenchmarked(b)
	b.SetBytes(size)
	detector, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, name := range pkgs[0].CompiledGoFiles {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for b.Loop() {
		for _, text := range texts {
			detector.DetectString(text)
		}
	}
}
