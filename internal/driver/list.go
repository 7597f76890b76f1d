package driver

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A listing is what the go command says of the named packages and all that
// they import; nothing has been parsed yet.
type listing struct {
	roots    []*packages.Package
	problems []string
}

// metadata asks for nothing that makes the go command build: no export data,
// no compiled files (cgo), no sizes.
const metadata = packages.NeedName | packages.NeedFiles | packages.NeedImports |
	packages.NeedDeps | packages.NeedModule | packages.NeedForTest

func list(ctx context.Context, opts Options, r request) (*listing, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, errors.New("the go command is not on PATH; kvlint needs a Go toolchain to find packages")
	}
	cfg := &packages.Config{Context: ctx, Mode: metadata, Dir: r.dir, Tests: opts.Tests}
	if opts.Tags != "" {
		cfg.BuildFlags = []string{"-tags=" + opts.Tags}
	}
	pkgs, err := packages.Load(cfg, r.patterns...)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", strings.Join(r.patterns, " "), oneLine(err.Error()))
	}
	l := new(listing)
	for _, pkg := range selectRoots(pkgs) {
		if len(pkg.GoFiles) > 0 {
			l.roots = append(l.roots, pkg)
		}
		for _, err := range pkg.Errors {
			// Syntax errors are found again, in full, when the files are read.
			if err.Kind != packages.ParseError || len(pkg.GoFiles) == 0 {
				l.problems = append(l.problems, problemLine(pkg.PkgPath, err))
			}
		}
	}
	if len(l.roots) == 0 {
		if len(l.problems) > 0 {
			return nil, errors.New(l.problems[0])
		}
		return nil, fmt.Errorf("%s: no packages match", strings.Join(r.patterns, " "))
	}
	return l, nil
}

func problemLine(path string, err packages.Error) string {
	if err.Pos == "" || err.Pos == "-" {
		return path + ": " + oneLine(err.Msg)
	}
	return err.Pos + ": " + oneLine(err.Msg)
}

// oneLine returns the lines of a message of the go command as one.
func oneLine(message string) string {
	message = strings.TrimPrefix(message, "err: exit status 1: stderr: ")
	return strings.Join(strings.FieldsFunc(message, func(r rune) bool { return r == '\n' }), "; ")
}

// selectRoots returns the packages to analyse: in place of a package that has
// tests in it, the variant that includes them, as go vet does, so that no
// file is analysed twice; and no synthesized test mains.
func selectRoots(pkgs []*packages.Package) []*packages.Package {
	hasVariant := make(map[string]bool)
	for _, pkg := range pkgs {
		if pkg.ForTest == pkg.PkgPath {
			hasVariant[pkg.PkgPath] = true
		}
	}
	var roots []*packages.Package
	for _, pkg := range pkgs {
		isTestMain := pkg.Name == "main" && strings.HasSuffix(pkg.ID, ".test")
		if !isTestMain && !(pkg.ForTest == "" && hasVariant[pkg.PkgPath]) {
			roots = append(roots, pkg)
		}
	}
	return roots
}
