package directive

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

const source = `package p

//kvlint:ignore rule/cat above
var a = 1
var b = 2 //kvlint:ignore rule behind
var c = 3

// f is documented.
//
//kvlint:ignore rule,other/cat the whole function
func f() {
	_ = 1

	_ = 2
}

//kvlint:ignore rule
var noReason = 1

// kvlint:ignore rule not a directive
var space = 1

//kvlint:ignore rule
// a comment between
var below = 1

var x = 1 // gitleaks:allow
var y = 1 // #nosec G101 -- reason
var z = 1 // #nosec G304
var w = 1 // #nosec

//kvlint:ignore rule for a call of several lines
var v = f2(
	1,
)
`

// Directives cover their line, the line below, or their declaration.
func TestMatch(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	index := Collect(fset, []*ast.File{file})
	for _, test := range []struct {
		line           int
		rule, category string
		want           bool
	}{
		{4, "rule", "cat", true},
		{4, "rule", "other", false},
		{4, "another", "cat", false},
		{5, "rule", "cat", true},
		{6, "rule", "cat", false}, // the directive above stands behind code
		{11, "rule", "any", true},
		{14, "rule", "any", true},
		{14, "other", "cat", true},
		{14, "other", "any", false},
		{16, "rule", "any", false},
		{18, "rule", "any", false}, // no reason
		{21, "rule", "any", false}, // a space makes it a comment
		{27, "hardcodedcreds", "sink", true},
		{28, "hardcodedcreds", "sink", true},
		{29, "hardcodedcreds", "sink", false},
		{30, "hardcodedcreds", "sink", true},
		{30, "rule", "any", false},
		{35, "rule", "any", true}, // it is the declaration's comment
	} {
		posn := token.Position{Filename: "p.go", Line: test.line}
		if got := len(index.Match(posn, test.rule, test.category)) > 0; got != test.want {
			t.Errorf("line %d, %s/%s: %v, want %v", test.line, test.rule, test.category, got, test.want)
		}
	}
}
