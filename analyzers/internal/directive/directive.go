// Package directive reads the comments with which users silence findings:
//
//	//kvlint:ignore <rule>[/<category>][,…] <reason>
//
// and those of gitleaks and gosec where they speak of hardcoded credentials.
package directive

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// A Directive is one comment that silences findings.
type Directive struct {
	Pos, End token.Pos
	Verb     string   // "ignore", or whatever else follows "kvlint:"
	Names    []string // rules and rule/categories
	Reason   string
	Foreign  bool // of another tool: never reported as unused

	file     string
	from, to int // lines covered, inclusive
}

// Valid reports whether d silences anything: it is an ignore directive with
// names and, unless it is another tool's, a reason.
func (d *Directive) Valid() bool {
	return d.Foreign || d.Verb == "ignore" && len(d.Names) > 0 && d.Reason != ""
}

func (d *Directive) covers(posn token.Position, rule, category string) bool {
	return d.Valid() && d.file == posn.Filename && d.from <= posn.Line && posn.Line <= d.to &&
		(slices.Contains(d.Names, rule) || slices.Contains(d.Names, rule+"/"+category))
}

// An Index holds the directives of a package.
type Index struct {
	All []*Directive // in source order
}

// Match returns the directives that silence a finding of rule/category at
// posn. All of them count as used.
func (x *Index) Match(posn token.Position, rule, category string) []*Directive {
	var match []*Directive
	for _, d := range x.All {
		if d.covers(posn, rule, category) {
			match = append(match, d)
		}
	}
	return match
}

// parse returns the directive that the comment holds, or nil.
func parse(c *ast.Comment) *Directive {
	if d, ok := ast.ParseDirective(c.Pos(), c.Text); ok && d.Tool == "kvlint" {
		names, reason, _ := strings.Cut(strings.TrimSpace(d.Args), " ")
		return &Directive{
			Pos: c.Pos(), End: c.End(), Verb: d.Name,
			Names: splitNames(names), Reason: strings.TrimSpace(reason),
		}
	}
	if silencesCredentials(c.Text) {
		return &Directive{Pos: c.Pos(), End: c.End(), Names: []string{"hardcodedcreds"}, Foreign: true}
	}
	return nil
}

func splitNames(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// silencesCredentials reports whether another tool's directive in a comment
// silences its report of a hardcoded credential: gitleaks:allow, #nosec
// without rules, or #nosec with G101 among them.
func silencesCredentials(comment string) bool {
	if strings.Contains(comment, "gitleaks:allow") {
		return true
	}
	_, list, found := strings.Cut(comment, "#nosec")
	if !found {
		return false
	}
	list, _, _ = strings.Cut(list, "--") // gosec's own mark for the reason
	return !strings.Contains(list, "G") || strings.Contains(list, "G101")
}
