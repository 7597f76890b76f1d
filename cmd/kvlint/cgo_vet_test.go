//go:build cgotest

package main

import (
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// Under go vet the files of a package that uses C are copies that cgo made.
// The test needs a C compiler, which ".ci/run cgo" installs.
func TestCgoVet(t *testing.T) {
	t.Setenv("CGO_ENABLED", "1")
	checkCgo(t, vet(t, facttest.Write(t, usesC), "-json", "./..."))
}
