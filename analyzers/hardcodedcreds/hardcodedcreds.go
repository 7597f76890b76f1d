package hardcodedcreds

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
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
	Document         = "document"
	Name             = "name"
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
		{Name: Document, Summary: "a JSON, YAML, TOML, XML or .env text with a credential in the source", Severity: rule.Error,
			Enforces: []*rule.Recommendation{rule.StoreCredentials, rule.StorePasswords, rule.StoreAccessKeys}},
		{Name: Name, Summary: "a constant under the name of a credential looks like one", Severity: rule.Warning, Precision: "medium",
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
	info     *types.Info
	fset     *token.FileSet
	site     *site.Index
	summary  *summary.Result
	received map[ast.Node]map[types.Object]bool // by function: variables that a request sets
	root     inspector.Cursor
	values   map[*types.Var]ast.Expr    // of variables that always hold the same; nil before they are asked for
	depth    int                        // of variables that are being followed
	forwards map[types.Object][]forward // what functions of the package hand on
	found    []evidence
	now      time.Time
	pkg      string
	path     string
	standsIn bool // the package stands in for others: names say nothing in it
}

// Evidence is a finding that may turn out to be another's weaker twin.
type evidence struct {
	category string
	at       analysis.Range
	hash     string // of the credential
	message  string
}

func run(pass *analysis.Pass, r *diag.Reporter, s *summary.Result) error {
	f := &finder{
		pkg: pass.Pkg.Name(), path: pass.Pkg.Path(), standsIn: servesTests(pass.Pkg.Name()),
		Reporter: r, info: pass.TypesInfo, fset: pass.Fset, site: site.New(pass.TypesInfo, pass.Files), summary: s,
		now: time.Now(), received: make(map[ast.Node]map[types.Object]bool),
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	f.root = root
	f.findValues(root)
	f.findSinks(root)
	f.findPlaced(root)
	f.findForwarded(root)
	if !f.standsIn {
		f.findNames(root)
	}
	f.flush()
	return nil
}

// servesTests reports whether a package of this name stands in for others:
// what it compares and returns is made up.
func servesTests(name string) bool {
	return slices.ContainsFunc(naming.Tokens(name), func(word string) bool {
		switch word {
		case "mock", "mocks", "fake", "fakes", "stub", "stubs", "fixture", "fixtures":
			return true
		}
		return false
	})
}

// add adds a finding, unless nobody wants it.
func (f *finder) add(category string, at analysis.Range, hash, format string, args ...any) {
	if f.Wanted(category, at.Pos()) {
		f.found = append(f.found, evidence{category, at, hash, fmt.Sprintf(format, args...)})
	}
}

// strength orders kinds of evidence: the value, where it goes, what it is called.
func strength(category string) int {
	switch category {
	case Name:
		return 1
	case Document:
		return 2
	case Sink:
		return 3
	}
	return 4
}

// flush reports what was found, the strongest first, but of the same credential
// in the same file only what the strongest evidence says.
func (f *finder) flush() {
	slices.SortStableFunc(f.found, func(a, b evidence) int { return strength(b.category) - strength(a.category) })
	type secret struct{ file, hash string }
	strongest := make(map[secret]int)
	key := func(e evidence) secret { return secret{f.fset.Position(e.at.Pos()).Filename, e.hash} }
	for _, e := range f.found {
		strongest[key(e)] = max(strongest[key(e)], strength(e.category))
	}
	for _, e := range f.found {
		if strength(e.category) == strongest[key(e)] {
			f.Report(e.category, e.at, "%s", e.message)
		}
	}
}

// remedy is what every message ends with.
const remedy = "keep it in Key Vault and read it with azsecrets, or use a managed identity"

// reportValue reports that the constant at expr, or a part of it, is found.
func (f *finder) reportValue(expr ast.Expr, found credential.Finding) {
	what := found.What
	if found.Rule != "" {
		what += ", gitleaks rule " + found.Rule
	}
	if !found.Expires.IsZero() && found.Expires.Before(f.now) {
		what += ", expired on " + found.Expires.Format(time.DateOnly)
	}
	hash := credential.Fingerprint(found.Secret)
	f.add(string(found.Kind), expr, hash, "%s (sha256 %s) is written into the source; %s", what, hash, remedy)
}
