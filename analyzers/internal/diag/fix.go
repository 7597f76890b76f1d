package diag

import "golang.org/x/tools/go/analysis"

// ReportFix is Report with a suggested fix, which is titled as a command.
func (r *Reporter) ReportFix(fix analysis.SuggestedFix, category string, rng analysis.Range, format string, args ...any) {
	before := len(r.found)
	r.Report(category, rng, format, args...)
	if len(r.found) > before {
		r.found[before].SuggestedFixes = []analysis.SuggestedFix{fix}
	}
}
