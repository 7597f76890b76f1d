package vaulthotpath_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/vaulthotpath"
)

func Test(t *testing.T) { kvtest.Run(t, vaulthotpath.Info, vaulthotpath.Analyzer) }
