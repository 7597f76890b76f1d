package command

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/driver"
	"github.com/kvlint/kvlint/internal/rule"
	"github.com/kvlint/kvlint/internal/unit"
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
		unit.IsFile(args[len(args)-1])
}

// Vet answers the go command as its vet tool, and exits.
func Vet() {
	log.SetFlags(0)
	last := os.Args[len(os.Args)-1]
	if strings.HasPrefix(last, "-V=") {
		dir, err := os.Getwd()
		if err != nil {
			log.Fatalf("kvlint: %v", err)
		}
		version, err := vetVersion(dir)
		if err != nil {
			os.Exit(fail(os.Stderr, err))
		}
		fmt.Println(version)
		return
	}
	vet(func() (*suite.Suite, error) {
		cfg := new(config.Config)
		if last := os.Args[len(os.Args)-1]; unit.IsFile(last) {
			var err error
			if cfg, err = unitSettings(last); err != nil {
				return nil, err
			}
		}
		return suite.New(cfg)
	})
}

// vet sets up the suite only if there is something to do with it, since the go
// command calls it for every package of the standard library, too.
func vet(newSuite func() (*suite.Suite, error)) {
	last := &os.Args[len(os.Args)-1]
	if unit.IsFile(*last) {
		prepare(last)
	}
	s, err := newSuite()
	if err == nil {
		err = checkSettingFlags(os.Args[1:])
	}
	if err != nil {
		fail(os.Stderr, err)
		os.Exit(exitFindings) // go vet's own code for what went wrong
	}
	for _, a := range s.Helpers {
		survive("helper", a)
	}
	for _, a := range s.Rules {
		nameCategory(a)
		survive("rule", a)
	}
	unitchecker.Main(append(s.Rules, s.Setting)...)
}

// prepare deals with a unit that holds no facts, and exits. For others it
// replaces the name of the configuration by that of one with which upstream
// has the types of all imports. What can't be read is left for upstream.
func prepare(file *string) {
	u, err := unit.Read(*file)
	if err != nil {
		return
	}
	switch u.Extent() {
	case unit.Nothing:
		if err := u.WriteNoFacts(); err != nil {
			log.Fatalf("kvlint: %v", err)
		}
		os.Exit(0)
	case unit.TypesOnly:
		unitchecker.Run(*file, nil)
	}
	if *file, err = complete(*file, u); err != nil {
		log.Fatalf("kvlint: %v", err)
	}
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

// survive makes a panic of a an error, which upstream prints, so that other
// rules finish. Those that require a helper that fails don't run.
func survive(kind string, a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (_ any, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = errors.New(driver.Defect(kind, pass, r))
			}
		}()
		return run(pass)
	}
}
