package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/ssa"
)

// A span is for how long a cache keeps something.
type span struct {
	numbers []number // constant lifetimes
	expires bool     // there is one, or something that may be one
}

// lifetime returns for how long c keeps what is put there at sites: by what its
// functions compare with the time, by the times that they store, and by what a
// library's cache is given.
func (e *engine) lifetime(c cache, sites []fillSite) span {
	var s span
	for _, fn := range e.cacheFuncs(c, sites) {
		instructions(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case *ssa.BinOp:
				e.comparedAge(&s, instr)
				e.addedSeconds(&s, instr)
			case ssa.CallInstruction:
				e.timeCall(&s, c, instr)
			}
		})
	}
	for _, site := range sites {
		if call, ok := site.instr.(ssa.CallInstruction); ok {
			e.libraryLifetime(&s, c, call)
		}
	}
	return s
}

// cacheFuncs returns the functions that look c up and fill it: those of guard and
// sites, the functions they lie in, and those that guard asks on its way.
func (e *engine) cacheFuncs(c cache, sites []fillSite) []*ssa.Function {
	list := []*ssa.Function{c.guard}
	add := func(fn *ssa.Function) {
		if fn != nil && !slices.Contains(list, fn) {
			list = append(list, fn)
		}
	}
	for _, s := range sites {
		add(s.fn)
	}
	for _, fn := range slices.Clone(list) {
		add(fn.Parent())
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if static := e.staticEdge(call); static != nil && static.fn != nil && e.touches(static, c) {
				add(static.fn)
			}
		})
	}
	return list
}

// touches reports whether the function of edge is a method of what c is part of
// or holds, such as (entry).expired.
func (e *engine) touches(edge *edge, c cache) bool {
	return edge.fn.Signature.Recv() != nil && edge.fn.Signature.Results().Len() > 0 || slices.ContainsFunc(edge.args, func(arg ssa.Value) bool { return e.isPartOf(arg, c) || isTime(arg.Type()) })
}

// comparedAge adds the duration with which an age is compared.
func (e *engine) comparedAge(s *span, cmp *ssa.BinOp) {
	switch cmp.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return
	}
	for _, pair := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
		if age, ok := pair[0].(*ssa.BinOp); ok && age.Op == token.SUB && unixUnit(age.X) > 0 {
			e.addUnits(s, pair[1], cmp, unixUnit(age.X))
		}
		call, ok := pair[0].(*ssa.Call)
		if !ok {
			continue
		}
		switch name := fullName(declared(call)); name {
		case "time.Since", "time.Time.Sub", "time.Until":
			e.addSpan(s, pair[1], cmp)
		case "time.Duration.Hours", "time.Duration.Minutes", "time.Duration.Seconds":
			e.addUnits(s, pair[1], cmp, durationUnits[name])
		}
		s.expires = s.expires || unixUnit(call) > 0
	}
}

// durationUnits are the units in which methods of time.Duration tell it.
var durationUnits = map[string]time.Duration{
	"time.Duration.Hours": time.Hour, "time.Duration.Minutes": time.Minute, "time.Duration.Seconds": time.Second,
}

// unixUnit returns the unit of v if that is a time as a number, and else 0.
func unixUnit(v ssa.Value) time.Duration {
	call, ok := v.(*ssa.Call)
	if !ok {
		return 0
	}
	return map[string]time.Duration{
		"time.Time.Unix": time.Second, "time.Time.UnixMilli": time.Millisecond,
		"time.Time.UnixMicro": time.Microsecond, "time.Time.UnixNano": time.Nanosecond,
	}[fullName(declared(call))]
}

// addedSeconds adds the lifetime that is added to a time as a number.
func (e *engine) addedSeconds(s *span, sum *ssa.BinOp) {
	if unit := unixUnit(sum.X); sum.Op == token.ADD && unit > 0 {
		e.addUnits(s, sum.Y, sum, unit)
	}
}

// addUnits adds what v may be, in a unit, as a lifetime.
func (e *engine) addUnits(s *span, v ssa.Value, user ssa.Instruction, unit time.Duration) {
	before := len(s.numbers)
	e.addSpan(s, v, user)
	for i := range s.numbers[before:] {
		s.numbers[before+i].n *= int64(unit)
	}
}

