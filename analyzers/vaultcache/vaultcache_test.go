package vaultcache_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/internal/shared"
	"github.com/kvlint/kvlint/analyzers/vaultcache"
	"github.com/kvlint/kvlint/internal/config"
)

func Test(t *testing.T) { kvtest.Run(t, vaultcache.Info, vaultcache.Analyzer) }

func TestSettings(t *testing.T) {
	set := shared.New(&config.Config{Strict: true, MinTTL: "48h"})
	kvtest.RunSettings(t, vaultcache.Info, vaultcache.New(set))
}
