package vaulthotpath_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/vaulthotpath"
	"github.com/kvlint/kvlint/internal/config"
)

func Test(t *testing.T) { kvtest.Run(t, vaulthotpath.Info, vaulthotpath.Analyzer) }

func TestSettings(t *testing.T) {
	set := shared.New(&config.Config{Reconcile: true, MinTTL: "1m"})
	kvtest.RunSettings(t, vaulthotpath.Info, vaulthotpath.New(set))
}
