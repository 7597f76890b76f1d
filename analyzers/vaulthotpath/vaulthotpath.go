package vaulthotpath

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/hot"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Categories, by what is done again and again, and how often.
const (
	Request = "request" // a read, once per request
	Message = "message" // a read, once per message
	Loop    = "loop"    // a read, once per iteration or tick
	Client  = "client"  // a client is made

	ListScan  = "listscan"  // the vault is listed to find something
	PublicKey = "publickey" // a public key would do
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
		{Name: Message, Summary: "Key Vault is read for each message, and nothing keeps the answer", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
		{Name: Loop, Summary: "a loop or schedule reads Key Vault again too soon", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
		{Name: Client, Summary: "a Key Vault client is made on each request or message", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
		{Name: ListScan, Summary: "the vault is listed on each request or message to find a secret", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CacheSecrets}},
		{Name: PublicKey, Summary: "the vault does what a public key that is kept could do", Severity: rule.Note,
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
	for _, kind := range []summary.Kind{summary.ScanOp, summary.ReadOp, summary.ClientOp, summary.PublicKeyOp} {
		for _, call := range s.Hot {
			if call.Op.Kind == kind {
				report(r, call)
			}
		}
	}
}

func report(r *diag.Reporter, call summary.HotCall) {
	every := occasion(call)
	what := call.Op.Label + forName(call.Name) + through(call.Op.Chain) + wired(call)
	rhythm := call.Rhythm
	switch {
	case call.Op.Kind == summary.ClientOp && rhythm.Kind != hot.Tick:
		r.ReportChain(Client, call.At, call.Op.Chain, "%s makes a client with %s; make it once and share it", every, what)
	case call.Op.Kind == summary.ScanOp && rhythm.Kind != hot.Tick:
		r.ReportChain(ListScan, call.At, call.Op.Chain, "%s lists the vault with %s to find a secret; read it by its name, or list at start-up", every, what)
	case call.Op.Kind == summary.PublicKeyOp && rhythm.Kind != hot.Tick:
		r.ReportChain(PublicKey, call.At, call.Op.Chain, "%s calls %s, for which the public key is enough; get the key once, and use it here", every, what)
	case call.Op.Kind != summary.ReadOp && call.Op.Kind != summary.ScanOp:
	case call.Same:
		r.ReportChain(Loop, call.At, call.Op.Chain, "%s calls %s, and reads the same again; read it once before the loop", every, what)
	case rhythm.Kind == hot.Tick:
		if rhythm.Every > 0 && rhythm.Every < r.Config().MinimumTTL() {
			r.ReportChain(Loop, call.At, call.Op.Chain, "%s, every %s, calls %s, below the configured minimum of %s; read less often, and refresh on rotation",
				every, diag.Duration(rhythm.Every), what, diag.Duration(r.Config().MinimumTTL()))
		}
	default:
		r.ReportChain(category(rhythm), call.At, call.Op.Chain, "%s calls %s, and nothing keeps the answer; read it once, or cache it and refresh on rotation", every, what)
	}
}

func category(rhythm summary.Rhythm) string {
	if rhythm.Kind == hot.Request {
		return Request
	}
	return Message
}

// occasion says when it is that the vault is called: "each request of f".
func occasion(call summary.HotCall) string {
	what := "request"
	switch {
	case call.Same:
		what = "iteration"
	case call.Rhythm.Kind == hot.Message:
		what = "message"
	case call.Rhythm.Kind == hot.Tick:
		what = "tick"
	case call.Rhythm.Kind == hot.Reconcile:
		what = "reconciliation"
	}
	if call.Function == "" {
		return "each " + what + " of what is registered here"
	}
	if call.Same {
		return "each iteration of the loop in " + call.Function
	}
	return "each " + what + " of " + call.Function
}

// wired says that the finding is where the implementation is handed on.
func wired(call summary.HotCall) string {
	if !call.Wired || call.Function == "" {
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
