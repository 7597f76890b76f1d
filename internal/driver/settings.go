package driver

import (
	"errors"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/packages"
)

// configure gives the suite the settings of the user's modules among pkgs and
// what these import.
func configure(opts Options, pkgs []*packages.Package) error {
	if opts.ModuleConfig == nil {
		return nil
	}
	opts.Suite.Modules = make(map[string]*config.Config)
	var errs []error
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		m := pkg.Module
		if m == nil || !isOwn(pkg) || opts.Suite.Modules[m.Path] != nil {
			return
		}
		cfg, err := opts.ModuleConfig(m.Dir)
		if err != nil {
			cfg = opts.Suite.Config
			errs = append(errs, err)
		}
		opts.Suite.Modules[m.Path] = cfg
	})
	return errors.Join(errs...)
}

// configOf returns the settings that hold for pkg.
func configOf(s *suite.Suite, pkg *packages.Package) *config.Config {
	if pkg.Module == nil {
		return s.ConfigOf("")
	}
	return s.ConfigOf(pkg.Module.Path)
}
