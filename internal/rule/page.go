package rule

import (
	"go/parser"
	"go/token"
	"strings"
)

// Page returns the page of the rule called name from the source of its
// doc.go: the package comment from the heading "# Analyzer name" on.
//
// Unlike the extractor of x/tools it does not stop at the next heading, so
// that examples, settings and limits reach the terminal. It panics where the
// heading is missing, since doc.go is part of this program.
func Page(name, source string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		panic(err)
	}
	heading := "# Analyzer " + name + "\n"
	_, page, found := strings.Cut(file.Doc.Text(), heading)
	if !found {
		panic("doc.go of " + name + " has no heading " + strings.TrimSpace(heading))
	}
	return strings.TrimSpace(page)
}
