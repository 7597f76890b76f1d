package hardcodedcreds

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// sinkModules are the modules that the tables speak of, by import path without
// major version.
var sinkModules = map[string]string{
	"github.com/Azure/azure-sdk-for-go/sdk/azcore":                      "github.com/Azure/azure-sdk-for-go/sdk/azcore@v1.19.1",
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets": "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets@v1.4.0",
	"github.com/golang-jwt/jwt":                                         "github.com/golang-jwt/jwt/v5@v5.3.0",
	"github.com/gorilla/sessions":                                       "github.com/gorilla/sessions@v1.4.0",
	"github.com/gin-contrib/sessions":                                   "github.com/gin-contrib/sessions@v1.0.4",
	"github.com/gorilla/securecookie":                                   "github.com/gorilla/securecookie@v1.1.2",
	"golang.org/x/crypto":                                               "golang.org/x/crypto@v0.41.0",
	"github.com/slack-go/slack":                                         "github.com/slack-go/slack@v0.17.3",
	"github.com/sendgrid/sendgrid-go":                                   "github.com/sendgrid/sendgrid-go@v3.16.1+incompatible",
	"github.com/hashicorp/vault/api":                                    "github.com/hashicorp/vault/api@v1.20.0",
	"github.com/nats-io/nats.go":                                        "github.com/nats-io/nats.go@v1.45.0",
	"github.com/openai/openai-go":                                       "github.com/openai/openai-go@v1.12.0",
	"github.com/eclipse/paho.mqtt.golang":                               "github.com/eclipse/paho.mqtt.golang@v1.5.0",
	"github.com/go-resty/resty":                                         "github.com/go-resty/resty/v2@v2.16.5",
	"github.com/google/go-github":                                       "github.com/google/go-github/v66@v66.0.0",
	"github.com/go-sql-driver/mysql":                                    "github.com/go-sql-driver/mysql@v1.9.3",
	"github.com/stripe/stripe-go":                                       "github.com/stripe/stripe-go/v79@v79.12.0",
}

// Each row names a symbol that exists, with a parameter that can carry text.
func TestSinkTables(t *testing.T) {
	for key, row := range callSinks {
		decl, ok := lookup(t, key).(*ast.FuncDecl)
		if !ok {
			t.Errorf("%s: no such function", key)
			continue
		}
		params := parameterTypes(decl)
		if row.arg >= len(params) {
			t.Errorf("%s: has %d parameters, want more than %d", key, len(params), row.arg)
			continue
		}
		if !slices.Contains([]string{"string", "[]byte", "...[]byte", "any", "interface{}", "PrivateKey"}, params[row.arg]) {
			t.Errorf("%s: parameter %d is a %s", key, row.arg, params[row.arg])
		}
	}
	for key := range fieldSinks {
		if _, ok := lookup(t, key).(*ast.Field); !ok {
			t.Errorf("%s: no such field", key)
		}
	}
	for key := range varSinks {
		if _, ok := lookup(t, key).(*ast.ValueSpec); !ok {
			t.Errorf("%s: no such variable", key)
		}
	}
}

// lookup returns the declaration of the symbol that a table calls key, or nil.
func lookup(t *testing.T, key string) ast.Node {
	t.Helper()
	dir, names := locate(t, key)
	pkgs, err := parser.ParseDir(token.NewFileSet(), dir, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, file := range pkg.Files {
			for _, decl := range file.Decls {
				if found := match(decl, names); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

// match returns the part of decl that names, "Name" or "Type", "Member", mean.
func match(decl ast.Decl, names []string) ast.Node {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		path := []string{decl.Name.Name}
		if decl.Recv != nil {
			path = append([]string{receiverName(decl.Recv.List[0].Type)}, path...)
		}
		if slices.Equal(path, names) {
			return decl
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				if len(names) == 1 && spec.Names[0].Name == names[0] {
					return spec
				}
			case *ast.TypeSpec:
				if str, ok := spec.Type.(*ast.StructType); ok && len(names) == 2 && spec.Name.Name == names[0] {
					return field(str, names[1])
				}
			}
		}
	}
	return nil
}

func field(str *ast.StructType, name string) ast.Node {
	for _, f := range str.Fields.List {
		for _, id := range f.Names {
			if id.Name == name {
				return f
			}
		}
	}
	return nil
}

func receiverName(expr ast.Expr) string {
	if star, ok := expr.(*ast.StarExpr); ok {
		expr = star.X
	}
	id, _ := expr.(*ast.Ident)
	if id == nil {
		return ""
	}
	return id.Name
}

func parameterTypes(decl *ast.FuncDecl) []string {
	var list []string
	for _, f := range decl.Type.Params.List {
		for range max(len(f.Names), 1) {
			list = append(list, typeText(f.Type))
		}
	}
	return list
}

func typeText(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.ArrayType:
		return "[]" + typeText(e.Elt)
	case *ast.Ellipsis:
		return "..." + typeText(e.Elt)
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
	module := ""
	for path := range sinkModules {
		if strings.HasPrefix(key, path) && len(path) > len(module) {
			module = path
		}
	}
	if module == "" { // standard library
		path, rest, _ := strings.Cut(key[slash:], ".")
		return filepath.Join(runtime.GOROOT(), "src", key[:slash], path), strings.Split(rest, ".")
	}
	rest := key[len(module):]
	sub, symbols, _ := strings.Cut(rest, ".")
	return filepath.Join(download(t, sinkModules[module]), sub), strings.Split(symbols, ".")
}

// download returns the directory of a module in the module cache.
func download(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	var info struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &info); jsonErr != nil || info.Dir == "" {
		t.Fatalf("go mod download %s: %v %s", module, err, info.Error)
	}
	return info.Dir
}
