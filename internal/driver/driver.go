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

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/report"
)

// Options say what to analyse, and how.
type Options struct {
	Args  []string // package patterns, or names of Go files; none means "."
	Tags  string   // build tags, separated by commas
	Tests bool     // analyse test files, too
	Suite *suite.Suite
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
	requests, err := parseArgs(opts.Args)
	if err != nil {
		return nil, err
	}
	result := new(Result)
	protect(opts.Suite, result)
	once := newOnce(opts.Suite)
	for _, request := range requests {
		if err := runRequest(ctx, opts, request, once, result); err != nil {
			return nil, err
		}
	}
	result.Findings = report.Merge(result.Findings)
	result.Silenced = report.Merge(result.Silenced)
	return result, nil
}

func runRequest(ctx context.Context, opts Options, request request, once *once, result *Result) error {
	opts.progress(Listing, 0)
	listed, err := list(ctx, opts, request)
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	loader := newLoader(fset, listed.roots)
	loader.typed = func(n int) { opts.progress(Typing, n) }
	loader.load()
	loader.dropBrokenTests(listed.plain)
	result.Problems = append(result.Problems, listed.problems...)
	result.Problems = append(result.Problems, loader.problems()...)
	result.Problems = append(result.Problems, request.excluded(opts, listed)...)
	program := loader.analyzable(listed.plain)
	once.repeats = program.repeats
	opts.progress(Analysing, len(program.roots))
	findings, err := analyze(opts.Suite, program)
	if err != nil {
		return err
	}
	for _, f := range findings {
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
