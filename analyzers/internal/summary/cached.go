package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"golang.org/x/tools/go/ssa"
)

// A Cached is a value of the vault that the program keeps.
type Cached struct {
	At    ast.Expr // the lifetime or, without one, where the value is stored
	Name  string   // of the secret; "" if it isn't known
	TTL   time.Duration
	Stale bool // nothing drops the value, lets it expire or reads it again
	// Hot says that the package has code that runs per request or the like.
	Hot bool
	// Startup says that nothing looks the value up first: it is read once.
	Startup bool
}

// A cache is a memory in which the answers of a read are kept: guard looks it up
// and asks the vault on a miss.
type cache struct {
	guard *ssa.Function
	call  ssa.CallInstruction
	root  ssa.Value
	cell  string // of the field that keeps the answers; "" for variables
	name  string
}

// caches reports for how long the package keeps the values of secrets.
func (e *engine) caches() {
	isHot := slices.ContainsFunc(e.funcs, e.isHot)
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			ops, _ := e.callReach(fn, call)
			i := slices.IndexFunc(ops, func(op reachedOp) bool { return op.Kind == ReadOp && op.Secret })
			if i < 0 {
				e.onceValue(call, isHot)
				return
			}
			for _, c := range e.cachesOf(fn, call, known(ops[i].name)) {
				e.judgeCache(c, isHot)
			}
		})
	}
}

// onceValue reports a value of the vault that sync.OnceValue keeps for good.
func (e *engine) onceValue(call ssa.CallInstruction, isHot bool) {
	if !strings.HasPrefix(fullName(declared(call)), "sync.OnceValue") {
		return
	}
	for _, edge := range e.loaders(call) {
		if edge.fn == nil || edge.fn.Signature.Results().Len() == 0 {
			continue
		}
		isValue := slices.ContainsFunc(e.resultLeaves(edge.fn, 0, "", values), func(l leaf) bool {
			return l.kind == leafOp && l.op.op.Secret && isValuePath(l.path)
		})
		if at := e.callExpr(call); isValue && at != nil && !e.isLocalOnce(call) {
			e.result.Cached = append(e.result.Cached, Cached{At: at, Stale: true, Hot: isHot})
		}
	}
}

// isLocalOnce reports whether the function that call of sync.OnceValue returns is
// stored nowhere, so that it lives no longer than what calls it.
func (e *engine) isLocalOnce(call ssa.CallInstruction) bool {
	value := call.Value()
	return value == nil || !slices.ContainsFunc(*value.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Val == value
	})
}

// isPerRequest reports whether what c lies in is made by a hot function each time
// it runs, as far as the package shows.
func (e *engine) isPerRequest(c cache) bool {
	p, ok := c.root.(*ssa.Parameter)
	if !ok {
		return false
	}
	calls := e.callers[p.Parent()]
	for _, edge := range calls {
		arg := edge.argOf(p)
		if arg == nil {
			return false
		}
		for _, l := range e.walk(arg, "", memory) {
			alloc, ok := l.v.(*ssa.Alloc)
			if !ok || !e.isHot(outermost(alloc.Parent())) && !e.isHot(alloc.Parent()) {
				return false
			}
		}
	}
	return len(calls) > 0
}

// cachesOf returns the memories in which fn keeps the answer of call.
func (e *engine) cachesOf(fn *ssa.Function, call ssa.CallInstruction, name string) []cache {
	var from []ssa.Value
	if v := call.Value(); v != nil {
		from = append(from, v)
	}
	fills := append(e.follow(fn, from, false, e.max.fills).fills, e.answerFills(call, false, e.max.fills)...)
	once := e.keepsByOnce(fn, call)
	var found []cache
	for _, fill := range fills {
		if fill.kind == leafCell || !once && !e.guards(fn, call, fill) {
			continue
		}
		cell := e.cacheCell(fill.path)
		if _, isGlobal := fill.v.(*ssa.Global); cell == "" && !isGlobal && !isCaptured(fill.v, fn) {
			continue
		}
		c := cache{fn, call, fill.v, cell, name}
		if !slices.ContainsFunc(found, func(o cache) bool { return o.root == c.root && o.cell == c.cell }) {
			found = append(found, c)
		}
	}
	return found
}

