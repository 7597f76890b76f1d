package summary

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/setting"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/ssa"
)

// A Written is what an operation writes into a secret, or one of several ways
// in which it does.
type Written struct {
	At     ast.Expr // where the secret is named or, if that is in a function that is called, its value
	Op     Op
	Names  []string // as far as they are known
	Values []WrittenValue
	Known  bool // Values are all that it may be
	Open   bool // the secret may have any name: no call in the package says which
}

// A WrittenValue is one of the values of a secret that is written.
type WrittenValue struct {
	Text string       // of a constant: to be judged, never to be shown
	At   ast.Expr     // where the constant is written
	Form setting.Form // of a value that is put together from something that isn't constant

	row row
}

// A content is what is known of the value of a secret.
type content struct {
	values []WrittenValue
	known  bool
}

// maxWrappers is through how many callers a value that is written is followed.
const maxWrappers = 6

// writes finds what the package's operations write into secrets, and tells of
// parameters that they write.
func (e *engine) writes() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if op := e.opAt(call); op != nil {
				if s, ok := e.valueOf(call, op); ok {
					e.followWritten(e.opUse(call), s, content{known: true}, 0)
				}
				return
			}
			for _, edge := range e.edgesOf(call) {
				e.writtenElsewhere(edge)
			}
		})
	}
}

// valueOf returns the value that op, which call is, writes into a secret.
func (e *engine) valueOf(call ssa.CallInstruction, op *keyvault.Op) (state, bool) {
	expr := e.site.Call(call)
	if expr == nil {
		return state{}, false
	}
	at, ok := keyvault.ValueAt(e.info, expr, *op)
	v := e.arg(call, at.Arg)
	if !ok || v == nil {
		return state{}, false
	}
	return state{v: v, path: cellPath(v, at.Path), user: call}, true
}

// writtenElsewhere is for what the function of another package writes that edge
// calls.
func (e *engine) writtenElsewhere(edge *edge) {
	if edge.fact == nil {
		return
	}
	for _, s := range edge.fact.Sinks {
		if s.To.Kind != ValueSink || s.Param >= len(edge.args) {
			continue
		}
		edge.caller = edge.call.Parent()
		u := e.foreignUse(&s.To.Op, edge)
		if u.expr == nil {
			u.expr = e.edgeExpr(edge, s.Param)
		}
		e.followWritten(u, state{v: edge.args[s.Param], path: s.Path, user: edge.call}, content{known: true}, 0)
	}
}

// followWritten notes what s, which u writes, may be. with is what it may be, too.
func (e *engine) followWritten(u *opUse, s state, with content, depth int) {
	walk := e.walkAll(s, whole, false)
	with.values = slices.Clone(with.values)
	with.known = with.known && !walk.full
	var open []leaf
	for _, l := range walk.leaves {
		if l.kind != leafParam {
			e.addContent(&with, l)
		} else if cell, _ := lastCell(l.path); !e.isOwnCell(cell) { // else what the field is given is told
			open = append(open, l)
		}
	}
	if len(open) == 0 {
		e.noteWritten(u, with, depth)
	}
	for _, l := range open {
		p := l.v.(*ssa.Parameter)
		e.exportWritten(u, p, l.path, with)
		if depth >= maxWrappers {
			continue
		}
		for _, edge := range e.callers[p.Parent()] {
			arg := edge.argOf(p)
			if arg == nil {
				continue
			}
			e.followWritten(e.handedOn(u, edge, p), state{v: arg, path: l.path, user: edge.call}, with, depth+1)
		}
	}
}

// handedOn returns u as the caller of edge sees it, which knows the secret's
// name or at least the value that it passes for p.
func (e *engine) handedOn(u *opUse, edge *edge, p *ssa.Parameter) *opUse {
	moved := e.relocate(u, edge)
	if moved != u {
		return moved
	}
	if expr := e.edgeExpr(edge, paramIndex(p)); expr != nil {
		here := *u
		here.expr = expr
		return &here
	}
	return u
}

// addContent adds what a leaf says of a value.
func (e *engine) addContent(c *content, l leaf) {
	switch l.kind {
	case leafConst:
		text, ok := constantText(l.v)
		if k, isConst := l.v.(*ssa.Const); !ok && !(isConst && k.Value == nil) { // nil and zero values are no values
			c.known = false
		} else if text != "" {
			c.values = append(c.values, WrittenValue{Text: text, At: e.constantAt(l), row: rowOf(l.user)})
		}
	case leafCell:
		c.known = c.known && !e.isOwnCell(l.cell)
	case leafUnknown:
		if form := e.formOf(l.v); form != setting.None {
			c.values = append(c.values, WrittenValue{Form: form, row: rowOf(l.user)})
			return
		}
		c.known = false
	default:
		c.known = false
	}
}

// constantAt returns where the constant that l is is written, or nil.
func (e *engine) constantAt(l leaf) ast.Expr {
	c, _ := l.v.(*ssa.Const)
	if l.user == nil || c == nil {
		return nil
	}
	operand := e.site.Operand(l.user, l.v)
	if at := e.site.Constant(operand, c); at != nil {
		return at
	}
	return operand
}

