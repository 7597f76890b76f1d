package configinvault

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories, by the kind of evidence.
const (
	Name = "name" // the secret's name says configuration
	Use  = "use"  // its value is used as configuration
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
	// A use weighs more than a name: at one place only the first counts.
	for _, use := range s.Uses {
		if sink, ok := decisive(use); ok && !(use.Elsewhere && len(configuration(use.Names)) > 0) { // else said at the read
			reportUse(r, use, sink)
		}
	}
	for _, name := range s.Names {
		isCredential := slices.ContainsFunc(s.Uses, func(u summary.ValueUse) bool { return u.At == name.At && u.Credential && len(name.Names) == 1 })
		if names := configuration(name.Names); len(names) > 0 && !isCredential {
			reportName(r, name, names)
		}
	}
}

// decisive returns the use that says that a value is configuration. A value
// that is used as a credential anywhere is none, and neither are the numbers
// of PINs and one-time codes.
func decisive(use summary.ValueUse) (summary.Sink, bool) {
	if use.Credential {
		return summary.Sink{}, false
	}
	for _, sink := range use.Sinks {
		if sink.Sort == sinks.Number && slices.ContainsFunc(use.Names, isCode) {
			continue
		}
		return sink, true
	}
	return summary.Sink{}, false
}

// isCode reports whether the secret called name is a PIN or a one-time code.
func isCode(name string) bool {
	return slices.ContainsFunc(naming.Tokens(name), func(word string) bool {
		switch word {
		case "pin", "otp", "totp", "code", "passcode":
			return true
		}
		return false
	})
}

// configuration returns those of names that say configuration.
func configuration(names []string) []string {
	var found []string
	for _, name := range names {
		if naming.JudgeSecretName(name) != naming.Configuration {
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
	which := "a secret"
	if names := shown(use.Names); len(names) == 1 {
		which = "secret " + quote(names[0])
	} else if len(names) > 1 {
		which = "one of the secrets " + list(names)
	}
	r.Report(Use, use.At, "%s, read by %s, is configuration: it is %s; keep it in App Configuration", which, use.Op.Label, sink.What)
}

// shown returns those of names that are no credentials by their looks.
func shown(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, isCredential := credential.Find(name)
		return isCredential || strings.Trim(name, summary.Unknown) == ""
	})
}

func reportName(r *diag.Reporter, n summary.SecretName, names []string) {
	verb := "read"
	if n.Op.Write {
		verb = "written"
	}
	if len(names) == 1 {
		r.Report(Name, n.At, "secret %s, %s by %s, is configuration by its name; keep it in App Configuration",
			quote(names[0]), verb, n.Op.Label)
		return
	}
	r.Report(Name, n.At, "secrets %s, %s by %s, are configuration by their names; keep them in App Configuration",
		list(names), verb, n.Op.Label)
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
