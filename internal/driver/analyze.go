package driver

import (
	"fmt"
	"sync"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/report"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// protect makes a panic of an analyzer a problem of the result that names the
// analyzer and the package, so that the others finish. It changes the rules,
// which belong to a fresh suite, in place and before the run; the analyzers
// of x/tools that they require are left as they are.
func protect(rules []*analysis.Analyzer, result *Result) {
	var mu sync.Mutex
	for _, a := range rules {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (_ any, err error) {
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("panic: %v", r)
					mu.Lock()
					defer mu.Unlock()
					result.Problems = append(result.Problems, fmt.Sprintf(
						"%s: rule %s failed (%v); this is a defect of kvlint, please report it", pass.Pkg.Path(), a.Name, r))
				}
			}()
			return run(pass)
		}
	}
}

// analyze runs the rules of s on pkgs and returns what they found, in no
// particular order.
func analyze(s *suite.Suite, pkgs []*packages.Package) ([]report.Finding, error) {
	graph, err := checker.Analyze(s.Rules, pkgs, nil)
	if err != nil {
		return nil, err
	}
	var findings []report.Finding
	for _, act := range graph.Roots {
		info := suite.Find(act.Analyzer.Name)
		for _, d := range act.Diagnostics {
			findings = append(findings, finding(s.Config, info, act.Package, d))
		}
	}
	return findings, nil
}

func finding(cfg *config.Config, info *rule.Info, pkg *packages.Package, d analysis.Diagnostic) report.Finding {
	category, _ := info.Category(d.Category)
	return report.Finding{
		Package:  pkg.ID,
		Rule:     info.Name,
		Category: d.Category,
		Severity: cfg.SeverityOf(info, category),
		Message:  d.Message,
		URL:      d.URL,
		Pos:      pkg.Fset.Position(d.Pos),
		End:      pkg.Fset.Position(d.End),
	}
}