// cacheCell returns the field on path in which the cache lies: the last one of
// this package, which may hold a library's cache with fields of its own.
func (e *engine) cacheCell(path string) string {
	for _, elem := range slices.Backward(strings.Split(path, pathSep)) {
		if isCell(elem) && strings.HasPrefix(elem, e.pass.Pkg.Path()+".") {
			return elem
		}
	}
	cell, _ := lastCell(path)
	return cell
}

// isCaptured reports whether v is a variable of a function around fn.
func isCaptured(v ssa.Value, fn *ssa.Function) bool {
	instr, ok := v.(ssa.Instruction)
	return ok && !isWithin(instr.Parent(), fn)
}

// A fillSite is where a value is put into a cache.
type fillSite struct {
	fn    *ssa.Function
	instr ssa.Instruction // a store, a map update, or the call of a method
	val   ssa.Value
}

// judgeCache reports the lifetime of what c keeps, or that it has none.
func (e *engine) judgeCache(c cache, isHot bool) {
	var sites []fillSite
	for _, s := range e.fillSites(c) {
		if e.holdsValue(s.val) {
			e.keeping[s.instr] = true
			sites = append(sites, s)
		}
	}
	if len(sites) == 0 || e.isPerRequest(c) {
		return
	}
	span := e.lifetime(c, sites)
	for _, n := range span.numbers {
		if n.at != nil && n.n > 0 {
			e.result.Cached = append(e.result.Cached, Cached{At: n.at, Name: c.name, TTL: time.Duration(n.n), Hot: isHot})
		}
	}
	if span.expires || e.isDropped(c, sites) {
		return
	}
	if at := e.siteExpr(sites[0]); at != nil {
		e.result.Cached = append(e.result.Cached, Cached{At: at, Name: c.name, Stale: true, Hot: isHot})
	}
}

func (e *engine) siteExpr(s fillSite) ast.Expr {
	if call, ok := s.instr.(ssa.CallInstruction); ok {
		return e.callExpr(call)
	}
	return e.site.Operand(s.instr, s.val)
}

// fillSites returns where the package puts something into c.
func (e *engine) fillSites(c cache) []fillSite {
	var sites []fillSite
	stores := e.stored[c.root]
	if c.cell != "" {
		stores = e.fields[c.cell]
	}
	for _, st := range stores {
		if st.at == nil && st.instr != nil && !isSetup(st) {
			sites = append(sites, fillSite{st.fn, st.instr, st.val})
		}
	}
	e.methodCalls(c, func(fn *ssa.Function, call ssa.CallInstruction) {
		for _, arg := range call.Common().Args {
			if arg != receiverOf(call) && isStoreVerb(call) && e.holdsValue(arg) {
				sites = append(sites, fillSite{fn, call, arg})
			}
		}
	})
	return sites
}

// isSetup reports whether st makes what keeps the answers, rather than puts one
// there.
func isSetup(st store) bool {
	switch st.val.(type) {
	case *ssa.MakeMap, *ssa.Const:
		return true
	}
	_, isStruct := st.val.Type().Underlying().(*types.Struct)
	return isStruct && strings.HasPrefix(types.TypeString(st.val.Type(), nil), "sync.")
}

// methodCalls calls f for each call of a method of what c's field or variable
// holds, such as a sync.Map or a library's cache.
func (e *engine) methodCalls(c cache, f func(*ssa.Function, ssa.CallInstruction)) {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if recv := receiverOf(call); recv != nil && e.isPartOf(recv, c) {
				f(fn, call)
			}
		})
	}
}

// isPartOf reports whether v is c's field or variable, its address or content.
func (e *engine) isPartOf(v ssa.Value, c cache) bool {
	for range 6 {
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.FieldAddr:
			if cell, _ := fieldCell(x.X.Type(), x.Field); c.cell != "" && cell == c.cell {
				return true
			}
			v = x.X
		case *ssa.FreeVar:
			return slices.ContainsFunc(e.walk(x, "", memory), func(p leaf) bool { return c.cell == "" && p.v == c.root })
		default:
			return c.cell == "" && v == c.root
		}
	}
	return false
}

// holdsValue reports whether v is, or has a field that is, the value of a secret
// or the vault's answer: not something that was made with it.
func (e *engine) holdsValue(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if e.isAnswer(v, "") {
		return true
	}
	t := v.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok || str.NumFields() > 20 {
		return false
	}
	for i := range str.NumFields() {
		if cell, _ := fieldCell(t, i); mayHoldText(str.Field(i).Type()) && !isTime(str.Field(i).Type()) && e.isAnswer(v, cell) {
			return true
		}
	}
	return false
}

