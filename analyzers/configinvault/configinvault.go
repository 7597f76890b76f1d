package configinvault

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/values"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Name is the category of secrets whose names say configuration.
const Name = "name"

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "configinvault",
	Page: rule.Page("configinvault", doc),
	Categories: []rule.Category{
		{Name: Name, Summary: "a secret's name says configuration", Severity: rule.Warning},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, run, inspect.Analyzer, values.Analyzer)
}

func run(pass *analysis.Pass, r *diag.Reporter) error {
	var (
		in    = pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
		index = pass.ResultOf[values.Analyzer].(*values.Index)
	)
	for cur := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		op, ok := keyvault.CallAt(pass.TypesInfo, call)
		if !ok || !carriesValue(op) || op.Name < 0 || op.Name >= len(call.Args) {
			continue
		}
		for _, place := range places(index.Texts(call.Args[op.Name])) {
			report(r, op, place)
		}
	}
	return nil
}

// carriesValue reports whether op reads or writes the value of a secret. Keys
// and certificates are no configuration, whatever their names.
func carriesValue(op keyvault.Op) bool {
	return op.Object == keyvault.Secret && (op.Class == keyvault.Read || op.Class == keyvault.Write)
}

// A place is an expression that hands on the names of secrets.
type place struct {
	at    ast.Expr
	names []string // those that say configuration, in source order
}

// places returns where names that say configuration are handed on.
func places(texts []values.Text) []place {
	var found []place
	for _, text := range texts {
		if naming.JudgeSecretName(text.Pattern) != naming.Configuration {
			continue
		}
		if _, isCredential := credential.Find(text.Pattern); isCredential {
			continue // no name, and not to be shown
		}
		i := slices.IndexFunc(found, func(p place) bool { return p.at == text.At })
		if i < 0 {
			i = len(found)
			found = append(found, place{at: text.At})
		}
		if !slices.Contains(found[i].names, text.Pattern) {
			found[i].names = append(found[i].names, text.Pattern)
		}
	}
	return found
}

func report(r *diag.Reporter, op keyvault.Op, p place) {
	verb := "read"
	if op.Class == keyvault.Write {
		verb = "written"
	}
	if len(p.names) == 1 {
		r.Report(Name, p.at, "secret %s, %s by %s, is configuration by its name; keep it in App Configuration",
			quote(p.names[0]), verb, op)
		return
	}
	r.Report(Name, p.at, "secrets %s, %s by %s, are configuration by their names; keep them in App Configuration",
		list(p.names), verb, op)
}

// quote returns a name for messages, with an ellipsis where it isn't known.
func quote(name string) string {
	return fmt.Sprintf("%q", strings.ReplaceAll(name, values.Unknown, "…"))
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
