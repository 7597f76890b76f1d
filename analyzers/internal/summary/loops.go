package summary

import (
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/hot"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A loop is a natural loop of a function.
type loop struct {
	fn   *ssa.Function
	head *ssa.BasicBlock
	body blockSet
}

// loopsOf returns the loops of fn, inner and outer ones.
func (e *engine) loopsOf(fn *ssa.Function) []*loop {
	if known, ok := e.loops[fn]; ok {
		return known
	}
	var found []*loop
	for _, tail := range fn.Blocks {
		for _, head := range tail.Succs {
			if !head.Dominates(tail) {
				continue
			}
			i := slices.IndexFunc(found, func(l *loop) bool { return l.head == head })
			if i < 0 {
				i = len(found)
				found = append(found, &loop{fn, head, make(blockSet, len(fn.Blocks)/64+1)})
				found[i].body.add(head)
			}
			found[i].include(tail)
		}
	}
	e.loops[fn] = found
	return found
}

// include adds to the body what leads to tail.
func (l *loop) include(tail *ssa.BasicBlock) {
	for queue := []*ssa.BasicBlock{tail}; len(queue) > 0; {
		b := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if !l.body.has(b) {
			l.body.add(b)
			queue = append(queue, b.Preds...)
		}
	}
}

// instructions calls f for each instruction of the loop, inner loops included.
func (l *loop) instructions(f func(ssa.Instruction)) {
	for _, b := range l.fn.Blocks {
		if l.body.has(b) {
			for _, instr := range b.Instrs {
				f(instr)
			}
		}
	}
}

// isOutside reports whether v is the same in each iteration, as far as it is
// computed before the loop: constants, parameters, and what depends on nothing
// else, fields and variables that the loop doesn't set included.
func (l *loop) isOutside(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || instr.Parent() != l.fn || !l.body.has(instr.Block()) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		return l.fillsAlike(v)
	case *ssa.Call:
		return computes(v) && !slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return !l.isOutside(arg) })
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.Field, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert, *ssa.BinOp, *ssa.Extract, *ssa.Slice:
		if load, ok := v.(*ssa.UnOp); ok {
			alloc, isAlloc := load.X.(*ssa.Alloc)
			if load.Op == token.ARROW || isAlloc && !l.fillsAlike(alloc) || !isAlloc && l.sets(load.X) {
				return false
			}
		}
		for _, operand := range instr.Operands(nil) {
			if !l.isOutside(*operand) {
				return false
			}
		}
		return true
	}
	return false
}

// computes reports whether call returns the same for the same arguments: a text
// that is put together or changed, or a pointer to a copy.
func computes(call *ssa.Call) bool {
	fn := declared(call)
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "strings", "strconv", "path":
		return true
	}
	return formats[fullName(fn)] || isPointerTo(fn)
}

// fillsAlike reports whether the loop stores in alloc, a variable or literal, the
// same in each iteration.
func (l *loop) fillsAlike(alloc *ssa.Alloc) bool {
	for queue := []ssa.Value{alloc}; len(queue) > 0; {
		addr := queue[0]
		queue = queue[1:]
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.FieldAddr:
				queue = append(queue, ref)
			case *ssa.IndexAddr:
				queue = append(queue, ref)
			case *ssa.Store:
				if ref.Addr == addr && l.body.has(ref.Block()) && ref.Val != alloc && !l.isOutside(ref.Val) {
					return false
				}
			case ssa.CallInstruction:
				if l.body.has(ref.Block()) && !l.isLast(alloc, ref) {
					return false
				}
			}
		}
	}
	return true
}

// isLast reports whether call is all that alloc, which the loop makes anew in
// each iteration, is handed to: what call does to it comes too late to matter.
func (l *loop) isLast(alloc *ssa.Alloc, call ssa.CallInstruction) bool {
	return l.body.has(alloc.Block()) && !slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
		other, ok := ref.(ssa.CallInstruction)
		return ok && other != call
	})
}

// sets reports whether the loop stores in addr.
func (l *loop) sets(addr ssa.Value) bool {
	refs := addr.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == addr && l.body.has(st.Block())
	})
}

// blockOf returns the block of fn in which call runs: its own, or that of the
// literal in which it is.
func (e *engine) blockOf(fn *ssa.Function, call ssa.CallInstruction) *ssa.BasicBlock {
	var instr ssa.Instruction = call
	for range 8 {
		if instr.Parent() == fn {
			return instr.Block()
		}
		made := e.closed[instr.Parent()]
		if len(made) != 1 {
			return nil
		}
		instr = made[0]
	}
	return nil
}

