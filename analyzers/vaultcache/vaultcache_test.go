package vaultcache_test

import (
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/kvtest"
	"github.com/kvlint/kvlint/analyzers/vaultcache"
)

func Test(t *testing.T) { kvtest.Run(t, vaultcache.Info, vaultcache.Analyzer) }
