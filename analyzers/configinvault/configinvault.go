package configinvault

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/setting"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories, by the kind of evidence.
const (
	Name       = "name"       // the secret's name says configuration
	Use        = "use"        // its value is used as configuration
	Value      = "value"      // a value that is written is configuration
	Identifier = "identifier" // the secret's name is that of an identifier
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "configinvault",
	Page: rule.Page("configinvault", doc),
	Categories: []rule.Category{
		{Name: Use, Summary: "a secret's value is used as configuration", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.NoConfiguration}},
		{Name: Name, Summary: "a secret's name says configuration", Severity: rule.Warning, Precision: "medium",
			Enforces: []*rule.Recommendation{rule.NoConfiguration}},
		{Name: Value, Summary: "a value that is written is configuration", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.NoConfiguration}},
		{Name: Identifier, Summary: "an identifier is kept as a secret", Severity: rule.Note, OptIn: true,
			Enforces: []*rule.Recommendation{rule.NoConfiguration}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		run(r, pass.ResultOf[set.Summary].(*summary.Result))
		return nil
	}, set.Summary)
}

func run(r *diag.Reporter, s *summary.Result) {
	// A use, or the value itself, weighs more than a name: at one place only the
	// first counts.
	for _, use := range s.Uses {
		if sink, ok := decisive(use); ok && !(use.Elsewhere && len(judged(naming.Configuration, use.Names)) > 0) { // else said at the read
			reportUse(r, use, sink)
		}
	}
	reportValues(r, s.Written)
	for _, name := range s.Names {
		if len(name.Names) == 1 && slices.ContainsFunc(s.Uses, func(u summary.ValueUse) bool { return u.At == name.At && u.Credential }) {
			continue
		}
		if names := judged(naming.Configuration, name.Names); len(names) > 0 {
			reportName(r, name, names)
		}
		if names := judged(naming.Identifier, name.Names); len(names) > 0 {
			reportIdentifier(r, name, names)
		}
	}
}

// decisive returns the use that says that a value is configuration. A value
// that is used as a credential anywhere is none. Numbers don't say so of PINs
// and one-time codes, nor of what is an identifier by its name, nor of what another
// package read under a name that isn't known.
func decisive(use summary.ValueUse) (summary.Sink, bool) {
	if use.Credential {
		return summary.Sink{}, false
	}
	for _, sink := range use.Sinks {
		if sink.Sort == sinks.Number && (use.Elsewhere && len(use.Names) == 0 || slices.ContainsFunc(use.Names, setting.IsCode) || len(judged(naming.Identifier, use.Names)) > 0) {
			continue
		}
		return sink, true
	}
	return summary.Sink{}, false
}

// judged returns those of names of which the words say j.
func judged(j naming.Judgement, names []string) []string {
	var found []string
	for _, name := range names {
		if naming.JudgeSecretName(name) != j {
			continue
		}
		if _, isCredential := credential.Find(name); !isCredential { // no name, and not to be shown
			found = append(found, name)
		}
	}
	return found
}

func reportUse(r *diag.Reporter, use summary.ValueUse, sink summary.Sink) {
	if use.At == nil {
		return
	}
	r.Report(Use, use.At, "%s, read by %s, is configuration: it is %s; keep it in App Configuration",
		which(use.Names), use.Op.Label, sink.What)
}

// which returns how messages call the secret that has one of names.
func which(names []string) string {
	switch names = shown(names); len(names) {
	case 0:
		return "a secret"
	case 1:
		return "secret " + quote(names[0])
	}
	return "one of the secrets " + list(names)
}

// shown returns those of names that are no credentials by their looks.
func shown(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, isCredential := credential.Find(name)
		return isCredential || strings.Trim(name, summary.Unknown) == ""
	})
}

func reportName(r *diag.Reporter, n summary.SecretName, names []string) {
	if len(names) == 1 {
		r.Report(Name, n.At, "secret %s, %s by %s, is configuration by its name; keep it in App Configuration",
			quote(names[0]), verb(n.Op), n.Op.Label)
		return
	}
	r.Report(Name, n.At, "secrets %s, %s by %s, are configuration by their names; keep them in App Configuration",
		list(names), verb(n.Op), n.Op.Label)
}

func reportIdentifier(r *diag.Reporter, n summary.SecretName, names []string) {
	if len(names) == 1 {
		r.Report(Identifier, n.At, "secret %s, %s by %s, is an identifier by its name, which authenticates nobody; keep it in App Configuration",
			quote(names[0]), verb(n.Op), n.Op.Label)
		return
	}
	r.Report(Identifier, n.At, "secrets %s, %s by %s, are identifiers by their names, which authenticate nobody; keep them in App Configuration",
		list(names), verb(n.Op), n.Op.Label)
}

func verb(op summary.Op) string {
	if op.Write {
		return "written"
	}
	return "read"
}

// quote returns a name for messages, with an ellipsis where it isn't known.
func quote(name string) string {
	return fmt.Sprintf("%q", strings.ReplaceAll(name, summary.Unknown, "…"))
}

// maxListed is how many names a message lists.
const maxListed = 5

func list(names []string) string {
	var quoted []string
	for _, name := range names[:min(len(names), maxListed)] {
		quoted = append(quoted, quote(name))
	}
	if more := len(names) - maxListed; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(quoted, ", "), more)
	}
	return strings.Join(quoted, ", ")
}
