package vaulthotpath

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/values"
)

// A graph answers which reads of the vault a function makes, through the
// calls of its package.
type graph struct {
	info  *types.Info
	fset  *token.FileSet
	index *values.Index
	memo  map[ast.Node][]read // by function; nil while it is being looked at

	dropped map[*ast.CallExpr]bool // calls whose results nobody takes
}

// A read is an operation whose answer could be kept and isn't.
type read struct {
	op    keyvault.Op
	name  string   // of the secret, key or certificate, where it is known
	param int      // index of the function's parameter that is the name, or -1
	chain []string // the functions in between, outermost first
}

// A site is a call through which a function makes reads.
type site struct {
	call  *ast.CallExpr
	reads []read
}

// callsVault reports whether any call in files is a vault operation, which
// spares most packages the rest. It also notes the calls whose results are
// dropped.
func (g *graph) callsVault(files []*ast.File) bool {
	found := false
	for _, file := range files {
		for n := range ast.Preorder(file) {
			switch n := n.(type) {
			case *ast.ExprStmt:
				if call, ok := n.X.(*ast.CallExpr); ok {
					g.dropped[call] = true
				}
			case *ast.CallExpr:
				if _, ok := keyvault.CallAt(g.info, n); ok {
					found = true
				}
			}
		}
	}
	return found
}

// sites returns the calls in f that make reads which nothing keeps. Function
// literals in f count as part of it, unless they run at most once or are
// handlers themselves.
func (g *graph) sites(f function) []site {
	var found []site
	writes := false
	spared := make(map[*ast.FuncLit]bool)
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return !spared[n] && !literal(g.info, n).hot
		case *ast.CallExpr:
			for _, lit := range g.keptLoaders(n) {
				spared[lit] = true
			}
			if op, ok := keyvault.CallAt(g.info, n); ok {
				writes = writes || op.Class == keyvault.Write || op.Class == keyvault.Delete
			}
			if reads := g.callReads(n); len(reads) > 0 && !g.callsLiteralOf(f, n) {
				found = append(found, site{n, reads})
			}
		}
		return true
	})
	if writes {
		return nil // reads to compare before a write
	}
	k := newKeeper(g, f)
	return slices.DeleteFunc(found, func(s site) bool {
		return k.keeps(s.call) || k.refreshes(s.call) || f.hot && k.isCallers(s.call)
	})
}

// callsLiteralOf reports whether call calls a function literal in f, which is
// looked at where it stands.
func (g *graph) callsLiteralOf(f function, call *ast.CallExpr) bool {
	lit, ok := g.index.Callee(call).(*ast.FuncLit)
	return ok && within(lit.Pos(), f.body)
}

// callReads returns the reads that call makes.
func (g *graph) callReads(call *ast.CallExpr) []read {
	callee, known := g.callee(call)
	if op, ok := keyvault.CallAt(g.info, call); ok && !known {
		if !op.Cacheable || op.Class == keyvault.List {
			return nil
		}
		r := read{op: op}
		r.name, r.param = g.name(call, op.Name)
		return []read{r}
	}
	if !known {
		return nil
	}
	var reads []read
	for _, r := range g.funcReads(callee) {
		frame := fmt.Sprintf("%s (%s)", callee.name, g.position(callee.node))
		r.chain = append([]string{frame}, r.chain...)
		if r.param >= 0 {
			r.name, r.param = g.name(call, r.param)
		}
		reads = append(reads, r)
	}
	return reads
}

// funcReads returns the reads that f makes. A handler that is called by another
// function is reported itself, so it yields none here, and neither does
// recursion.
func (g *graph) funcReads(f function) []read {
	if reads, seen := g.memo[f.node]; seen {
		return reads
	}
	g.memo[f.node] = nil
	if f.hot {
		return nil
	}
	var reads []read
	for _, s := range g.sites(f) {
		reads = append(reads, s.reads...)
	}
	g.memo[f.node] = reads
	return reads
}

// name returns the text of the argument of call with index i, where it is
// known, and else the index of the caller's parameter that it is, or -1.
func (g *graph) name(call *ast.CallExpr, i int) (string, int) {
	if i < 0 || i >= len(call.Args) {
		return "", -1
	}
	if param, ok := g.index.Param(call.Args[i]); ok {
		return "", param
	}
	texts := g.index.Texts(call.Args[i])
	if len(texts) != 1 || strings.Contains(texts[0].Pattern, values.Unknown) {
		return "", -1
	}
	return texts[0].Pattern, -1
}

func (g *graph) position(n ast.Node) string {
	posn := g.fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d", filepath.Base(posn.Filename), posn.Line)
}
