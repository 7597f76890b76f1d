package keyvault

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// fakePackages are importers of packages that are given as source.
type fakePackages map[string]string

func (f fakePackages) Import(path string) (*types.Package, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", f[path], 0)
	if err != nil {
		return nil, err
	}
	return new(types.Config).Check(path, fset, []*ast.File{file}, nil)
}

// callIn returns the last call in a function that has a client c and calls it.
func callIn(t *testing.T, importPath, source, call string) (*types.Info, *ast.CallExpr) {
	t.Helper()
	fset := token.NewFileSet()
	src := "package p\nimport x \"" + importPath + "\"\nfunc f(c *x.Client) { " + call + " }\n"
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Uses: make(map[*ast.Ident]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection)}
	config := types.Config{Importer: fakePackages{importPath: source}}
	if _, err := config.Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	var found *ast.CallExpr
	for n := range ast.Preorder(file) {
		if c, ok := n.(*ast.CallExpr); ok {
			found = c
		}
	}
	return info, found
}

func TestSetupAt(t *testing.T) {
	const source = `package x
type Client struct{}
type Properties struct{ EnablePurgeProtection *bool }
type VaultCreateOrUpdateParameters struct{ Properties *Properties }
type AccessPolicyUpdateKind string
type VaultAccessPolicyParameters struct{ Properties *Properties }
type RoleAssignmentCreateParameters struct{ *RoleAssignmentProperties }
type RoleAssignmentProperties struct{}
func (*Client) Create(name string, p VaultCreateOrUpdateParameters) {}
func (*Client) Grant(kind AccessPolicyUpdateKind, p VaultAccessPolicyParameters) {}
func (*Client) Validate(p VaultCreateOrUpdateParameters) {}
func (*Client) Assign(p RoleAssignmentCreateParameters) {}
`
	for _, test := range []struct {
		path, call string
		step       Step
		arg, kind  int
	}{
		{sdk + "sdk/resourcemanager/keyvault/armkeyvault", `c.Create("", x.VaultCreateOrUpdateParameters{})`, CreateVault, 1, -1},
		{sdk + "sdk/resourcemanager/keyvault/armkeyvault/v2", `c.Create("", x.VaultCreateOrUpdateParameters{})`, CreateVault, 1, -1},
		{sdk + "services/keyvault/mgmt/2019-09-01/keyvault", `c.Create("", x.VaultCreateOrUpdateParameters{})`, CreateVault, 1, -1},
		{sdk + "sdk/resourcemanager/keyvault/armkeyvault", `c.Grant("add", x.VaultAccessPolicyParameters{})`, AccessPolicy, 1, 0},
		{sdk + "services/preview/authorization/mgmt/2020-04-01-preview/authorization", `c.Assign(x.RoleAssignmentCreateParameters{})`, AssignRole, 0, -1},
		{sdk + "sdk/resourcemanager/keyvault/armkeyvault", `c.Validate(x.VaultCreateOrUpdateParameters{})`, 0, 0, 0},
		{"example.com/keyvault/armkeyvault", `c.Create("", x.VaultCreateOrUpdateParameters{})`, 0, 0, 0},
	} {
		info, call := callIn(t, test.path, source, test.call)
		got, ok := SetupAt(info, call)
		if ok != (test.step != 0) || got.Step != test.step || got.Arg != test.arg || got.Kind != test.kind {
			t.Errorf("%s: %s is %+v, %t", test.path, test.call, got, ok)
		}
	}
}

func TestRegenerationAt(t *testing.T) {
	const source = `package x
type Client struct{}
type AccountRegenerateKeyParameters struct{ KeyName *string }
type AdminKeyKind string
func (*Client) RegenerateKey(account string, p AccountRegenerateKeyParameters) {}
func (*Client) BeginRegenerateKey(p AccountRegenerateKeyParameters) {}
func (*Client) Regenerate(kind AdminKeyKind) {}
func (*Client) Describe(p AccountRegenerateKeyParameters) {}
`
	for _, test := range []struct {
		path, call string
		ok         bool
		arg        int
		field      string
	}{
		{sdk + "sdk/resourcemanager/storage/armstorage", `c.RegenerateKey("", x.AccountRegenerateKeyParameters{})`, true, 1, "KeyName"},
		{sdk + "sdk/resourcemanager/storage/armstorage/v2", `c.BeginRegenerateKey(x.AccountRegenerateKeyParameters{})`, true, 0, "KeyName"},
		{sdk + "services/storage/mgmt/2021-09-01/storage", `c.RegenerateKey("", x.AccountRegenerateKeyParameters{})`, true, 1, "KeyName"},
		{sdk + "sdk/resourcemanager/search/armsearch", `c.Regenerate("primary")`, true, 0, ""},
		{sdk + "sdk/resourcemanager/storage/armstorage", `c.Describe(x.AccountRegenerateKeyParameters{})`, false, 0, ""},
		{"example.com/armstorage", `c.RegenerateKey("", x.AccountRegenerateKeyParameters{})`, false, 0, ""},
	} {
		info, call := callIn(t, test.path, source, test.call)
		got, ok := RegenerationAt(info, call)
		if ok != test.ok || got.Arg != test.arg || strings.Join(got.Path, ".") != test.field {
			t.Errorf("%s: %s is %+v, %t", test.path, test.call, got, ok)
		}
	}
}
