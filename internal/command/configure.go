package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/workspace"
)

const configUsage = "config wants init (write " + config.FileName + " beside go.mod) or check [file] (tell what is wrong with it)"

// configure writes or checks the settings of a module.
func configure(args []string, stdout, stderr io.Writer) int {
	var err error
	switch {
	case len(args) == 1 && args[0] == "init":
		err = initConfig(stdout)
	case len(args) == 1 && args[0] == "check":
		err = checkConfig("", stdout)
	case len(args) == 2 && args[0] == "check":
		err = checkConfig(args[1], stdout)
	default:
		err = errors.New(configUsage)
	}
	if err != nil {
		return fail(stderr, err)
	}
	return exitClean
}

// currentModule returns the root of the module that the current directory lies
// in.
func currentModule() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	root := workspace.ModuleRoot(dir)
	if root == "" {
		return "", errors.New("not inside a Go module (no go.mod in this directory or above)")
	}
	return root, nil
}

// initConfig writes a file of settings with all keys, at their defaults.
func initConfig(stdout io.Writer) error {
	root, err := currentModule()
	if err != nil {
		return err
	}
	name := filepath.Join(root, config.FileName)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already (see kvlint config check)", name)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(config.Example(suite.Infos()))
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "wrote %s\n", name)
	return nil
}

// checkConfig says whether a file of settings, by default the module's, is in
// order.
func checkConfig(file string, stdout io.Writer) error {
	if file != "" {
		if _, err := config.Load(file, suite.Infos()); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s is in order\n", file)
		return nil
	}
	root, err := currentModule()
	if err != nil {
		return err
	}
	if _, err := config.ForModule(root, suite.Infos()); err != nil {
		return err
	}
	file = filepath.Join(root, config.FileName)
	if named := os.Getenv(config.Variable); named != "" {
		file = named
	}
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("%s: no such file; the defaults hold (kvlint config init writes one)", file)
	}
	fmt.Fprintf(stdout, "%s is in order\n", file)
	return nil
}
