// Package command is the command line of kvlint.
package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/driver"
	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/report"
	"github.com/kvlint/kvlint/internal/rule"
)

// Exit codes.
const (
	exitClean      = 0
	exitFindings   = 1
	exitIncomplete = 2 // something could not be analysed, or was asked wrongly
)

// Main runs kvlint with the arguments args and returns the exit code.
func Main(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		if run, ok := subcommands[args[0]]; ok {
			return run(args[1:], stdout, stderr)
		}
	}
	return check(args, stdout, stderr)
}

// fail says what was asked wrongly, or why nothing could be done.
func fail(stderr io.Writer, err error) int {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(stderr, "kvlint: %s\n", strings.TrimSuffix(line, "\n"))
	}
	return exitIncomplete
}

// check analyses packages: the command proper.
func check(args []string, stdout, stderr io.Writer) int {
	opts, err := parseFlags(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return exitClean
	}
	if err != nil {
		return fail(stderr, err)
	}
	if opts.dir != "" {
		if err := os.Chdir(opts.dir); err != nil {
			return fail(stderr, fmt.Errorf("-C: %w", err))
		}
	}
	settings, err := newSettings(opts.configFile, args)
	if err != nil {
		return fail(stderr, err)
	}
	s, err := suite.New(settings.common)
	if err != nil {
		return fail(stderr, err)
	}
	if err := opts.outputs.open(); err != nil {
		return fail(stderr, err)
	}
	defer opts.outputs.close()
	result, err := analyse(opts, settings, s, stderr)
	if err != nil {
		return fail(stderr, err)
	}
	for _, problem := range result.Problems {
		fmt.Fprintf(stderr, "kvlint: %s\n", problem)
	}
	rep, err := newReport(opts, result, stdout)
	if err != nil {
		return fail(stderr, err)
	}
	if err := opts.outputs.write(rep, stdout); err != nil {
		return fail(stderr, err)
	}
	return exitCode(opts, result)
}

// analyse runs s with the settings of each module, and meanwhile says on a terminal how far it has come.
func analyse(opts *options, settings *settings, s *suite.Suite, stderr io.Writer) (*driver.Result, error) {
	run := driver.Options{Args: opts.args, Tags: opts.tags, Tests: opts.tests, Changed: opts.changed, Suite: s, ModuleConfig: settings.ofModule}
	if !opts.noCache {
		run.Store = kept.Open(kept.Dir())
		defer run.Store.Trim()
	}
	if isTerminal(stderr) {
		p := startProgress(stderr, progressDelay)
		defer p.stop()
		run.Progress = p.update
	}
	return driver.Run(context.Background(), run)
}

func newReport(opts *options, result *driver.Result, stdout io.Writer) (*report.Report, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	return &report.Report{
		Findings: result.Findings, Silenced: result.Silenced, Problems: result.Problems,
		Rules: suite.Infos(), Version: moduleVersion(), Dir: dir, Root: report.FindRoot(dir),
		ShowSilenced: opts.showSilenced, Color: showsColors(stdout),
	}, nil
}

func exitCode(opts *options, result *driver.Result) int {
	if len(result.Problems) > 0 {
		return exitIncomplete
	}
	if !opts.exitZero {
		for _, f := range result.Findings {
			if f.Severity >= opts.failOn {
				return exitFindings
			}
		}
	}
	return exitClean
}

// options are the flags and arguments of check.
type options struct {
	args     []string
	dir      string
	tags     string
	tests    bool
	changed  bool
	exitZero bool
	noCache  bool
	failOn   rule.Severity
	outputs  outputs

	configFile   string
	config       *config.Config // what the flags say; files count elsewhere
	showSilenced bool
}

// parseFlags returns what args ask for. Where they ask for help it writes that
// to stdout and returns flag.ErrHelp.
func parseFlags(args []string, stdout io.Writer) (*options, error) {
	return parseFlagsInto(new(config.Config), args, stdout)
}

// parseFlagsInto is parseFlags, but adds the settings among args to cfg.
func parseFlagsInto(cfg *config.Config, args []string, stdout io.Writer) (*options, error) {
	opts := &options{config: cfg, failOn: rule.Warning}
	flags := flag.NewFlagSet("kvlint", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&opts.dir, "C", "", "change to `dir` before doing anything")
	flags.StringVar(&opts.tags, "tags", "", "build `tags`, separated by commas")
	flags.BoolVar(&opts.tests, "tests", true, "analyse test files, too")
	flags.BoolVar(&opts.changed, "changed-files", false, "arguments are files that changed: leave out those that ./... would not cover")
	flags.BoolVar(&opts.noCache, "no-cache", false, "analyse again what has not changed since an earlier run")
	flags.BoolVar(&opts.exitZero, "exit-zero", false, "exit with 0 in spite of findings")
	flags.Func("fail-on", "lowest `severity` that makes kvlint exit with 1: note, warning (the default) or error", func(s string) (err error) {
		opts.failOn, err = rule.ParseSeverity(s)
		return err
	})
	opts.outputs.bind(flags)
	flags.BoolVar(&opts.showSilenced, "show-silenced", false, "show findings that directives silence in json and sarif, marked as such")
	flags.StringVar(&opts.configFile, "config", "", "read the settings of all modules from `file`, in place of their "+config.FileName)
	config.Bind(flags, opts.config, suite.Infos())
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			printUsage(stdout, flags)
			return nil, err
		}
		return nil, fmt.Errorf("%w (see kvlint -h)", err)
	}
	opts.args = flags.Args()
	return opts, opts.outputs.complete()
}
