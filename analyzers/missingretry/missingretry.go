package missingretry

import (
	_ "embed"
	"fmt"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories, by what is wrong with the retries.
const (
	Disabled   = "disabled"   // there are none
	Throttling = "throttling" // not for throttling
	FixedDelay = "fixeddelay" // without exponential back-off
	RawHTTP    = "rawhttp"    // by net/http, which has none
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "missingretry",
	Page: rule.Page("missingretry", doc),
	Categories: []rule.Category{
		{Name: Disabled, Summary: "a Key Vault client's retries are switched off", Severity: rule.Error,
			Enforces: []*rule.Recommendation{rule.RetryBackOff}},
		{Name: Throttling, Summary: "a Key Vault client doesn't retry when it is throttled", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.RetryBackOff}},
		{Name: FixedDelay, Summary: "Key Vault is asked again without a growing delay", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.RetryBackOff}},
		{Name: RawHTTP, Summary: "Key Vault is called by net/http, without retries", Severity: rule.Error,
			Enforces: []*rule.Recommendation{rule.RetryBackOff}},
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
	for _, category := range []string{Disabled, Throttling, FixedDelay, RawHTTP} {
		for _, retry := range s.Retries {
			if of, what := describe(retry); of == category {
				r.ReportFix(of, retry.At, fixes(pass, retry), "%s", what)
			}
		}
	}
}

// describe returns the category of a finding and what it says.
func describe(retry summary.Retry) (category, message string) {
	switch what := retry.What; retry.Flaw {
	case summary.NegativeRetries:
		return Disabled, what + " gets a negative MaxRetries, which switches its retries off; leave MaxRetries out (the default is 3, with exponential back-off)"
	case summary.NoStatus:
		return Disabled, what + " gets an empty list of StatusCodes, so that no answer is retried; leave StatusCodes out"
	case summary.NeverRetries:
		return Disabled, what + " gets a ShouldRetry that always returns false, so that nothing is retried; leave ShouldRetry out"
	case summary.NoAttempts:
		return Disabled, what + " gets RetryAttempts 0, which switches its retries off; leave it at its default of 3"
	case summary.NoDecorators:
		return Disabled, what + " gets an empty list of SendDecorators, and so none that retries; leave SendDecorators out"
	case summary.Not429:
		return Throttling, what + " gets StatusCodes without 429, so that it gives up where Key Vault throttles it; add http.StatusTooManyRequests"
	case summary.Rejects429:
		return Throttling, what + " gets a ShouldRetry that returns false for status 429, so that it gives up where Key Vault throttles it; let it return true for that"
	case summary.ShortDelay:
		return Throttling, fmt.Sprintf("%s gets a MaxRetryDelay of %s: it gives up where Key Vault asks for a longer Retry-After; leave it at its default of 60s", what, retry.Delay)
	case summary.NegativeDelay:
		return FixedDelay, what + " gets a negative RetryDelay, with which azcore waits MaxRetryDelay before each retry; leave RetryDelay out"
	case summary.FixedDelay:
		return FixedDelay, what + " is repeated in a loop " + after(retry.Delay) + ", which doesn't grow; leave the retries to the client, or double the delay each time"
	case summary.NoDelay:
		return FixedDelay, what + " is repeated in a loop without a delay; leave the retries to the client, or double a delay each time"
	}
	return RawHTTP, "net/http calls " + retry.What + ", and nothing retries where that answers 429; use azsecrets, or retry with exponential back-off"
}

// after says how long a loop waits, where that is known.
func after(delay time.Duration) string {
	if delay < time.Millisecond {
		return "after a delay"
	}
	return "after " + delay.String()
}