// loopCalls reports what loops read again and again: those that wait for
// messages, those that a clock drives, and those that read one secret in each
// iteration.
func (e *engine) loopCalls() {
	for _, fn := range e.funcs {
		loops := e.loopsOf(fn)
		if len(loops) == 0 || e.isHot(fn) {
			continue
		}
		for _, op := range e.reach(fn).ops {
			if op.Kind == OtherOp || len(op.kept) > 0 {
				continue
			}
			e.loopOp(fn, loops, op)
		}
		for _, open := range e.reach(fn).opens {
			if len(open.kept) == 0 {
				e.loopOpen(fn, loops, open)
			}
		}
	}
}

// loopOpen follows code that fn calls in a loop over messages to where it is
// given. How often a clock may drive a loop depends on what is asked, which isn't
// known here.
func (e *engine) loopOpen(fn *ssa.Function, loops []*loop, open reachedOpen) {
	at := e.blockOf(fn, open.call)
	if at == nil {
		return
	}
	for _, l := range loops {
		if rhythm := e.rhythmOfLoop(l); l.body.has(at) && rhythm.Kind == hot.Message {
			e.hotOpen(e.name(outermost(fn)), rhythm, open)
			return
		}
	}
}

// loopOp reports op, which fn reaches, if a loop repeats it.
func (e *engine) loopOp(fn *ssa.Function, loops []*loop, op reachedOp) {
	at := e.blockOf(fn, op.call)
	if at == nil || e.callExpr(op.call) == nil {
		return
	}
	for _, l := range loops {
		if !l.body.has(at) {
			continue
		}
		rhythm := e.rhythmOfLoop(l)
		if rhythm.Kind == hot.Cold || rhythm.Kind == hot.Tick && (op.Kind == ClientOp || !e.goesOn(l, op.call)) {
			continue
		}
		if rhythm.Kind != hot.Tick && op.Kind == ReadOp && (op.Reloads || e.refreshes(fn, op.call)) || e.dependsOnLoop(l, op) {
			continue
		}
		e.result.Hot = append(e.result.Hot, HotCall{
			At: e.callExpr(op.call), Function: "the loop in " + e.name(outermost(fn)), Op: op.Op, Name: known(op.name), Rhythm: rhythm,
		})
		return
	}
	if op.Kind == ReadOp {
		e.sameRead(fn, loops, op, at)
	}
}

// sameRead reports op if a loop reads one secret with one client in each
// iteration, where no clock or event drives the loop.
func (e *engine) sameRead(fn *ssa.Function, loops []*loop, op reachedOp, at *ssa.BasicBlock) {
	if e.pass.Pkg.Name() == "main" && !slices.ContainsFunc(e.funcs, e.isHot) {
		return // a command
	}
	for _, l := range loops {
		if l.body.has(at) && !e.waits(l) && !l.awaits() && e.goesOn(l, op.call) && e.isSameRead(l, op) {
			e.result.Hot = append(e.result.Hot, HotCall{
				At: e.callExpr(op.call), Function: e.name(outermost(fn)), Op: op.Op, Name: known(op.name), Same: true,
			})
			return
		}
	}
}

// isSameRead reports whether the call that reaches op reads the same secret of
// the same vault in each iteration of l.
func (e *engine) isSameRead(l *loop, op reachedOp) bool {
	if !op.name.known || op.call.Parent() != l.fn {
		return false
	}
	if recv := receiverOf(op.call); recv != nil && !l.isOutside(recv) {
		return false
	}
	isDirect := e.opAt(op.call) != nil
	for _, arg := range op.call.Common().Args {
		if l.isOutside(arg) || typematch.IsContext(arg.Type()) {
			continue
		}
		if isDirect && typematch.IsText(arg.Type()) || !isDirect && mayHoldVault(arg.Type(), 0) {
			return false
		}
		if op.name.hole != nil {
			return false
		}
	}
	return op.name.hole == nil || op.name.hole.Parent() == l.fn
}

// mayHoldVault reports whether a value of type t may say which vault is asked:
// it holds a client, code, or the name of a vault.
func mayHoldVault(t types.Type, depth int) bool {
	if holdsClients(t, 0) || holdsCode(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return mayHoldVault(u.Elem(), depth)
	case *types.Struct:
		for field := range u.Fields() {
			if depth > 2 || mayHoldVault(field.Type(), depth+1) || isVaultWord(field.Name()) {
				return true
			}
		}
	}
	return false
}

// dependsOnLoop reports whether the client of op is made from what the loop
// receives, as where each message names its vault.
func (e *engine) dependsOnLoop(l *loop, op reachedOp) bool {
	recv := receiverOf(op.call)
	return recv != nil && e.opAt(op.call) != nil && !l.isOutside(recv) && op.Kind == ReadOp
}