func (e *engine) isAnswer(v ssa.Value, path string) bool {
	if !mayHoldText(v.Type()) && path == "" {
		return false
	}
	return slices.ContainsFunc(e.walkFrom(state{v: v, path: path}, values, true), func(l leaf) bool {
		return l.kind == leafOp && l.op.op.Secret && (l.path == "" || isValuePath(l.path))
	})
}

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
			return name == "time.Time.Before" || name == "time.Time.After"
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
	for _, arg := range call.Common().Args {
		if isDuration(arg.Type()) {
			given = e.givenSpan(s, arg, call) || given
		}
	}
	if !given {
		e.madeWith(s, c)
	}
	if !neverExpires(fn.Pkg().Path()) && len(s.numbers) == 0 {
		s.expires = true
	}
	if slices.ContainsFunc(s.numbers, func(n number) bool { return n.n < 0 }) && !slices.ContainsFunc(s.numbers, func(n number) bool { return n.n > 0 }) {
		s.expires = false // the library's word for no expiry
	}
}

// givenSpan adds the constants that v, an argument of a cache's method, may be,
// and reports whether there are any: 0 stands for the cache's own lifetime.
func (e *engine) givenSpan(s *span, v ssa.Value, call ssa.CallInstruction) bool {
	list, open := e.numbers(v, call)
	if len(list) == 0 && !open {
		return false
	}
	e.addSpan(s, v, call)
	return true
}

// madeWith adds the lifetime with which the package makes the cache that c's
// field or variable holds: the first duration that its constructor, or an option
// or configuration of that, is given.
func (e *engine) madeWith(s *span, c cache) {
	stores := e.stored[c.root]
	if c.cell != "" {
		stores = e.fields[c.cell]
	}
	for _, st := range stores {
		for _, l := range e.walk(st.val, "", memory) {
			if made, ok := l.v.(*ssa.Call); ok {
				e.constructorSpan(s, made, 0)
			}
		}
	}
}

func (e *engine) constructorSpan(s *span, made *ssa.Call, depth int) bool {
	args := slices.Concat(made.Call.Args, e.variadic(made))
	for _, arg := range args {
		if isDuration(arg.Type()) {
			return e.givenSpan(s, arg, made)
		}
		if inner, ok := arg.(*ssa.Call); ok && depth < 2 && e.constructorSpan(s, inner, depth+1) {
			return true
		}
	}
	return false
}

// neverExpires reports whether the caches of a package keep what they are given
// until it is the least used.
func neverExpires(path string) bool {
	return strings.HasPrefix(path, "github.com/hashicorp/golang-lru") && !strings.HasSuffix(path, "/expirable") ||
		path == "github.com/golang/groupcache/lru"
}

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
			found = found || slices.ContainsFunc(words, func(word string) bool { return dropWords[word] })
		}
	})
	return found
}

// dropWords are words in the names of methods that drop what a cache keeps.
var dropWords = map[string]bool{
	"delete": true, "remove": true, "clear": true, "purge": true, "flush": true, "reset": true, "evict": true,
	"invalidate": true, "expire": true, "del": true, "range": true, "swap": true, "compare": true, "refresh": true,
}

// startups reports values that the package reads once, outside of what runs again
// and again, and stores in a variable or field that it never sets again.
func (e *engine) startups() {
	for _, fn := range e.funcs {
		if e.isHot(fn) {
			continue
		}
		instructions(fn, func(instr ssa.Instruction) {
			st, ok := instr.(*ssa.Store)
			if !ok || !mayHoldText(st.Val.Type()) || !e.isAnswer(st.Val, "") {
				return
			}
			c := cache{guard: fn}
			switch addr := st.Addr.(type) {
			case *ssa.Global:
				c.root = addr
			case *ssa.FieldAddr:
				cell, _ := fieldCell(addr.X.Type(), addr.Field)
				if c.cell = cell; !strings.HasPrefix(cell, e.pass.Pkg.Path()+".") {
					return
				}
			default:
				return
			}
			sites := []fillSite{{fn, st, st.Val}}
			at := e.siteExpr(sites[0])
			if at != nil && !e.keeping[st] && !e.isReset(c, sites) {
				e.result.Cached = append(e.result.Cached, Cached{At: at, Stale: true, Startup: true})
			}
		})
	}
}
