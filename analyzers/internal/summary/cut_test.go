package summary_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
)

// A variant is one way in which a program is written as packages.
type variant struct {
	name   string
	groups int  // packages; its parts are spread over them in order
	ifaces bool // types of other packages are used through interfaces
}

var variants = []variant{{"1", 1, false}, {"2", 2, false}, {"4", 4, false}, {"2i", 2, true}, {"4i", 4, true}}

// A cutter rewrites a program of one file whose parts begin with "//split: name"
// as several packages: what one part uses of another is qualified, imports and
// package clauses are added.
type cutter struct {
	t      *testing.T
	text   string
	pkg    *checked
	start  token.Pos // of the file
	parts  []part
	group  []int // of each part
	names  []string
	ifaces bool

	edits   map[token.Pos]edit          // of the part being rendered
	imports map[string]bool             // of the part being rendered
	needed  map[int]map[string]ast.Node // interfaces, by group and type
}

type part struct {
	name     string
	from, to int // offsets
}

type edit struct {
	to   token.Pos
	text string
}

const marker = "//split: "

// cut returns prog as v.
func cut(t *testing.T, prog program, v variant) program {
	t.Helper()
	text := ""
	for _, text = range prog.pkgs[0].files {
	}
	if v.groups == 1 {
		return prog
	}
	u := newUniverse(t)
	c := &cutter{t: t, text: text, ifaces: v.ifaces, needed: make(map[int]map[string]ast.Node)}
	c.pkg = u.check(t, prog.module, prog.pkgs[0], slices.Sorted(maps.Keys(prog.pkgs[0].files)))
	for _, err := range c.pkg.errors {
		t.Fatalf("%s: %v", prog.name, err)
	}
	c.start = c.pkg.files[0].FileStart
	c.split(v.groups)
	out := program{name: prog.name + " " + v.name, module: prog.module}
	for i := range v.groups {
		out.pkgs = append(out.pkgs, source{module + "/" + c.names[i], make(map[string]string)})
	}
	for i := range c.parts {
		out.pkgs[c.group[i]].files[c.parts[i].name+".go"] = c.renderPart(i)
	}
	count := 0
	for group := range c.needed {
		out.pkgs[group].files["interfaces.go"] = c.renderInterfaces(group)
		count += len(c.needed[group])
	}
	if v.ifaces && count == 0 {
		t.Errorf("%s: no interface at the cut", prog.name)
	}
	return out
}

// split finds the parts and spreads them over groups.
func (c *cutter) split(groups int) {
	for i := 0; ; {
		j := strings.Index(c.text[i:], marker)
		if j < 0 {
			break
		}
		from := i + j
		name, _, _ := strings.Cut(c.text[from+len(marker):], "\n")
		if i = from + 1; strings.Contains(name, " ") {
			continue // a remark
		}
		if len(c.parts) > 0 {
			c.parts[len(c.parts)-1].to = from
		}
		c.parts = append(c.parts, part{name, from, len(c.text)})
	}
	if len(c.parts) < groups {
		c.t.Fatalf("%d parts for %d packages", len(c.parts), groups)
	}
	for i, p := range c.parts {
		group := i * groups / len(c.parts)
		if group == len(c.names) {
			c.names = append(c.names, p.name)
		}
		c.group = append(c.group, group)
	}
}

// partAt returns the part in which pos lies, or -1.
func (c *cutter) partAt(pos token.Pos) int {
	offset := int(pos - c.start)
	return slices.IndexFunc(c.parts, func(p part) bool { return p.from <= offset && offset < p.to })
}

// home returns the group that declares obj, or -1 for what isn't declared at
// the top of the program.
func (c *cutter) home(obj types.Object) int {
	if obj == nil || obj.Pkg() != c.pkg.types || obj.Parent() != c.pkg.types.Scope() {
		return -1
	}
	return c.group[c.partAt(obj.Pos())]
}

