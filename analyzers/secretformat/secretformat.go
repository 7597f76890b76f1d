package secretformat

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Categories, by what is wrong with the shape.
const (
	Compound    = "compound"
	Split       = "split"
	Metadata    = "metadata"
	TagSecret   = "tagsecret"
	Size        = "size"
	Certificate = "certificate"
)

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "secretformat",
	Page: rule.Page("secretformat", doc),
	Categories: []rule.Category{
		{Name: Compound, Summary: "several components are packed into one value in a form of the program's own", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CompoundFormat}},
		{Name: Split, Summary: "the parts of one credential are secrets of their own", Severity: rule.Note,
			Enforces: []*rule.Recommendation{rule.CompoundFormat}},
		{Name: Metadata, Summary: "a value contains what belongs into tags", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.MetadataInTags}},
		{Name: TagSecret, Summary: "a credential is in the tags of a secret", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.MetadataInTags}},
		{Name: Size, Summary: "a value is a whole file or upload, or large", Severity: rule.Note,
			Enforces: []*rule.Recommendation{rule.SmallSecrets}},
		{Name: Certificate, Summary: "a certificate is written as a secret", Severity: rule.Warning,
			Enforces: []*rule.Recommendation{rule.CompoundFormat}},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, func(pass *analysis.Pass, r *diag.Reporter) error {
		c := &checker{
			Reporter: r,
			Package:  &packed.Package{Info: pass.TypesInfo, Files: pass.Files, Built: pass.ResultOf[built.Analyzer].(*built.Index).Here()},
			fset:     pass.Fset,
			pkg:      pass.Pkg,
		}
		if pass.Module != nil {
			c.module = pass.Module.Path
		}
		c.run(pass.ResultOf[set.Summary].(*summary.Result), pass.ResultOf[inspect.Analyzer].(*inspector.Inspector))
		return nil
	}, set.Summary, inspect.Analyzer, built.Analyzer)
}

// A checker looks at one package.
type checker struct {
	*diag.Reporter
	*packed.Package
	fset *token.FileSet
	pkg  *types.Package
	// packing has the calls of functions of other packages that return several
	// components, and what is between them.
	packing map[ast.Expr]string
	// module is the path of the module under analysis, "" where a driver knows
	// none.
	module string
}

func (c *checker) run(s *summary.Result, syntax *inspector.Inspector) {
	c.packing = s.Packing
	for _, t := range s.TakenApart {
		c.Report(Compound, t.At, "%s, read by %s, holds several components: it is %s; keep them as a JSON object or a connection string",
			which(t.Names), t.Op.Label, t.What)
	}
	for _, w := range s.Writes {
		if w.Tags {
			c.checkHandedTags(w)
		} else {
			c.checkWrite(w)
		}
	}
	c.checkSplit(s.Names)
	if len(s.Writes) == 0 && !s.Built {
		return
	}
	for call := range inspector.All[*ast.CallExpr](syntax) {
		if op, ok := keyvault.CallAt(c.Info, call); ok {
			c.checkTags(call, op)
			c.checkContentType(call, op)
		}
	}
}

// checkWrite looks at what a value is made of on its way to the vault.
func (c *checker) checkWrite(w summary.Write) {
	values := []built.Value{built.At(w.At, nil)}
	if len(w.Path) > 0 {
		values = c.Built.Field(values[0], w.Path...).Values
	}
	for _, value := range values {
		v := &valueOf{checker: c, write: w, expr: value.Expr}
		if w.Marshalled {
			v.reportMetadata(value, c.keysOf(value))
			continue
		}
		if parts := c.Accumulated(value.Expr); len(parts) > 1 {
			v.checkParts(value, parts)
			continue
		}
		leaves := c.Built.Sources(value).Values
		for _, leaf := range leaves {
			v.check(leaf, 0)
		}
		if len(leaves) == 0 && isCertificateName(c.NameOf(value.Expr)) && !isCertificateName(c.parameterOf(w.At)) {
			v.reportCertificate(value)
		}
	}
}

// A valueOf is a value on its way to the vault.
type valueOf struct {
	*checker
	write summary.Write
	expr  ast.Expr // what is handed on
}

// check looks at one thing that the value may be.
func (v *valueOf) check(leaf built.Value, depth int) {
	if depth > 4 {
		return
	}
	if value := v.Info.Types[leaf.Expr].Value; value != nil {
		v.checkConstant(leaf)
		return
	}
	if leaf.Zero {
		v.checkEmbedded(leaf)
		return
	}
	if parts := v.Parts(leaf); len(parts) > 1 {
		v.checkParts(leaf, parts)
		return
	}
	if v.isCertificate(leaf) {
		v.reportCertificate(leaf)
		return
	}
	call, ok := leaf.Expr.(*ast.CallExpr)
	if !ok {
		return
	}
	if inner := v.encoded(call); inner != nil {
		for _, source := range v.Built.Sources(leaf.Within(inner)).Values {
			v.check(source, depth+1)
		}
		return
	}
	if sep, ok := v.packing[call]; ok {
		v.reportCompound(leaf, sep)
		return
	}
	v.checkMarshalled(leaf, call)
	v.checkContent(leaf, call)
}

// place returns where to report what leaf is: in the call that hands the value on,
// as close to it as that shows.
func (v *valueOf) place(leaf built.Value) ast.Expr {
	for _, at := range []ast.Expr{leaf.Expr, v.expr} {
		if v.write.At.Pos() <= at.Pos() && at.End() <= v.write.At.End() {
			return at
		}
	}
	return v.write.At
}

// composed returns where to report how leaf is put together: there, where that is
// in the function that hands it on, and else as place does.
func (v *valueOf) composed(leaf built.Value) ast.Expr {
	if fn := v.FunctionAt(v.write.At.Pos()); fn != nil && v.FunctionAt(leaf.Expr.Pos()) == fn {
		return leaf.Expr
	}
	return v.place(leaf)
}

// parameterOf returns the name of the parameter that takes expr, an argument, or
// "".
func (c *checker) parameterOf(expr ast.Expr) string {
	fn := c.FunctionAt(expr.Pos())
	name := ""
	if fn == nil {
		return ""
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || name != "" {
			return name == ""
		}
		t := c.Info.TypeOf(call.Fun)
		if t == nil {
			return true
		}
		sig, ok := t.Underlying().(*types.Signature)
		for i, arg := range call.Args {
			if ok && ast.Unparen(arg) == expr && i < sig.Params().Len() {
				name = sig.Params().At(i).Name()
			}
		}
		return name == ""
	})
	return name
}
