package unusedignore

import (
	_ "embed"
	"go/token"
	"strings"

	"github.com/kvlint/kvlint/analyzers"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/directive"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories.
const (
	Unused   = "unused"
	NoReason = "noreason"
	Unknown  = "unknown"
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "unusedignore",
	Page: rule.Page("unusedignore", doc),
	Categories: []rule.Category{
		{Name: Unused, Summary: "a directive that silences nothing", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.UsefulDirectives}},
		{Name: NoReason, Summary: "a directive without a reason", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.UsefulDirectives}},
		{Name: Unknown, Summary: "a directive that names no rule", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.UsefulDirectives}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default, defaults())

func defaults() []*analysis.Analyzer {
	var all []*analysis.Analyzer
	for _, r := range analyzers.Rules() {
		all = append(all, r.Default)
	}
	return all
}

// New returns the rule for the suite that consists of set and the analyzers
// of all other rules, in the order of the registry.
func New(set *shared.Set, rules []*analysis.Analyzer) *analysis.Analyzer {
	run := func(pass *analysis.Pass, r *diag.Reporter) error {
		c := &checker{Reporter: r, known: []*rule.Info{Info}, used: make(map[use]bool)}
		for i, entry := range analyzers.Rules() {
			c.known = append(c.known, entry.Info)
			outcome, _ := pass.ResultOf[rules[i]].(*diag.Outcome)
			c.addUses(entry.Info, outcome)
		}
		for _, d := range pass.ResultOf[directive.Analyzer].(*directive.Index).All {
			if !d.Foreign {
				c.check(d)
			}
		}
		return nil
	}
	return diag.NewRule(Info, set, run, rules...)
}

// use says that a directive silenced a finding; name is a rule or a
// rule/category.
type use struct {
	directive *directive.Directive
	name      string
}

type checker struct {
	*diag.Reporter
	known []*rule.Info
	used  map[use]bool
}

func (c *checker) addUses(info *rule.Info, outcome *diag.Outcome) {
	if outcome == nil {
		return
	}
	for _, u := range outcome.Used {
		c.used[use{u.Directive, info.Name}] = true
		c.used[use{u.Directive, rule.ID(info.Name, u.Category)}] = true
	}
}

func (c *checker) check(d *directive.Directive) {
	rng := span{d}
	switch {
	case d.Verb != "ignore":
		c.Report(Unknown, rng, "unknown directive kvlint:%s (want kvlint:ignore)", d.Verb)
		return
	case len(d.Names) == 0:
		c.Report(Unknown, rng, "directive kvlint:ignore names no rule (want //kvlint:ignore <rule>[/<category>] <reason>)")
		return
	}
	for _, name := range d.Names {
		if err := config.CheckName(c.known, name); err != nil {
			c.Report(Unknown, rng, "directive kvlint:ignore: %v", err)
			return
		}
	}
	if d.Reason == "" {
		c.Report(NoReason, rng, "directive kvlint:ignore %s has no reason and silences nothing (write why after the rule)", strings.Join(d.Names, ","))
		return
	}
	for _, name := range d.Names {
		if c.enabled(name, d.Pos) && !c.used[use{d, name}] {
			c.Report(Unused, rng, "directive kvlint:ignore %s silences no finding; remove it", name)
			return
		}
	}
}

// enabled reports whether the rule or rule/category called name is on in the
// file at pos.
func (c *checker) enabled(name string, pos token.Pos) bool {
	ruleName, category, hasCategory := strings.Cut(name, "/")
	for _, info := range c.known {
		if info.Name != ruleName {
			continue
		}
		if !hasCategory {
			return c.Config().RuleEnabled(info) && !c.Excluded(info, "", pos)
		}
		cat, _ := info.Category(category)
		return c.Config().Enabled(info, cat) && !c.Excluded(info, category, pos)
	}
	return false
}

// span is the extent of a directive's comment.
type span struct{ *directive.Directive }

func (s span) Pos() token.Pos { return s.Directive.Pos }
func (s span) End() token.Pos { return s.Directive.End }
