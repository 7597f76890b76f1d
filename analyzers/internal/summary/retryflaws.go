package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/ssa"
)

// flaws reports what is wrong with options, which h hands to client. Where a
// field is set to something else, too, which one holds isn't known.
func (e *engine) flaws(options []option, h handover, client string) {
	for _, o := range options {
		if p, ok := o.val.(*ssa.Parameter); ok && !e.isOpen(p.Parent()) {
			e.flawsGiven(p, o, client)
		}
		isChoice := slices.ContainsFunc(options, func(other option) bool {
			flaw, _ := e.flawOf(other)
			return other.field == o.field && flaw == 0
		})
		if flaw, delay := e.flawOf(o); flaw != 0 && !isChoice {
			e.retryAt(h, Retry{Flaw: flaw, What: client, Value: e.optionExpr(o), Delay: delay})
		}
	}
}

// optionExpr returns the expression of o, nil if that is in another package.
func (e *engine) optionExpr(o option) ast.Expr {
	if o.val == nil {
		return nil
	}
	return e.site.Operand(o.instr, o.val)
}

// flawsGiven reports what is wrong with what the package passes for the parameter
// p, of an unexported function, that it makes an option.
func (e *engine) flawsGiven(p *ssa.Parameter, o option, client string) {
	for _, edge := range e.callers[p.Parent()] {
		arg := edge.argOf(p)
		if arg == nil {
			continue
		}
		given := option{field: o.field, val: arg, instr: edge.call}
		if flaw, delay := e.flawOf(given); flaw != 0 {
			h := handover{edge.call, edge.caller, e.site.Operand(edge.call, arg)}
			e.retryAt(h, Retry{Flaw: flaw, What: client, Delay: delay})
		}
	}
}

// flawOf returns what is wrong with o, 0 if nothing is known to be.
func (e *engine) flawOf(o option) (Flaw, time.Duration) {
	if o.flaw != 0 {
		return o.flaw, o.delay
	}
	switch o.field {
	case "MaxRetries":
		if n, ok := e.onlyNumber(o); ok && n < 0 {
			return NegativeRetries, 0
		}
	case "RetryDelay":
		if n, ok := e.onlyNumber(o); ok && n < 0 {
			return NegativeDelay, 0
		}
	case "MaxRetryDelay":
		if n, ok := e.onlyNumber(o); ok && n > 0 && n < int64(time.Second) {
			return ShortDelay, time.Duration(n)
		}
	case "StatusCodes":
		return e.statusFlaw(o), 0
	case "ShouldRetry":
		return e.shouldRetryFlaw(o), 0
	}
	return 0, 0
}

// onlyNumber returns the constant that an option is, if it is nothing else.
func (e *engine) onlyNumber(o option) (int64, bool) {
	list, open := e.numbers(o.val, o.instr)
	if open || len(list) != 1 {
		return 0, false
	}
	return list[0].n, true
}

const tooManyRequests = 429

// statusFlaw returns what is wrong with a list of status codes that is written
// in the package, or of which another one tells.
func (e *engine) statusFlaw(o option) Flaw {
	roots := slices.DeleteFunc(slices.Clone(e.memoriesOf(o.val, o.instr)), e.isOwnVariable)
	if len(roots) != 1 {
		return 0
	}
	if elsewhere := e.flawsElsewhere(roots[0]); len(elsewhere) == 1 {
		return elsewhere[0].Flaw
	}
	made := false
	switch root := roots[0].v.(type) {
	case *ssa.Alloc:
		_, made = root.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	case *ssa.MakeSlice:
		n, ok := root.Len.(*ssa.Const)
		made = ok && n.Int64() == 0 && len(e.stored[root]) == 0
	}
	if !made {
		return 0
	}
	elements := e.elementsOf(o.val)
	for _, st := range elements {
		c, ok := st.val.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.Int || c.Int64() == tooManyRequests {
			return 0
		}
	}
	if len(elements) == 0 {
		return NoStatus
	}
	return Not429
}

// isOwnVariable reports whether l is a variable of the package that others can't
// set: what the package stores in it is among the memories, too.
func (e *engine) isOwnVariable(l leaf) bool {
	v, ok := l.v.(*ssa.Global)
	return ok && v.Pkg == e.pkg && !token.IsExported(v.Name())
}
