package configinvault_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/configinvault"
	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
)

func Test(t *testing.T) { kvtest.Run(t, configinvault.Info, configinvault.Analyzer) }
