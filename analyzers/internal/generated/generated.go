// Package generated tells the files that a program wrote from those that a
// person did.
package generated

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// File is ast.IsGenerated, except that the header which cgo puts above
// its rewritten copy of a person's file doesn't count.
func File(fset *token.FileSet, file *ast.File) bool {
	if !ast.IsGenerated(file) {
		return false
	}
	written := fset.PositionFor(file.FileStart, false).Filename
	if !strings.HasSuffix(written, ".cgo1.go") {
		return true
	}
	return slices.ContainsFunc(file.Comments, func(g *ast.CommentGroup) bool {
		return g.Pos() < file.Package && slices.ContainsFunc(g.List, func(c *ast.Comment) bool {
			return strings.HasPrefix(c.Text, "// Code generated ") && !strings.Contains(c.Text, "cmd/cgo;")
		})
	})
}
