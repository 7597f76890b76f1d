package driver

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/internal/workspace"
	"golang.org/x/tools/go/packages"
)

// A listing is what the go command says of the named packages and all that
// they import; nothing has been parsed yet.
type listing struct {
	roots    []*packages.Package
	plain    map[*packages.Package]*packages.Package // of roots that are test variants
	problems []string
	lenient  bool // packages that build constraints exclude are no problem
}

// metadata asks for nothing that makes the go command build: no export data,
// no compiled files (cgo), no sizes.
const metadata = packages.NeedName | packages.NeedFiles | packages.NeedImports |
	packages.NeedDeps | packages.NeedModule | packages.NeedForTest | packages.NeedEmbedFiles

func list(ctx context.Context, opts Options, r *request) (*listing, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, errors.New("the go command is not on PATH; kvlint needs a Go toolchain to find packages")
	}
	cfg := &packages.Config{Context: ctx, Mode: metadata, Dir: r.dir, Tests: opts.Tests}
	if opts.Tags != "" {
		cfg.BuildFlags = []string{"-tags=" + opts.Tags}
	}
	if r.alone {
		cfg.Env = append(os.Environ(), "GOWORK=off")
	}
	pkgs, err := packages.Load(cfg, r.patterns...)
	patterns := strings.Join(r.patterns, " ")
	if r.dir != "" {
		patterns = r.dir + ": " + patterns
	}
	l := newListing(pkgs, opts.Changed)
	switch {
	case err == nil && (len(l.roots) > 0 || len(l.problems) == 0 && (r.mayEmpty || opts.Changed)):
		return l, nil
	case !insideModule(r.dir):
		return nil, fmt.Errorf("%s: not inside a Go module (no go.mod in this directory or above)", patterns)
	case err != nil:
		return nil, fmt.Errorf("%s: %s", patterns, oneLine(err.Error()))
	case len(l.problems) > 0:
		return nil, errors.New(l.problems[0])
	}
	return nil, fmt.Errorf("%s: no packages match", patterns)
}

// insideModule reports whether dir lies in a module or a workspace.
func insideModule(dir string) bool {
	dir, err := filepath.Abs(dir)
	return err != nil || workspace.ModuleRoot(dir) != "" || workspace.File(dir) != ""
}

// newListing selects from pkgs the packages to analyse: in place of a package
// that has tests in it, the variant that includes them, as go vet does, so
// that no file is analysed twice; and no synthesized test mains.
func newListing(pkgs []*packages.Package, lenient bool) *listing {
	l := &listing{lenient: lenient, plain: make(map[*packages.Package]*packages.Package)}
	variants := make(map[string]*packages.Package)
	for _, pkg := range pkgs {
		if pkg.ForTest == pkg.PkgPath {
			variants[pkg.PkgPath] = pkg
		}
	}
	for _, pkg := range pkgs {
		isTestMain := pkg.Name == "main" && strings.HasSuffix(pkg.ID, ".test")
		if isTestMain {
			continue
		}
		if variant := variants[pkg.PkgPath]; variant != nil && pkg.ForTest == "" {
			l.plain[variant] = pkg
			continue
		}
		l.add(pkg)
	}
	return l
}

// add takes pkg as a root, and the errors that keep it from being read. Others
// (syntax, imports that can't be found) come up again when it is.
func (l *listing) add(pkg *packages.Package) {
	if len(pkg.GoFiles) > 0 {
		l.roots = append(l.roots, pkg)
		return
	}
	if l.lenient && len(pkg.IgnoredFiles) > 0 {
		return
	}
	for _, err := range pkg.Errors {
		l.problems = append(l.problems, problemLine(pkg.PkgPath, err))
	}
}

func problemLine(path string, err packages.Error) string {
	if err.Kind != packages.ListError { // of the compiler, not of the go command
		err.Msg = hideLiterals(err.Msg)
	}
	if err.Pos == "" || err.Pos == "-" {
		return path + ": " + oneLine(err.Msg)
	}
	return err.Pos + ": " + oneLine(err.Msg)
}

// oneLine returns the lines of a message of the go command as one, without those
// that tell what it downloads.
func oneLine(message string) string {
	message = strings.TrimPrefix(message, "err: exit status 1: stderr: ")
	lines := strings.FieldsFunc(message, func(r rune) bool { return r == '\n' })
	isProgress := func(line string) bool { return strings.HasPrefix(line, "go: downloading ") }
	if why := slices.DeleteFunc(slices.Clone(lines), isProgress); len(why) > 0 {
		lines = why
	}
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "; ")
}
