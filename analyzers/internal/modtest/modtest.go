// Package modtest looks declarations up in the sources of real modules, for
// tests of tables that speak of them.
package modtest

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var (
	mu    sync.Mutex
	dirs  = make(map[string]string)      // by module
	files = make(map[string][]*ast.File) // by directory
)

// Dir returns the directory of a module, "path@version", in the module cache,
// to which it is downloaded if need be.
func Dir(t testing.TB, module string) string {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	if dir, ok := dirs[module]; ok {
		return dir
	}
	cmd := exec.Command("go", "mod", "download", "-json", module)
	cmd.Dir = t.TempDir() // outside of any module
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	out, err := cmd.Output()
	var info struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &info); jsonErr != nil || info.Dir == "" {
		t.Fatalf("go mod download %s: %v %s", module, err, info.Error)
	}
	dirs[module] = info.Dir
	return info.Dir
}

// Files returns the Go files of the package in dir, tests aside: none if there is
// no such directory.
func Files(t testing.TB, dir string) []*ast.File {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	if list, ok := files[dir]; ok {
		return list
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var list []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, file)
	}
	files[dir] = list
	return list
}

// Declared returns what names mean in a package, "Name" or "Type" and "Member":
// an *ast.FuncDecl, *ast.ValueSpec, *ast.TypeSpec or, for fields and methods of
// interfaces, an *ast.Field. It returns nil if there is no such thing.
func Declared(files []*ast.File, names []string) ast.Node {
	for _, file := range files {
		for _, decl := range file.Decls {
			if found := match(decl, names); found != nil {
				return found
			}
		}
	}
	if len(names) == 2 { // a field of a type that is made of another one
		if spec, ok := Declared(files, names[:1]).(*ast.TypeSpec); ok {
			if base, ok := spec.Type.(*ast.Ident); ok && base.Name != names[0] {
				return Declared(files, []string{base.Name, names[1]})
			}
		}
	}
	return nil
}

func match(decl ast.Decl, names []string) ast.Node {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		path := []string{decl.Name.Name}
		if decl.Recv != nil {
			path = append([]string{receiver(decl.Recv.List[0].Type)}, path...)
		}
		if slices.Equal(path, names) {
			return decl
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if found := matchSpec(spec, names); found != nil {
				return found
			}
		}
	}
	return nil
}

func matchSpec(spec ast.Spec, names []string) ast.Node {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		if len(names) == 1 && spec.Names[0].Name == names[0] {
			return spec
		}
	case *ast.TypeSpec:
		switch {
		case spec.Name.Name != names[0]:
		case len(names) == 1:
			return spec
		default:
			if f := member(spec.Type, names[1]); f != nil {
				return f
			}
		}
	}
	return nil
}

// member returns the field or interface method of a type that is called name, or
// nil.
func member(typ ast.Expr, name string) *ast.Field {
	var list *ast.FieldList
	switch typ := typ.(type) {
	case *ast.StructType:
		list = typ.Fields
	case *ast.InterfaceType:
		list = typ.Methods
	default:
		return nil
	}
	for _, f := range list.List {
		if slices.ContainsFunc(f.Names, func(id *ast.Ident) bool { return id.Name == name }) {
			return f
		}
	}
	return nil
}

func receiver(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.StarExpr:
		return receiver(expr.X)
	case *ast.IndexExpr:
		return receiver(expr.X)
	case *ast.Ident:
		return expr.Name
	}
	return ""
}
