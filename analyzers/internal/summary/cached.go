package summary

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"time"

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
	isHot := len(e.taking) > 0 || slices.ContainsFunc(e.funcs, e.isHot)
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			e.givenLifetimes(instr)
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			e.givenWays(fn, call, isHot)
			e.loadingCache(call, isHot)
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
		if at := e.callExpr(call); at != nil && e.answersSecret(edge) && !e.isLocalOnce(call) {
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

// isInitializer reports whether fn is an init function of the package, or what
// calls these: each runs once, so that what it finds there isn't its own.
func isInitializer(fn *ssa.Function) bool {
	return fn.Signature.Recv() == nil && fn.Parent() == nil && (fn.Name() == "init" || strings.HasPrefix(fn.Name(), "init#"))
}

// cachesOf returns the memories in which fn keeps the answer of call.
func (e *engine) cachesOf(fn *ssa.Function, call ssa.CallInstruction, name string) []cache {
	if isInitializer(fn) {
		return nil
	}
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
	for _, s := range e.fillSites(c, e.holdsValue) {
		e.keeping[s.instr] = true
		sites = append(sites, s)
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

// fillSites returns where the package puts something into c that counts.
func (e *engine) fillSites(c cache, counts func(ssa.Value) bool) []fillSite {
	var sites []fillSite
	stores := e.stored[c.root]
	if c.cell != "" {
		stores = e.fields[c.cell]
	}
	for _, st := range stores {
		if st.at == nil && st.instr != nil && !isSetup(st) && counts(st.val) {
			sites = append(sites, fillSite{st.fn, st.instr, st.val})
		}
	}
	e.methodCalls(c, func(fn *ssa.Function, call ssa.CallInstruction) {
		for _, arg := range call.Common().Args {
			if arg != receiverOf(call) && isStoreVerb(call) && counts(arg) {
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
