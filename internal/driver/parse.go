package driver

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"os"
)

// parse returns the files of u, the paths they import, and the syntax errors.
// Where u isn't full, they come without function bodies and without
// declarations that no importer can refer to.
func (l *loader) parse(u *unit) (files []*ast.File, imports []string, errs []error) {
	mode := parser.SkipObjectResolution
	if u.full {
		mode |= parser.ParseComments
	}
	for _, name := range u.pkg.GoFiles {
		src, err := os.ReadFile(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if !u.full {
			src = cutBodies(src)
		}
		file, err := parser.ParseFile(l.fset, name, src, mode)
		if file != nil {
			files = append(files, file)
		}
		errs = append(errs, split(err)...)
	}
	if !u.full {
		prune(files, importNames(u.pkg))
	}
	seen := make(map[string]bool)
	for _, file := range files {
		for _, spec := range file.Imports {
			if path := importPath(spec); path != "" && !seen[path] {
				seen[path] = true
				imports = append(imports, path)
			}
		}
	}
	return files, imports, errs
}

// split returns the errors of a scanner.ErrorList one by one.
func split(err error) []error {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		if err == nil {
			return nil
		}
		return []error{err}
	}
	list.RemoveMultiples()
	var errs []error
	for _, e := range list {
		errs = append(errs, e)
	}
	return errs
}
