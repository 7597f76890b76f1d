// Package workspace tells which of the modules on disk are the user's, as the
// go command would, without running it.
package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// ModuleRoot returns the directory of the module that dir lies in, or "" if
// there is none.
func ModuleRoot(dir string) string {
	if file := find(dir, "go.mod"); file != "" {
		return filepath.Dir(file)
	}
	return ""
}

// File returns the name of the go.work file that counts in dir, or "".
func File(dir string) string {
	switch file := os.Getenv("GOWORK"); file {
	case "off":
		return ""
	case "", "auto":
		return find(dir, "go.work")
	default:
		return file
	}
}

// Modules returns the directories of the modules that a go.work file uses. They
// are none if it can't be parsed: the go command has its own words for that.
func Modules(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	work, err := modfile.ParseWork(file, data, nil)
	if err != nil {
		return nil, nil
	}
	var roots []string
	for _, use := range work.Use {
		root := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(root) {
			root = filepath.Join(filepath.Dir(file), root)
		}
		roots = append(roots, root)
	}
	return roots, nil
}

// ModulesBelow returns the directories below dir that have a go.mod, but for
// those that the pattern ./... doesn't look into, in lexical order.
func ModulesBelow(dir string) ([]string, error) {
	var roots []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != dir && IsIgnored(entry.Name()):
			return filepath.SkipDir
		case entry.Name() == "go.mod" && !entry.IsDir():
			roots = append(roots, filepath.Dir(path))
		}
		return nil
	})
	return roots, err
}

// IsIgnored reports whether the pattern ./... doesn't look into directories
// called name, wherever they lie.
func IsIgnored(name string) bool {
	return name == "testdata" || name == "vendor" || name == "node_modules" ||
		strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// find returns the file called name in dir or above it, or "".
func find(dir, name string) string {
	for ; ; dir = filepath.Dir(dir) {
		file := filepath.Join(dir, name)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return file
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}
