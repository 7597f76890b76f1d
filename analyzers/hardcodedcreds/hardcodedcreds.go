package hardcodedcreds

import (
	_ "embed"
	"go/ast"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/site"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Categories, by the kind of evidence.
const (
	PrivateKey       = "privatekey"
	AzureKey         = "azurekey"
	ConnectionString = "connectionstring"
	Token            = "token"
	Sink             = "sink"
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "hardcodedcreds",
	Page: rule.Page("hardcodedcreds", doc),
	CWEs: []int{798}, SecurityScore: 8.5,
	Categories: []rule.Category{
		{Name: PrivateKey, Summary: "a private key in the source", Severity: rule.Error, InTests: true, Precision: "very-high",
			Enforces: []*rule.Recommendation{rule.StoreSSHKeys, rule.StoreCredentials}},
		{Name: AzureKey, Summary: "an Azure key or client secret in the source", Severity: rule.Error, InTests: true, Precision: "very-high",
			Enforces: []*rule.Recommendation{rule.StoreCredentials, rule.StoreAccessKeys}},
		{Name: ConnectionString, Summary: "a connection string, DSN or URL with its password in the source", Severity: rule.Error,
			Enforces: []*rule.Recommendation{rule.StoreConnectionStrings, rule.StorePasswords, rule.StoreAccessKeys}},
		{Name: Token, Summary: "a provider's token in the source", Severity: rule.Error, InTests: true, Precision: "very-high",
			Enforces: []*rule.Recommendation{rule.StoreCredentials}},
		{Name: Sink, Summary: "a constant is used as a credential", Severity: rule.Error,
			Enforces: []*rule.Recommendation{rule.StoreCredentials, rule.StorePasswords, rule.StoreAccessKeys}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		return run(pass, r, pass.ResultOf[set.Summary].(*summary.Result))
	}, inspect.Analyzer, set.Summary)
}

// A finder holds the state of one pass.
type finder struct {
	*diag.Reporter
	info    *types.Info
	site    *site.Index
	summary *summary.Result
}

func run(pass *analysis.Pass, r *diag.Reporter, s *summary.Result) error {
	f := &finder{r, pass.TypesInfo, site.New(pass.TypesInfo, pass.Files), s}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	// The strongest evidence first: at one place only the first counts.
	f.findValues(root)
	f.findSinks(root)
	return nil
}

// remedy is what every message ends with.
const remedy = "keep it in Key Vault and read it with azsecrets, or use a managed identity"

// reportValue reports that the constant at expr, or a part of it, is found.
func (f *finder) reportValue(expr ast.Expr, found credential.Finding) {
	what := found.What
	if found.Rule != "" {
		what += ", gitleaks rule " + found.Rule
	}
	f.Report(string(found.Kind), expr, "%s (sha256 %s) is written into the source; %s",
		what, credential.Fingerprint(found.Secret), remedy)
}