// goesOn reports whether the loop l goes on after call succeeded, whatever it
// answered: where it ends then, it tries again; where a condition depends on the
// answer, it waits for something or keeps it.
func (e *engine) goesOn(l *loop, call ssa.CallInstruction) bool {
	block := e.blockOf(l.fn, call)
	if block == nil {
		return false
	}
	seen := make(blockSet, len(l.fn.Blocks)/64+1)
	for queue := []*ssa.BasicBlock{block}; len(queue) > 0; {
		b := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if seen.has(b) {
			continue
		}
		seen.add(b)
		for _, next := range e.afterSuccess(b, call) {
			if next == l.head {
				if slices.ContainsFunc(e.afterSuccess(next, call), l.body.has) {
					return !e.decides(l, call)
				}
				continue
			}
			if l.body.has(next) {
				queue = append(queue, next)
			}
		}
	}
	return false
}

// afterSuccess returns the blocks that follow b where call gave no error.
func (e *engine) afterSuccess(b *ssa.BasicBlock, call ssa.CallInstruction) []*ssa.BasicBlock {
	cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return b.Succs
	}
	cmp, ok := cond.Cond.(*ssa.BinOp)
	if !ok || !typematch.IsError(cmp.X.Type()) || !isNil(cmp.Y) || !isErrorOf(cmp.X, call) {
		return b.Succs
	}
	if cmp.Op == token.NEQ {
		return b.Succs[1:]
	}
	return b.Succs[:1]
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// isErrorOf reports whether v is the error that call returned, through a
// variable where need be.
func isErrorOf(v ssa.Value, call ssa.CallInstruction) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return v == call
	case *ssa.Extract:
		return v.Tuple == call.Value() && call.Value() != nil
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(edge ssa.Value) bool {
			_, isPhi := edge.(*ssa.Phi)
			return !isPhi && isErrorOf(edge, call)
		})
	case *ssa.UnOp:
		alloc, ok := v.X.(*ssa.Alloc)
		return ok && slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			return ok && st.Addr == alloc && isErrorOf(st.Val, call)
		})
	}
	return false
}

// decides reports whether a condition in l depends on what call answered, and
// leads round the next call or out of the loop.
func (e *engine) decides(l *loop, call ssa.CallInstruction) bool {
	value := call.Value()
	if value == nil {
		return false
	}
	block := e.blockOf(l.fn, call)
	for _, b := range l.fn.Blocks {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !l.body.has(b) || !e.dependsOn(cond.Cond, value) {
			continue
		}
		for _, next := range b.Succs {
			if !l.body.has(next) || !e.reachable(next, l.head).has(block) && e.reachable(b, l.head).has(block) {
				return true
			}
		}
	}
	return false
}

// rhythmOfLoop returns how often l runs: per message that it waits for, or by
// the clock that it waits for. It is Cold for other loops, and where how long l
// waits isn't known.
func (e *engine) rhythmOfLoop(l *loop) Rhythm {
	rhythm := Rhythm{}
	unknown := false
	l.instructions(func(instr ssa.Instruction) {
		if kind := received(instr); kind != hot.Cold {
			rhythm.Kind = kind
		}
		wait, ok := e.waitOf(instr)
		if !ok {
			return
		}
		if wait == 0 {
			unknown = true
		}
		rhythm.Every = max(rhythm.Every, wait)
	})
	switch {
	case rhythm.Kind != hot.Cold:
		rhythm.Every = 0
	case rhythm.Every > 0 && !unknown && !l.isCounted():
		rhythm.Kind = hot.Tick
	}
	return rhythm
}

// isCounted reports whether l goes through the elements of something or up to a
// number, so that it ends by itself.
func (l *loop) isCounted() bool {
	for _, instr := range l.head.Instrs {
		switch instr := instr.(type) {
		case *ssa.Next:
			return true
		case *ssa.If:
			cmp, ok := instr.Cond.(*ssa.BinOp)
			if !ok || cmp.Op != token.LSS && cmp.Op != token.LEQ && cmp.Op != token.GTR && cmp.Op != token.GEQ {
				return false
			}
			basic, ok := cmp.X.Type().Underlying().(*types.Basic)
			return ok && basic.Info()&types.IsInteger != 0
		}
	}
	return false
}

// waits reports whether l waits for a clock.
func (e *engine) waits(l *loop) bool {
	found := false
	l.instructions(func(instr ssa.Instruction) {
		_, ok := e.waitOf(instr)
		found = found || ok
	})
	return found
}

