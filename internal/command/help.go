package command

import (
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"text/tabwriter"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/rule"
)

// subcommands are the words that stand before flags. A package directory of
// such a name is written with "./" before it.
var subcommands = map[string]func(args []string, stdout, stderr io.Writer) int{
	"help":    help,
	"rules":   rules,
	"explain": explain,
	"config":  configure,
	"version": version,
}

const usage = `kvlint checks how Go programs use Azure Key Vault.

Usage:

	kvlint [flags] [packages]      analyse packages ("." if none is named)
	kvlint [flags] file.go...      analyse the packages of files, report in the files
	kvlint rules                   list the rules and their categories
	kvlint explain <rule>          show the page of a rule
	kvlint config init             write a .kvlint.yml with all settings beside go.mod
	kvlint config check [file]     tell what is wrong with it
	kvlint version                 show the version
	go vet -vettool=$(which kvlint) [packages]

It exits with 0 if there is nothing to report, 1 if there are findings, and 2
if something could not be analysed or was asked wrongly.

Flags:

`

func printUsage(w io.Writer, flags *flag.FlagSet) {
	fmt.Fprint(w, usage)
	flags.SetOutput(w)
	flags.PrintDefaults()
}

func help(_ []string, stdout, stderr io.Writer) int {
	if _, err := parseFlags([]string{"-h"}, stdout); err != flag.ErrHelp {
		return fail(stderr, err)
	}
	return exitClean
}

func rules(_ []string, stdout, _ io.Writer) int {
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, info := range suite.Infos() {
		fmt.Fprintf(w, "%s\t\t%s\n", info.Name, info.Summary())
		for _, c := range info.Categories {
			optIn := ""
			if c.OptIn {
				optIn = " (opt-in)"
			}
			fmt.Fprintf(w, "  %s\t%s\t%s%s\n", rule.ID(info.Name, c.Name), c.Severity, c.Summary, optIn)
		}
	}
	w.Flush()
	return exitClean
}

func explain(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		return fail(stderr, fmt.Errorf("explain wants the name of one rule (see kvlint rules)"))
	}
	info := suite.Find(args[0])
	if info == nil {
		return fail(stderr, fmt.Errorf("unknown rule %q (see kvlint rules)", args[0]))
	}
	fmt.Fprintln(stdout, info.Page)
	return exitClean
}

func version(_ []string, stdout, _ io.Writer) int {
	v := "(unknown)"
	if info, ok := debug.ReadBuildInfo(); ok {
		v = fmt.Sprintf("%s %s", info.Main.Version, info.GoVersion)
	}
	fmt.Fprintln(stdout, "kvlint", v)
	return exitClean
}
