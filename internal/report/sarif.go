package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	homepage    = "https://github.com/kvlint/kvlint"

	// sourceRoot is what all relative names in a log are relative to.
	sourceRoot = "%SRCROOT%"
)

// writeSARIF writes findings in SARIF 2.1.0, with what GitHub's code scanning
// reads of it. Rules in SARIF's sense are our categories.
func writeSARIF(w io.Writer, r *Report) error {
	s := &sarifWriter{Report: r, lines: make(sources), index: make(map[string]int)}
	r.identify(s.lines)
	rules := s.rules() // results refer to them by index
	return encode(w, sarifLog{
		Schema:  sarifSchema,
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:        sarifTool{s.driver(rules)},
			Automation:  sarifAutomation{s.automation()},
			Invocations: []sarifInvocation{s.invocation()},
			Bases:       map[string]sarifBase{sourceRoot: {sarifText{Text: "The root of the repository."}}},
			ColumnKind:  "utf16CodeUnits",
			Results:     s.results(),
		}},
	})
}

type sarifWriter struct {
	*Report
	lines sources
	index map[string]int // of rules by ID
}

func (s *sarifWriter) driver(rules []sarifRule) sarifDriver {
	d := sarifDriver{Name: "kvlint", Version: s.Version, InformationURI: homepage, Rules: rules}
	if semantic, ok := strings.CutPrefix(s.Version, "v"); ok { // a module's version
		d.Version, d.SemanticVersion = semantic, semantic // both begin with a digit
	}
	return d
}

// automation returns the name under which code scanning replaces an earlier
// analysis: one for each directory that kvlint is run in, so that a repository
// may have several.
func (s *sarifWriter) automation() string {
	dir, ok := s.path(s.Dir)
	if !ok || dir == "." {
		return "kvlint/"
	}
	return "kvlint/" + dir + "/"
}

func (s *sarifWriter) invocation() sarifInvocation {
	invocation := sarifInvocation{Successful: len(s.Problems) == 0}
	for _, problem := range s.Problems {
		invocation.Notifications = append(invocation.Notifications, sarifNotification{"error", sarifText{Text: problem}})
	}
	return invocation
}

func (s *sarifWriter) rules() []sarifRule {
	var rules []sarifRule
	for _, info := range s.Rules {
		for _, c := range info.Categories {
			s.index[rule.ID(info.Name, c.Name)] = len(rules)
			rules = append(rules, describe(info, c))
		}
	}
	return rules
}

// describe returns a category as a rule. Its help is the whole page.
func describe(info *rule.Info, c rule.Category) sarifRule {
	id := rule.ID(info.Name, c.Name)
	explanation := info.Explanation(c.Name)
	return sarifRule{
		ID:      id,
		Name:    capitalised(info.Name) + capitalised(c.Name),
		Short:   sarifText{Text: capitalised(c.Summary)},
		Full:    sarifText{Text: capitalised(explanation)},
		HelpURI: info.URL() + "#" + c.Name,
		Help: sarifText{
			Text:     fmt.Sprintf("%s: %s\n\n%s", id, explanation, info.Text(80)),
			Markdown: fmt.Sprintf("**%s**: %s\n\n%s", id, explanation, info.Markdown(2)),
		},
		Default:    sarifDefault{c.Severity.String()},
		Properties: properties(info, c),
	}
}

func properties(info *rule.Info, c rule.Category) sarifProperties {
	p := sarifProperties{Tags: []string{"azure-key-vault"}, Precision: c.Precision, Problem: gitHubProblems[c.Severity]}
	if p.Precision == "" {
		p.Precision = "high"
	}
	for _, cwe := range info.CWEs {
		p.Tags = append(p.Tags, fmt.Sprintf("external/cwe/cwe-%03d", cwe))
	}
	if info.SecurityScore > 0 {
		p.Tags = append(p.Tags, "security")
		p.SecuritySeverity = strconv.FormatFloat(info.SecurityScore, 'f', 1, 64)
	}
	return p
}

// gitHubProblems are code scanning's words for severities of what is no
// security alert.
var gitHubProblems = map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning", rule.Note: "recommendation"}

func (s *sarifWriter) results() []sarifResult {
	results := []sarifResult{} // none at all would say that nothing was analysed
	for _, f := range s.shown() {
		result := sarifResult{
			RuleID:       f.ID(),
			RuleIndex:    s.index[f.ID()],
			Level:        f.Severity.String(),
			Message:      sarifText{Text: f.Message},
			Locations:    []sarifLocation{s.location(f)},
			Fingerprints: map[string]string{"primaryLocationLineHash": f.fingerprint},
			CodeFlows:    s.codeFlows(f),
		}
		if f.Silenced {
			result.Suppressions = []sarifSuppression{{"inSource", f.Reason}}
		}
		results = append(results, result)
	}
	return results
}

func (s *sarifWriter) location(f Finding) sarifLocation {
	at := s.lines.region(f)
	return sarifLocation{Physical: sarifPhysical{
		Artifact: s.artifact(f.Pos.Filename),
		Region:   sarifRegion{at.line, at.startColumn, at.line, at.endColumn},
	}}
}

func (s *sarifWriter) artifact(filename string) sarifArtifact {
	path, isRelative := s.path(filename)
	if !isRelative {
		return sarifArtifact{URI: uri(filepath.ToSlash(path), false)}
	}
	return sarifArtifact{uri(path, true), sourceRoot}
}

// codeFlows returns the way from f to what is wrong, if it has one.
func (s *sarifWriter) codeFlows(f Finding) []sarifCodeFlow {
	if len(f.Chain) == 0 {
		return nil
	}
	start := s.location(f)
	start.Message = &sarifText{Text: "from here"}
	steps := []sarifStep{{start}}
	for _, step := range f.Chain {
		at := s.location(Finding{Pos: step.Pos})
		at.Message = &sarifText{Text: step.Message}
		steps = append(steps, sarifStep{at})
	}
	return []sarifCodeFlow{{[]sarifThreadFlow{{steps}}}}
}

// capitalised returns text with its first letter in upper case. It assumes
// that this is one of ASCII's.
func capitalised(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
