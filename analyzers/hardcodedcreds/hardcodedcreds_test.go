package hardcodedcreds_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/hardcodedcreds"
	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
)

func Test(t *testing.T) { kvtest.Run(t, hardcodedcreds.Info, hardcodedcreds.Analyzer) }
