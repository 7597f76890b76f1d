package secretformat_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/secretformat"
)

func Test(t *testing.T) { kvtest.Run(t, secretformat.Info, secretformat.Analyzer) }

func TestExamples(t *testing.T) { kvtest.Examples(t, secretformat.Info) }
