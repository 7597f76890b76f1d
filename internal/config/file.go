package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// FileName is the name of the file that holds the settings of a module, beside
// its go.mod.
const FileName = ".kvlint.yml"

// Variable is the environment variable that names a file with the settings of
// all modules, in place of theirs.
const Variable = "KVLINT_CONFIG"

// misnamed is a name that people may take for FileName.
const misnamed = ".kvlint.yaml"

// Load returns the settings in a file.
func Load(file string, rules []*rule.Info) (*Config, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file", shown(file))
	}
	if err != nil {
		return nil, err
	}
	return Parse(shown(file), data, rules)
}

// ForModule returns the settings of the module whose go.mod lies in dir: the
// defaults if it has no file with others.
func ForModule(dir string, rules []*rule.Info) (*Config, error) {
	if file := os.Getenv(Variable); file != "" {
		return Load(file, rules)
	}
	file := filepath.Join(dir, FileName)
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) { // also a link that leads nowhere
		return Load(file, rules)
	}
	if _, err := os.Stat(filepath.Join(dir, misnamed)); err == nil {
		return nil, fmt.Errorf("%s: isn't read under this name (want %s)", shown(filepath.Join(dir, misnamed)), FileName)
	}
	return new(Config), nil
}

// shown returns the name of a file for messages: relative to the current
// directory if it lies below that.
func shown(file string) string {
	dir, err := os.Getwd()
	if err != nil {
		return file
	}
	rel, err := filepath.Rel(dir, file)
	if err != nil || strings.HasPrefix(rel, "..") {
		return file
	}
	return rel
}
