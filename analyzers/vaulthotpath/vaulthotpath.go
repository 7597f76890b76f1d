package vaulthotpath

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/internal/values"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
)

// Request is the category of reads that run once per request.
const Request = "request"

//go:embed doc.go
var doc string

// Info describes the rule.
var Info = &rule.Info{
	Name: "vaulthotpath",
	Page: rule.Page("vaulthotpath", doc),
	Categories: []rule.Category{
		{Name: Request, Summary: "Key Vault is read on each request, and nothing keeps the answer", Severity: rule.Warning},
	},
}

// Analyzer is the rule in the default suite.
var Analyzer = New(shared.Default)

// New returns the rule for the suite of set.
func New(set *shared.Set) *analysis.Analyzer {
	return diag.NewRule(Info, set, run, values.Analyzer)
}

func run(pass *analysis.Pass, r *diag.Reporter) error {
	g := &graph{
		info:  pass.TypesInfo,
		fset:  pass.Fset,
		index: pass.ResultOf[values.Analyzer].(*values.Index),
		memo:  make(map[ast.Node][]read),

		dropped: make(map[*ast.CallExpr]bool),
	}
	if !g.callsVault(pass.Files) {
		return nil
	}
	for _, h := range handlers(pass) {
		for _, s := range g.sites(h) {
			first := s.reads[0]
			r.Report(Request, s.call, "each request of %s calls %s%s%s, and nothing keeps the answer; read it once, or cache it and refresh on rotation",
				h.name, first.op, forName(first.name), through(first.chain))
		}
	}
	return nil
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

// handlers returns the functions of the package that run once per request.
func handlers(pass *analysis.Pass) []function {
	var found []function
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			name := "a function literal"
			if fd, ok := decl.(*ast.FuncDecl); ok {
				if f, ok := declared(pass.TypesInfo, fd); ok && f.hot {
					found = append(found, f)
				}
				name = "the handler in " + funcName(fd)
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				if lit, ok := n.(*ast.FuncLit); ok {
					if f := literal(pass.TypesInfo, lit); f.hot {
						f.name = name
						found = append(found, f)
					}
				}
				return true
			})
		}
	}
	return found
}

// funcName returns the name of a declared function as messages show it:
// "load", "(*Server).pay".
func funcName(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) != 1 {
		return decl.Name.Name
	}
	return fmt.Sprintf("(%s).%s", types.ExprString(decl.Recv.List[0].Type), decl.Name.Name)
}
