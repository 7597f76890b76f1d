package summary_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// A mutation takes away one of the things that make a cache.
type mutation struct {
	name string
	mark string // of the statements that apply sees
	// apply changes the statement that is marked, in list at i, and reports
	// whether there is such a mutant.
	apply func(list []ast.Stmt, i int, rest string) ([]ast.Stmt, bool)
}

var mutations = []mutation{
	{"no fill", "fill", func(list []ast.Stmt, i int, _ string) ([]ast.Stmt, bool) { return slices.Delete(list, i, i+1), true }},
	{"no return", "guard", func(list []ast.Stmt, i int, _ string) ([]ast.Stmt, bool) {
		guard := list[i].(*ast.IfStmt)
		n := len(guard.Body.List)
		if _, isReturn := guard.Body.List[n-1].(*ast.ReturnStmt); !isReturn {
			return list, false
		}
		guard.Body.List = guard.Body.List[:n-1]
		return list, true
	}},
	{"no condition", "guard", func(list []ast.Stmt, i int, _ string) ([]ast.Stmt, bool) {
		guard := list[i].(*ast.IfStmt)
		word := "true"
		if _, isReturn := guard.Body.List[len(guard.Body.List)-1].(*ast.ReturnStmt); isReturn {
			word = "false"
		}
		guard.Cond = ast.NewIdent(word)
		return list, true
	}},
	{"local root", "root", func(list []ast.Stmt, _ int, rest string) ([]ast.Stmt, bool) {
		return slices.Insert(list, 0, statement(rest)), true
	}},
}

// statement parses one statement.
func statement(text string) ast.Stmt {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p; func _() { "+text+" }", 0)
	if err != nil {
		panic(err)
	}
	return file.Decls[0].(*ast.FuncDecl).Body.List[0]
}

// mutants returns prog without what m takes away, once for each mark.
func mutants(t *testing.T, prog program, m mutation) []program {
	t.Helper()
	var list []program
	for n := 0; ; n++ {
		out := program{name: prog.name + ", " + m.name, module: prog.module}
		src := source{prog.pkgs[0].path, make(map[string]string)}
		found := false
		for name, text := range prog.pkgs[0].files {
			var applied bool
			src.files[name], found, applied = mutate(t, text, m, n)
			if applied {
				out.pkgs = []source{src}
				list = append(list, out)
			}
		}
		if !found {
			return list
		}
	}
}

// mutate applies m at its mark number n. It reports whether there is such a
// mark, and whether m applies to it.
func mutate(t *testing.T, text string, m mutation, n int) (_ string, found, applied bool) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	marks := marks(fset, file, m.mark)
	lines := slices.Sorted(maps.Keys(marks))
	if n >= len(lines) {
		return "", false, false
	}
	line := lines[n]
	ast.Inspect(file, func(node ast.Node) bool {
		block, ok := node.(*ast.BlockStmt)
		if field, isField := node.(*ast.Field); isField && m.mark == "root" && fset.Position(field.Pos()).Line == line {
			for _, name := range field.Names {
				if strings.HasPrefix(marks[line], name.Name+" :=") {
					name.Name = "_"
				}
			}
		}
		if !ok {
			return true
		}
		if m.mark == "root" && fset.Position(block.Lbrace).Line == line {
			block.List, applied = m.apply(block.List, 0, marks[line])
			return false
		}
		for i, stmt := range block.List {
			if m.mark != "root" && fset.Position(stmt.Pos()).Line == line {
				block.List, applied = m.apply(block.List, i, "")
				return false
			}
		}
		return true
	})
	file.Comments = nil // their places are gone
	var buf bytes.Buffer
	if err := format.Node(&buf, fset, file); err != nil {
		t.Fatal(err)
	}
	return buf.String(), true, applied
}

// marks returns what follows word in comments, by line.
func marks(fset *token.FileSet, file *ast.File, word string) map[int]string {
	found := make(map[int]string)
	for _, group := range file.Comments {
		for _, c := range group.List {
			if rest, ok := strings.CutPrefix(c.Text, "// "+word); ok {
				found[fset.Position(c.Pos()).Line] = strings.TrimSpace(rest)
			}
		}
	}
	return found
}

// What isn't filled, isn't looked up, or is gone with the request keeps
// nothing.
func TestMutants(t *testing.T) {
	programs := archived(t, "caches.txtar")
	if len(programs) < 12 {
		t.Errorf("%d caches", len(programs))
	}
	for _, prog := range programs {
		t.Run(prog.name, func(t *testing.T) {
			for _, f := range run(t, prog, summary.New()).findings {
				t.Errorf("found %s", f)
			}
		})
		for _, m := range mutations {
			for _, mutant := range mutants(t, prog, m) {
				t.Run(mutant.name, func(t *testing.T) {
					t.Parallel()
					if findings := run(t, mutant, summary.New()).findings; !slices.ContainsFunc(findings, isRequest) {
						t.Errorf("found %v, no read on each request, in\n%s", findings, slices.Collect(maps.Values(mutant.pkgs[0].files))[0])
					}
				})
			}
		}
	}
}

func isRequest(f finding) bool { return f.rule == "vaulthotpath" && f.category == "request" }
