package secretrotation

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Categories, by what keeps a secret from rotating.
const (
	NoExpiry  = "noexpiry"
	FarExpiry = "farexpiry"
	Pinned    = "pinned"
	SingleKey = "singlekey"
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "secretrotation",
	Page: rule.Page("secretrotation", doc),
	Categories: []rule.Category{
		{Name: NoExpiry, Summary: "a secret is written without an expiry", Severity: rule.Note,
			Enforces: []*rule.Recommendation{rule.RotateRegularly, rule.AutomateRotation, rule.EventGrid}},
		{Name: FarExpiry, Summary: "a secret's expiry is too far ahead", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.RotateRegularly}},
		{Name: Pinned, Summary: "a read names a constant version, which rotation never reaches", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.AutomateRotation}},
		{Name: SingleKey, Summary: "a rotation regenerates the one key in use", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.DualCredentials}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		c := &checker{
			Reporter: r,
			syntax:   pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
			built:    pass.ResultOf[built.Analyzer].(*built.Index),
			now:      time.Now(),
		}
		c.info = c.built.Info()
		c.run()
		return nil
	}, inspect.Analyzer, built.Analyzer)
}

// A checker looks at one package.
type checker struct {
	*diag.Reporter
	info   *types.Info
	syntax *inspector.Inspector
	built  *built.Index
	now    time.Time // to which fixed dates are compared

	expiries      []expiryCall // what sets secrets and their properties
	deletions     []deletion
	crypto        map[string]bool
	readBy        map[string]bool // identifiers whose version a reported operation takes
	regenerations []regeneration
}

// An expiryCall is a write that takes an expiry.
type expiryCall struct {
	call      *ast.CallExpr
	op        keyvault.Op
	at        keyvault.Expiry
	elsewhere bool // in another package
}

// A deletion is a call that deletes a secret.
type deletion struct {
	call *ast.CallExpr
	op   keyvault.Op
}

func (c *checker) run() {
	c.crypto, c.readBy = make(map[string]bool), make(map[string]bool)
	for call := range inspector.All[*ast.CallExpr](c.syntax) {
		behind := c.built.Behind(call)
		for _, b := range behind {
			c.decision(b)
		}
		if op, ok := keyvault.CallAt(c.info, call); ok {
			c.operation(call, op)
		} else if at, ok := keyvault.RegenerationAt(c.info, call); ok {
			c.regenerations = append(c.regenerations, regeneration{call, at, false})
		} else if len(behind) == 0 {
			c.checkDeclaredVersion(call)
		}
	}
	for _, write := range c.expiries {
		if write.op.Method == "SetSecret" && !write.elsewhere {
			c.checkNoExpiry(write)
		}
		c.checkFarExpiry(write)
	}
	c.checkSingleKeys()
	c.checkIdentifiers()
}

func (c *checker) operation(call *ast.CallExpr, op keyvault.Op) {
	if op.Object == keyvault.Key {
		c.crypto[op.Method] = true
	}
	if at, ok := keyvault.ExpiryAt(c.info, call, op); ok {
		c.expiries = append(c.expiries, expiryCall{call, op, at, false})
	}
	if op.Object == keyvault.Secret && op.Class == keyvault.Delete {
		c.deletions = append(c.deletions, deletion{call, op})
	}
	c.checkVersion(call, op, keyvault.OptionsWithVersion(c.info, call, op))
}

// decision notes what a call of a function of another package leads to there.
func (c *checker) decision(b built.Behind) {
	switch {
	case b.Regeneration != nil:
		c.regenerations = append(c.regenerations, regeneration{b.Call, *b.Regeneration, b.Stores})
	case b.Op != nil:
		if b.Expiry != nil {
			c.expiries = append(c.expiries, expiryCall{b.Call, b.Op.Op(), *b.Expiry, true})
		}
		c.checkVersion(b.Call, b.Op.Op(), b.Options)
	}
}

// secret returns the secret that a call is about, for messages: by its name
// where that is a constant and no credential by its looks.
func (c *checker) secret(call *ast.CallExpr, op keyvault.Op) string {
	if op.Name >= 0 {
		if name, ok := c.built.Text(built.At(call.Args[op.Name], nil)); ok && name != "" {
			if _, isCredential := credential.Find(name); !isCredential {
				return fmt.Sprintf("secret %q", name)
			}
		}
	}
	return "a secret"
}
