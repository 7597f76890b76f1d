package report

import (
	"io"

	"github.com/kvlint/kvlint/internal/rule"
)

// writeGitLab writes findings as a Code Quality report of GitLab, which is a
// part of Code Climate's format.
func writeGitLab(w io.Writer, r *Report) error {
	r.identify(make(sources))
	issues := []gitLabIssue{} // an empty report is an empty list
	for _, f := range r.Findings {
		path, _ := r.path(f.Pos.Filename)
		issues = append(issues, gitLabIssue{
			Description: f.Message,
			CheckName:   f.ID(),
			Fingerprint: f.fingerprint,
			Severity:    gitLabSeverities[f.Severity],
			Location:    gitLabLocation{path, gitLabLines{f.Pos.Line, max(f.End.Line, f.Pos.Line)}},
		})
	}
	return encode(w, issues)
}

var gitLabSeverities = map[rule.Severity]string{rule.Error: "major", rule.Warning: "minor", rule.Note: "info"}

type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}