// noteWritten notes a value that no caller knows more of, or the callers that
// name the secret.
func (e *engine) noteWritten(u *opUse, c content, depth int) {
	if len(c.values) == 0 {
		return
	}
	named, open, ok := e.namesByRow(u)
	if !ok {
		return
	}
	if e.noteInCallers(u, open, c, depth) || u.expr == nil {
		return
	}
	for _, l := range open {
		if l.prefix+l.suffix != "" {
			named[row{}] = append(named[row{}], l.prefix+Unknown+l.suffix)
		}
	}
	for at, part := range c.byRow(named) {
		w := Written{At: u.expr, Op: u.op, Values: part.values, Known: part.known, Open: len(open) > 0}
		for r, list := range named {
			if at == (row{}) || r == at || r == (row{}) {
				w.Names = append(w.Names, list...)
			}
		}
		slices.Sort(w.Names)
		e.result.Written = append(e.result.Written, w)
	}
}

// noteInCallers notes what u writes in the package's callers of the functions
// whose parameters, open, name the secret. It returns whether there are any.
func (e *engine) noteInCallers(u *opUse, open []leaf, c content, depth int) bool {
	found := false
	for _, l := range open {
		for _, edge := range e.callers[l.v.Parent()] {
			if moved := e.relocate(u, edge); moved != u {
				found = true
				if depth < maxWrappers {
					e.noteWritten(moved, c, depth+1)
				}
			}
		}
	}
	return found
}

// namesByRow returns the names that the secret of u may have, by the rows of
// the tables that they stand in, and the parameters that name it. It returns
// false if there may be more.
func (e *engine) namesByRow(u *opUse) (named map[row][]string, open []leaf, ok bool) {
	named = make(map[row][]string)
	if u.name.v == nil {
		if u.known {
			named[row{}] = []string{u.name.prefix}
		}
		return named, nil, true
	}
	walk := e.walkAll(u.name, names, false)
	for _, l := range walk.leaves {
		switch l.kind {
		case leafConst:
			if text, ok := constantText(l.v); ok && text != "" {
				r := rowOf(l.user)
				named[r] = append(named[r], l.prefix+text+l.suffix)
			}
		case leafText:
			named[row{}] = append(named[row{}], l.prefix+l.suffix)
		case leafParam:
			if l.path == "" {
				open = append(open, l)
			}
		}
	}
	return named, open, !walk.full
}

// dropSettings takes out of the credentials that were found what is written to
// the vault and is configuration, or may be.
func (e *engine) dropSettings() {
	e.result.Credentials = slices.DeleteFunc(e.result.Credentials, func(c Credential) bool {
		if c.Sink.Sort != sinks.VaultValue || c.Elsewhere != nil {
			return false
		}
		names, ok := e.namesFor(c)
		return !ok || setting.IsConfiguration(names, setting.FormOf(c.Text))
	})
}

// namesFor returns the names of the secrets that are given the constant c, as
// far as they are known, or false if it isn't known to which it goes.
func (e *engine) namesFor(c Credential) (names []string, ok bool) {
	for _, w := range e.result.Written {
		if !w.Open && slices.ContainsFunc(w.Values, func(v WrittenValue) bool { return v.Text == c.Text && (v.At == c.At || v.At == nil) }) {
			names, ok = append(names, w.Names...), true
		}
	}
	return names, ok
}

// byRow divides c by the rows of a table, if all of it stands in those that
// name secrets.
func (c content) byRow(named map[row][]string) map[row]content {
	byRow := make(map[row]content)
	for _, v := range c.values {
		if len(named[v.row]) == 0 || v.row == (row{}) || !c.known {
			return map[row]content{{}: c}
		}
		part := byRow[v.row]
		part.known, part.values = true, append(part.values, v)
		byRow[v.row] = part
	}
	return byRow
}

// exportWritten tells importers that p, below path, is written by u.
func (e *engine) exportWritten(u *opUse, p *ssa.Parameter, path string, with content) {
	fn := p.Parent()
	fact := e.factFor(fn)
	if fact == nil || !with.known || len(with.values) > 0 {
		return
	}
	op := u.op
	op.Name, op.Chain = e.exportedName(fn, u), nil
	if !op.Name.Known {
		return
	}
	to := Sink{Op: op}
	to.Kind = ValueSink
	fact.Sinks = append(fact.Sinks, ParamSink{paramIndex(p), path, to})
}

// A row is one entry of a table: of a list of structs or a map.
type row struct {
	table ssa.Value
	key   string
}

// rowOf returns the row that instr, or what becomes of its result, stores in.
// It is zero where there is none.
func rowOf(instr ssa.Instruction) row {
	for range 4 {
		switch x := instr.(type) {
		case *ssa.MapUpdate:
			return row{x.Map, element(x.Key)}
		case *ssa.Store:
			return rowAt(x.Addr)
		case ssa.Value:
			refs := x.Referrers()
			if refs == nil || len(*refs) != 1 {
				return row{}
			}
			instr = (*refs)[0]
		default:
			return row{}
		}
	}
	return row{}
}

func rowAt(addr ssa.Value) row {
	for {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			addr = x.X
		case *ssa.IndexAddr:
			return row{x.X, element(x.Index)}
		case *ssa.Alloc:
			return row{x, ""} // an entry that is made before it is listed
		default:
			return row{}
		}
	}
}

// isOwnCell reports whether cell is of a type or variable of this package.
func (e *engine) isOwnCell(cell string) bool {
	return strings.HasPrefix(cell, e.pass.Pkg.Path()+".") && !strings.Contains(cell[len(e.pass.Pkg.Path())+1:], "/")
}
