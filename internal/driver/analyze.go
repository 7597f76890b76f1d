package driver

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strings"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/report"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// analyze runs the rules of s on the roots of p, and analyzers with facts on
// what they import, too. It returns what the rules found, in no particular
// order, and what directives silence, by the package that was asked for.
func analyze(s *suite.Suite, p *program) (map[*unit][]report.Finding, error) {
	graph, err := checker.Analyze(s.Rules, p.roots, nil)
	if err != nil {
		return nil, err
	}
	found := make(map[*unit][]report.Finding)
	for _, act := range graph.Roots {
		u := p.askedFor[act.Package]
		for _, f := range actionFindings(s, act) {
			if !p.repeats[act.Package.Types] || strings.HasSuffix(f.Pos.Filename, "_test.go") {
				found[u] = append(found[u], f)
			}
		}
	}
	return found, nil
}

// actionFindings returns what a rule found in a package, and what directives
// silence.
func actionFindings(s *suite.Suite, act *checker.Action) []report.Finding {
	c := converter{s, suite.Find(act.Analyzer.Name), act.Package}
	var findings []report.Finding
	for _, d := range act.Diagnostics {
		findings = append(findings, c.finding(d))
	}
	for _, silenced := range suite.Silenced(act.Result) {
		f := c.finding(silenced.Diagnostic)
		f.Silenced, f.Reason = true, silenced.Reason
		findings = append(findings, f)
	}
	return findings
}

// A converter makes findings of the diagnostics of one rule in one package.
type converter struct {
	suite *suite.Suite
	info  *rule.Info
	pkg   *packages.Package
}

func (c converter) finding(d analysis.Diagnostic) report.Finding {
	category, _ := c.info.Category(d.Category)
	f := report.Finding{
		Package:  packageID(c.pkg, c.pkg.Fset.Position(d.Pos).Filename),
		Rule:     c.info.Name,
		Category: d.Category,
		Severity: configOf(c.suite, c.pkg).SeverityOf(c.info, category),
		Message:  d.Message,
		URL:      d.URL, // the checker has resolved it against the rule's
		Function: enclosing(c.pkg.Syntax, d.Pos),
		Pos:      c.pkg.Fset.Position(d.Pos),
		End:      c.pkg.Fset.Position(d.End),
	}
	for _, r := range d.Related {
		f.Chain = append(f.Chain, report.Step{Message: r.Message, Pos: c.pkg.Fset.Position(r.Pos)})
	}
	return f
}

// packageID returns the ID of the package to which a file of pkg belongs: that of
// a test variant only for its tests.
func packageID(pkg *packages.Package, filename string) string {
	if pkg.ForTest == pkg.PkgPath && !strings.HasSuffix(filename, "_test.go") {
		return pkg.PkgPath
	}
	return pkg.ID
}

// enclosing returns the function declaration around pos, as "load" or
// "(*Server).pay", or "".
func enclosing(files []*ast.File, pos token.Pos) string {
	for _, file := range files {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		// Declarations come in the order of the source, and may be as many as findings.
		i := sort.Search(len(file.Decls), func(i int) bool { return pos < file.Decls[i].End() })
		if i == len(file.Decls) {
			return ""
		}
		if fn, ok := file.Decls[i].(*ast.FuncDecl); ok && fn.Pos() <= pos {
			return functionName(fn)
		}
	}
	return ""
}

func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	return "(" + types.ExprString(fn.Recv.List[0].Type) + ")." + fn.Name.Name
}
