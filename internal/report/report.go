// Package report says what was found, in the forms that people and programs
// read.
package report

import (
	"cmp"
	"fmt"
	"go/token"
	"io"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// A Finding is a diagnostic of a rule, with what reports need of it.
type Finding struct {
	Package  string // ID in the go command's sense: "p", "p [p.test]"
	Rule     string
	Category string
	Severity rule.Severity
	Message  string
	URL      string // of the page, with the category as fragment
	Function string // the declaration around it: "load", "(*Server).pay", or ""
	Pos, End token.Position
	Chain    []Step // what leads from Pos to what is wrong, as far as it is known
	Silenced bool   // by a directive
	Reason   string // why it was silenced, if it is said

	fingerprint string // once the report has identified its findings
}

// A Step is a function on the way from a finding to what is wrong.
type Step struct {
	Message string
	Pos     token.Position
}

// ID returns the name under which users know the kind of finding.
func (f Finding) ID() string { return rule.ID(f.Rule, f.Category) }

// Merge orders findings by file, position and rule, so that equal input gives
// equal output, and returns them without those that several variants of one
// package repeat.
func Merge(findings []Finding) []Finding {
	slices.SortStableFunc(findings, compare)
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Pos.Filename == b.Pos.Filename && a.Pos.Line == b.Pos.Line &&
			a.Pos.Column == b.Pos.Column && a.ID() == b.ID()
	})
}

func compare(a, b Finding) int {
	return cmp.Or(
		strings.Compare(a.Pos.Filename, b.Pos.Filename),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		strings.Compare(a.ID(), b.ID()),
		strings.Compare(a.Message, b.Message),
	)
}

// A Report is what a run found out, with what formats need besides. Findings
// are sorted.
type Report struct {
	Findings []Finding
	Silenced []Finding    // findings that directives silence
	Problems []string     // why something could not be analysed, a line each
	Rules    []*rule.Info // all rules, in the order of the registry
	Version  string       // of kvlint
	Dir      string       // the current directory, to which people see names relative
	Root     string       // of the repository, to which programs see names relative

	// ShowSilenced adds silenced findings, marked as such, to the formats that
	// have a place for them.
	ShowSilenced bool
	// Color says that text is for a terminal that shows colours.
	Color bool
}

// shown returns the findings for formats that can mark silenced ones.
func (r *Report) shown() []Finding {
	if !r.ShowSilenced {
		return r.Findings
	}
	all := slices.Concat(r.Findings, r.Silenced)
	slices.SortStableFunc(all, compare)
	return all
}

// A Format is a way to write reports.
type Format struct {
	Name  string
	About string // what it is for, in a few words
	Write func(io.Writer, *Report) error
}

// Formats are all formats, in the order in which help lists them.
var Formats = []Format{
	{"text", "for people", writeText},
	{"json", "everything, by docs/findings.schema.json", writeJSON},
	{"sarif", "SARIF 2.1.0, for code scanning", writeSARIF},
	{"github", "workflow commands of GitHub Actions", writeGitHub},
	{"gitlab", "GitLab Code Quality", writeGitLab},
	{"govet", "the JSON of go vet -json", writeGoVet},
}

// FindFormat returns the format called name. The error lists what would be
// right.
func FindFormat(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("unknown format %q (want one of %s)", name, strings.Join(names, ", "))
}
