package vaultcache

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories, by for how long a value is kept.
const (
	TTL   = "ttl"   // too short
	Stale = "stale" // for good
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "vaultcache",
	Page: rule.Page("vaultcache", doc),
	Categories: []rule.Category{
		{Name: TTL, Summary: "a secret is kept for less than the minimum", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
		{Name: Stale, Summary: "a secret is kept for good, and rotation doesn't reach it", Severity: rule.Note,
			Enforces: []*rule.Recommendation{rule.RefreshOnRotation}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		run(r, pass, pass.ResultOf[set.Summary].(*summary.Result))
		return nil
	}, set.Summary)
}

func run(r *diag.Reporter, pass *analysis.Pass, s *summary.Result) {
	minimum := r.Config().MinimumTTL()
	for _, c := range s.Cached {
		switch {
		case c.TTL > 0:
			if c.TTL < minimum {
				r.Report(TTL, c.At, "%s is kept for %s, below the configured minimum of %s; keep it longer, and refresh it on rotation",
					subject(c), diag.Duration(c.TTL), diag.Duration(minimum))
			}
		case c.Startup:
			if r.Config().Strict {
				r.Report(Stale, c.At, "%s is read once at start-up and kept for good, so that its rotation goes unnoticed; read it again in time, or when it is refused", subject(c))
			}
		case c.Hot || pass.Pkg.Name() != "main":
			r.Report(Stale, c.At, "%s is kept for good: nothing drops it, lets it expire or reads it again when it is rotated; let it expire, or drop it when it is refused", subject(c))
		}
	}
}

// subject returns how messages call the secret that c keeps.
func subject(c summary.Cached) string {
	if _, isCredential := credential.Find(c.Name); c.Name == "" || isCredential {
		return "a secret"
	}
	return "secret " + fmt.Sprintf("%q", strings.ReplaceAll(c.Name, summary.Unknown, "…"))
}
