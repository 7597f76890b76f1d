package site

import (
	"go/ast"
	"go/token"
	"go/types"
)

// build fills the maps, once.
func (x *Index) build() {
	x.once.Do(func() {
		x.tokens = make(map[token.Pos]ast.Node)
		x.elems = make(map[token.Pos]ast.Expr)
		x.pairs = make(map[token.Pos]pair)
		x.targets = make(map[token.Pos]pair)
		x.assigned = make(map[token.Pos][]ast.Expr)
		x.consts = make(map[types.Object]ast.Expr)
		x.addressed = make(map[*ast.CompositeLit]*ast.UnaryExpr)
		for _, file := range x.files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case ast.Expr:
					x.visitExpr(n)
				case ast.Stmt:
					x.visitStmt(n)
				case *ast.GenDecl:
					x.visitDecl(n)
				}
				return true
			})
		}
		delete(x.tokens, token.NoPos) // tokens that are missing in code with errors
	})
}

// visitExpr records the token of an expression. A selector comes before the
// name in it, whose token it takes.
func (x *Index) visitExpr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Ident:
		if x.tokens[e.Pos()] == nil {
			x.tokens[e.Pos()] = e
		}
	case *ast.SelectorExpr:
		x.tokens[e.Sel.Pos()] = e
	case *ast.CallExpr:
		x.tokens[e.Lparen] = e
		x.tokens[e.Rparen] = e
	case *ast.TypeAssertExpr:
		if e.Type != nil { // else it is the head of a type switch
			x.tokens[e.Lparen] = e
		}
	case *ast.IndexExpr:
		x.tokens[e.Lbrack] = e
	case *ast.SliceExpr:
		x.tokens[e.Lbrack] = e
	case *ast.StarExpr:
		x.tokens[e.Star] = e
	case *ast.BinaryExpr:
		x.tokens[e.OpPos] = e
	case *ast.UnaryExpr:
		x.tokens[e.OpPos] = e
		if lit, ok := ast.Unparen(e.X).(*ast.CompositeLit); ok && e.Op == token.AND {
			x.addressed[lit] = e
		}
	case *ast.FuncLit:
		x.tokens[e.Type.Func] = e
	case *ast.KeyValueExpr:
		x.tokens[e.Colon] = e
	case *ast.CompositeLit:
		x.tokens[e.Lbrace] = e
		for _, elt := range e.Elts {
			if _, ok := elt.(*ast.KeyValueExpr); !ok {
				x.elems[elt.Pos()] = elt
			}
		}
	}
}

// visitStmt records the token of a statement, and what it assigns or compares.
func (x *Index) visitStmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		x.tokens[s.Return] = s
	case *ast.SendStmt:
		x.tokens[s.Arrow] = s
	case *ast.RangeStmt:
		x.tokens[s.For] = s
		x.assign(s.Key, nil)
		x.assign(s.Value, nil)
	case *ast.IncDecStmt:
		x.pairs[s.Pos()] = pair{x: s.X}
		x.targets[anchor(s.X)] = pair{s.X, s.X}
	case *ast.AssignStmt:
		x.visitAssign(s)
	case *ast.SwitchStmt:
		if s.Tag != nil {
			x.visitCases(s.Body, s.Tag)
		}
	case *ast.TypeSwitchStmt:
		x.visitTypeSwitch(s)
	}
}

func (x *Index) visitAssign(s *ast.AssignStmt) {
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		if len(s.Lhs) == 1 && len(s.Rhs) == 1 {
			x.pairs[s.Pos()] = pair{s.Lhs[0], s.Rhs[0]}
			x.targets[anchor(s.Lhs[0])] = pair{s.Lhs[0], s.Rhs[0]}
		}
	case len(s.Lhs) == len(s.Rhs):
		for i, lhs := range s.Lhs {
			x.assign(lhs, s.Rhs[i])
		}
	case len(s.Rhs) == 1:
		for _, lhs := range s.Lhs {
			x.assign(lhs, s.Rhs[0])
		}
	}
}

// assign records that left gets the value of right, or the result of it that
// belongs there. A nil right stands for a value that isn't written.
func (x *Index) assign(left, right ast.Expr) {
	if left == nil {
		return
	}
	if head, ok := right.(*ast.TypeAssertExpr); ok && head.Type == nil {
		right = head.X // y := v.(type)
	}
	x.targets[anchor(left)] = pair{left, right}
	id, ok := ast.Unparen(left).(*ast.Ident)
	if !ok || right == nil {
		return
	}
	pos := id.Pos() // the variables of a type switch are declared here, without object
	if obj := x.info.ObjectOf(id); obj != nil {
		pos = obj.Pos()
	}
	x.assigned[pos] = append(x.assigned[pos], right)
}

// visitCases records the comparisons of a switch with tag.
func (x *Index) visitCases(body *ast.BlockStmt, tag ast.Expr) {
	for _, clause := range body.List {
		if clause, ok := clause.(*ast.CaseClause); ok {
			for _, e := range clause.List {
				x.pairs[e.Pos()] = pair{tag, e}
			}
		}
	}
}

// visitTypeSwitch records which assertion the cases of a type switch make,
// and their comparisons with nil.
func (x *Index) visitTypeSwitch(s *ast.TypeSwitchStmt) {
	var head ast.Expr
	switch assign := s.Assign.(type) {
	case *ast.ExprStmt:
		head = assign.X
	case *ast.AssignStmt:
		head = assign.Rhs[0]
	}
	assertion, ok := ast.Unparen(head).(*ast.TypeAssertExpr)
	if !ok {
		return
	}
	x.visitCases(s.Body, assertion.X)
	for _, clause := range s.Body.List {
		if clause, ok := clause.(*ast.CaseClause); ok {
			x.tokens[clause.Case] = assertion
		}
	}
}

// visitDecl records the values of variables and constants. In a group of
// constants a specification without values repeats the one before it.
func (x *Index) visitDecl(d *ast.GenDecl) {
	var values []ast.Expr
	for _, spec := range d.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok {
			return
		}
		if d.Tok == token.VAR || len(spec.Values) > 0 {
			values = spec.Values
		}
		for i, name := range spec.Names {
			switch {
			case d.Tok == token.CONST && i < len(values):
				if obj := x.info.Defs[name]; obj != nil {
					x.consts[obj] = values[i]
				}
			case d.Tok == token.VAR && len(values) == len(spec.Names):
				x.assign(name, values[i])
			case d.Tok == token.VAR && len(values) == 1:
				x.assign(name, values[0])
			}
		}
	}
}

// anchor returns the token by which SSA names a place that is assigned to.
func anchor(e ast.Expr) token.Pos {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return e.Sel.Pos()
	case *ast.IndexExpr:
		return e.Lbrack
	default: // an identifier, or the star of a pointer
		return e.Pos()
	}
}
