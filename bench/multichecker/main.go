// Multichecker runs kvlint's rules under x/tools' own multichecker, as the
// peer against which bench/speed measures the standalone command.
//
// With KVLINT_FACTS set each rule also requires an analyzer that declares
// facts and does nothing. Multichecker then loads all dependencies from source,
// as it will when kvlint follows values across packages; without, it takes
// export data, which the go command has to compile first.
package main

import (
	"log"
	"os"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"
)

type fact struct{}

func (*fact) AFact() {}

var facts = &analysis.Analyzer{
	Name:      "facts",
	Doc:       "declare facts, export none",
	FactTypes: []analysis.Fact{new(fact)},
	Run:       func(*analysis.Pass) (any, error) { return nil, nil },
}

func main() {
	s, err := suite.New(new(config.Config))
	if err != nil {
		log.Fatal(err)
	}
	if os.Getenv("KVLINT_FACTS") != "" {
		for _, rule := range s.Rules {
			rule.Requires = append(rule.Requires, facts)
		}
	}
	multichecker.Main(s.Rules...)
}