// addSpan adds what v may be as a lifetime.
func (e *engine) addSpan(s *span, v ssa.Value, user ssa.Instruction) {
	s.expires = true
	list, _ := e.numbers(v, user)
	for _, n := range list {
		if n.at == nil {
			n.at = e.site.Operand(user, v)
		}
		s.numbers = append(s.numbers, n)
	}
	if isDuration(v.Type()) {
		e.flowFrom(state{v: v, user: user}, Sink{Sink: sinks.Sink{Kind: LifetimeSink}}, handover{nil, user.Parent(), nil})
	}
}

// timeCall adds the lifetime that a call computes with: time.Now().Add(ttl)
// where that is stored or compared. That times are compared says that something
// expires.
func (e *engine) timeCall(s *span, c cache, call ssa.CallInstruction) {
	switch fullName(declared(call)) {
	case "time.Time.Before", "time.Time.After", "time.Time.Compare":
		s.expires = true
	case "time.Time.Add":
		if value := call.Value(); value != nil && isKeptTime(value) {
			e.addSpan(s, e.arg(call, 0), call)
		}
	case "time.AfterFunc":
		if s.expires = true; e.uses(e.arg(call, 1), c) {
			e.addSpan(s, e.arg(call, 0), call)
		}
	}
}

// uses reports whether v is a function literal that does something with c.
func (e *engine) uses(v ssa.Value, c cache) bool {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	found := false
	instructions(mc.Fn.(*ssa.Function), func(instr ssa.Instruction) {
		for _, operand := range instr.Operands(nil) {
			found = found || *operand != nil && e.isPartOf(*operand, c)
		}
	})
	return found
}

// isKeptTime reports whether a time is stored or compared.
func isKeptTime(v *ssa.Call) bool {
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store, *ssa.MapUpdate:
			return true
		case ssa.CallInstruction:
			name := fullName(declared(ref))
			unit := time.Duration(0)
			if asNumber, ok := ref.(*ssa.Call); ok {
				unit = unixUnit(asNumber)
			}
			return name == "time.Time.Before" || name == "time.Time.After" || unit > 0
		}
		return false
	})
}

// libraryLifetime adds the lifetime with which call puts something into a
// library's cache, or with which that was made. Where neither is known to have
// none, there may be one.
func (e *engine) libraryLifetime(s *span, c cache, call ssa.CallInstruction) {
	fn := declared(call)
	if fn == nil || fn.Pkg() == nil || fullName(fn) == "sync.Map.Store" || fn.Pkg().Path() == "sync" || fn.Pkg().Path() == "sync/atomic" {
		return
	}
	given := false
	for i, arg := range call.Common().Args {
		if isDuration(arg.Type()) {
			given = e.givenSpan(s, arg, call) || given
		} else if isSeconds(call, i) {
			e.addUnits(s, arg, call, time.Second)
			given = true
		}
	}
	isSeen := false
	if !given {
		isSeen = e.madeWith(s, c)
	}
	s.libraryDefault(fn.Pkg().Path(), isSeen)
}

// isSeconds reports whether operand i of call is a number of seconds by the name of
// the parameter: expireSeconds.
func isSeconds(call ssa.CallInstruction, i int) bool {
	params := call.Common().Signature().Params()
	if i -= len(call.Common().Args) - params.Len(); i < 0 || i >= params.Len() {
		return false
	}
	basic, ok := params.At(i).Type().Underlying().(*types.Basic)
	words := naming.Tokens(params.At(i).Name())
	return ok && basic.Info()&types.IsInteger != 0 && len(words) > 0 && (words[len(words)-1] == "seconds" || words[len(words)-1] == "secs")
}

// libraryDefault says that a cache of the package path expires unless that keeps
// what it is given by default and, as isSeen says, the program is seen to make it
// without a lifetime. A negative one is the library's word for none.
func (s *span) libraryDefault(path string, isSeen bool) {
	switch {
	case len(s.numbers) == 0 && !s.expires:
		s.expires = !neverExpires(path) && !(isSeen && hasNoDefault(path))
	case slices.ContainsFunc(s.numbers, func(n number) bool { return n.n < 0 }) && !slices.ContainsFunc(s.numbers, func(n number) bool { return n.n > 0 }):
		s.expires = false
	}
}

