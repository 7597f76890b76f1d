package summary

import (
	"go/types"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/hot"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A Rhythm says how often a function runs: the zero Rhythm, as often as it is
// called.
type Rhythm struct {
	Kind  hot.Kind
	Every time.Duration // of ticks; 0 if it isn't known
}

// A taking is a value that a call, or a store in a field, hands to what runs it
// again and again.
type taking struct {
	v      ssa.Value
	user   ssa.Instruction
	fn     *ssa.Function
	method string // that is run; "" for the function v
	Rhythm
}

// registrations returns what the package hands to frameworks to run again and
// again, in the order of the source.
func (e *engine) registrations() []taking {
	var found []taking
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				found = append(found, e.taken(fn, instr)...)
			case *ssa.MakeInterface:
				found = append(found, e.served(fn, instr)...)
			case *ssa.Store:
				if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && holdsCode(instr.Val.Type()) {
					cell, _ := fieldCell(addr.X.Type(), addr.Field)
					if kind := hot.Field(cell); kind != hot.Cold {
						found = append(found, taking{instr.Val, instr, fn, "", Rhythm{Kind: kind}})
					}
				}
			}
		})
	}
	return found
}

// taken returns what call hands to a function that runs it again and again.
func (e *engine) taken(fn *ssa.Function, call ssa.CallInstruction) []taking {
	var found []taking
	for _, t := range hot.Takes(declared(call)) {
		if v := e.arg(call, t.Arg); v != nil {
			rhythm := Rhythm{Kind: t.Kind}
			switch {
			case t.Chained:
				rhythm.Every = e.chainedPeriod(receiverOf(call))
			case t.Every >= 0:
				rhythm.Every = e.period(e.arg(call, t.Every), call)
			}
			found = append(found, taking{unwrapTask(v), call, fn, t.Method, rhythm})
		}
	}
	return append(found, e.rearmed(fn, call)...)
}

// rearmed returns the function that call hands to time.AfterFunc if it is the
// function in which it does so: a chain of timers.
func (e *engine) rearmed(fn *ssa.Function, call ssa.CallInstruction) []taking {
	if fullName(declared(call)) != "time.AfterFunc" {
		return nil
	}
	v := e.arg(call, 1)
	for _, l := range e.walkFrom(state{v: v}, code, true) {
		if l.kind != leafFunc {
			continue
		}
		if next := e.target(l.v, nil); next != nil && next.fn != nil && (isWithin(fn, next.fn) || next.fn.Parent() == fn && e.callsOf(next.fn, fn)) {
			if next.fn.Parent() == fn && fn.Parent() == nil {
				v = fn // which the literal calls
			}
			return []taking{{v, call, fn, "", Rhythm{hot.Tick, e.period(e.arg(call, 0), call)}}}
		}
	}
	return nil
}

// callsOf reports whether fn calls callee.
func (e *engine) callsOf(fn, callee *ssa.Function) bool {
	for _, edge := range e.callers[callee] {
		if isWithin(edge.caller, fn) {
			return true
		}
	}
	return false
}

// unwrapTask returns the function that v, the task of a scheduler, was made of:
// gocron.NewTask(f), and else v.
func unwrapTask(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 || fullName(declared(call)) == "" {
		return v
	}
	inner := call.Call.Args[0]
	if mi, ok := inner.(*ssa.MakeInterface); ok {
		inner = mi.X
	}
	if _, isFunc := inner.Type().Underlying().(*types.Signature); isFunc && call.Call.Signature().Recv() == nil {
		if _, givesFunc := call.Type().Underlying().(*types.Signature); !givesFunc || declared(call).Name() == "NewTask" {
			return inner
		}
	}
	return v
}

// period returns the time between two ticks that v says, a duration or a cron
// expression, also where a scheduler's constructor takes it, or 0.
func (e *engine) period(v ssa.Value, user ssa.Instruction) time.Duration {
	if v == nil {
		return 0
	}
	if call, ok := v.(*ssa.Call); ok && len(call.Call.Args) > 0 && !isDuration(call.Type()) && !typematch.IsText(call.Type()) {
		return e.period(call.Call.Args[0], call)
	}
	if typematch.IsText(v.Type()) {
		for _, l := range e.walkFrom(state{v: v}, names, true) {
			if spec, ok := constantText(l.v); ok && l.kind == leafConst {
				if every, ok := hot.Schedule(l.prefix + spec + l.suffix); ok {
					return every
				}
			}
		}
		return 0
	}
	every, _ := e.duration(v, user)
	return every
}