func (c *cutter) renderPart(i int) string {
	group := c.group[i]
	c.edits, c.imports = make(map[token.Pos]edit), make(map[string]bool)
	p := c.parts[i]
	for n := range ast.Preorder(c.pkg.files[0]) {
		if offset := int(n.Pos() - c.start); offset < p.from || offset >= p.to {
			continue
		}
		if field, ok := n.(*ast.Field); ok && c.ifaces && len(field.Names) > 0 {
			c.interfaceAt(field, i)
		}
		if id, ok := n.(*ast.Ident); ok {
			c.qualify(id, group)
		}
	}
	body := c.rewrite(c.start+token.Pos(p.from), c.start+token.Pos(p.to))
	return c.header(group) + body
}

// header returns the package clause and the imports, on one line.
func (c *cutter) header(group int) string {
	text := "package " + c.names[group] + ";"
	for _, p := range slices.Sorted(maps.Keys(c.imports)) {
		text += fmt.Sprintf(" import %q;", p)
	}
	return text + "\n"
}

// qualify notes the imports that an identifier in group needs, and its
// qualifier.
func (c *cutter) qualify(id *ast.Ident, group int) {
	obj := c.pkg.info.Uses[id]
	for pos, e := range c.edits {
		if pos <= id.Pos() && id.Pos() < e.to {
			return // replaced
		}
	}
	if name, ok := obj.(*types.PkgName); ok {
		c.imports[name.Imported().Path()] = true
		return
	}
	if home := c.home(obj); home >= 0 && home != group {
		if !obj.Exported() {
			c.t.Errorf("%s is used in another part", obj.Name())
		}
		c.imports[module+"/"+c.names[home]] = true
		c.edits[id.Pos()] = edit{id.Pos(), c.names[home] + "."}
	}
}

// interfaceAt replaces the type *T of a field, parameter or result, where
// another part declares T, by an interface.
func (c *cutter) interfaceAt(field *ast.Field, at int) {
	star, ok := field.Type.(*ast.StarExpr)
	if !ok {
		return
	}
	id, ok := star.X.(*ast.Ident)
	if !ok {
		return
	}
	obj := c.pkg.info.Uses[id]
	if c.home(obj) < 0 || c.partAt(obj.Pos()) == at || len(c.methods(obj)) == 0 {
		return
	}
	group := c.group[at]
	if c.needed[group] == nil {
		c.needed[group] = make(map[string]ast.Node)
	}
	c.needed[group][id.Name] = id
	c.edits[star.Pos()] = edit{star.End(), id.Name + "API"}
}

// methods returns the declarations of the exported methods of a type.
func (c *cutter) methods(obj types.Object) []*ast.FuncDecl {
	var list []*ast.FuncDecl
	for _, decl := range c.pkg.files[0].Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Recv == nil || !fn.Name.IsExported() {
			continue
		}
		for n := range ast.Preorder(fn.Recv.List[0].Type) {
			if id, ok := n.(*ast.Ident); ok && c.pkg.info.Uses[id] == obj {
				list = append(list, fn)
			}
		}
	}
	return list
}

func (c *cutter) renderInterfaces(group int) string {
	c.imports = make(map[string]bool)
	body := ""
	for _, name := range slices.Sorted(maps.Keys(c.needed[group])) {
		body += "type " + name + "API interface {\n"
		for _, fn := range c.methods(c.pkg.types.Scope().Lookup(name)) {
			c.edits = make(map[token.Pos]edit)
			for n := range ast.Preorder(fn.Type) {
				if id, ok := n.(*ast.Ident); ok {
					c.qualify(id, group)
				}
			}
			body += "\t" + fn.Name.Name + c.rewrite(fn.Type.Params.Pos(), fn.Type.End()) + "\n"
		}
		body += "}\n"
	}
	return c.header(group) + body
}

// rewrite returns the text between two positions with the edits applied.
func (c *cutter) rewrite(from, to token.Pos) string {
	var b strings.Builder
	at := from
	for _, pos := range slices.Sorted(maps.Keys(c.edits)) {
		if pos < at || pos >= to {
			continue // inside of another edit
		}
		e := c.edits[pos]
		b.WriteString(c.text[at-c.start : pos-c.start])
		b.WriteString(e.text)
		at = e.to
	}
	b.WriteString(c.text[at-c.start : to-c.start])
	return b.String()
}
