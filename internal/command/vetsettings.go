package command

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/kept"
	"github.com/kvlint/kvlint/internal/unit"
	"github.com/kvlint/kvlint/internal/workspace"
)

// The go command keeps what its vet tool found until the tool's identity
// changes, which the tool itself tells. It knows nothing of files that the tool
// reads, so the settings are part of the identity.

// vetVersion returns the line with which the go command identifies kvlint, as
// its vet tool, in dir. It checks the settings: what is wrong with them is told
// here, once, rather than for each package.
func vetVersion(dir string) (string, error) {
	hash := sha256.New()
	if err := hashSettings(hash, dir); err != nil {
		return "", err
	}
	program := filepath.Base(os.Args[0])
	if info, ok := debug.ReadBuildInfo(); ok && isRelease(info) {
		// The same everywhere, so that machines can share a cache.
		return fmt.Sprintf("%s version %s %s settings=%x", program, info.Main.Version, info.GoVersion, hash.Sum(nil)), nil
	}
	if err := kept.HashExecutable(hash); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s version devel buildID=%x", program, hash.Sum(nil)), nil
}

// isRelease reports whether the version of a program tells what it does: it is
// kvlint, rather than a module of which kvlint is a tool and which may replace
// it, and was built from what is committed.
func isRelease(info *debug.BuildInfo) bool {
	return info.Main.Path == modulePath && info.Main.Replace == nil &&
		strings.HasPrefix(info.Main.Version, "v") && !strings.Contains(info.Main.Version, "+dirty")
}

// modulePath is the path of this module.
const modulePath = "github.com/kvlint/kvlint"

// hashSettings writes to w what the settings of the user's modules say.
func hashSettings(w io.Writer, dir string) error {
	if file := os.Getenv(config.Variable); file != "" && !filepath.IsAbs(file) {
		return fmt.Errorf("%s=%s: go vet runs kvlint in each package's directory (want an absolute name)", config.Variable, file)
	}
	roots, err := moduleRoots(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, root := range roots {
		cfg, err := config.ForModule(root, suite.Infos())
		if err != nil {
			errs = append(errs, err)
			continue
		}
		rel, err := filepath.Rel(dir, root)
		if err != nil {
			rel = root
		}
		fmt.Fprintf(w, "%q %+v\n", rel, *cfg)
	}
	return errors.Join(errs...)
}

// moduleRoots returns the directories of the user's modules for a go command
// that runs in dir: those of the workspace, or the one that dir lies in, if any.
func moduleRoots(dir string) ([]string, error) {
	if file := workspace.File(dir); file != "" {
		return workspace.Modules(file)
	}
	if root := workspace.ModuleRoot(dir); root != "" {
		return []string{root}, nil
	}
	return nil, nil
}

// checkSettingFlags returns what is wrong with the flags among args that are
// settings. Upstream would say it with a page of usage.
func checkSettingFlags(args []string) error {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	config.Bind(flags, new(config.Config), suite.Infos())
	for _, arg := range args {
		setting, ok := strings.CutPrefix(arg, "-kvlint.")
		if !ok {
			continue
		}
		if err := flags.Parse([]string{"-" + setting}); err != nil {
			return fmt.Errorf("-kvlint: %w", err)
		}
	}
	return nil
}

// unitSettings returns the settings for the unit that file describes: those of
// its module if it is the user's. What can't be read is left for upstream.
func unitSettings(file string) (*config.Config, error) {
	u, err := unit.Read(file)
	if err != nil || !u.IsOwn() && os.Getenv(config.Variable) == "" {
		return new(config.Config), nil
	}
	return config.ForModule(workspace.ModuleRoot(u.Dir), suite.Infos())
}
