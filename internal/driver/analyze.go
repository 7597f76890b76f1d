package driver

import (
	"strings"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/report"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// analyze runs the rules of s on the roots of p, and analyzers with facts on
// what they import, too. It returns what the rules found, in no particular order.
func analyze(s *suite.Suite, p *program) ([]report.Finding, error) {
	graph, err := checker.Analyze(s.Rules, p.roots, nil)
	if err != nil {
		return nil, err
	}
	var findings []report.Finding
	for _, act := range graph.Roots {
		info := suite.Find(act.Analyzer.Name)
		for _, d := range act.Diagnostics {
			f := finding(configOf(s, act.Package), info, act.Package, d)
			if !p.repeats[act.Package.Types] || strings.HasSuffix(f.Pos.Filename, "_test.go") {
				findings = append(findings, f)
			}
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
