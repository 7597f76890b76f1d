package built

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// A Known is a constant that something may be, and where it is written.
type Known struct {
	Value constant.Value
	From  Value
}

// Constants returns the constants that v may be, arithmetic folded; the Set
// says whether it may be anything else.
func (x *Index) Constants(v Value) ([]Known, Set) {
	src := x.Sources(v)
	set := Set{}
	set.flags(src)
	var found []Known
	for _, leaf := range src.Values {
		if value, ok := x.fold(leaf); ok {
			found = append(found, Known{value, leaf})
		} else if value, ok := x.zero(leaf); ok {
			found = append(found, Known{value, leaf})
		} else if !x.IsNil(leaf) {
			set.Unknown = true
		}
	}
	return found, set
}

// Only returns the constant that v is, if it can't be anything else.
func (x *Index) Only(v Value) (constant.Value, bool) {
	known, set := x.Constants(v)
	if set.Unknown || len(known) == 0 {
		return nil, false
	}
	for _, k := range known[1:] {
		if !constant.Compare(k.Value, token.EQL, known[0].Value) {
			return nil, false
		}
	}
	return known[0].Value, true
}

// Text returns the text that v is where it is one constant.
func (x *Index) Text(v Value) (string, bool) {
	value, ok := x.Only(v)
	if !ok || value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(value), true
}

// fold returns the constant that a leaf is: as the compiler folds it, or by
// arithmetic on variables and parameters that are constants.
func (x *Index) fold(leaf Value) (constant.Value, bool) {
	if leaf.Zero || leaf.Each {
		return nil, false
	}
	if value := x.info.Types[leaf.Expr].Value; value != nil {
		return value, true
	}
	switch e := leaf.Expr.(type) {
	case *ast.BinaryExpr:
		left, ok := x.Only(leaf.Within(e.X))
		if !ok {
			return nil, false
		}
		right, ok := x.Only(leaf.Within(e.Y))
		if !ok || left.Kind() != right.Kind() {
			return nil, false
		}
		return binary(left, e.Op, right)
	case *ast.UnaryExpr:
		if value, ok := x.Only(leaf.Within(e.X)); ok && e.Op == token.SUB {
			return constant.UnaryOp(token.SUB, value, 0), true
		}
	}
	return nil, false
}

func binary(left constant.Value, op token.Token, right constant.Value) (constant.Value, bool) {
	switch {
	case op == token.ADD:
	case left.Kind() != constant.Int && left.Kind() != constant.Float:
		return nil, false
	case op == token.QUO && constant.Sign(right) == 0:
		return nil, false
	case op == token.QUO && left.Kind() == constant.Int:
		op = token.QUO_ASSIGN // integer division
	case op != token.MUL && op != token.SUB && op != token.QUO:
		return nil, false
	}
	return constant.BinaryOp(left, op, right), true
}

// zero returns the constant that a variable of a basic type is before it is
// assigned to.
func (x *Index) zero(leaf Value) (constant.Value, bool) {
	if !leaf.Zero {
		return nil, false
	}
	t := x.info.TypeOf(leaf.Expr)
	if _, isNew := leaf.Expr.(*ast.CallExpr); isNew {
		t = deref(t)
	}
	basic, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok:
		return nil, false
	case basic.Info()&types.IsString != 0:
		return constant.MakeString(""), true
	case basic.Info()&types.IsInteger != 0:
		return constant.MakeInt64(0), true
	case basic.Info()&types.IsBoolean != 0:
		return constant.MakeBool(false), true
	}
	return nil, false
}

// Parts returns the constant texts that a text is put together from: operands
// of +, and the arguments of functions that format or join, in no order.
func (x *Index) Parts(v Value) []Known {
	var found []Known
	x.addParts(&found, v, 0)
	return found
}

func (x *Index) addParts(found *[]Known, v Value, depth int) {
	if depth > maxDepth {
		return
	}
	for _, leaf := range x.Sources(v).Values {
		if value := x.info.Types[leaf.Expr].Value; value != nil {
			if value.Kind() == constant.String {
				*found = append(*found, Known{value, leaf})
			}
			continue
		}
		switch e := leaf.Expr.(type) {
		case *ast.BinaryExpr:
			x.addParts(found, leaf.Within(e.X), depth+1)
			x.addParts(found, leaf.Within(e.Y), depth+1)
		case *ast.CallExpr:
			if x.formats(e) {
				for _, arg := range e.Args {
					x.addParts(found, leaf.Within(arg), depth+1)
				}
			}
		case *ast.CompositeLit:
			for _, elem := range x.Elements(leaf).Values {
				x.addParts(found, elem, depth+1)
			}
		}
	}
}

// formats reports whether a call puts its arguments into the text it returns.
func (x *Index) formats(call *ast.CallExpr) bool {
	obj := x.callee(call)
	if obj == nil || obj.Pkg() == nil {
		return false
	}
	switch obj.Name() {
	case "Sprintf", "Sprint":
		return true // fmt's, and Pulumi's
	case "Join", "JoinPath":
		path := obj.Pkg().Path()
		return path == "strings" || path == "path" || path == "net/url"
	}
	return false
}
