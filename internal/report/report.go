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
	URL      string
	Pos, End token.Position
}

// ID returns the name under which users know the kind of finding.
func (f Finding) ID() string { return rule.ID(f.Rule, f.Category) }

// Sort orders findings by file, position and rule, so that equal input gives
// equal output.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, compare)
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

// Merge returns sorted findings without those that several variants of one
// package repeat.
func Merge(findings []Finding) []Finding {
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Pos.Filename == b.Pos.Filename && a.Pos.Line == b.Pos.Line &&
			a.Pos.Column == b.Pos.Column && a.ID() == b.ID()
	})
}

// A Writer writes findings in one format. Dir is the directory to which names
// of files are made relative.
type Writer func(w io.Writer, dir string, findings []Finding) error

// formats are the formats by name, in the order in which help lists them.
var formats = []struct {
	name  string
	write Writer
}{
	{"text", Text},
	{"json", JSON},
}

// Format returns the writer of the format called name.
func Format(name string) (Writer, error) {
	var names []string
	for _, f := range formats {
		if f.name == name {
			return f.write, nil
		}
		names = append(names, f.name)
	}
	return nil, fmt.Errorf("unknown format %q (want %s)", name, strings.Join(names, " or "))
}
