package driver

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/packages"
)

// prune removes from files, which make up a package and come without function
// bodies, all that importers can't refer to: unexported declarations that no
// remaining declaration mentions, and then the imports that nothing mentions.
// What remains has the types that it had before.
//
// Names are compared as text, so a declaration may stay without need; none
// goes that is needed. Packages that only implement something are thereby
// never read, nor are those that they import.
func prune(files []*ast.File, importName func(path string) string) {
	p := &pruner{
		byName:    make(map[string][]ast.Node),
		methods:   make(map[string][]*ast.FuncDecl),
		kept:      make(map[ast.Node]bool),
		mentioned: make(map[string]bool),
	}
	for _, file := range files {
		for _, decl := range file.Decls {
			p.add(decl)
		}
	}
	p.close()
	for _, file := range files {
		p.rewrite(file)
		pruneImports(file, importName)
	}
}

// A pruner finds the declarations that exported ones mention, directly or
// through others. Its nodes are functions, specifications of types and
// variables, and groups of constants, which stay together because of iota.
type pruner struct {
	byName    map[string][]ast.Node
	methods   map[string][]*ast.FuncDecl // by receiver's type name
	kept      map[ast.Node]bool
	mentioned map[string]bool
	queue     []string // mentioned names to look at
}

func (p *pruner) add(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if recv := receiver(decl); recv != "" {
			p.methods[recv] = append(p.methods[recv], decl)
		} else {
			p.declare(decl, decl.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				p.declare(spec, spec.Name)
			case *ast.ValueSpec:
				if decl.Tok == token.CONST {
					p.declare(decl, spec.Names...)
				} else {
					p.declare(spec, spec.Names...)
				}
			}
		}
	}
}

// receiver returns the name of the type whose method decl is, or "".
func receiver(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) != 1 {
		return ""
	}
	expr := decl.Recv.List[0].Type
	for {
		switch x := expr.(type) {
		case *ast.StarExpr:
			expr = x.X
		case *ast.ParenExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		case *ast.IndexListExpr:
			expr = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func (p *pruner) declare(node ast.Node, names ...*ast.Ident) {
	for _, name := range names {
		p.byName[name.Name] = append(p.byName[name.Name], node)
		if name.IsExported() {
			p.mention(name.Name)
		}
	}
}

func (p *pruner) mention(name string) {
	if name != "_" && !p.mentioned[name] {
		p.mentioned[name] = true
		p.queue = append(p.queue, name)
	}
}

// close keeps what mentioned names declare, and mentions what that mentions,
// until nothing is left.
func (p *pruner) close() {
	for len(p.queue) > 0 {
		name := p.queue[len(p.queue)-1]
		p.queue = p.queue[:len(p.queue)-1]
		for _, node := range p.byName[name] {
			p.keep(node)
		}
		for _, method := range p.methods[name] {
			p.keep(method)
		}
	}
}

func (p *pruner) keep(node ast.Node) {
	if p.kept[node] {
		return
	}
	p.kept[node] = true
	mentions(node, p.mention)
}

// mentions calls mention for the identifiers in node that may refer to a
// declaration of the package or to an import. It empties function literals,
// whose bodies have no part in the types of declarations.
func mentions(node ast.Node, mention func(name string)) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			n.Body = &ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.Pos()}
		case *ast.Field:
			mentions(n.Type, mention)
			return false
		case *ast.SelectorExpr:
			mentions(n.X, mention)
			return false
		case *ast.Ident:
			mention(n.Name)
		}
		return true
	})
}

// rewrite leaves in file only the declarations that are kept. Imports are no
// declarations here: pruneImports puts back those that are mentioned.
func (p *pruner) rewrite(file *ast.File) {
	decls := file.Decls[:0]
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		switch {
		case !ok || gen.Tok == token.CONST:
			if p.kept[decl] {
				decls = append(decls, decl)
			}
		case gen.Tok != token.IMPORT:
			gen.Specs = slices.DeleteFunc(gen.Specs, func(spec ast.Spec) bool { return !p.kept[spec] })
			if len(gen.Specs) > 0 {
				decls = append(decls, decl)
			}
		}
	}
	file.Decls = decls
}

// pruneImports leaves in file the imports whose name a declaration mentions,
// and dot imports.
func pruneImports(file *ast.File, importName func(path string) string) {
	mentioned := make(map[string]bool)
	for _, decl := range file.Decls {
		mentions(decl, func(name string) { mentioned[name] = true })
	}
	file.Imports = slices.DeleteFunc(file.Imports, func(spec *ast.ImportSpec) bool {
		name := importName(importPath(spec))
		if spec.Name != nil {
			name = spec.Name.Name
		}
		return name != "." && name != "" && !mentioned[name]
	})
	if len(file.Imports) > 0 {
		file.Decls = append([]ast.Decl{importDecl(file.Imports)}, file.Decls...)
	}
}

func importDecl(imports []*ast.ImportSpec) *ast.GenDecl {
	decl := &ast.GenDecl{Tok: token.IMPORT, TokPos: imports[0].Pos(), Lparen: imports[0].Pos()}
	for _, spec := range imports {
		decl.Specs = append(decl.Specs, spec)
	}
	return decl
}

// importNames returns a function that tells the package name behind an import
// path of pkg, or "" where it isn't known.
func importNames(pkg *packages.Package) func(path string) string {
	return func(path string) string {
		if dep := pkg.Imports[path]; dep != nil {
			return dep.Name
		}
		return ""
	}
}
