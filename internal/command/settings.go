package command

import (
	"io"
	"os"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
)

// settings are the configurations of a run: what files say, and then what the
// command line adds.
type settings struct {
	args []string
	// common is for packages of no module, and if a file was named for all.
	common *config.Config
	// ofModule returns that of a module by its directory; nil if common is for
	// all.
	ofModule func(dir string) (*config.Config, error)
}

// newSettings returns the settings for a command line, which was parsed before,
// with the file that it or the environment names, if any.
func newSettings(file string, args []string) (*settings, error) {
	s := &settings{args: args}
	if file == "" {
		file = os.Getenv(config.Variable)
	}
	base := new(config.Config)
	if file == "" {
		s.ofModule = func(dir string) (*config.Config, error) {
			cfg, err := config.ForModule(dir, suite.Infos())
			if err != nil {
				return nil, err
			}
			return s.withFlags(cfg)
		}
	} else {
		var err error
		if base, err = config.Load(file, suite.Infos()); err != nil {
			return nil, err
		}
	}
	var err error
	s.common, err = s.withFlags(base)
	return s, err
}

func (s *settings) withFlags(cfg *config.Config) (*config.Config, error) {
	_, err := parseFlagsInto(cfg, s.args, io.Discard)
	return cfg, err
}
