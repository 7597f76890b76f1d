// Package diag is the one way in which rules report: it decides what is
// reported where (categories, tests, generated files, directives), and keeps
// the order and form of diagnostics the same in all rules.
package diag

import (
	"cmp"
	"fmt"
	"go/token"
	"reflect"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/directive"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Outcome is the result of a rule: what unusedignore and reports need to know
// of it besides its findings.
type Outcome struct {
	Used     []Use
	Silenced []Silenced
}

// Use says that a directive silenced a finding of a category.
type Use struct {
	Directive *directive.Directive
	Category  string
}

// Silenced is a finding that isn't reported, because of a directive.
type Silenced struct {
	analysis.Diagnostic
	By *directive.Directive
}

// OutcomeType is the ResultType of rules.
var OutcomeType = reflect.TypeFor[*Outcome]()

// NewRule returns the analyzer of a rule that calls run, with what every rule
// requires besides requires. Where the configuration switches the whole rule
// off, run isn't called.
func NewRule(info *rule.Info, set *shared.Set, run func(*analysis.Pass, *Reporter) error, requires ...*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     info.Name,
		Doc:      info.Name + ": " + info.Summary() + "\n\n" + info.Page,
		URL:      info.URL(),
		Requires: append([]*analysis.Analyzer{set.Config, directive.Analyzer}, requires...),
		Run: func(pass *analysis.Pass) (any, error) {
			r := newReporter(pass, info, set)
			if !r.config.RuleEnabled(info) {
				return &r.outcome, nil
			}
			if err := run(pass, r); err != nil {
				return nil, err
			}
			r.flush()
			return &r.outcome, nil
		},
		ResultType: OutcomeType,
	}
}

// A Reporter collects the findings of one rule in one package.
type Reporter struct {
	pass       *analysis.Pass
	info       *rule.Info
	config     *config.Config
	directives *directive.Index
	files      files
	found      []analysis.Diagnostic
	outcome    Outcome
}

func newReporter(pass *analysis.Pass, info *rule.Info, set *shared.Set) *Reporter {
	r := &Reporter{pass: pass, info: info, files: newFiles(pass)}
	r.config, _ = pass.ResultOf[set.Config].(*config.Config)
	r.directives, _ = pass.ResultOf[directive.Analyzer].(*directive.Index)
	return r
}

// Config returns the settings of the run.
func (r *Reporter) Config() *config.Config { return r.config }

// Wanted reports whether a finding of category at pos would be reported, were
// there no directive. Rules ask before they do expensive work.
func (r *Reporter) Wanted(category string, pos token.Pos) bool {
	c, ok := r.info.Category(category)
	if !ok {
		panic(fmt.Sprintf("rule %s has no category %q", r.info.Name, category))
	}
	return r.config.Enabled(r.info, c) && r.files.reportable(pos) && (c.InTests || !r.files.isTest(pos)) && !r.Excluded(r.info, category, pos)
}

// Excluded reports whether the settings exclude the file at pos from findings of
// a category of any rule.
func (r *Reporter) Excluded(info *rule.Info, category string, pos token.Pos) bool {
	return len(r.config.Exclude) > 0 && r.config.Excluded(r.files.name(pos), info, category)
}

// Report reports a finding of category at rng. Of several reports of a rule
// at one place only the first counts, so rules report the strongest evidence
// first.
func (r *Reporter) Report(category string, rng analysis.Range, format string, args ...any) {
	r.ReportChain(category, rng, nil, format, args...)
}

// ReportChain is like Report, and says where the functions are that lead from
// rng to what is wrong, as the frames of package summary name them.
func (r *Reporter) ReportChain(category string, rng analysis.Range, chain []string, format string, args ...any) {
	r.report(category, rng, format, args, analysis.Diagnostic{Related: locate(r.pass, chain)})
}

// ReportFix is like Report, and suggests fixes.
func (r *Reporter) ReportFix(category string, rng analysis.Range, fixes []analysis.SuggestedFix, format string, args ...any) {
	r.report(category, rng, format, args, analysis.Diagnostic{SuggestedFixes: fixes})
}

// report completes d and keeps it, if it is wanted.
func (r *Reporter) report(category string, rng analysis.Range, format string, args []any, d analysis.Diagnostic) {
	if !r.Wanted(category, rng.Pos()) {
		return
	}
	d.Pos, d.End, d.Category = rng.Pos(), rng.End(), category
	d.URL, d.Message = "#"+category, fmt.Sprintf(format, args...)
	r.found = append(r.found, d)
}

// Reported reports whether the rule has a finding at pos already.
func (r *Reporter) Reported(pos token.Pos) bool {
	return slices.ContainsFunc(r.found, func(d analysis.Diagnostic) bool { return d.Pos == pos })
}

// flush hands the findings that no directive silences to the driver, in the
// order of the source.
func (r *Reporter) flush() {
	slices.SortStableFunc(r.found, func(a, b analysis.Diagnostic) int { return cmp.Compare(a.Pos, b.Pos) })
	r.found = slices.CompactFunc(r.found, func(a, b analysis.Diagnostic) bool { return a.Pos == b.Pos })
	for _, d := range r.found {
		match := r.directives.Match(r.pass.Fset.Position(d.Pos), r.info.Name, d.Category)
		for _, directive := range match {
			r.outcome.Used = append(r.outcome.Used, Use{directive, d.Category})
		}
		if len(match) == 0 {
			r.pass.Report(d)
		} else {
			r.outcome.Silenced = append(r.outcome.Silenced, Silenced{d, match[0]})
		}
	}
}
