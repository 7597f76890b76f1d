package secretrotation_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/secretrotation"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) { kvtest.Run(t, secretrotation.Info, secretrotation.Analyzer) }

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, kvtest.Fixtures(), secretrotation.Analyzer, "./secretrotation/fix")
}
