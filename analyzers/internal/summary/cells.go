package summary

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"golang.org/x/tools/go/analysis"
)

func fingerprint(text string) string { return credential.Fingerprint(text) }

// classOfName returns Harmless for a text that looks like a credential, which
// no fact may show as a name.
func classOfName(text string) Class {
	if _, found := credential.Find(text); found {
		return Harmless
	}
	return Plain
}

// exportCells exports what exported fields and variables of this package are
// given and where they go, with what imported packages say of theirs.
func (e *engine) exportCells() {
	for cell, stores := range e.fields {
		if !isShared(cell) {
			continue
		}
		for _, st := range stores {
			e.exportStore(cell, st)
		}
	}
	for root, stores := range e.stored {
		v, ok := root.(interface{ Object() types.Object })
		if !ok || v.Object() == nil {
			continue
		}
		obj, ok := v.Object().(*types.Var)
		if !ok || obj.IsField() || !obj.Exported() || obj.Pkg() != e.pass.Pkg || obj.Parent() != obj.Pkg().Scope() {
			continue
		}
		for _, st := range stores {
			if !strings.Contains(st.path, ".") {
				e.exportStore(varCell(obj), st)
			}
		}
	}
	e.exportCodeFills()
	e.exportVariableFlaws()
	e.exportVariableMentions()
	exportCapped(e.pass, e.out, e.max.cells)
}

// exportCodeFills tells what code this package puts in exported fields, and has
// constructors of other packages put in theirs, if it reaches operations: importers
// may call it there.
func (e *engine) exportCodeFills() {
	if e.pass.Pkg.Name() == "main" {
		return
	}
	for cell, stores := range e.fields {
		for _, st := range stores {
			if isShared(cell) && st.path == "" && holdsCode(st.val.Type()) {
				e.exportCode(cell, state{v: st.val, user: st.instr})
			}
		}
	}
	for cell, fills := range e.codeFills() {
		for _, fill := range fills {
			if fill.at != nil {
				e.exportCode(cell, state{v: fill.v, user: fill.at})
			}
		}
	}
}

// exportCode tells what code s is, which cell holds.
func (e *engine) exportCode(cell string, s state) {
	for _, l := range e.walkFrom(s, code, false) {
		if l.kind != leafImpl && l.kind != leafFunc && l.kind != leafImplElsewhere {
			continue
		}
		if from, ok := e.implOf(nil, l); ok && from.Impl.hasOps() {
			e.out.Origins = append(e.out.Origins, CellOrigin{cell, "", from})
		}
	}
}

// maxCellText bounds the text in a package's fact, in bytes: encoded, it takes
// about as much. What importers can do least with is dropped first.
const maxCellText = 7 << 10

// exportCapped exports what is known of fields and variables, each once, in an
// order that depends on nothing but what is said: sinks, answers and code
// before constants, and up to n of each.
func exportCapped(pass *analysis.Pass, known Cells, n int) {
	capped, left := false, maxCellText
	out := Cells{
		Sinks: compact(known.Sinks, func(s CellSink) string { return s.Cell + s.Path + s.To.key() }, n, &capped),
		Origins: compact(known.Origins, func(o CellOrigin) string {
			rank := "0"
			if o.From.Constant != nil {
				rank = "1"
			}
			return fmt.Sprintf("%s%s %s %s %s %s", rank, o.Cell, o.Path, o.From, o.From.Prefix, o.From.Suffix)
		}, n, &capped),
	}
	out.Sinks = within(out.Sinks, &left, func(s CellSink) string { return fmt.Sprintf("%v", s) })
	out.Origins = within(out.Origins, &left, CellOrigin.text)
	if len(out.Sinks)+len(out.Origins) > 0 {
		pass.ExportPackageFact(&out)
	}
}

// itemOverhead is what an item takes beside its text, in bytes: lengths and numbers of
// fields.
const itemOverhead = 8

// within returns those of list, from the first on, whose text has room in left.
func within[T any](list []T, left *int, text func(T) string) []T {
	for i, item := range list {
		if *left -= len(text(item)) + itemOverhead; *left < 0 {
			return list[:i]
		}
	}
	return list
}

// text returns what o says, at length.
func (o CellOrigin) text() string {
	text := fmt.Sprintf("%v %v %v %v", o.Cell, o.Path, o.From, o.From.Prefix+o.From.Suffix)
	if o.From.Impl != nil {
		text += fmt.Sprintf("%v", *o.From.Impl)
	}
	if o.From.Op != nil {
		text += fmt.Sprintf("%v", *o.From.Op)
	}
	return text
}

// isShared reports whether a cell is an exported field of an exported type.
func isShared(cell string) bool {
	rest, field, ok := cutLast(cell, '.')
	if !ok || !token.IsExported(field) {
		return false
	}
	_, typ, ok := cutLast(rest, '.')
	return ok && token.IsExported(typ)
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// exportStore tells what a store gives a cell.
func (e *engine) exportStore(cell string, st store) {
	if !mayHoldText(st.val.Type()) && !holdsCode(st.val.Type()) {
		return
	}
	sv := e.solver(values)
	held := sv.above(st, "", len(st.at))
	sv.run()
	for _, l := range held.leaves {
		if l.kind == leafCell {
			continue
		}
		if l.kind == leafConst && strings.Contains(st.path, "[]") {
			continue // under some key
		}
		if from, ok := e.originOf(nil, l); ok {
			e.out.Origins = append(e.out.Origins, CellOrigin{cell, st.path, from})
		}
	}
}
