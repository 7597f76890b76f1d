package summary

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A store says that val was stored at path below a root: an allocation, map,
// package variable or the cell of a field.
type store struct {
	path  string
	val   ssa.Value
	instr ssa.Instruction
	at    []*edge // the calls in whose callees val is stored, innermost first
	local bool    // the root is an object whose stores are known
	fn    *ssa.Function
}

// index finds the calls and stores of the package.
func (e *engine) index() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case *ssa.MakeClosure:
				if f, ok := instr.Fn.(*ssa.Function); ok {
					e.closed[f] = append(e.closed[f], instr)
				}
			case ssa.CallInstruction:
				if edge := e.staticEdge(instr); edge != nil && edge.fn != nil {
					edge.call, edge.caller = instr, fn
					e.callers[edge.fn] = append(e.callers[edge.fn], edge)
				}
			}
		})
	}
	for _, direct := range []bool{true, false} {
		for _, fn := range e.funcs {
			instructions(fn, func(instr ssa.Instruction) { e.addStore(fn, instr, direct) })
		}
	}
	e.storesThroughCalls()
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok && e.staticEdge(call) == nil {
				for _, edge := range e.edgesOf(call) {
					if edge.fn != nil {
						e.callers[edge.fn] = append(e.callers[edge.fn], edge)
					}
				}
			}
		})
	}
	clear(e.edges) // some were found before all callers were known
	clear(e.ops)
	clear(e.answers)
}

// addStore records what instr stores, if its address is direct (no pointer is
// loaded on the way) as asked.
func (e *engine) addStore(fn *ssa.Function, instr ssa.Instruction, direct bool) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if isDirect(instr.Addr) == direct {
			e.put(fn, instr.Addr, "", instr.Val, instr)
		}
	case *ssa.MapUpdate:
		if isDirect(instr.Map) == direct {
			e.put(fn, instr.Map, element(instr.Key), instr.Value, instr)
			e.put(fn, instr.Map, "#key", instr.Key, instr)
		}
	case *ssa.Send:
		if isDirect(instr.Chan) == direct {
			e.put(fn, instr.Chan, "[]", instr.X, instr)
		}
	case ssa.CallInstruction:
		if obj := declared(instr); obj != nil {
			if s, ok := setters[fullName(obj)]; ok && direct {
				if target, value := e.arg(instr, s[0]), e.arg(instr, s[1]); target != nil && value != nil {
					e.put(fn, target, "", value, instr)
				}
			}
			if direct {
				e.addWritten(fn, instr, fullName(obj))
			}
		}
	}
}

// setters holds functions that store a default through a pointer: the indexes
// of pointer and value.
var setters = map[string][2]int{
	"flag.StringVar": {0, 2}, "flag.FlagSet.StringVar": {0, 2},
	"github.com/spf13/pflag.StringVar": {0, 2}, "github.com/spf13/pflag.FlagSet.StringVar": {0, 2},
	"github.com/spf13/pflag.StringVarP": {0, 3}, "github.com/spf13/pflag.FlagSet.StringVarP": {0, 3},
}

func isDirect(addr ssa.Value) bool {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.IndexAddr:
			addr = v.X
		case *ssa.Alloc, *ssa.Global, *ssa.MakeMap, *ssa.MakeSlice:
			return true
		default:
			return false
		}
	}
}

// put records that val is stored at path below what addr addresses.
func (e *engine) put(fn *ssa.Function, addr ssa.Value, path string, val ssa.Value, instr ssa.Instruction) {
	for _, place := range e.walk(addr, path, memory) {
		e.record(place, store{val: val, instr: instr, fn: fn})
	}
}

// record adds a store to the place that a walk found.
func (e *engine) record(place leaf, st store) {
	st.path = place.path
	switch place.v.(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		st.local = true
	}
	if place.v != nil {
		e.stored[place.v] = append(e.stored[place.v], st)
	}
	if cell, rest := lastCell(place.path); cell != "" {
		st.path = rest
		e.fields[cell] = append(e.fields[cell], st)
	}
}

// lastCell returns the innermost cell of a declared field in path, and what
// follows it.
func lastCell(path string) (cell, rest string) {
	for remaining := path; remaining != ""; {
		elem, below, _ := strings.Cut(remaining, pathSep)
		if isCell(elem) {
			cell, rest = elem, below
		}
		remaining = below
	}
	return cell, rest
}

// storesThroughCalls records, for each store through a pointer that is a
// parameter, what the callers' arguments point to. Calls within a recursion are
// left out: they hand on what the first call was given.
func (e *engine) storesThroughCalls() {
	const rounds = 3 // calls between the store and the object
	cycle := e.cycles()
	done := make(map[*ssa.Parameter]int)
	for range rounds {
		for _, fn := range e.funcs {
			for _, p := range fn.Params {
				stores := e.stored[p]
				fresh := stores[done[p]:]
				done[p] = len(stores)
				if len(fresh) == 0 || !isReference(p.Type()) {
					continue
				}
				for _, edge := range e.callers[fn] {
					if cycle[edge.caller] == cycle[fn] {
						continue
					}
					e.storeAtCall(edge, p, fresh)
				}
			}
		}
	}
}

func (e *engine) storeAtCall(edge *edge, p *ssa.Parameter, stores []store) {
	arg := edge.argOf(p)
	if arg == nil {
		return
	}
	for _, st := range stores {
		if n := len(st.at); n > 0 && st.at[n-1].caller != edge.fn {
			continue
		}
		for _, place := range e.walk(arg, st.path, memory) {
			if place.v == p {
				continue
			}
			e.record(place, store{val: st.val, instr: st.instr, at: append(slices.Clip(st.at), edge), fn: edge.caller})
		}
	}
}

// maxSetFields is how many fields a parameter may be stored in before its
// function counts as one that sets the field that another parameter names.
const maxSetFields = 2

// isSetter reports whether v is a parameter that its function stores in one of
// many fields, as where a name that is known at run time chooses the field. What
// is passed for it says of no single field what it holds.
func (e *engine) isSetter(v ssa.Value) bool {
	p, ok := v.(*ssa.Parameter)
	if !ok {
		return false
	}
	cells := make(map[string]bool)
	for _, ref := range *p.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Val == p {
			if addr, ok := st.Addr.(*ssa.FieldAddr); ok {
				cell, _ := fieldCell(addr.X.Type(), addr.Field)
				cells[cell] = true
			}
		}
	}
	return len(cells) > maxSetFields
}

// escapes reports whether the address of alloc goes anywhere but into loads
// and stores of its own.
func (e *engine) escapes(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == alloc {
				return true
			}
		default:
			return true
		}
	}
	return false
}
