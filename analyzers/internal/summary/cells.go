package summary

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
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
	capped := false
	e.out.Sinks = compact(e.out.Sinks, func(s CellSink) string { return s.Cell + s.Path + s.To.key() }, e.max.cells, &capped)
	e.out.Origins = compact(e.out.Origins, func(o CellOrigin) string {
		return fmt.Sprintf("%s %s %s %s %s", o.Cell, o.Path, o.From, o.From.Prefix, o.From.Suffix)
	}, e.max.cells, &capped)
	if len(e.out.Sinks)+len(e.out.Origins) > 0 {
		out := e.out
		e.pass.ExportPackageFact(&out)
	}
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
