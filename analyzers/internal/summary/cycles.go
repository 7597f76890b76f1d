package summary

import "golang.org/x/tools/go/ssa"

// cycles numbers the functions of the package so that those have the same
// number that call each other in a circle, by calls whose callee is written
// there: the strongly connected components of the call graph, by Tarjan.
func (e *engine) cycles() map[*ssa.Function]int {
	callees := make(map[*ssa.Function][]*ssa.Function)
	for _, fn := range e.funcs {
		for _, edge := range e.callers[fn] {
			callees[edge.caller] = append(callees[edge.caller], fn)
		}
	}
	component := make(map[*ssa.Function]int)
	order, low := make(map[*ssa.Function]int), make(map[*ssa.Function]int)
	var stack []*ssa.Function
	var visit func(*ssa.Function)
	visit = func(fn *ssa.Function) {
		order[fn] = len(order) + 1
		low[fn] = order[fn]
		stack = append(stack, fn)
		for _, callee := range callees[fn] {
			if order[callee] == 0 {
				visit(callee)
				low[fn] = min(low[fn], low[callee])
			} else if component[callee] == 0 {
				low[fn] = min(low[fn], order[callee])
			}
		}
		if low[fn] != order[fn] {
			return
		}
		for done := false; !done; {
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			component[last] = order[fn]
			done = last == fn
		}
	}
	for _, fn := range e.funcs {
		if order[fn] == 0 {
			visit(fn)
		}
	}
	return component
}
