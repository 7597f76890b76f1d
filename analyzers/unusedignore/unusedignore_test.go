package unusedignore_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/unusedignore"
)

func Test(t *testing.T) { kvtest.Run(t, unusedignore.Info, unusedignore.Analyzer) }
