package summary

import (
	"time"

	"golang.org/x/tools/go/ssa"
)

// givenLifetimes reports the constant lifetimes that instr gives to a cache of
// another package: as an argument, or in a field that it exports.
func (e *engine) givenLifetimes(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		for _, edge := range e.edgesOf(instr) {
			if edge.fact == nil {
				continue
			}
			for _, s := range edge.fact.Sinks {
				if s.To.Kind == LifetimeSink && s.Param < len(edge.args) {
					e.givenLifetime(state{v: edge.args[s.Param], path: s.Path, user: instr})
				}
			}
		}
	case *ssa.Store:
		addr, ok := instr.Addr.(*ssa.FieldAddr)
		if !ok {
			return
		}
		cell, _ := fieldCell(addr.X.Type(), addr.Field)
		if known := e.cells[cell]; known != nil {
			for _, s := range known.sinks {
				if s.To.Kind == LifetimeSink {
					e.givenLifetime(state{v: instr.Val, path: s.Path, user: instr})
				}
			}
		}
	}
}

// givenLifetime reports the constants that s may be as lifetimes of a cache.
func (e *engine) givenLifetime(s state) {
	list, _ := e.numbersBelow(s)
	for _, n := range list {
		if n.at == nil {
			n.at = e.site.Operand(s.user, s.v)
		}
		if n.at != nil && n.n > 0 {
			e.result.Cached = append(e.result.Cached, Cached{At: n.at, TTL: time.Duration(n.n)})
		}
	}
}
