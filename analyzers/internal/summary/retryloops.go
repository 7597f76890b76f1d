package summary

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// retryLoops reports loops that repeat a call of the vault until it succeeds,
// with a delay that doesn't grow, or none. A loop that may wait in a way that
// isn't understood is left alone.
func (e *engine) retryLoops() {
	for _, fn := range e.funcs {
		for _, l := range e.loopsOf(fn) {
			l.instructions(func(instr ssa.Instruction) {
				if call, ok := instr.(ssa.CallInstruction); ok && e.isInnermost(l, call) {
					e.retryLoop(l, call)
				}
			})
		}
	}
}

// isInnermost reports whether l is the innermost loop around call.
func (e *engine) isInnermost(l *loop, call ssa.CallInstruction) bool {
	return !slices.ContainsFunc(e.loopsOf(l.fn), func(other *loop) bool {
		return other != l && other.body.has(call.Block()) && l.body.has(other.head)
	})
}

func (e *engine) retryLoop(l *loop, call ssa.CallInstruction) {
	label := e.vaultCall(call, 0)
	if label == "" {
		return
	}
	flaw, delay := e.loopFlaw(l, call)
	if flaw != 0 && e.callExpr(call) != nil {
		e.result.Retries = append(e.result.Retries, Retry{At: e.callExpr(call), Flaw: flaw, What: label, Delay: delay})
	}
}

// loopFlaw returns what is wrong with the delay after which l repeats call until
// it succeeds: 0 if it doesn't do so, or nothing is known to be.
func (e *engine) loopFlaw(l *loop, call ssa.CallInstruction) (Flaw, time.Duration) {
	if !l.repeats(call) || e.succeedsInto(l, call) || !e.failsInto(l, call) {
		return 0, 0
	}
	switch delay, ok := e.delayOf(l, call); {
	case !ok:
		return 0, 0
	case delay == 0:
		return NoDelay, 0
	default:
		return FixedDelay, delay
	}
}

// vaultCall returns the operation that call is or reaches through functions that
// do nothing else about it, "" if none.
func (e *engine) vaultCall(call ssa.CallInstruction, depth int) string {
	if op := e.opAt(call); op != nil {
		if op.Immediate {
			return op.String()
		}
		return ""
	}
	if depth > 4 || !returnsError(call) {
		return ""
	}
	for _, edge := range e.edgesOf(call) {
		switch {
		case edge.fact != nil:
			if label := readLabel(edge.fact); label != "" {
				return label
			}
		case edge.fn != nil && !edge.loader:
			if label := e.vaultCallIn(edge.fn, depth); label != "" {
				return label
			}
		}
	}
	return ""
}

// readLabel returns the first operation that a function reads with, "" if it
// reads nothing.
func readLabel(fact *Func) string {
	for _, op := range fact.Ops {
		if op.Kind == ReadOp {
			return op.Label
		}
	}
	return ""
}

func (e *engine) vaultCallIn(fn *ssa.Function, depth int) string {
	label := ""
	instructions(fn, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok && label == "" {
			label = e.vaultCall(call, depth+1)
		}
	})
	return label
}

func returnsError(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	return results.Len() > 0 && typematch.IsError(results.At(results.Len()-1).Type())
}

// repeats reports whether call is the same in each iteration of l: one that
// differs is no second try.
func (l *loop) repeats(call ssa.CallInstruction) bool {
	common := call.Common()
	if !l.isOutside(common.Value) {
		return false
	}
	for _, arg := range common.Args {
		if !l.isOutside(arg) && !typematch.IsContext(arg.Type()) {
			return false
		}
	}
	return true
}

// succeedsInto reports whether l goes on after call succeeded.
func (e *engine) succeedsInto(l *loop, call ssa.CallInstruction) bool {
	return e.leads(l, call, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return e.afterSuccess(b, call) })
}

