// Package scope tells whose packages are: the user's own, others', or the
// standard library's. It has no dependencies, so that it can be asked before
// anything else is set up.
package scope

import "strings"

// IsOwn reports whether a package belongs to the user: to a module that has no
// version, because it is the main module or one of the workspace, or to none,
// as under drivers that know no modules. A module that is replaced by a
// directory keeps its version, and isn't own.
func IsOwn(importPath, modulePath, moduleVersion string) bool {
	if modulePath == "" {
		return !IsStandard(importPath)
	}
	return moduleVersion == ""
}

// IsStandard reports whether a package that belongs to no module is of the
// standard library, by the rule that nobody else's paths have a first element
// without a dot. In GOPATH mode, where others' may, it errs towards standard.
func IsStandard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}
