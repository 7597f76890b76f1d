package driver

import (
	"maps"
	"slices"
	"strings"
)

// A request is one listing: patterns that are resolved in one directory.
type request struct {
	dir      string // "" is the current one
	patterns []string
	files    map[string]bool // absolute names of the only files to report in; nil for all
	alone    bool            // the module in dir doesn't belong to the workspace around it
	mayEmpty bool            // patterns may match nothing: nobody asked for this module by name
}

func (r *request) wants(filename string) bool { return r.files == nil || r.files[filename] }

// requests are those of a command, no two for one directory.
type requests []*request

// in returns the request for dir, which it adds if there is none.
func (list *requests) in(dir string) *request {
	for _, r := range *list {
		if r.dir == dir {
			return r
		}
	}
	r := &request{dir: dir}
	*list = append(*list, r)
	return r
}

func (r *request) add(pattern string) {
	if !slices.Contains(r.patterns, pattern) {
		r.patterns = append(r.patterns, pattern)
	}
}

// parseArgs turns the arguments of the command into requests: package patterns
// make one for each module that the go command wouldn't find from the current
// directory; Go files make one for each module they lie in, which analyses their
// whole packages and reports in the files alone.
func parseArgs(opts Options) (requests, error) {
	p, err := newPlaces()
	if err != nil {
		return nil, err
	}
	args, add := opts.Args, p.addPattern
	if len(args) == 0 && !opts.Changed {
		args = []string{"."}
	}
	switch {
	case opts.Changed:
		add = p.addChanged
	case slices.ContainsFunc(args, isGoFile):
		add = p.addFile
	}
	var list requests
	for _, arg := range args {
		if err := add(&list, arg); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func isGoFile(name string) bool { return strings.HasSuffix(name, ".go") }

// excluded returns a problem for each file that was asked for and belongs to no
// package here, because of build constraints or because its tests are left out.
func (r *request) excluded(opts Options, l *listing) []string {
	if opts.Changed {
		return nil
	}
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
