package vaulthotpath

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

// Categories, by what is done again and again.
const (
	Request = "request" // a read, once per request
	Client  = "client"  // a client is made, once per request
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "vaulthotpath",
	Page: rule.Page("vaulthotpath", doc),
	CWEs: []int{770},
	Categories: []rule.Category{
		{Name: Request, Summary: "Key Vault is read on each request, and nothing keeps the answer", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
		{Name: Client, Summary: "a Key Vault client is made on each request", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
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
	// A read weighs more than a client: at one place only the first counts.
	for _, kind := range []summary.Kind{summary.ReadOp, summary.ClientOp} {
		for _, call := range s.Hot {
			if call.Op.Kind == kind {
				report(r, call)
			}
		}
	}
}

func report(r *diag.Reporter, call summary.HotCall) {
	if call.Op.Kind == summary.ClientOp {
		r.ReportChain(Client, call.At, call.Op.Chain, "each request of %s makes a client with %s%s%s; make it once and share it",
			call.Function, call.Op.Label, through(call.Op.Chain), wired(call))
		return
	}
	r.ReportChain(Request, call.At, call.Op.Chain, "each request of %s calls %s%s%s%s, and nothing keeps the answer; read it once, or cache it and refresh on rotation",
		call.Function, call.Op.Label, forName(call.Name), through(call.Op.Chain), wired(call))
}

// wired says that the finding is where the implementation is handed on.
func wired(call summary.HotCall) string {
	if !call.Wired {
		return ""
	}
	return ", which is what it is given here"
}

func forName(name string) string {
	if _, isCredential := credential.Find(name); name == "" || isCredential {
		return ""
	}
	return fmt.Sprintf(" for %q", name)
}

func through(chain []string) string {
	if len(chain) == 0 {
		return ""
	}
	return " through " + strings.Join(chain, " and ")
}
