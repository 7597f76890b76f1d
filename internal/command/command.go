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
	opts, err := parseFlags(args, stderr)
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
	result, err := driver.Run(context.Background(), driver.Options{
		Args: opts.args, Tags: opts.tags, Tests: opts.tests, Changed: opts.changed, Suite: s, ModuleConfig: settings.ofModule,
	})
	if err != nil {
		return fail(stderr, err)
	}
	for _, problem := range result.Problems {
		fmt.Fprintf(stderr, "kvlint: %s\n", problem)
	}
	if err := write(opts.outputs, result.Findings, stdout); err != nil {
		return fail(stderr, err)
	}
	return exitCode(opts, result)
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

// write writes the findings in each of the formats that outputs name.
func write(outputs []output, findings []report.Finding, stdout io.Writer) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, out := range outputs {
		if err := out.write(stdout, dir, findings); err != nil {
			return err
		}
	}
	return nil
}

// options are the flags and arguments of check.
type options struct {
	args     []string
	dir      string
	tags     string
	tests    bool
	changed  bool
	exitZero bool
	failOn   rule.Severity
	outputs  []output

	configFile string
	config     *config.Config // what the flags say; files count elsewhere
}

func parseFlags(args []string, stderr io.Writer) (*options, error) {
	return parseFlagsInto(new(config.Config), args, stderr)
}

// parseFlagsInto adds the settings among args to cfg.
func parseFlagsInto(cfg *config.Config, args []string, stderr io.Writer) (*options, error) {
	opts := &options{config: cfg, failOn: rule.Warning}
	flags := flag.NewFlagSet("kvlint", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&opts.dir, "C", "", "change to `dir` before doing anything")
	flags.StringVar(&opts.tags, "tags", "", "build `tags`, separated by commas")
	flags.BoolVar(&opts.tests, "tests", true, "analyse test files, too")
	flags.BoolVar(&opts.changed, "changed-files", false, "arguments are files that changed: leave out those that ./... would not cover")
	flags.BoolVar(&opts.exitZero, "exit-zero", false, "exit with 0 in spite of findings")
	flags.Func("fail-on", "lowest `severity` that makes kvlint exit with 1: note, warning (the default) or error", func(s string) (err error) {
		opts.failOn, err = rule.ParseSeverity(s)
		return err
	})
	flags.Func("format", "`kind[:file]` of report: text (the default) or json, to standard output or file; repeatable", func(s string) error {
		out, err := parseOutput(s)
		opts.outputs = append(opts.outputs, out)
		return err
	})
	flags.BoolFunc("json", "report in the format of go vet -json; the same as -format=json", func(string) error {
		opts.outputs = append(opts.outputs, output{report.JSON, ""})
		return nil
	})
	flags.StringVar(&opts.configFile, "config", "", "read the settings of all modules from `file`, in place of their "+config.FileName)
	config.Bind(flags, opts.config, suite.Infos())
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			printUsage(stderr, flags)
			return nil, err
		}
		return nil, fmt.Errorf("%w (see kvlint -h)", err)
	}
	opts.args = flags.Args()
	if len(opts.outputs) == 0 {
		opts.outputs = []output{{report.Text, ""}}
	}
	return opts, nil
}

// An output is a format and where it goes; no file means standard output.
type output struct {
	format report.Writer
	file   string
}

func parseOutput(s string) (output, error) {
	kind, file, hasFile := strings.Cut(s, ":")
	format, err := report.Format(kind)
	if err == nil && hasFile && file == "" {
		err = errors.New("no file after the colon (want kind:file)")
	}
	return output{format, file}, err
}

func (o output) write(stdout io.Writer, dir string, findings []report.Finding) (err error) {
	if o.file == "" {
		return o.format(stdout, dir, findings)
	}
	f, err := os.Create(o.file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return o.format(f, dir, findings)
}
