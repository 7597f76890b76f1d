package secretformat_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/secretformat"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func Test(t *testing.T) { kvtest.Run(t, secretformat.Info, secretformat.Analyzer) }

func TestExamples(t *testing.T) { kvtest.Examples(t, secretformat.Info) }

// quiet takes the place of the test where findings are counted.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

// The setting max-size is the size from which a value is too large: there are a
// large and a small embedded file, each once by itself and once in a tree, and a
// file of which the program takes no more than 4 KB.
func TestMaxSize(t *testing.T) {
	count := func(maxSize string) int {
		n := 0
		analyzer := secretformat.New(shared.New(&config.Config{MaxSize: maxSize}))
		for _, result := range analysistest.Run(quiet{}, kvtest.Fixtures(), analyzer, "./secretformat/content") {
			for _, d := range result.Diagnostics {
				if d.Category == secretformat.Size {
					n++
				}
			}
		}
		return n
	}
	small, usual, large := count("1"), count(""), count("100KB")
	if small != usual+3 || large != usual-2 {
		t.Errorf("%d, %d, %d findings above 1 byte, 25 KB and 100 KB, want 3 more and 2 less than the second", small, usual, large)
	}
}
