package driver

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A request is one listing: patterns that are resolved in one directory.
type request struct {
	dir      string // "" is the current one
	patterns []string
	files    map[string]bool // absolute names of the only files to report in; nil for all
}

func (r request) wants(filename string) bool { return r.files == nil || r.files[filename] }

// parseArgs turns the arguments of the command into requests: all package
// patterns make one; Go files make one for each module they lie in, which
// analyses their whole packages and reports in the files alone.
func parseArgs(args []string) ([]request, error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	isFile := func(arg string) bool { return strings.HasSuffix(arg, ".go") }
	if !slices.ContainsFunc(args, isFile) {
		return []request{{patterns: args}}, nil
	}
	var requests []request
	for _, arg := range args {
		if !isFile(arg) {
			return nil, fmt.Errorf("%s: packages and Go files can't be mixed; name only packages or only files", arg)
		}
		root, file, err := locate(arg)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(requests, func(r request) bool { return r.dir == root })
		if i < 0 {
			i = len(requests)
			requests = append(requests, request{dir: root, files: make(map[string]bool)})
		}
		requests[i].add(root, file)
	}
	return requests, nil
}

// excluded returns a problem for each file that was asked for and belongs to no
// package here, because of build constraints or because its tests are left out.
func (r request) excluded(opts Options, l *listing) []string {
	built := make(map[string]bool)
	for _, pkg := range l.roots {
		for _, name := range pkg.GoFiles {
			built[name] = true
		}
	}
	var problems []string
	for _, name := range slices.Sorted(maps.Keys(r.files)) {
		if !built[name] && (opts.Tests || !strings.HasSuffix(name, "_test.go")) {
			problems = append(problems, name+": not analysed, because build constraints exclude it here (see -tags)")
		}
	}
	return problems
}

func (r *request) add(root, file string) {
	r.files[file] = true
	rel, err := filepath.Rel(root, filepath.Dir(file))
	if err != nil {
		rel = filepath.Dir(file)
	}
	pattern := "./" + filepath.ToSlash(rel)
	if !slices.Contains(r.patterns, pattern) {
		r.patterns = append(r.patterns, pattern)
	}
}

// locate returns the directory of the module that file belongs to, and the
// file's absolute name. Symbolic links are resolved, as the go command does.
func locate(name string) (root, file string, err error) {
	file, err = filepath.Abs(name)
	if err == nil {
		file, err = filepath.EvalSymlinks(file)
	}
	if os.IsNotExist(err) {
		return "", "", fmt.Errorf("%s: no such file", name)
	}
	if err != nil {
		return "", "", err
	}
	for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, file, nil
		}
		if dir == filepath.Dir(dir) {
			return "", "", fmt.Errorf("%s: not inside a Go module (no go.mod above it)", name)
		}
	}
}
