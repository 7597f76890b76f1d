package secretleak_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/secretleak"
)

func Test(t *testing.T) { kvtest.Run(t, secretleak.Info, secretleak.Analyzer) }
