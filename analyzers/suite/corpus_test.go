//go:build corpus

package suite_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/modtest"
	"github.com/kvlint/kvlint/internal/ssacount"
)

// keda reaches Key Vault in a few of its packages: the others must not pay for
// it.
func TestCorpusKeda(t *testing.T) {
	t.Chdir(modtest.Dir(t, "github.com/kedacore/keda/v2@v2.21.0"))
	t.Setenv("GOWORK", "off")
	built, own, err := ssacount.Count()
	if err != nil {
		t.Fatal(err)
	}
	if own < 60 || len(built) == 0 {
		t.Fatalf("%d of %d packages built: that isn't keda", len(built), own)
	}
	if len(built)*4 >= own {
		t.Errorf("%d of %d packages built, a quarter or more: %q", len(built), own, slices.Sorted(maps.Keys(built)))
	}
}