// failsInto reports whether l goes on after call failed for status 429: a loop
// that goes on only for an expected state of an object waits for that.
func (e *engine) failsInto(l *loop, call ssa.CallInstruction) bool {
	isChecked := false
	reaches := e.leads(l, call, func(b *ssa.BasicBlock) []*ssa.BasicBlock {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			return b.Succs
		}
		if cmp, ok := cond.Cond.(*ssa.BinOp); ok && typematch.IsError(cmp.X.Type()) && isNil(cmp.Y) {
			if !isErrorOf(cmp.X, call) {
				return b.Succs // of something else
			}
			isChecked = true
		}
		switch value, known := failing(cond.Cond); {
		case known && value:
			return b.Succs[:1]
		case known:
			return b.Succs[1:]
		}
		return b.Succs
	})
	return reaches && isChecked
}

// leads reports whether the head of l can be reached from call, where next says
// which blocks follow one.
func (e *engine) leads(l *loop, call ssa.CallInstruction, next func(*ssa.BasicBlock) []*ssa.BasicBlock) bool {
	seen := make(blockSet, len(l.fn.Blocks)/64+1)
	for queue := []*ssa.BasicBlock{call.Block()}; len(queue) > 0; {
		b := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if seen.has(b) {
			continue
		}
		seen.add(b)
		for _, succ := range next(b) {
			if succ == l.head {
				if slices.ContainsFunc(next(succ), l.body.has) {
					return true
				}
				continue
			}
			if l.body.has(succ) {
				queue = append(queue, succ)
			}
		}
	}
	return false
}

// failing returns what a condition is where the vault answered with status 429,
// which the SDKs return as an error.
func failing(cond ssa.Value) (value, known bool) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			value, known = failing(cond.X)
			return !value, known
		}
	case *ssa.Phi:
		return failingPhi(cond)
	case *ssa.BinOp:
		if isNil(cond.Y) && typematch.IsError(cond.X.Type()) {
			return cond.Op == token.NEQ, true
		}
		if text, ok := constantText(cond.Y); ok && isField(cond.X, "ErrorCode") {
			return (cond.Op == token.EQL) == (text == "Throttled"), true
		}
		return throttledComparison(cond)
	case *ssa.Call:
		return failingPredicate(cond)
	}
	return false, false
}

// failingPhi returns what a && b or a || b is for status 429: false if any of
// what is combined is known to be false and the others are constant false, the
// short cuts.
func failingPhi(phi *ssa.Phi) (value, known bool) {
	for _, edge := range phi.Edges {
		if c, ok := edge.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool {
			if constant.BoolVal(c.Value) {
				return false, false
			}
			continue
		}
		v, ok := failing(edge)
		if !ok || v {
			return v && ok && len(phi.Edges) == 1, ok && len(phi.Edges) == 1
		}
	}
	return false, true
}

// failingPredicate returns what a function says of the error for status 429, by
// its name: isRetryable, IsNotFound. errors.As finds the SDK's error in it.
func failingPredicate(call *ssa.Call) (value, known bool) {
	fn := declared(call)
	if fn == nil {
		return false, false
	}
	if fullName(fn) == "errors.As" {
		return true, true
	}
	words := naming.Tokens(fn.Name())
	for _, word := range words {
		switch word {
		case "retry", "retryable", "retriable", "transient", "throttled", "throttling", "temporary", "many":
			return true, true
		case "notfound", "found", "conflict", "pending", "deleted", "deleting", "progress", "exist", "exists":
			return false, true
		}
	}
	return false, false
}

// isField reports whether v is a field called name.
func isField(v ssa.Value, name string) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	_, field := fieldCell(addr.X.Type(), addr.Field)
	return field != nil && field.Name() == name
}

// delayOf returns how long l waits before it repeats call: 0 if not at all. It
// returns false where the delay grows, or isn't known not to.
func (e *engine) delayOf(l *loop, call ssa.CallInstruction) (time.Duration, bool) {
	var delay time.Duration
	known := true
	l.instructions(func(instr ssa.Instruction) {
		if other, ok := instr.(ssa.CallInstruction); ok {
			if other == call {
				return
			}
			wait, waits, ok := e.pause(l, other)
			known = known && ok
			if waits {
				delay = max(delay, wait)
			}
			return
		}
		for _, ch := range receivedFrom(instr) {
			wait, ok := e.channelDelay(l, ch)
			known = known && ok
			delay = max(delay, wait)
		}
	})
	return delay, known
}

