package driver

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"os"
	"slices"
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
		if !u.full && u.known == nil { // chains name lines of what is known
			src = cutBodies(src)
		}
		file, err := parser.ParseFile(l.fset, name, src, mode)
		if file != nil {
			files = append(files, file)
		}
		errs = append(errs, split(err)...)
	}
	if !u.full {
		all := importsOf(files)
		prune(files, importNames(u.pkg))
		if u.known != nil {
			l.keepImports(u, files, all)
		}
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

// importsOf returns the imports of each file.
func importsOf(files []*ast.File) [][]*ast.ImportSpec {
	var all [][]*ast.ImportSpec
	for _, file := range files {
		all = append(all, slices.Clone(file.Imports))
	}
	return all
}

// keepImports puts back into the files of u, which were pruned, the imports of
// packages that hold facts: chains lead through these.
func (l *loader) keepImports(u *unit, files []*ast.File, all [][]*ast.ImportSpec) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, file := range files {
		var back []*ast.ImportSpec
		for _, spec := range all[i] {
			dep := u.pkg.Imports[importPath(spec)]
			if dep != nil && !slices.Contains(file.Imports, spec) && l.scope.holdsFacts(dep) {
				back = append(back, spec)
			}
		}
		if len(back) > 0 {
			file.Imports = append(file.Imports, back...)
			file.Decls = append([]ast.Decl{importDecl(back)}, file.Decls...)
		}
	}
}
