// Multichecker runs kvlint's rules under x/tools' own multichecker, as the
// peer against which bench/cost.sh measures the standalone command.
package main

import (
	"log"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis/multichecker"
)

func main() {
	s, err := suite.New(new(config.Config))
	if err != nil {
		log.Fatal(err)
	}
	multichecker.Main(s.Rules...)
}
