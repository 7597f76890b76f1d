package secretrotation_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/secretrotation"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) { kvtest.Run(t, secretrotation.Info, secretrotation.Analyzer) }

func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, kvtest.Fixtures(), secretrotation.Analyzer, "./secretrotation/fix")
}

func TestExamples(t *testing.T) { kvtest.Examples(t, secretrotation.Info) }

// quiet takes the place of the test where findings are counted.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

// The setting max-age is the distance from which an expiry is too far.
func TestMaxAge(t *testing.T) {
	count := func(maxAge string) int {
		n := 0
		analyzer := secretrotation.New(shared.New(&config.Config{MaxAge: maxAge}))
		for _, result := range analysistest.Run(quiet{}, kvtest.Fixtures(), analyzer, "./secretrotation/expiry") {
			for _, d := range result.Diagnostics {
				if d.Category == secretrotation.FarExpiry {
					n++
				}
			}
		}
		return n
	}
	if near, far := count("20d"), count("400d"); far != 3 || near < 20 {
		t.Errorf("%d findings above 20 days, %d above 400 days, want 20 or more, and 3", near, far)
	}
}
