package driver

import (
	"errors"
	"fmt"
	"go/ast"
	"go/scanner"
	"go/types"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/packages"
)

// maxErrors is how many errors of one package are told, as the compiler does.
const maxErrors = 10

// problems returns the errors of the named packages, a line each.
func (l *loader) problems() []string {
	var lines []string
	for _, u := range l.roots {
		own := l.ownErrors(u)
		if len(u.testErrs) > 0 {
			lines = append(lines, l.errorLines(u, u.testErrs)...)
			lines = append(lines, fmt.Sprintf("%s: analysed without its tests, which do not compile", u.pkg.PkgPath))
		}
		if len(own) == 0 {
			// What the go command objects to and types don't show: a file that
			// can't be read, an import cycle.
			for _, err := range u.pkg.Errors {
				lines = append(lines, problemLine(u.pkg.PkgPath, err))
			}
		} else {
			lines = append(lines, l.errorLines(u, own)...)
			lines = append(lines, fmt.Sprintf("%s: not analysed, because it does not compile", u.pkg.PkgPath))
		}
	}
	return lines
}

// errorLines returns the errors of u, of many the first.
func (l *loader) errorLines(u *unit, errs []error) []string {
	var lines []string
	for _, err := range errs {
		if isContinuation(err) {
			continue
		}
		if len(lines) == maxErrors {
			return append(lines, fmt.Sprintf("%s: too many errors", u.pkg.PkgPath))
		}
		lines = append(lines, errorLine(err, l))
	}
	return lines
}

// isContinuation reports whether err only adds to the one before, as "other
// declaration of" does.
func isContinuation(err error) bool {
	var typeErr types.Error
	return errors.As(err, &typeErr) && strings.HasPrefix(typeErr.Msg, "\t")
}

// dropBrokenTests replaces roots whose tests don't compile by the packages
// without them, where those do.
func (l *loader) dropBrokenTests(plain map[*packages.Package]*packages.Package) {
	for i, u := range l.roots {
		errs := l.ownErrors(u)
		pkg := plain[u.pkg]
		if len(errs) == 0 || pkg == nil || len(pkg.GoFiles) == 0 {
			continue
		}
		without := l.unit(pkg)
		if !without.full {
			without = &unit{pkg: pkg, full: true}
		}
		l.loadAll([]*unit{without})
		if len(l.ownErrors(without)) == 0 {
			without.testErrs = errs
			l.roots[i] = without
		}
	}
}

func errorLine(err error, l *loader) string {
	var typeErr types.Error
	var syntaxErr *scanner.Error
	switch {
	case errors.As(err, &typeErr):
		return fmt.Sprintf("%s: %s", l.fset.Position(typeErr.Pos), oneLine(hideLiterals(typeErr.Msg)))
	case errors.As(err, &syntaxErr):
		return fmt.Sprintf("%s: %s", syntaxErr.Pos, oneLine(hideLiterals(syntaxErr.Msg)))
	}
	return oneLine(err.Error())
}

// stringLiteral matches a string as compilers quote it in what they say, also
// one of which the end is missing.
var stringLiteral = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\"(?:\\\\.|[^\"\\\\])*(?:\"|\\\\?$)|`[^`]*(?:`|$)")
})

// hideLiterals returns a message of the compiler without the text of strings
// of the program, any of which may be a credential. Import paths stay.
func hideLiterals(message string) string {
	return stringLiteral().ReplaceAllStringFunc(message, func(literal string) string {
		if _, rest, _ := strings.Cut(message, literal); strings.HasPrefix(rest, " imported ") {
			return literal
		}
		return literal[:1] + "…" + literal[:1]
	})
}

// ownErrors returns the errors of u that aren't merely the echo of another
// named package that doesn't compile: a name that it lacks.
func (l *loader) ownErrors(u *unit) []error {
	var own []error
	for _, err := range u.errs {
		var typeErr types.Error
		if !errors.As(err, &typeErr) || !l.isEcho(u, typeErr) {
			own = append(own, err)
		}
	}
	return own
}

// isEcho reports whether err is about a name of an imported package that is
// among the roots, where it was reported, and has errors itself.
func (l *loader) isEcho(u *unit, err types.Error) bool {
	for _, file := range u.files {
		if !(file.FileStart <= err.Pos && err.Pos < file.FileEnd) {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(file, err.Pos, err.Pos)
		for _, n := range path {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			if id, ok := sel.X.(*ast.Ident); ok {
				if name, ok := u.info.Uses[id].(*types.PkgName); ok && l.isBroken(name.Imported().Path()) {
					return true
				}
			}
		}
	}
	return false
}

func (l *loader) isBroken(path string) bool {
	for _, u := range l.roots {
		if u.pkg.PkgPath == path && len(u.errs) > 0 {
			return true
		}
	}
	return false
}
