package diag

import (
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// locate returns the places of the functions that frames name. Facts hold no
// positions, so that a frame has only the last element of a package's path, a
// file's name and a line: those that no or several files fit are left out.
func locate(pass *analysis.Pass, frames []string) []analysis.RelatedInformation {
	var related []analysis.RelatedInformation
	for _, text := range frames {
		f, ok := parseFrame(text)
		if !ok {
			continue
		}
		if pos := f.pos(pass); pos.IsValid() {
			related = append(related, analysis.RelatedInformation{Pos: pos, Message: "through " + f.function})
		}
	}
	return related
}

// A frame is a function of a chain: "(*Store).Get (store/store.go:31)" is in
// package store, "load (main.go:7)" in the package under analysis.
type frame struct {
	function, pkg, file string
	line                int
}

func parseFrame(text string) (frame, bool) {
	i := strings.LastIndex(text, " (")
	if i < 0 {
		return frame{}, false
	}
	place := strings.TrimSuffix(text[i+2:], ")")
	colon := strings.LastIndexByte(place, ':')
	if colon < 0 {
		return frame{}, false
	}
	line, err := strconv.Atoi(place[colon+1:])
	pkg, file := path.Split(place[:colon])
	return frame{text[:i], strings.TrimSuffix(pkg, "/"), file, line}, err == nil
}

// pos returns the start of the frame's line, or token.NoPos.
func (f frame) pos(pass *analysis.Pass) token.Pos {
	dirs := make(map[string]bool)
	if f.pkg == "" {
		addDirs(dirs, pass.Fset, pass.Pkg)
	} else {
		for pkg := range closure(pass.Pkg) {
			if path.Base(pkg.Path()) == f.pkg {
				addDirs(dirs, pass.Fset, pkg)
			}
		}
	}
	found := make(map[string]token.Pos) // by name: a file may have been parsed twice, for tests
	pass.Fset.Iterate(func(file *token.File) bool {
		dir, name := filepath.Split(file.Name())
		if name == f.file && dirs[dir] && 0 < f.line && f.line <= file.LineCount() {
			found[file.Name()] = file.LineStart(f.line)
		}
		return true
	})
	if len(found) == 1 {
		for _, pos := range found {
			return pos
		}
	}
	return token.NoPos
}

// addDirs adds the directories in which the declarations of pkg lie.
func addDirs(dirs map[string]bool, fset *token.FileSet, pkg *types.Package) {
	for _, name := range pkg.Scope().Names() {
		if file := fset.File(pkg.Scope().Lookup(name).Pos()); file != nil {
			dir, _ := filepath.Split(file.Name())
			dirs[dir] = true
		}
	}
}

// closure returns pkg and all that it imports, directly or not.
func closure(pkg *types.Package) map[*types.Package]bool {
	seen := make(map[*types.Package]bool)
	var visit func(*types.Package)
	visit = func(pkg *types.Package) {
		if !seen[pkg] {
			seen[pkg] = true
			for _, dep := range pkg.Imports() {
				visit(dep)
			}
		}
	}
	visit(pkg)
	return seen
}
