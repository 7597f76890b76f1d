package command

import (
	"log"
	"path/filepath"
	"strings"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/rule"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// IsVetCall reports whether the arguments are those with which the go command
// calls a vet tool: a description of the tool or of its flags, or a unit.
func IsVetCall(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return len(args) == 1 && (args[0] == "-flags" || strings.HasPrefix(args[0], "-V=")) ||
		filepath.Base(args[len(args)-1]) == "vet.cfg"
}

// Vet answers the go command as its vet tool, and exits.
func Vet() {
	s, err := suite.New(new(config.Config))
	if err != nil {
		log.Fatalf("kvlint: %v", err)
	}
	for _, a := range s.Rules {
		nameCategory(a)
	}
	unitchecker.Main(append(s.Rules, s.Setting)...)
}

// nameCategory appends the rule and category to the messages of a, since go
// vet's text shows neither.
func nameCategory(a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		shown := *pass
		shown.Report = func(d analysis.Diagnostic) {
			d.Message += " (" + rule.ID(a.Name, d.Category) + ")"
			pass.Report(d)
		}
		return run(&shown)
	}
}
