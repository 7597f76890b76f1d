package keyvault

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// A declared is a function, method or interface method in an SDK's source.
type declared struct {
	symbol
	params  []param
	hasCtx  bool
	results []string // names of the result types, without pointer and package; a pager's are its page
	foreign bool     // the first result is of another package
}

// declarations returns what the Go files of dir declare and export.
func declarations(t *testing.T, dir string) []declared {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no Go files in %s: %v", filepath.Base(dir), err)
	}
	var all []declared
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, inFile(file)...)
	}
	return all
}

func inFile(file *ast.File) []declared {
	var all []declared
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			recv := ""
			if decl.Recv != nil {
				recv, _ = typeName(decl.Recv.List[0].Type)
			}
			all = appendDeclared(all, recv, decl.Name.Name, decl.Type)
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					all = append(all, inInterface(spec)...)
				}
			}
		}
	}
	return all
}

func inInterface(spec *ast.TypeSpec) []declared {
	iface, ok := spec.Type.(*ast.InterfaceType)
	if !ok {
		return nil
	}
	var all []declared
	for _, method := range iface.Methods.List {
		if typ, ok := method.Type.(*ast.FuncType); ok {
			all = appendDeclared(all, spec.Name.Name, method.Names[0].Name, typ)
		}
	}
	return all
}

// appendDeclared adds a function, and NextPage of the azcore pager that it
// returns, if it does. Unexported ones are left out.
func appendDeclared(all []declared, recv, name string, typ *ast.FuncType) []declared {
	if !ast.IsExported(name) || recv != "" && !ast.IsExported(recv) {
		return all
	}
	d := declared{symbol: symbol{recv, name}}
	for _, field := range typ.Params.List {
		ident, ok := field.Type.(*ast.Ident)
		isString := ok && ident.Name == "string"
		for _, name := range field.Names {
			d.params = append(d.params, param{name.Name, isString})
		}
		text, _ := typeName(field.Type)
		d.hasCtx = d.hasCtx || text == "Context"
	}
	if typ.Results == nil {
		return append(all, d)
	}
	for i, field := range typ.Results.List {
		name, foreign := typeName(field.Type)
		d.results = append(d.results, name)
		d.foreign = d.foreign || foreign && i == 0
	}
	if page := pageOf(typ.Results.List[0].Type); page != "" {
		all = append(all, declared{symbol: symbol{pagerPrefix + page + "]", "NextPage"}, hasCtx: true, foreign: true})
	}
	return append(all, d)
}

// typeName returns the name of the type that expr is or points to; for a
// pager that of its page. It reports whether the type is of another package.
func typeName(expr ast.Expr) (name string, foreign bool) {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name, false
	case *ast.StarExpr:
		return typeName(expr.X)
	case *ast.SelectorExpr:
		return expr.Sel.Name, true
	case *ast.IndexExpr:
		return typeName(expr.Index)
	}
	return "", true
}

// pageOf returns the page of a *runtime.Pager, or "".
func pageOf(expr ast.Expr) string {
	star, ok := expr.(*ast.StarExpr)
	if !ok {
		return ""
	}
	generic, ok := star.X.(*ast.IndexExpr)
	if !ok {
		return ""
	}
	if name, _ := typeName(generic.X); name != "Pager" {
		return ""
	}
	page, _ := typeName(generic.Index)
	return page
}
