package driver

import (
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/internal/workspace"
)

// places knows where the go command looks for packages from the current
// directory.
type places struct {
	here string
	work []string // modules of the workspace, if there is one
	used bool     // there is one
}

func newPlaces() (*places, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	p := &places{here: here}
	if file := workspace.File(here); file != "" {
		p.used = true
		p.work, err = workspace.Modules(file)
	}
	return p, err
}

// finds reports whether the go command, in the current directory, finds the
// packages of the module in root.
func (p *places) finds(root string) bool {
	if p.used {
		return slices.Contains(p.work, root)
	}
	return root == workspace.ModuleRoot(p.here)
}

// addPattern adds a package pattern to the request of its module. A tree that
// lies in no module stands for all modules below it: those of the workspace, or
// where there is none those that have a go.mod.
func (p *places) addPattern(list *requests, pattern string) error {
	if !build.IsLocalImport(pattern) && !filepath.IsAbs(pattern) {
		list.in("").add(pattern)
		return nil
	}
	base, isTree := strings.CutSuffix(filepath.ToSlash(pattern), "...")
	dir, err := filepath.Abs(filepath.FromSlash(base))
	if err != nil {
		return err
	}
	root := workspace.ModuleRoot(dir)
	switch {
	case root != "" && !p.finds(root):
		rest := ""
		if isTree {
			rest = "/..."
		}
		p.within(list, root).add(below(root, dir) + rest)
		return nil
	case root != "" || !isTree:
		list.in("").add(pattern)
		return nil
	}
	return p.addModules(list, pattern, dir)
}

// addModules adds the modules below dir, which lies in none.
func (p *places) addModules(list *requests, pattern, dir string) error {
	roots := p.work
	if !p.used {
		var err error
		if roots, err = workspace.ModulesBelow(dir); err != nil {
			return err
		}
	}
	found := false
	for _, root := range roots {
		rel, err := filepath.Rel(dir, root)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			continue
		}
		found = true
		if p.used {
			list.in("").add(below(p.here, root) + "/...")
			continue
		}
		r := list.in(root)
		r.add("./...")
		r.mayEmpty = true
	}
	if !found {
		list.in("").add(pattern) // the go command says why it matches nothing
	}
	return nil
}

// within returns the request for packages of the module in root.
func (p *places) within(list *requests, root string) *request {
	r := list.in(root)
	r.alone = p.used && !slices.Contains(p.work, root)
	return r
}

// below returns dir as a pattern in root, with "./" before it.
func below(root, dir string) string {
	rel, err := filepath.Rel(root, dir)
	switch {
	case err != nil:
		return dir
	case rel == ".":
		return rel
	}
	return "./" + filepath.ToSlash(rel)
}

// addFile adds a Go file and its package.
func (p *places) addFile(list *requests, name string) error {
	if !isGoFile(name) {
		return fmt.Errorf("%s: packages and Go files can't be mixed; name only packages or only files", name)
	}
	root, file, err := locate(name)
	if err != nil {
		return err
	}
	if root == "" {
		return fmt.Errorf("%s: not inside a Go module (no go.mod above it)", name)
	}
	p.addLocated(list, root, file)
	return nil
}

func (p *places) addLocated(list *requests, root, file string) {
	r := p.within(list, root)
	if r.files == nil {
		r.files = make(map[string]bool)
	}
	r.files[file] = true
	r.add(below(root, filepath.Dir(file)))
}

// addChanged adds a file that changed, unless it isn't Go, lies in no module, or
// in a directory that the pattern ./... in the current one doesn't look into.
func (p *places) addChanged(list *requests, name string) error {
	root, file, err := locate(name)
	if err != nil {
		return err
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return fmt.Errorf("%s: is a directory (with -changed-files name files)", name)
	}
	if root == "" || !isGoFile(name) {
		return nil
	}
	here, err := filepath.EvalSymlinks(p.here)
	if err != nil {
		return err
	}
	rel := strings.TrimPrefix(below(here, file), "./")
	if strings.HasPrefix(rel, "../") {
		rel = strings.TrimPrefix(below(root, file), "./")
	}
	if !slices.ContainsFunc(strings.Split(rel, "/"), workspace.IsIgnored) {
		p.addLocated(list, root, file)
	}
	return nil
}

// locate returns the directory of the module that file belongs to, "" if there
// is none, and the file's absolute name. Symbolic links are resolved, as the go
// command does.
func locate(name string) (root, file string, err error) {
	file, err = filepath.Abs(name)
	if err == nil {
		file, err = filepath.EvalSymlinks(file)
	}
	if os.IsNotExist(err) {
		return "", "", fmt.Errorf("%s: no such file", name)
	}
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", name, err)
	}
	return workspace.ModuleRoot(filepath.Dir(file)), file, nil
}
