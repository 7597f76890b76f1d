package vaultsetup

import (
	_ "embed"
	"go/ast"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Categories, by the safeguard that is missing.
const (
	Permissions = "permissions"
	Purge       = "purge"
	Network     = "network"
	Monitoring  = "monitoring"
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "vaultsetup",
	Page: rule.Page("vaultsetup", doc),
	Categories: []rule.Category{
		{Name: Permissions, Summary: "more permissions are granted than anybody needs", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.ReviewAccess}},
		{Name: Purge, Summary: "a vault's content can be deleted for good", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.PurgeProtection}},
		{Name: Network, Summary: "a vault is open to all networks", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.ClosedNetwork}},
		{Name: Monitoring, Summary: "a vault is created and nothing watches it", Severity: rule.Note, OptIn: true,
			Enforces: []*rule.Recommendation{rule.EnableLogging, rule.EventGrid, rule.Alerts}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		c := &checker{
			Reporter: r,
			pass:     pass,
			syntax:   pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
			built:    pass.ResultOf[built.Analyzer].(*built.Index),
		}
		c.info = c.built.Info()
		c.run()
		return nil
	}, inspect.Analyzer, built.Analyzer)
}

// A checker looks at one package.
type checker struct {
	*diag.Reporter
	pass   *analysis.Pass
	info   *types.Info
	syntax *inspector.Inspector
	built  *built.Index
}

func (c *checker) run() {
	c.checkReturned()
	for call := range inspector.All[*ast.CallExpr](c.syntax) {
		for _, b := range c.built.Behind(call) {
			if b.Setup != nil && c.isWanted(call) {
				c.built.EachContext(b.Call, func(ctx built.Context) bool { return c.check(b.Call, *b.Setup, ctx) })
			}
		}
		setup, ok := keyvault.SetupAt(c.info, call)
		if !ok || !c.isWanted(call) {
			continue
		}
		if c.built.Function(call) != nil {
			continue // what it does is asked where it does it
		}
		c.built.EachContext(call, func(ctx built.Context) bool { return c.check(call, setup, ctx) })
		if setup.Step == keyvault.CreateVault && !c.isMonitored() {
			c.Report(Monitoring, call.Fun, "a vault is created here, and neither this package nor what it calls makes a diagnostic setting, an event subscription or an alert for it; make them where the vault is made")
		}
	}
}

func (c *checker) isWanted(call *ast.CallExpr) bool {
	return c.Wanted(Permissions, call.Pos()) || c.Wanted(Purge, call.Pos()) || c.Wanted(Network, call.Pos()) || c.Wanted(Monitoring, call.Pos())
}

// report reports what at decides, unless it is in another package: it is
// reported there.
func (c *checker) report(category string, at ast.Expr, format string, args ...any) {
	if !c.built.IsAbroad(at) {
		c.Report(category, at, format, args...)
	}
}

// check reports what a step does in one context. It reports whether no more is
// to be learnt from callers.
func (c *checker) check(call *ast.CallExpr, setup keyvault.Setup, ctx built.Context) (resolved bool) {
	arg := built.At(call.Args[setup.Arg], ctx.Frame)
	s := &step{checker: c, call: call, setup: setup, ctx: ctx, properties: built.Set{Values: []built.Value{arg}}}
	if len(setup.Path) > 0 {
		s.properties = c.built.Field(arg, setup.Path...)
	}
	switch setup.Step {
	case keyvault.AssignRole:
		s.checkRole()
	case keyvault.AccessPolicy:
		if s.grants() {
			s.checkPolicies()
		}
	default:
		s.checkPolicies()
		s.checkPurge()
		s.checkNetwork()
	}
	return !s.params
}

// A step is a call of the management plane in one context.
type step struct {
	*checker
	call       *ast.CallExpr
	setup      keyvault.Setup
	ctx        built.Context
	properties built.Set
	params     bool // something is unknown because of a parameter
}

// property returns what the property called by one of names is set to.
func (s *step) property(names ...string) built.Set {
	var all built.Set
	all.Unknown, all.Params, all.Absent = s.properties.Unknown, s.properties.Params, s.properties.Absent
	for _, v := range s.properties.Values {
		for _, name := range names {
			if s.has(v, name) {
				field := s.built.Field(v, name)
				all.Values = append(all.Values, field.Values...)
				all.Unknown, all.Params, all.Absent = all.Unknown || field.Unknown, all.Params || field.Params, all.Absent || field.Absent
			}
		}
	}
	s.params = s.params || all.Params
	return all
}

// has reports whether v is of a struct type with a field called name, or of
// an interface whose literals may be, as Pulumi's inputs are.
func (s *step) has(v built.Value, name string) bool {
	t := s.info.TypeOf(v.Expr)
	if t == nil {
		return s.built.IsAbroad(v.Expr)
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return true
	}
	for field := range str.Fields() {
		if field.Name() == name {
			return true
		}
	}
	return false
}

// A reading is what a property is, as text: true, false, or a constant string
// in lower case.
type reading struct {
	text string
	at   built.Value
}

// read returns the constants that values are, and whether they may be something
// else, too. nil counts as no value.
func (s *step) read(values built.Set) (found []reading, unknown bool) {
	unknown = values.Unknown
	for _, v := range values.Values {
		known, set := s.built.Constants(v)
		unknown = unknown || set.Unknown
		s.params = s.params || set.Params
		for _, k := range known {
			found = append(found, reading{strings.ToLower(strings.Trim(k.Value.ExactString(), `"`)), k.From})
		}
	}
	return found, unknown
}

// all reports whether values are text and nothing else, and where.
func (s *step) all(values built.Set, text string) (at built.Value, ok bool) {
	found, unknown := s.read(values)
	if unknown || len(found) == 0 {
		return built.Value{}, false
	}
	for _, r := range found {
		if r.text != text {
			return built.Value{}, false
		}
	}
	return found[0].at, true
}
