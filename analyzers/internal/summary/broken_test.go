package summary_test

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// importing is a package that imports one with which something is wrong, and
// has findings of its own.
const importing = `package importing

import (
	"net/http"

	"example.com/m/wrong"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

func Handle(c *azsecrets.Client) http.HandlerFunc {
	azidentity.NewClientSecretCredential("tenant", "client", "battery-staple", nil)
	return func(w http.ResponseWriter, r *http.Request) {
		c.GetSecret(r.Context(), "log-level", "", nil)
		wrong.Read(c)
	}
}
`

const imports = `package wrong

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

func Read(c *azsecrets.Client) { c.GetSecret(context.Background(), "api-key", "", nil) }
`

var wrongPackages = []struct {
	name, text string
	spoil      func(*checked) // makes the engine panic
}{
	{name: "ill-typed", text: imports + "\nvar x int = \"text\"\n"},
	{name: "cgo", text: strings.Replace(imports, "import (", "import \"C\"\n\nimport (", 1) + "\nvar x = C.x\n"},
	{name: "panic", text: imports, spoil: func(pkg *checked) {
		// A driver that forgets a type makes go/ssa panic.
		maps.DeleteFunc(pkg.info.Types, func(expr ast.Expr, _ types.TypeAndValue) bool { _, isCall := expr.(*ast.CallExpr); return isCall })
	}},
}

// What imports a package that can't be analysed is analysed, and the package
// itself still says that the vault can be reached from it.
func TestWrongPackages(t *testing.T) {
	for _, test := range wrongPackages {
		t.Run(test.name, func(t *testing.T) {
			u := newUniverse(t)
			u.fakeC = true
			d := newDriver(t, summary.New())
			wrong := u.check(t, module, source{module + "/wrong", map[string]string{"wrong.go": test.text}}, []string{"wrong.go"})
			if (test.name == "ill-typed") != (len(wrong.errors) > 0) {
				t.Fatalf("errors: %v", wrong.errors)
			}
			if test.spoil != nil {
				test.spoil(wrong)
			}
			d.checkWrong(wrong, test.spoil != nil)
			d.checkImporter(u)
		})
	}
}

// checkWrong analyses a package in which something is wrong.
func (d *driver) checkWrong(pkg *checked, panics bool) {
	rules := d.rules
	d.rules = nil // they have tests of their own
	d.analyse(pkg)
	d.rules = rules
	result := d.results[pkg.types.Path()]
	if panics != (result.Failure != "") || len(result.Hot) > 0 {
		d.t.Errorf("failure %q", result.Failure)
	}
	if !slices.ContainsFunc(d.list(pkg.types), func(f encodedFact) bool { _, ok := f.Fact.(*summary.Reach); return ok }) {
		d.t.Error("it isn't in reach")
	}
}

func (d *driver) checkImporter(u *universe) {
	const path = module + "/importing"
	d.analyse(u.check(d.t, module, source{path, map[string]string{"importing.go": importing}}, []string{"importing.go"}))
	for _, want := range []string{"hardcodedcreds/sink", "vaulthotpath/request", "configinvault/name"} {
		if !slices.ContainsFunc(d.findings, func(f finding) bool { return f.rule+"/"+f.category == want }) {
			d.t.Errorf("no %s in the importer", want)
		}
	}
	if failure := d.results[path].Failure; failure != "" {
		d.t.Error(failure)
	}
}
