package diag

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// packages type-checks sources by path and file, in order.
type packages struct {
	fset  *token.FileSet
	typed map[string]*types.Package
}

func (p packages) Import(path string) (*types.Package, error) { return p.typed[path], nil }

func (p packages) add(t *testing.T, path, filename, source string) *types.Package {
	t.Helper()
	file, err := parser.ParseFile(p.fset, filename, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: p}).Check(path, p.fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.typed[path] = pkg
	return pkg
}

// A frame is found by package, file and line, unless it fits several files or
// none; a file that was parsed twice is one.
func TestLocate(t *testing.T) {
	p := packages{token.NewFileSet(), make(map[string]*types.Package)}
	const store = "package store\n\nfunc Get() {}\n"
	p.add(t, "m/store", "/checkout/store/store.go", store)
	p.add(t, "m/store", "/checkout/store/store.go", store)
	p.add(t, "m/a/db", "/checkout/a/db/db.go", "package db\n\nfunc Get() {}\n")
	p.add(t, "m/b/db", "/checkout/b/db/db.go", "package db\n\nfunc Get() {}\n")
	p.add(t, "m/unrelated", "/checkout/unrelated/web.go", "package unrelated\n\nfunc F() {}\n")
	web := p.add(t, "m/web", "/checkout/web/web.go",
		"package web\n\nimport a \"m/a/db\"\nimport b \"m/b/db\"\nimport \"m/store\"\n\nfunc F() { a.Get(); b.Get(); store.Get() }\n")
	pass := &analysis.Pass{Fset: p.fset, Pkg: web}
	for frame, want := range map[string]string{
		"F (web.go:7)":                         "/checkout/web/web.go:7:1 through F",
		"Get (store/store.go:3)":               "/checkout/store/store.go:3:1 through Get",
		"the function literal in F (web.go:7)": "/checkout/web/web.go:7:1 through the function literal in F",
		"Get (db/db.go:3)":                     "", // of two packages
		"Get (store/store.go:99)":              "", // no such line
		"Get (other/store.go:3)":               "", // no such package
		"F (store.go:3)":                       "", // not in this package
		"no place":                             "",
		"Get (store/store.go)":                 "",
	} {
		got := ""
		for _, r := range locate(pass, []string{frame}) {
			got = fmt.Sprint(p.fset.Position(r.Pos), " ", r.Message)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", frame, got, want)
		}
	}
}
