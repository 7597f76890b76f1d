// Package rule describes kvlint's rules: their categories, severities and
// pages. It is what the registry lists and what drivers, reports and
// configuration agree on.
package rule

import (
	"fmt"
	"slices"
	"strings"
)

// A Severity says how much a finding matters. The zero value is no severity.
type Severity uint8

const (
	Note Severity = iota + 1
	Warning
	Error
)

var severityNames = [...]string{Note: "note", Warning: "warning", Error: "error"}

func (s Severity) String() string {
	if int(s) < len(severityNames) && s != 0 {
		return severityNames[s]
	}
	return fmt.Sprintf("severity(%d)", uint8(s))
}

// ParseSeverity returns the severity called name.
func ParseSeverity(name string) (Severity, error) {
	if i := slices.Index(severityNames[:], name); i > 0 {
		return Severity(i), nil
	}
	return 0, fmt.Errorf("unknown severity %q (want note, warning or error)", name)
}

// A Category is one kind of finding of a rule.
type Category struct {
	Name     string
	Summary  string // what is wrong, in a few words
	Severity Severity
	OptIn    bool // reported only where the configuration enables it
	// InTests says that the evidence is so strong that the category is
	// reported in test files and test packages, too.
	InTests bool
	// Enforces lists the recommendations of the document that the category
	// stands for.
	Enforces []*Recommendation
	// Precision is how often findings are right, in the words of SARIF:
	// "very-high", "high", "medium" or "low"; empty means "high".
	Precision string
}

// Info is what is known about a rule before it runs.
type Info struct {
	Name       string
	Page       string // the whole page, from doc.go
	Categories []Category
	// CWEs are the numbers of the weaknesses that findings are instances of.
	CWEs []int
	// SecurityScore is how much a finding endangers a program, on CVSS' scale
	// from 0 to 10. Zero says that the rule is not about security.
	SecurityScore float64
}

// Category returns the category called name.
func (r *Info) Category(name string) (Category, bool) {
	i := slices.IndexFunc(r.Categories, func(c Category) bool { return c.Name == name })
	if i < 0 {
		return Category{}, false
	}
	return r.Categories[i], true
}

// Summary returns the rule's one-line summary.
func (r *Info) Summary() string {
	for line := range strings.Lines(r.Page) {
		if name, summary, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && name == r.Name {
			return summary
		}
	}
	return ""
}

// URL returns the address of the rule's page; "#category" after it leads to a
// category.
func (r *Info) URL() string {
	return "https://github.com/kvlint/kvlint/blob/main/docs/rules/" + r.Name + ".md"
}

// ID returns the name users write for a category of a rule.
func ID(rule, category string) string { return rule + "/" + category }
