// Golangci is golangci-lint with kvlint in it: what "golangci-lint custom"
// builds, without the clone of golangci-lint's repository that it needs. Copy
// it to build such a binary where only a module proxy can be reached.
package main

import (
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"

	_ "github.com/kvlint/kvlint/cmd/gclplugin" // registers the plugin
)

// exitFailure is golangci-lint's code for a run that failed.
const exitFailure = 3

func main() {
	// A version that names a release would be the salt of golangci-lint's cache
	// and stay the same where the plugin changes; for this one it hashes the
	// binary.
	if commands.Execute(commands.BuildInfo{Version: "(devel)"}) != nil {
		os.Exit(exitFailure)
	}
}
