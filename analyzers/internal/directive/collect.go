package directive

import (
	"cmp"
	"go/ast"
	"go/token"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// Analyzer collects the directives of a package.
var Analyzer = &analysis.Analyzer{
	Name:             "kvlintdirectives",
	Doc:              "collect the comments that silence findings",
	RunDespiteErrors: true,
	Run: func(pass *analysis.Pass) (any, error) {
		return Collect(pass.Fset, pass.Files), nil
	},
	ResultType: reflect.TypeFor[*Index](),
}

// Collect returns the directives of files. Lines are those that reports show,
// after //line comments.
func Collect(fset *token.FileSet, files []*ast.File) *Index {
	index := new(Index)
	for _, file := range files {
		var found []*Directive
		for _, group := range file.Comments {
			for _, comment := range group.List {
				if d := parse(comment); d != nil {
					d.locate(fset, comment, group)
					found = append(found, d)
				}
			}
		}
		if len(found) > 0 {
			extend(fset, file, found)
			index.All = append(index.All, found...)
		}
	}
	slices.SortFunc(index.All, func(a, b *Directive) int { return cmp.Compare(a.Pos, b.Pos) })
	return index
}

// locate makes d cover its own line and the line below its comment group.
func (d *Directive) locate(fset *token.FileSet, comment *ast.Comment, group *ast.CommentGroup) {
	posn := fset.Position(comment.Pos())
	d.file, d.from = posn.Filename, posn.Line
	d.to = fset.Position(group.End()).Line + 1
}

// extend corrects what the directives of file cover by the code around them:
// one behind code covers its line alone, one in the comment of a declaration
// covers the declaration.
func extend(fset *token.FileSet, file *ast.File, found []*Directive) {
	for n := range ast.Preorder(file) {
		switch n.(type) {
		case *ast.File, *ast.Comment, *ast.CommentGroup:
			continue
		}
		start, end := fset.Position(n.Pos()), fset.Position(n.End())
		doc := docOf(n)
		for _, d := range found {
			switch {
			case doc != nil && doc.Pos() <= d.Pos && d.Pos < doc.End():
				d.to = max(d.to, end.Line)
			case n.Pos() < d.Pos && start.Line == d.from, n.End() <= d.Pos && end.Line == d.from:
				d.to = d.from
			}
		}
	}
}

// docOf returns the comment that documents a declaration, specification or
// field, or nil.
func docOf(n ast.Node) *ast.CommentGroup {
	switch n := n.(type) {
	case *ast.FuncDecl:
		return n.Doc
	case *ast.GenDecl:
		return n.Doc
	case *ast.ValueSpec:
		return n.Doc
	case *ast.TypeSpec:
		return n.Doc
	case *ast.ImportSpec:
		return n.Doc
	case *ast.Field:
		return n.Doc
	}
	return nil
}
