package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"golang.org/x/tools/go/ssa"
)

// isDropped reports whether something other than the miss that fills c drops or
// replaces what it keeps, or other packages may.
func (e *engine) isDropped(c cache, sites []fillSite) bool {
	if c.cell != "" && isShared(c.cell) || hasSwitch(c.guard) {
		return true
	}
	if v, ok := c.root.(*ssa.Global); ok && c.cell == "" && token.IsExported(v.Name()) {
		return true
	}
	for _, s := range sites {
		if s.fn != c.guard && !isWithin(s.fn, c.guard) && e.isCalledBeside(s.fn, c) {
			return true
		}
	}
	return e.isReset(c, sites) || e.isRemovedFrom(c)
}

// hasSwitch reports whether fn has a parameter that may ask for a fresh value.
func hasSwitch(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		basic, ok := p.Type().Underlying().(*types.Basic)
		return ok && basic.Info()&types.IsBoolean != 0
	})
}

// isCalledBeside reports whether the function that fills c is called by others
// than the guard, or may be.
func (e *engine) isCalledBeside(fn *ssa.Function, c cache) bool {
	if e.isOpen(fn) && !isPlainSetter(fn) {
		return true
	}
	return slices.ContainsFunc(e.callers[fn], func(edge *edge) bool {
		return !isWithin(edge.caller, c.guard) && !isConstructor(edge.caller) && edge.caller.Name() != "main"
	})
}

// isPlainSetter reports whether fn is there to fill the cache, not to read again.
func isPlainSetter(fn *ssa.Function) bool {
	words := naming.Tokens(fn.Name())
	return len(words) > 0 && (words[0] == "set" || words[0] == "put" || words[0] == "store" || words[0] == "add") && fn.Signature.Results().Len() == 0
}

// isConstructor reports whether fn makes things, by its name.
func isConstructor(fn *ssa.Function) bool {
	words := naming.Tokens(fn.Name())
	return len(words) > 0 && (words[0] == "new" || words[0] == "make" || words[0] == "init")
}

// isReset reports whether the package stores something else in c, such as an
// empty text, nil or an empty map, outside of what makes it, or in a variable
// that guards it, such as a flag, a time or a sync.Once.
func (e *engine) isReset(c cache, sites []fillSite) bool {
	owner := ""
	if i := strings.LastIndexByte(c.cell, '.'); i > 0 {
		owner = c.cell[:i+1]
	}
	looked := fieldsOf(c.guard)
	looked[c.cell] = true
	for _, fn := range e.funcs {
		found := false
		if isConstructor(fn) || fn == c.guard || isWithin(fn, c.guard) || fn.Name() == "init" && fn.Synthetic != "" {
			continue
		}
		instructions(fn, func(instr ssa.Instruction) {
			st, ok := instr.(*ssa.Store)
			if !ok || found || slices.ContainsFunc(sites, func(s fillSite) bool { return s.instr == instr }) {
				return
			}
			if addr, ok := st.Addr.(*ssa.FieldAddr); ok && owner != "" {
				cell, _ := fieldCell(addr.X.Type(), addr.Field)
				_, fresh := addr.X.(*ssa.Alloc)
				found = looked[cell] && !fresh
				return
			}
			found = owner == "" && e.isPartOf(st.Addr, c) || owner != "" && isWhole(st, owner)
		})
		if found {
			return true
		}
	}
	return false
}

// fieldsOf returns the fields that fn uses.
func fieldsOf(fn *ssa.Function) map[string]bool {
	cells := make(map[string]bool)
	instructions(fn, func(instr ssa.Instruction) {
		if addr, ok := instr.(*ssa.FieldAddr); ok {
			cell, _ := fieldCell(addr.X.Type(), addr.Field)
			cells[cell] = true
		}
	})
	return cells
}

// isWhole reports whether st replaces all of the struct with the fields that
// owner begins.
func isWhole(st *ssa.Store, owner string) bool {
	if _, ok := st.Addr.(*ssa.Parameter); !ok {
		return false
	}
	str, ok := st.Val.Type().Underlying().(*types.Struct)
	if !ok || str.NumFields() == 0 {
		return false
	}
	cell, _ := fieldCell(st.Val.Type(), 0)
	return strings.HasPrefix(cell, owner)
}

// isRemovedFrom reports whether the package removes entries from c.
func (e *engine) isRemovedFrom(c cache) bool {
	found := false
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if b, ok := call.Common().Value.(*ssa.Builtin); ok && (b.Name() == "delete" || b.Name() == "clear") {
				found = found || e.isPartOf(call.Common().Args[0], c)
			}
		})
	}
	e.methodCalls(c, func(_ *ssa.Function, call ssa.CallInstruction) {
		if fn := declared(call); fn != nil {
			words := naming.Tokens(fn.Name())
			found = found || slices.ContainsFunc(words, func(word string) bool { return dropWords[word] }) || isStoreVerb(call) && slices.ContainsFunc(call.Common().Args, isNil)
		}
	})
	return found
}

// dropWords are words in the names of methods that drop what a cache keeps.
var dropWords = map[string]bool{
	"delete": true, "remove": true, "clear": true, "purge": true, "flush": true, "reset": true, "evict": true,
	"invalidate": true, "expire": true, "del": true, "range": true, "swap": true, "compare": true, "refresh": true,
}
