package sinks

import (
	_ "embed"
	"go/ast"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/modtest"
)

// moduleList holds the modules that the tables speak of: the import path that
// its packages have in the tables, the module with its version, and the
// directory of that path within the module if it is another than the path says.
//
//go:embed testdata/modules.txt
var moduleList string

// A sinkModule is one line of moduleList.
type sinkModule struct{ path, module, dir string }

func sinkModules() []sinkModule {
	var list []sinkModule
	for line := range strings.Lines(moduleList) {
		words := append(strings.Fields(line), "", "")
		if words[0] != "" && words[0] != "#" {
			list = append(list, sinkModule{words[0], words[1], words[2]})
		}
	}
	return list
}

// Each row names a symbol that exists, with a parameter that can carry text and
// whose name doesn't say already what the row says.
func TestTables(t *testing.T) {
	for key, rows := range tables().calls.rows {
		params, ok := parameters(lookup(t, key))
		if !ok {
			t.Errorf("%s: no such function", key)
			continue
		}
		for _, r := range rows {
			switch {
			case r.arg >= len(params):
				t.Errorf("%s: has %d parameters, want more than %d", key, len(params), r.arg)
			case params[r.arg].typ == "another type":
				t.Errorf("%s: parameter %d can't carry text", key, r.arg)
			case r.redundant(params[r.arg].name):
				t.Errorf("%s: the name of parameter %s says it already", key, params[r.arg].name)
			}
		}
	}
	for key, rows := range tables().fields.rows {
		if _, ok := lookup(t, key).(*ast.Field); !ok {
			t.Errorf("%s: no such field", key)
		}
		if rows[0].redundant(key[strings.LastIndexByte(key, '.')+1:]) {
			t.Errorf("%s: the name says it already", key)
		}
	}
	for key := range tables().vars.rows {
		if _, ok := lookup(t, key).(*ast.ValueSpec); !ok {
			t.Errorf("%s: no such variable", key)
		}
	}
}

// Accounts are maps from texts to texts, or types that are.
func TestAccountTables(t *testing.T) {
	for key, rows := range tables().accountCalls.rows {
		params, ok := parameters(lookup(t, key))
		for _, r := range rows {
			if !ok || r.arg >= len(params) {
				t.Errorf("%s: no such parameter", key)
			}
		}
	}
	for key := range tables().accountFields.rows {
		field, ok := lookup(t, key).(*ast.Field)
		if !ok {
			t.Errorf("%s: no such field", key)
			continue
		}
		if _, isMap := field.Type.(*ast.MapType); !isMap {
			t.Errorf("%s: is no map", key)
		}
	}
}

// redundant reports whether the declared name of a parameter or field says what
// the row says.
func (r row) redundant(name string) bool {
	if r.use != "" {
		return r.use == addressUse(name)
	}
	return r.when.kind == "" && isCredentialName(name)
}

// Each way of use has a phrase, and each row a way of use or a condition that
// there is.
func TestOptions(t *testing.T) {
	for _, table := range []*rowTable{tables().calls, tables().fields, tables().vars} {
		for key, rows := range table.rows {
			for _, r := range rows {
				if _, ok := phrases[r.use]; r.use != "" && !ok {
					t.Errorf("%s: used as %q", key, r.use)
				}
				if !slices.Contains([]string{"", "named", Header, Env}, r.when.kind) {
					t.Errorf("%s: condition %q", key, r.when.kind)
				}
			}
		}
	}
}

// lookup returns the declaration of the symbol that a table calls key, or nil.
func lookup(t *testing.T, key string) ast.Node {
	t.Helper()
	dir, names := locate(t, key)
	files := modtest.Files(t, dir)
	if len(files) == 0 {
		t.Errorf("%s: no Go files", dir)
	}
	return modtest.Declared(files, names)
}

// A parameter is a parameter's name and the text of its type.
type parameter struct{ name, typ string }

// parameters returns the parameters of a function, or of a method of an
// interface.
func parameters(decl ast.Node) ([]parameter, bool) {
	var typ *ast.FuncType
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		typ = decl.Type
	case *ast.Field:
		typ, _ = decl.Type.(*ast.FuncType)
	}
	if typ == nil {
		return nil, false
	}
	var list []parameter
	for _, f := range typ.Params.List {
		for _, id := range f.Names {
			list = append(list, parameter{id.Name, typeText(f.Type)})
		}
		if f.Names == nil {
			list = append(list, parameter{"", typeText(f.Type)})
		}
	}
	return list, true
}

// typeText returns the type of a parameter, or "another type" for one that
// can't carry text. A name that is none of Go's own is taken for a string or an
// interface.
func typeText(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		switch e.Name {
		case "int", "int64", "bool", "error":
			return "another type"
		}
		return e.Name
	case *ast.ArrayType:
		if elem := typeText(e.Elt); elem != "another type" {
			return "[]" + elem
		}
	case *ast.Ellipsis:
		return typeText(&ast.ArrayType{Elt: e.Elt})
	case *ast.StarExpr:
		return typeText(e.X)
	case *ast.InterfaceType:
		return "interface{}"
	}
	return "another type"
}

// locate returns the directory of the package that key names, and the names
// behind it.
func locate(t *testing.T, key string) (dir string, names []string) {
	t.Helper()
	slash := strings.LastIndex(key, "/") + 1
	var found sinkModule
	for _, m := range sinkModules() {
		if strings.HasPrefix(key, m.path) && strings.Contains("./", key[len(m.path):][:1]) && len(m.path) > len(found.path) {
			found = m
		}
	}
	if found.path == "" { // standard library
		path, rest, _ := strings.Cut(key[slash:], ".")
		return filepath.Join(runtime.GOROOT(), "src", key[:slash], path), strings.Split(rest, ".")
	}
	sub, symbols, _ := strings.Cut(key[len(found.path):], ".")
	return filepath.Join(modtest.Dir(t, found.module), found.dir, sub), strings.Split(symbols, ".")
}
