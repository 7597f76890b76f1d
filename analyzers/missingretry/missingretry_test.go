package missingretry_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/missingretry"
)

func Test(t *testing.T) { kvtest.Run(t, missingretry.Info, missingretry.Analyzer) }

func TestFixes(t *testing.T) { kvtest.RunFixes(t, missingretry.Info, missingretry.Analyzer) }
