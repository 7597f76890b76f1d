package secretleak

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/configinvault"
	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories, by where the value ends.
const (
	Log       = sinks.Log
	Error     = sinks.Error
	Response  = sinks.Response
	File      = sinks.File
	Env       = sinks.Environment
	Args      = sinks.Args
	Telemetry = sinks.Telemetry
	Body      = "body"
)

//go:embed doc.go
var doc string

func category(name, summary string) rule.Category {
	return rule.Category{Name: name, Summary: summary, Severity: rule.Error, Enforces: []*rule.Recommendation{rule.NoLeaks}}
}

// Info describes the rule.
var Info = &rule.Info{
	Name: "secretleak",
	Page: rule.Page("secretleak", doc),
	Categories: []rule.Category{
		category(Log, "a secret's value is logged or printed"),
		category(Error, "a secret's value is put into an error's text"),
		category(Response, "a secret's value is sent to a client"),
		category(File, "a secret's value is written to a file that others can read"),
		category(Env, "a secret's value is put into the environment"),
		category(Args, "a secret's value is passed on a command line"),
		category(Telemetry, "a secret's value is recorded as telemetry"),
		category(Body, "the bodies of the vault's answers are logged"),
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		s := pass.ResultOf[set.Summary].(*summary.Result)
		run(r, s)
		bodies(r, s)
		return nil
	}, set.Summary)
}

func run(r *diag.Reporter, s *summary.Result) {
	for _, l := range s.Leaks {
		category := l.Sink.Sort
		if category == sinks.PrivateFile {
			category = File
			if !r.Config().Strict {
				continue
			}
		}
		if !isConfiguration(s, l) {
			r.Report(category, l.At, "%s, read by %s, is %s; %s", which(l.Names), l.Op.Label, l.Sink.What, advice[category])
		}
	}
}

func bodies(r *diag.Reporter, s *summary.Result) {
	for _, b := range s.Bodies {
		r.Report(Body, b.At, "the values that %s reads are logged with the bodies of answers, by %s; leave bodies out", b.What, b.How)
	}
}

// advice says for each category what to do instead.
var advice = map[string]string{
	Log:       "log its name or its version",
	Error:     "name the secret instead of showing it",
	Response:  "answer without it",
	File:      "keep it in memory, or in a file of mode 0600",
	Env:       "hand it over in memory: child processes inherit the environment",
	Args:      "pass it on standard input: other users see command lines",
	Telemetry: "record its name or its version",
}

// isConfiguration reports whether the value that leaves is no secret: one that
// configinvault reports, or an identifier.
func isConfiguration(s *summary.Result, l summary.LeakedValue) bool {
	if configinvault.OnlyConfiguration(l.Names) {
		return true
	}
	return l.Read != nil && slices.ContainsFunc(s.Uses, func(use summary.ValueUse) bool {
		return use.At == l.Read && configinvault.UsedAsConfiguration(use)
	})
}

// which names the secrets for messages.
func which(names []string) string {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, isCredential := credential.Find(name)
		return isCredential || strings.Trim(name, summary.Unknown) == ""
	})
	switch len(names) {
	case 0:
		return "the value of a secret"
	case 1:
		return "the value of secret " + quote(names[0])
	}
	return fmt.Sprintf("the value of secret %s or %d others", quote(names[0]), len(names)-1)
}

// quote returns a name for messages, with an ellipsis where it isn't known.
func quote(name string) string {
	return fmt.Sprintf("%q", strings.ReplaceAll(name, summary.Unknown, "…"))
}