// givenSpan adds the constants that v, an argument of a cache's method, may be,
// and reports whether there are any: 0 stands for the cache's own lifetime.
func (e *engine) givenSpan(s *span, v ssa.Value, call ssa.Instruction) bool {
	list, open := e.numbers(v, call)
	if len(list) == 0 && !open {
		return false
	}
	e.addSpan(s, v, call)
	return true
}

// madeWith adds the lifetime with which the package makes the cache that c's
// field or variable holds, and reports whether it is seen to make it.
func (e *engine) madeWith(s *span, c cache) bool {
	stores := e.stored[c.root]
	if c.cell != "" {
		stores = e.fields[c.cell]
	}
	isSeen := false
	for _, st := range stores {
		for _, l := range e.walk(st.val, "", memory) {
			if made, ok := l.v.(*ssa.Call); ok {
				isSeen = true
				e.constructorSpan(s, made)
			}
		}
	}
	return isSeen
}

// constructorSpan adds the first lifetime that a cache's constructor, or an
// option, a configuration or a builder that it uses, is given. It returns false
// where there is none, or only 0.
func (e *engine) constructorSpan(s *span, made *ssa.Call) bool {
	found := false
	e.parts(made, func(v ssa.Value, user ssa.Instruction) {
		if !found && isDuration(v.Type()) {
			found = e.givenSpan(s, v, user)
		}
	})
	return found
}

// parts calls f for each value that a call is given, in order, and for those of
// which these are made by the same package: by options and builders, and in
// literals of its configuration.
func (e *engine) parts(made *ssa.Call, f func(v ssa.Value, user ssa.Instruction)) {
	pkg := packageOf(made)
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value, user ssa.Instruction)
	visit = func(v ssa.Value, user ssa.Instruction) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		f(v, user)
		switch v := v.(type) {
		case *ssa.Call:
			if packageOf(v) == pkg {
				for _, arg := range v.Call.Args {
					visit(arg, v)
				}
			}
		case *ssa.Alloc:
			if holdsParts(v.Type().Underlying().(*types.Pointer).Elem(), pkg) {
				for _, st := range e.stored[v] {
					visit(st.val, st.instr)
				}
			}
		case *ssa.Extract, *ssa.Slice, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.UnOp, *ssa.Phi:
			for _, operand := range v.(ssa.Instruction).Operands(nil) {
				visit(*operand, user)
			}
		}
	}
	visit(made, made)
}

// packageOf returns the package of the function that call calls, or nil.
func packageOf(call ssa.CallInstruction) *types.Package {
	if fn := declared(call); fn != nil {
		return fn.Pkg()
	}
	return nil
}

// holdsParts reports whether t is an array, as of variadic arguments, a struct of
// pkg, or a variable for one of its types.
func holdsParts(t types.Type, pkg *types.Package) bool {
	if _, ok := t.Underlying().(*types.Array); ok {
		return true
	}
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() == pkg
}

// neverExpires reports whether the caches of a package have no lifetimes: they
// keep what they are given until it is the least used.
func neverExpires(path string) bool {
	return strings.HasPrefix(path, "github.com/hashicorp/golang-lru") && !strings.HasSuffix(path, "/expirable") ||
		path == "github.com/golang/groupcache/lru" || path == "github.com/golang/groupcache"
}

// hasNoDefault reports whether the caches of a package have no lifetime unless
// they are given one.
func hasNoDefault(path string) bool {
	return neverExpires(path) || slices.ContainsFunc(cacheLibraries, func(library string) bool { return strings.HasPrefix(path, library) })
}

// cacheLibraries are the beginnings of the paths of packages whose caches keep
// what they are given for good, unless they are made with a lifetime.
var cacheLibraries = []string{
	"github.com/hashicorp/golang-lru/v2/expirable", "github.com/jellydator/ttlcache", "github.com/maypok86/otter",
	"github.com/patrickmn/go-cache", "github.com/Yiling-J/theine-go", "github.com/dgraph-io/ristretto", "github.com/samber/hot",
}
