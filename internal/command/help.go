package command

import (
	"cmp"
	"flag"
	"fmt"
	"go/doc/comment"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"text/tabwriter"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
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
	kvlint explain rule[/category] show the page of a rule
	kvlint config init             write a .kvlint.yml with all settings beside go.mod
	kvlint config check [file]     tell what is wrong with it
	kvlint version                 show the version and how it was built
	kvlint help                    show this
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

func help(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		return fail(stderr, fmt.Errorf("help takes no arguments (for a rule's page: kvlint explain %s)", args[0]))
	}
	if _, err := parseFlags([]string{"-h"}, stdout); err != flag.ErrHelp {
		return fail(stderr, err)
	}
	return exitClean
}

func rules(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		return fail(stderr, fmt.Errorf("rules takes no arguments (for a rule's page: kvlint explain %s)", args[0]))
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, info := range suite.Infos() {
		fmt.Fprintf(w, "%s\t\t%s\n", info.Name, info.Summary())
		for _, c := range info.Categories {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", rule.ID(info.Name, c.Name), c.Shown(), c.Summary)
		}
	}
	w.Flush()
	return exitClean
}

// pageWidth is how wide the text of a page is.
const pageWidth = 80

// explain shows the page of a rule; for a category it says before that what
// the category is.
func explain(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		return fail(stderr, fmt.Errorf("explain wants the name of one rule or rule/category (see kvlint rules)"))
	}
	if err := config.CheckName(suite.Infos(), args[0]); err != nil {
		return fail(stderr, err)
	}
	name, category, _ := strings.Cut(args[0], "/")
	info := suite.Find(name)
	page := info.Text(pageWidth)
	if c, ok := info.Category(category); ok {
		page = categoryText(info, c) + "\n" + page
	}
	for line := range strings.Lines(page) {
		if heading := strings.TrimPrefix(line, "# "); heading != line && showsColors(stdout) {
			line = "\x1b[1m" + strings.TrimSuffix(heading, "\n") + "\x1b[0m\n"
		}
		fmt.Fprint(stdout, line)
	}
	return exitClean
}

func categoryText(info *rule.Info, c rule.Category) string {
	p := &comment.Printer{TextWidth: pageWidth}
	explained := string(p.Text(new(comment.Parser).Parse(info.Explanation(c.Name))))
	inTests := "not reported in tests"
	if c.InTests {
		inTests = "reported in tests, too"
	}
	return fmt.Sprintf("# %s\n\n%s, %s\n\n%s", rule.ID(info.Name, c.Name), c.Shown(), inTests, explained)
}

func version(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		return fail(stderr, fmt.Errorf("version takes no arguments, got %q", args[0]))
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	fmt.Fprint(stdout, buildText(info))
	return exitClean
}

// unknownVersion stands for the version of a binary that doesn't tell it.
const unknownVersion = "(unknown)"

// buildText returns what is known of a binary: the module's version, the
// revision that it was built from, and what built it for what.
func buildText(info *debug.BuildInfo) string {
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	text := fmt.Sprintf("kvlint %s\n", cmp.Or(info.Main.Version, unknownVersion))
	if revision := settings["vcs.revision"]; revision != "" {
		modified := ""
		if settings["vcs.modified"] == "true" {
			modified = ", with changes"
		}
		text += fmt.Sprintf("revision %s of %s%s\n", revision, settings["vcs.time"], modified)
	}
	return text + fmt.Sprintf("built with %s for %s/%s\n", cmp.Or(info.GoVersion, unknownVersion),
		cmp.Or(settings["GOOS"], runtime.GOOS), cmp.Or(settings["GOARCH"], runtime.GOARCH))
}

// moduleVersion returns the version of kvlint, for reports.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return unknownVersion
}
