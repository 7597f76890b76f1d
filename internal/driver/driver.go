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
	"golang.org/x/tools/go/packages"
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
	helpers := &helpers{newOnce(opts.Suite), newKeeper(opts.Suite)}
	for _, request := range requests {
		opts.progress(Listing, 0)
		listed, err := list(ctx, opts, request)
		if err != nil && len(requests) > 1 {
			result.addProblem(err.Error()) // the other modules are analysed
			continue
		}
		if err == nil {
			err = runRequest(opts, request, listed, helpers, result)
		}
		if err != nil {
			return nil, err
		}
	}
	result.Findings = report.Merge(result.Findings)
	result.Silenced = report.Merge(result.Silenced)
	return result, nil
}

// helpers are what changes how the suite's helpers run.
type helpers struct {
	*once
	keeper *keeper
}

func (r *Result) addProblem(problem string) {
	if !slices.Contains(r.Problems, problem) {
		r.Problems = append(r.Problems, problem)
	}
}

func runRequest(opts Options, request *request, listed *listing, helpers *helpers, result *Result) error {
	if err := configure(opts, listed.roots); err != nil {
		return err
	}
	memory := newMemory(opts)
	found, changed := memory.recall(listed.roots)
	result.Problems = append(result.Problems, listed.problems...)
	if first := memory.first(changed); len(changed) < len(listed.roots) && len(first) < len(changed) {
		b := newBatch(opts, first, listed, memory, helpers)
		b.loadPlain(listed.plain)   // which their importers see
		if len(b.problems()) == 0 { // else all are told of together
			list, err := b.analyze(result)
			if err != nil {
				return err
			}
			known, rest := memory.recall(without(changed, first))
			found, changed = slices.Concat(found, list, known), rest
		}
	}
	b := newBatch(opts, changed, listed, memory, helpers)
	result.Problems = append(result.Problems, b.problems()...)
	result.Problems = append(result.Problems, request.excluded(opts, listed)...)
	list, err := b.analyze(result)
	if err != nil {
		return err
	}
	for _, f := range append(found, list...) {
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

func without(pkgs, others []*packages.Package) []*packages.Package {
	return slices.DeleteFunc(slices.Clone(pkgs), func(pkg *packages.Package) bool { return slices.Contains(others, pkg) })
}

// A batch is the packages that are analysed together.
type batch struct {
	*loader
	opts    Options
	listed  *listing
	memory  *memory
	helpers *helpers
}

// newBatch reads roots, which belong to a listing, and what they import.
func newBatch(opts Options, roots []*packages.Package, listed *listing, memory *memory, helpers *helpers) *batch {
	loader := newLoader(token.NewFileSet(), roots)
	loader.typed = func(n int) { opts.progress(Typing, n) }
	loader.knowledge = memory.knowledge
	loader.load()
	loader.dropBrokenTests(listed.plain)
	return &batch{loader, opts, listed, memory, helpers}
}

// analyze returns what was found in the batch, and remembers it.
func (b *batch) analyze(result *Result) ([]report.Finding, error) {
	program := b.analyzable(b.listed.plain)
	b.helpers.repeats = program.repeats
	b.helpers.keeper.know(b.units)
	b.opts.progress(Analysing, len(program.roots))
	problems := len(result.Problems)
	byRoot, err := analyze(b.opts.Suite, program)
	if err != nil {
		return nil, err
	}
	if len(result.Problems) == problems { // else an analyzer failed
		b.memory.remember(b.loader, b.helpers.keeper, byRoot)
	}
	var found []report.Finding
	for _, list := range byRoot {
		found = append(found, list...)
	}
	return found, nil
}
