package keyvault

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strings"
)

// A Step is what a call of the management plane does.
type Step uint8

// The steps in which a vault is set up.
const (
	CreateVault  Step = iota + 1 // or update it as a whole
	UpdateVault                  // some of its properties
	AccessPolicy                 // adds, replaces or removes access policies
	AssignRole                   // assigns a role, of whatever service
)

// A Setup is a call that sets up a vault, and where its settings are.
type Setup struct {
	Step Step
	Arg  int      // index in the call's Args
	Path []string // of fields below the argument to the properties
	// Kind is the index of the argument that says whether access policies are
	// added or removed, or -1.
	Kind int
}

// A managed type is the parameter by which a step is known. Methods aren't
// named: users put interfaces and wrappers of their own around the clients, and
// the parameters stay the same.
type managedType struct {
	packages []string // forms of import paths, see inManagePackage
	name     string
	step     Step
	path     []string
}

var managedTypes = []managedType{
	{vaultPackages, "VaultCreateOrUpdateParameters", CreateVault, []string{"Properties"}},
	{vaultPackages, "VaultPatchParameters", UpdateVault, []string{"Properties"}},
	// Of wrappers; they may set what isn't set in it.
	{vaultPackages, "VaultProperties", UpdateVault, nil},
	{vaultPackages, "VaultAccessPolicyParameters", AccessPolicy, []string{"Properties"}},
	{rolePackages, "RoleAssignmentCreateParameters", AssignRole, []string{"Properties"}},
	{rolePackages, "RoleAssignmentCreateParameters", AssignRole, []string{"RoleAssignmentProperties"}},

	{pulumiVaultPackages, "VaultArgs", CreateVault, []string{"Properties"}},
	{pulumiVaultPackages, "AccessPolicyArgs", AccessPolicy, nil},
	{pulumiRolePackages, "RoleAssignmentArgs", AssignRole, nil},
}

// Forms of import paths: a prefix, and the name that the path ends with, a
// version (v2, v20230701) after it or before it left aside.
var (
	vaultPackages = []string{
		sdk + "sdk/resourcemanager/ armkeyvault",
		sdk + "services/keyvault/mgmt/ keyvault",
		sdk + "services/preview/keyvault/mgmt/ keyvault",
	}
	rolePackages = []string{
		sdk + "sdk/resourcemanager/ armauthorization",
		sdk + "services/authorization/mgmt/ authorization",
		sdk + "services/preview/authorization/mgmt/ authorization",
	}
	pulumiVaultPackages = []string{pulumiNative + " keyvault"}
	pulumiRolePackages  = []string{pulumiNative + " authorization"}
)

const pulumiNative = "github.com/pulumi/pulumi-azure-native"

// doing are words in the names of functions that take a step, rather than look
// at its parameters.
var doing = []string{"create", "update", "put", "ensure", "provision", "deploy", "apply", "upsert", "new", "set", "add", "grant", "assign"}

// does reports whether the function that call calls may take a step by its
// name. Where it has none, it may.
func does(call *ast.CallExpr) bool {
	name := ""
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	default:
		return true
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(doing, func(word string) bool { return strings.Contains(name, word) })
}

// SetupAt returns the step that call is, by its parameters and its name.
func SetupAt(info *types.Info, call *ast.CallExpr) (Setup, bool) {
	tv, ok := info.Types[call.Fun]
	if !ok || !tv.IsValue() {
		return Setup{}, false
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if !ok {
		return Setup{}, false
	}
	setup, kind := Setup{}, -1
	for i := range min(sig.Params().Len(), len(call.Args)) {
		named := namedOf(sig.Params().At(i).Type())
		if named == nil || named.Obj().Pkg() == nil {
			continue
		}
		if named.Obj().Name() == "AccessPolicyUpdateKind" {
			kind = i
		}
		for _, m := range managedTypes {
			if m.name == named.Obj().Name() && inManagePackage(named.Obj().Pkg().Path(), m.packages) && hasPath(named, m.path) {
				setup = Setup{m.step, i, m.path, -1}
			}
		}
	}
	if setup.Step == 0 || !does(call) {
		return Setup{}, false
	}
	setup.Kind = kind
	return setup, true
}

// inManagePackage reports whether importPath has one of forms.
func inManagePackage(importPath string, forms []string) bool {
	return slices.ContainsFunc(forms, func(form string) bool {
		prefix, name, _ := strings.Cut(form, " ")
		return strings.HasPrefix(importPath, prefix) && baseName(importPath) == name
	})
}

// baseName returns the last element of an import path that isn't a version.
func baseName(importPath string) string {
	for isVersion(path.Base(importPath)) {
		importPath = path.Dir(importPath)
	}
	return path.Base(importPath)
}

func isVersion(element string) bool {
	rest, ok := strings.CutPrefix(element, "v")
	return ok && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// Monitors reports whether a package creates diagnostic settings, alerts or
// event subscriptions, by its import path.
func Monitors(importPath string) bool {
	if !strings.HasPrefix(importPath, sdk) && !strings.HasPrefix(importPath, "github.com/pulumi/pulumi-azure") {
		return false
	}
	switch baseName(importPath) {
	case "armmonitor", "armeventgrid", "insights", "eventgrid", "monitor", "monitoring":
		return true
	}
	return false
}

// AdministratorRole is the id of the role Key Vault Administrator.
const AdministratorRole = "00482a5a-887f-4fb3-b363-3b7fe8e74483"

// IsRoleID reports whether text is that id, or a longer one that ends with it.
func IsRoleID(text string) bool {
	return strings.HasSuffix(strings.ToLower(strings.TrimSuffix(text, "/")), AdministratorRole)
}