// awaits reports whether l waits for events that say that something changed,
// such as a signal, a file's or a bare channel of truth values.
func (l *loop) awaits() bool {
	found := false
	l.instructions(func(instr ssa.Instruction) {
		for _, ch := range receivedFrom(instr) {
			found = found || isEvent(ch.Type())
		}
	})
	return found
}

// isEvent reports whether a channel of type t carries no work but the news that
// something changed.
func isEvent(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	switch typematch.Name(ch.Elem()) {
	case "os.Signal", "github.com/fsnotify/fsnotify.Event", "k8s.io/apimachinery/pkg/watch.Event", "time.Time":
		return true
	}
	switch u := ch.Elem().Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0
	case *types.Basic:
		return u.Info()&types.IsBoolean != 0
	}
	return typematch.IsError(ch.Elem())
}

// receivedFrom returns the channels from which instr receives.
func receivedFrom(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return []ssa.Value{instr.X}
		}
	case *ssa.Select:
		var list []ssa.Value
		for _, state := range instr.States {
			if state.Dir == types.RecvOnly {
				list = append(list, state.Chan)
			}
		}
		return list
	}
	return nil
}

// received returns how often a loop around instr runs because of what it waits
// for there.
func received(instr ssa.Instruction) hot.Kind {
	if call, ok := instr.(ssa.CallInstruction); ok {
		return hot.Receives(declared(call))
	}
	for _, ch := range receivedFrom(instr) {
		if t, ok := ch.Type().Underlying().(*types.Chan); ok && hot.IsMessage(t.Elem()) {
			return hot.Message
		}
	}
	return hot.Cold
}

// waitOf reports whether instr waits for a clock, and how long: 0 if that isn't
// known.
func (e *engine) waitOf(instr ssa.Instruction) (time.Duration, bool) {
	if call, ok := instr.(ssa.CallInstruction); ok {
		switch fullName(declared(call)) {
		case "time.Sleep", "time.Timer.Reset":
			return e.period(e.arg(call, 0), call), true
		}
		return e.sleepOf(call)
	}
	for _, ch := range receivedFrom(instr) {
		if t, ok := ch.Type().Underlying().(*types.Chan); !ok || typematch.Name(t.Elem()) != "time.Time" {
			continue
		}
		return e.clock(ch), true
	}
	return 0, false
}

// sleepOf reports whether call is of a function of the package that sleeps for
// the duration it is given, as sleep(ctx, d) does.
func (e *engine) sleepOf(call ssa.CallInstruction) (time.Duration, bool) {
	static := e.staticEdge(call)
	if static == nil || static.fn == nil || len(e.reach(static.fn).ops) > 0 {
		return 0, false
	}
	for i, p := range static.fn.Params {
		if !isDuration(p.Type()) || i >= len(static.args) {
			continue
		}
		sleeps := false
		instructions(static.fn, func(instr ssa.Instruction) {
			inner, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			switch fullName(declared(inner)) {
			case "time.Sleep", "time.After", "time.NewTimer":
				sleeps = sleeps || e.arg(inner, 0) == p
			}
		})
		if sleeps {
			return e.period(static.args[i], call), true
		}
	}
	return 0, false
}

// clock returns the period of the ticker or timer whose channel ch is, or 0.
func (e *engine) clock(ch ssa.Value) time.Duration {
	switch ch := ch.(type) {
	case *ssa.Call:
		switch fullName(declared(ch)) {
		case "time.After", "time.Tick":
			return e.period(e.arg(ch, 0), ch)
		}
	case *ssa.UnOp: // t.C
		if addr, ok := ch.X.(*ssa.FieldAddr); ok {
			return e.clockMade(addr.X)
		}
	case *ssa.Phi:
		return e.clockMade(ch)
	}
	return e.clockMade(ch)
}

// clockMade returns the period with which the ticker or timer v was made, or 0.
func (e *engine) clockMade(v ssa.Value) time.Duration {
	var longest time.Duration
	for _, l := range e.walkFrom(state{v: v}, names, true) {
		call, ok := l.v.(*ssa.Call)
		if !ok {
			continue
		}
		switch fullName(declared(call)) {
		case "time.NewTicker", "time.NewTimer", "time.After", "time.Tick":
			longest = max(longest, e.period(e.arg(call, 0), call))
		}
	}
	return longest
}

// isVaultWord reports whether a field called name says which vault is meant.
func isVaultWord(name string) bool {
	return slices.ContainsFunc(naming.Tokens(name), func(word string) bool { return word == "vault" || word == "url" || word == "tenant" })
}
