// Package driver is the standalone way to run kvlint: it lists packages,
// reads types from source without compiling anything, runs the rules and
// collects what they find.
//
// It does little: a dependency is read for its declarations only, and only if
// a declaration that somebody uses mentions it. Those that can hold facts are
// read in full: the user's own packages, and those from which Key Vault is
// reached.
package driver

import (
	"context"
	"go/token"
	"slices"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/report"
)

// Options say what to analyse, and how.
type Options struct {
	Args  []string // package patterns, or names of Go files; none means "."
	Tags  string   // build tags, separated by commas
	Tests bool     // analyse test files, too
	// Changed says that Args are files, of which those count that lie in a module
	// and that the pattern ./... covers there; the rest is left out. No Args are
	// none.
	Changed bool
	Suite   *suite.Suite
	// ModuleConfig returns the settings of the user's module whose go.mod lies in
	// dir. Nil means those of Suite for all.
	ModuleConfig func(dir string) (*config.Config, error)
	// Store holds what earlier runs found in packages, which aren't analysed again
	// as long as they are the same; nil is allowed.
	Store *kept.Store
	// Progress is told what is being done, from several goroutines; nil is
	// allowed.
	Progress func(Stage, int)
}

// A Stage is a part of a run that takes time.
type Stage string

const (
	Listing   Stage = "listing packages"
	Typing    Stage = "reading types" // comes with the number of packages that were read
	Analysing Stage = "analysing"     // comes with the number of packages to analyse
)

// progress says that a run is at stage, having dealt or to deal with n packages.
func (o *Options) progress(stage Stage, n int) {
	if o.Progress != nil {
		o.Progress(stage, n)
	}
}

// A Result is what a run found out.
type Result struct {
	Findings []report.Finding
	Silenced []report.Finding // not reported, because of a directive
	// Problems are the reasons why something could not be analysed, a line
	// each. Whatever else could be analysed, was.
	Problems []string
}

// Run analyses what opts name. The error says, in one line, why nothing could
// be analysed.
func Run(ctx context.Context, opts Options) (*Result, error) {
	requests, err := parseArgs(opts)
	if err != nil {
		return nil, err
	}
	result := new(Result)
	protect(opts.Suite, result)
	once := newOnce(opts.Suite)
	for _, request := range requests {
		opts.progress(Listing, 0)
		listed, err := list(ctx, opts, request)
		if err != nil && len(requests) > 1 {
			result.addProblem(err.Error()) // the other modules are analysed
			continue
		}
		if err == nil {
			err = runRequest(opts, request, listed, once, result)
		}
		if err != nil {
			return nil, err
		}
	}
	result.Findings = report.Merge(result.Findings)
	result.Silenced = report.Merge(result.Silenced)
	return result, nil
}

func (r *Result) addProblem(problem string) {
	if !slices.Contains(r.Problems, problem) {
		r.Problems = append(r.Problems, problem)
	}
}

func runRequest(opts Options, request *request, listed *listing, once *once, result *Result) error {
	if err := configure(opts, listed.roots); err != nil {
		return err
	}
	memory := newMemory(opts)
	found, changed := memory.recall(listed.roots)
	result.Problems = append(result.Problems, listed.problems...)
	loader := newLoader(token.NewFileSet(), changed)
	loader.typed = func(n int) { opts.progress(Typing, n) }
	loader.load()
	loader.dropBrokenTests(listed.plain)
	result.Problems = append(result.Problems, loader.problems()...)
	result.Problems = append(result.Problems, request.excluded(opts, listed)...)
	program := loader.analyzable(listed.plain)
	once.repeats = program.repeats
	opts.progress(Analysing, len(program.roots))
	problems := len(result.Problems)
	byRoot, err := analyze(opts.Suite, program)
	if err != nil {
		return err
	}
	if len(result.Problems) == problems { // else an analyzer failed
		memory.remember(loader.roots, byRoot)
	}
	for _, list := range byRoot {
		found = append(found, list...)
	}
	for _, f := range found {
		switch {
		case !request.wants(f.Pos.Filename):
		case f.Silenced:
			result.Silenced = append(result.Silenced, f)
		default:
			result.Findings = append(result.Findings, f)
		}
	}
	return nil
}