// chainedPeriod returns the period that the calls say which made v:
// s.Every(5).Minutes(), s.Cron("*/5 * * * *"), s.Every("5m"); or 0.
func (e *engine) chainedPeriod(v ssa.Value) time.Duration {
	unit := time.Duration(1)
	for range 8 {
		call, ok := v.(*ssa.Call)
		if !ok || declared(call) == nil {
			return 0
		}
		switch name := declared(call).Name(); name {
		case "Every":
			return e.every(call, unit)
		case "Cron", "CronWithSeconds":
			return e.period(e.arg(call, 0), call)
		default:
			if u, ok := scheduleUnits[name]; ok {
				unit = u
			}
		}
		v = receiverOf(call)
	}
	return 0
}

// every returns the period of call, of a method Every, with the unit that
// follows it.
func (e *engine) every(call *ssa.Call, unit time.Duration) time.Duration {
	arg := e.arg(call, 0)
	if mi, ok := arg.(*ssa.MakeInterface); ok {
		arg = mi.X
	}
	if text, ok := constantText(arg); ok {
		d, _ := time.ParseDuration(text)
		return d
	}
	d, _ := e.duration(arg, call)
	return d * unit
}

// scheduleUnits are methods of schedulers that name a unit of time.
var scheduleUnits = map[string]time.Duration{
	"Second": time.Second, "Seconds": time.Second, "Minute": time.Minute, "Minutes": time.Minute,
	"Hour": time.Hour, "Hours": time.Hour, "Day": 24 * time.Hour, "Days": 24 * time.Hour,
	"Week": 7 * 24 * time.Hour, "Weeks": 7 * 24 * time.Hour,
}

// served returns what v serves where it becomes a generated interface of a
// service.
func (e *engine) served(fn *ssa.Function, v *ssa.MakeInterface) []taking {
	iface, ok := types.Unalias(v.Type()).(*types.Named)
	if !ok || iface.Obj().Pkg() == nil {
		return nil
	}
	kind := hot.Service(iface, nil)
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok && kind == hot.Cold {
			kind = hot.Service(iface, declared(call))
		}
	}
	if kind == hot.Cold {
		return nil
	}
	var found []taking
	for m := range iface.Underlying().(*types.Interface).Methods() {
		found = append(found, taking{v, v, fn, m.Name(), Rhythm{Kind: kind}})
	}
	return found
}

// register finds the functions of the package that it hands on to be run again
// and again.
func (e *engine) register() {
	e.taking = e.registrations()
	for _, t := range e.taking {
		for _, fn := range e.functionsOf(t) {
			if _, known := e.rhythms[fn]; !known {
				e.rhythms[fn] = t.Rhythm
			}
		}
	}
}

// functionsOf returns the functions of this package that t hands on.
func (e *engine) functionsOf(t taking) []*ssa.Function {
	var found []*ssa.Function
	for _, l := range e.walkFrom(state{v: t.v, user: t.user}, code, true) {
		if l = e.unboxed(l); l.kind == 0 {
			continue
		}
		if edge := e.implEdge(l, t.method); edge != nil && edge.fn != nil {
			found = append(found, edge.fn)
		}
	}
	return found
}

// unboxed returns the function behind a leaf that is a function in an
// interface without methods, and l itself if it is anything else.
func (e *engine) unboxed(l leaf) leaf {
	if l.kind != leafImpl {
		return l
	}
	if _, ok := l.typ.Underlying().(*types.Signature); !ok {
		return l
	}
	for _, inner := range e.walkFrom(state{v: l.v, user: l.user}, code, true) {
		if inner.kind == leafFunc {
			return inner
		}
	}
	return leaf{}
}

// registeredElsewhere follows what the package hands on to be run again and
// again to where code of other packages is given.
func (e *engine) registeredElsewhere() {
	for _, t := range e.taking {
		sink := Sink{Hot: Hot{Method: t.method, Rhythm: t.Rhythm}}
		sink.Kind = HotSink
		v := t.v
		if mi, ok := v.(*ssa.MakeInterface); ok {
			if _, isFunc := mi.X.Type().Underlying().(*types.Signature); isFunc {
				v = mi.X
			}
		}
		h := handover{nil, t.fn, e.site.Operand(t.user, v)}
		if call, ok := t.user.(ssa.CallInstruction); ok {
			h.call = call
			if h.expr == nil {
				h.expr = e.callExpr(call)
			}
		} else if mi, ok := t.user.(*ssa.MakeInterface); ok {
			h.expr = e.site.Operand(mi, mi.X)
			v = mi
		}
		e.flowFrom(state{v: v, user: t.user}, sink, h)
	}
}
