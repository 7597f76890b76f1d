package configinvault_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/configinvault"
	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) { kvtest.Run(t, configinvault.Info, configinvault.Analyzer) }

func TestExamples(t *testing.T) { kvtest.Examples(t, configinvault.Info) }

// quiet takes the place of the test where findings are compared by hand.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

// Identifiers are reported where that is switched on, and nothing else is then
// that wasn't before.
func TestIdentifier(t *testing.T) {
	set := shared.New(&config.Config{Enable: []string{"configinvault/identifier"}})
	var found []string
	for _, result := range analysistest.Run(quiet{}, kvtest.Fixtures(), configinvault.New(set), "./configinvault/identifier") {
		for _, d := range result.Diagnostics {
			_, name, _ := strings.Cut(d.Message, `"`)
			name, _, _ = strings.Cut(name, `"`)
			found = append(found, d.Category+" "+name)
		}
	}
	want := []string{
		"identifier azure-tenant-id", "identifier db-username", "identifier deployer-object-id",
		"identifier telegram-chat-id", "identifier chat-id",
	}
	if !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}