// channelDelay returns how long it takes to receive from ch, 0 for what ends
// the loop. It returns false where that changes or isn't known.
func (e *engine) channelDelay(l *loop, ch ssa.Value) (time.Duration, bool) {
	t, ok := ch.Type().Underlying().(*types.Chan)
	if !ok {
		return 0, false
	}
	if call, ok := ch.(*ssa.Call); ok {
		switch fullName(declared(call)) {
		case "context.Context.Done":
			return 0, true
		case "time.After", "time.Tick":
			return e.fixed(l, e.arg(call, 0), call)
		}
	}
	switch u := t.Elem().Underlying().(type) {
	case *types.Struct:
		if u.NumFields() == 0 {
			return 0, true // done, stop
		}
	}
	if d := e.clock(ch); d > 0 && isTime(t.Elem()) && !e.isVarying(l, ch) {
		return d, true
	}
	return 0, false
}

// isVarying reports whether the clock with the channel ch is made anew in l with
// something that l changes.
func (e *engine) isVarying(l *loop, ch ssa.Value) bool {
	for _, leaf := range e.walkFrom(state{v: ch}, names, false) {
		made, ok := leaf.v.(*ssa.Call)
		if ok && made.Parent() == l.fn && l.body.has(made.Block()) && !l.isOutside(e.arg(made, 0)) {
			return true
		}
	}
	return false
}

func isTime(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Time" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}

// fixed returns the constant duration that v is in each iteration of l; false if
// it changes. A duration that isn't known but doesn't change counts as one
// second, for want of anything better to say.
func (e *engine) fixed(l *loop, v ssa.Value, user ssa.Instruction) (time.Duration, bool) {
	if v == nil || !l.isOutside(v) {
		return 0, false
	}
	if d, ok := e.duration(v, user); ok {
		return d, true
	}
	return unknownDelay, true
}

// unknownDelay stands for a delay that doesn't change and isn't known.
const unknownDelay = time.Nanosecond

// pause returns how long a call that l makes waits, whether it does, and whether
// that is known.
func (e *engine) pause(l *loop, call ssa.CallInstruction) (wait time.Duration, waits, known bool) {
	switch name := fullName(declared(call)); name {
	case "time.Sleep", "time.Timer.Reset":
		wait, known = e.fixed(l, e.arg(call, 0), call)
		return wait, true, known
	case "time.After", "time.Tick", "time.NewTimer", "time.NewTicker", "time.Now", "time.Since":
		return 0, false, true // what waits for it counts
	}
	if d, ok := e.sleepOf(call); ok {
		if d == 0 {
			d = unknownDelay
		}
		for _, arg := range call.Common().Args {
			if isDuration(arg.Type()) && !l.isOutside(arg) {
				return 0, true, false
			}
		}
		return d, true, true
	}
	return 0, false, !e.mayPause(call, 0)
}

// mayPause reports whether call may wait, as far as its name, its signature and
// its code show.
func (e *engine) mayPause(call ssa.CallInstruction, depth int) bool {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return false
	}
	fn := declared(call)
	if fn == nil {
		return !isCancel(common.Value)
	}
	for _, word := range naming.Tokens(fn.Name()) {
		if waitWords[word] {
			return true
		}
	}
	static := e.staticEdge(call)
	if static == nil || static.fn == nil {
		return false
	}
	pauses := false
	instructions(static.fn, func(instr ssa.Instruction) {
		inner, ok := instr.(ssa.CallInstruction)
		if !ok {
			pauses = pauses || len(receivedFrom(instr)) > 0
			return
		}
		pauses = pauses || strings.HasPrefix(fullName(declared(inner)), "time.Sleep") || depth < 3 && e.mayPause(inner, depth+1)
	})
	return pauses
}

// isCancel reports whether v is the function that ends a context.
func isCancel(v ssa.Value) bool {
	extract, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := extract.Tuple.(*ssa.Call)
	return ok && strings.HasPrefix(fullName(declared(call)), "context.With")
}

// waitWords are words in the names of functions that wait.
var waitWords = map[string]bool{
	"wait": true, "sleep": true, "backoff": true, "back": true, "pause": true, "delay": true, "retry": true, "jitter": true,
	"next": true, "reset": true, "acquire": true, "allow": true, "take": true, "reserve": true, "poll": true,
}
