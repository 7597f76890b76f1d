// Package summary says what each function of a package does with the vault and
// where values go, across functions and packages: which constants arrive where
// a credential is wanted, which secrets are read under which names and what
// their values are used for, and what runs on a hot path.
//
// One engine answers all of it. It goes, on SSA, from sinks back to origins; an
// end that stays open at the border of a package becomes a fact of the
// function, field or variable, and is gone on with in the packages that import
// it. Where it doesn't know it says nothing.
package summary

import (
	"fmt"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/extra"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/site"
	"github.com/kvlint/kvlint/internal/config"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// A Result is what the engine found out about a package.
type Result struct {
	Credentials []Credential
	Names       []SecretName
	Uses        []ValueUse
	TakenApart  []TakenApart
	Writes      []Write
	Packing     map[ast.Expr]string // calls of functions that return several components, and what is between these
	Written     []Written
	Hot         []HotCall
	Retries     []Retry
	Cached      []Cached
	Leaks       []LeakedValue
	Bodies      []LoggedBody
	// Fields has the sinks for credentials at which fields of the package's types
	// arrive as they are, by "import/path.T.f".
	Fields map[string]Sink

	Built   bool   // the package was built in SSA form
	Failure string // why it wasn't, if it should have been

	uses []opAtSink
}

// options are how the engine runs; tests have others than users.
type options struct {
	max      limits
	forced   bool               // builds every package that is own or in reach, questions or not
	settings *analysis.Analyzer // nil for none
}

// New returns a summary analyzer without settings.
func New() *analysis.Analyzer { return newAnalyzer(options{max: defaultLimits}) }

// NewWith returns a summary analyzer that takes its settings from an analyzer
// with the result type *config.Config. A suite has one.
func NewWith(settings *analysis.Analyzer) *analysis.Analyzer {
	return newAnalyzer(options{max: defaultLimits, settings: settings})
}

func newAnalyzer(opts options) *analysis.Analyzer {
	var requires []*analysis.Analyzer
	if opts.settings != nil {
		requires = append(requires, opts.settings)
	}
	return &analysis.Analyzer{
		Requires:         requires,
		Name:             "kvlintsummary",
		Doc:              "find out what functions do with the vault and where values go",
		RunDespiteErrors: true,
		Run:              func(pass *analysis.Pass) (any, error) { return run(pass, opts), nil },
		ResultType:       reflect.TypeFor[*Result](),
		FactTypes:        []analysis.Fact{new(Func), new(Cells), new(Reach)},
	}
}

// run never returns an error: the checker would fail every importer.
func run(pass *analysis.Pass, opts options) (result *Result) {
	result = &Result{Fields: make(map[string]Sink)}
	s := newScope(pass)
	defer func() {
		if r := recover(); r != nil {
			*result = Result{Failure: fmt.Sprint(r)}
			s.direct(result)
		}
	}()
	if c, ok := pass.ResultOf[opts.settings].(*config.Config); ok && s.own {
		s.extra = extra.New(c)
	}
	if s.reach {
		pass.ExportPackageFact(new(Reach))
	}
	if s.usesC || !s.wanted(opts.forced) {
		s.passOn(&opts.max)
		for _, c := range s.sinks {
			result.usedField(c.Cell, c.Path, c.To)
		}
		if s.usesC {
			s.direct(result)
		}
		return result
	}
	s.tables()
	e := newEngine(pass, s, result)
	e.max = opts.max
	e.summarise()
	return result
}

func newEngine(pass *analysis.Pass, s *scope, result *Result) *engine {
	pkg, funcs := build(pass)
	result.Built, result.Packing = true, make(map[ast.Expr]string)
	return &engine{
		pass: pass, info: pass.TypesInfo, pkg: pkg, funcs: funcs,
		site:         site.New(pass.TypesInfo, pass.Files),
		extra:        s.extra,
		cells:        s.cells,
		edges:        make(map[ssa.CallInstruction][]*edge),
		callers:      make(map[*ssa.Function][]*edge),
		closed:       make(map[*ssa.Function][]ssa.Instruction),
		stored:       make(map[ssa.Value][]store),
		fields:       make(map[string][]store),
		answers:      make(map[question]*walker),
		resolving:    make(map[ssa.CallInstruction]bool),
		deciding:     make(map[ssa.CallInstruction]bool),
		reached:      make(map[*ssa.Function]*reached),
		filled:       make(map[fillKey]filling),
		filling:      make(map[fillKey]bool),
		onward:       make(map[[2]*ssa.BasicBlock]blockSet),
		depends:      make(map[[2]ssa.Value]bool),
		opening:      make(map[string]bool),
		ops:          make(map[ssa.CallInstruction]*keyvault.Op),
		params:       make(map[paramKey]bool),
		handed:       make(map[wiredKey]bool),
		givenAnswers: make(map[string]*givenAnswer),
		arriving:     make(map[*ssa.Parameter][]arrival),
		behindNow:    make(map[behindKey]bool),
		choices:      make(map[ssa.CallInstruction]bool),
		passed:       make(map[*ssa.Function]*passings),
		passing:      make(map[ssa.CallInstruction]bool),
		asked:        make(map[*ssa.Function]*asking),
		rhythms:      make(map[*ssa.Function]Rhythm),
		raw:          make(map[ssa.CallInstruction]*rawRequest),
		keeping:      make(map[ssa.Instruction]bool),
		lists:        make(map[*ssa.Function][]ssa.CallInstruction),
		replacing:    make(map[callsKey]bool),
		loops:        make(map[*ssa.Function][]*loop),
		result:       result,
		facts:        make(map[*ssa.Function]*Func),
		out:          Cells{Sinks: s.sinks, Origins: s.origins},
	}
}

// summarise fills the result and exports the facts.
func (e *engine) summarise() {
	e.index()
	e.register()
	e.passes()
	e.seeds()
	e.passedUses()
	e.writes()
	e.dropSettings()
	e.asks()
	e.hotCalls()
	e.loopCalls()
	e.registeredElsewhere()
	e.reachAll()
	e.retries()
	e.retryLoops()
	e.rawCalls()
	e.caches()
	e.startups()
	e.valueUses()
	e.dropNames()
	e.export()
}

// reachAll finds what the functions reach of which there will be facts. What is
// asked later finds answers ready, and doesn't notice what a limit dropped.
func (e *engine) reachAll() {
	for _, fn := range e.funcs {
		if e.factFor(fn) != nil {
			e.reach(fn)
		}
	}
}

// factFor returns the fact of a function that other packages can call, to add
// to, or nil.
func (e *engine) factFor(fn *ssa.Function) *Func {
	if fn.Parent() != nil || fn.Object() == nil || e.pass.Pkg.Name() == "main" {
		return nil
	}
	if fn.Signature.Recv() == nil && !token.IsExported(fn.Name()) {
		return nil
	}
	f := e.facts[fn]
	if f == nil {
		f = new(Func)
		e.facts[fn] = f
	}
	return f
}

// export computes the rest of the facts and exports them.
func (e *engine) export() {
	texts := textsOf(e.pass)
	for _, fn := range e.funcs {
		fact := e.factFor(fn)
		if fact == nil {
			continue
		}
		e.exportReach(fn, fact)
		e.exportResults(fn, fact)
		e.exportFills(fn, fact)
		if known := e.asked[fn]; known != nil {
			fact.Asks = slices.Clone(known.asks)
		}
		e.exportPassed(fn, fact)
		e.exportStores(fn, fact)
		e.exportFlaws(fn, fact)
		e.exportBodies(fn, fact)
		e.exportMentions(fn, fact)
		if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
			fact.Packs, _ = texts.Returned(decl)
		}
		for i, p := range fn.Params {
			if typematch.IsText(p.Type()) && naming.CredentialParam(p.Name()) && e.usedAsName(fn, i, 0) {
				fact.Names = append(fact.Names, i)
			}
		}
		fact.sort(&e.max)
		obj, ok := fn.Object().(*types.Func)
		if ok && obj.Pkg() == e.pass.Pkg && !fact.isEmpty() {
			e.pass.ExportObjectFact(obj, fact)
		}
	}
	e.exportAnswers()
	e.exportCells()
}

func (e *engine) exportReach(fn *ssa.Function, fact *Func) {
	r := e.reach(fn)
	if len(r.ops)+len(r.opens) > 0 {
		fact.Frame = e.abroad(e.frame(fn))
	}
	fact.Capped = fact.Capped || r.capped
	for _, op := range r.ops {
		if kept, ok := keptParams(fn, op.kept); ok {
			out := op.Op
			out.Name, out.Kept, out.Chain = e.exportText(fn, op.name), kept, e.abroadAll(op.Chain)
			out.Reloads = op.Kind == ReadOp && (op.Reloads || e.refreshes(fn, op.call))
			for _, p := range op.client {
				if p.Parent() == fn {
					out.Client = append(out.Client, paramIndex(p))
				}
			}
			slices.Sort(out.Client)
			out.Client = slices.Compact(out.Client)
			fact.Ops = append(fact.Ops, out)
		}
	}
	for _, open := range r.opens {
		kept, ok := keptParams(fn, open.kept)
		if !ok {
			continue
		}
		out := Open{Param: NoHole, Path: open.path, Method: open.method, Kept: kept, Chain: e.abroadAll(open.chain), Way: e.wayOf(open)}
		if open.root == nil {
			out.Path = joinPath(open.cell, open.path)
		} else if open.root.Parent() == fn || open.root.Parent() == fn.Parent() {
			out.Param, out.Outer = paramIndex(open.root), open.root.Parent() != fn
		} else {
			continue
		}
		for _, t := range open.args {
			out.Args = append(out.Args, e.exportText(fn, mayName(t)))
		}
		fact.Opens = append(fact.Opens, out)
	}
}

// keptParams returns the numbers of the parameters among roots. It returns
// false where something else keeps the answer for good.
func keptParams(fn *ssa.Function, roots []ssa.Value) ([]int, bool) {
	var list []int
	for _, root := range roots {
		p, ok := root.(*ssa.Parameter)
		if !ok || p.Parent() != fn {
			return nil, false
		}
		list = append(list, paramIndex(p))
	}
	slices.Sort(list)
	return slices.Compact(list), true
}

func (e *engine) exportText(fn *ssa.Function, t text) Text {
	switch {
	case !t.known || t.hole != nil && t.hole.Parent() != fn:
		return Text{Hole: NoHole}
	case t.hole == nil:
		return e.closedName(t.prefix + t.suffix)
	}
	return Text{Prefix: t.prefix, Suffix: t.suffix, Hole: paramIndex(t.hole), Path: t.path, Known: true}
}

// mayName returns t if its constant parts look like the name of a secret or, next
// to a hole, are a single word, and else a text that isn't known: what is passed
// to unknown code may be anything.
func mayName(t text) text {
	constant := t.prefix + t.suffix
	if constant == "" || t.hole != nil && isWord(constant) || isVaultName(constant) && classOfName(constant) == Plain && naming.JudgeSecretName(constant) != naming.NoOpinion {
		return t
	}
	return text{}
}

// isWord reports whether text is a single short word, as in "shop-"+name, which
// is nobody's credential.
func isWord(text string) bool {
	return isVaultName(text) && len(text) <= 12 && len(naming.Tokens(text)) == 1
}

// closedName returns the text of a secret's name for a fact, unless it can't be
// one or looks like a credential.
func (e *engine) closedName(name string) Text {
	if !isVaultName(name) || classOfName(name) != Plain {
		return Text{Hole: NoHole}
	}
	return Text{Prefix: name, Hole: NoHole, Known: true}
}

func isVaultName(name string) bool {
	name = strings.ReplaceAll(name, Unknown, "")
	return name != "" && len(name) <= 127 && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
}

// exportResults tells where the results of fn come from.
func (e *engine) exportResults(fn *ssa.Function, fact *Func) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		if typematch.IsError(t) || typematch.IsContext(t) {
			continue
		}
		e.exportValues(fn, fact, i, t)
		if holdsCode(t) {
			for _, l := range e.resultLeaves(fn, i, "", code) {
				if from, ok := e.implOf(fn, l); ok {
					fact.Results = append(fact.Results, Returned{N: i, From: from})
				}
			}
		}
	}
}

// exportValues tells where the texts come from that result i, of type t, is or
// has in its fields.
func (e *engine) exportValues(fn *ssa.Function, fact *Func, i int, t types.Type) {
	if mayHoldText(t) {
		fact.Results = append(fact.Results, e.returned(fn, i, "")...)
	}
	e.exportFieldResults(fn, fact, i, t)
}

// exportFieldResults tells where the text fields of a struct of this package
// come from that fn returns: those of the object that it makes.
func (e *engine) exportFieldResults(fn *ssa.Function, fact *Func, i int, t types.Type) {
	base := types.Unalias(t)
	if ptr, ok := base.Underlying().(*types.Pointer); ok {
		base = types.Unalias(ptr.Elem())
	}
	str, ok := base.Underlying().(*types.Struct)
	if !ok || str.NumFields() > 40 {
		return
	}
	for k := range str.NumFields() {
		field := str.Field(k)
		cell, _ := fieldCell(base, k)
		if !mayHoldText(field.Type()) {
			continue
		}
		for _, r := range e.returned(fn, i, cell) {
			if r.From.Cell != "" {
				continue
			}
			r.Leak = r.Leak || !field.Exported() // to be seen as part of the whole only
			if !r.Leak || r.From.Constant == nil {
				fact.Results = append(fact.Results, r)
			}
		}
	}
}

// mayHoldText reports whether a value of type t is a text, bytes, or a pointer
// to or list of these, or an answer of the vault.
func mayHoldText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && (elem.Kind() == types.Byte || elem.Info()&types.IsString != 0)
	case *types.Map:
		return typematch.IsText(u.Elem())
	case *types.Pointer:
		return typematch.IsText(u.Elem())
	case *types.Struct:
		return true
	case *types.Interface:
		return true
	}
	return false
}

func holdsCode(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Interface, *types.Signature:
		return true
	}
	return false
}

// originOf returns leaf l of a result or field for a fact. Of fn, which is nil
// for fields, parameters count.
func (e *engine) originOf(fn *ssa.Function, l leaf) (Origin, bool) {
	o := Origin{Param: NoHole, Part: l.part, Prefix: l.prefix, Suffix: l.suffix}
	switch l.kind {
	case leafParam:
		p := l.v.(*ssa.Parameter)
		if p.Parent() != fn {
			return o, false
		}
		o.Param, o.Path = paramIndex(p), l.path
	case leafConst:
		text, ok := constantText(l.v)
		if !ok || !isTold(text) || e.isFound(text) {
			return o, false
		}
		o.Constant = constantFact(text)
	case leafConstElsewhere:
		o.Constant = l.from.Constant
	case leafCell:
		o.Cell, o.Path = l.cell, l.path
	case leafGiven:
		answer, ok := e.exportedAnswer(fn, l.answer)
		if !ok {
			return o, false
		}
		o.Answer, o.Path = answer, l.path
	case leafOp:
		if l.path != "" && !isValuePath(l.path) {
			return o, false
		}
		op := l.op.op
		op.Name = e.exportedName(fn, l.op)
		op.Chain = nil
		o.Op = &op
	default:
		return o, false
	}
	return o, true
}

// isFound reports whether text is found as a credential in this package, so that
// others needn't tell of it again.
func (e *engine) isFound(text string) bool {
	return slices.ContainsFunc(e.result.Credentials, func(c Credential) bool { return c.Text == text })
}

// isTold reports whether other packages may care for a constant: it may be a
// credential, or the name of configuration.
func isTold(text string) bool {
	c := constantFact(text)
	return text != "" && (c.Class != Harmless || c.Name != "")
}

// constantFact returns what is told of a constant to other packages.
func constantFact(text string) *Constant {
	c := &Constant{Fingerprint: fingerprint(text), Class: classOf(text)}
	if isVaultName(text) && naming.JudgeSecretName(text) == naming.Configuration && classOfName(text) == Plain {
		c.Name = text
	}
	return c
}

// isValuePath reports whether path leads to the value of an answer.
func isValuePath(path string) bool {
	i := strings.LastIndexByte(path, '.')
	return strings.HasPrefix(path[i+1:], "Value")
}

// exportedName returns the name of the secret that u reads, as far as fn's
// callers can use it.
func (e *engine) exportedName(fn *ssa.Function, u *opUse) Text {
	if u.name.v == nil {
		if u.known {
			return e.closedName(u.name.prefix)
		}
		return Text{Hole: NoHole}
	}
	leaves := e.walkFrom(u.name, names, false)
	if len(leaves) != 1 {
		return Text{Hole: NoHole}
	}
	switch l := leaves[0]; l.kind {
	case leafConst:
		if text, ok := constantText(l.v); ok {
			return e.closedName(l.prefix + text + l.suffix)
		}
	case leafText:
		return e.closedName(l.prefix + l.suffix)
	case leafParam:
		if p := l.v.(*ssa.Parameter); fn != nil && p.Parent() == fn {
			return Text{Prefix: l.prefix, Suffix: l.suffix, Hole: paramIndex(p), Path: l.path, Known: true}
		}
	}
	return Text{Hole: NoHole}
}

// implOf returns the code behind leaf l of a result for a fact.
func (e *engine) implOf(fn *ssa.Function, l leaf) (Origin, bool) {
	o := Origin{Param: NoHole}
	switch l.kind {
	case leafParam:
		p := l.v.(*ssa.Parameter)
		if p.Parent() != fn {
			return o, false
		}
		o.Param, o.Path = paramIndex(p), l.path
		return o, true
	case leafImplElsewhere:
		o.Impl = l.from.Impl.withoutBound()
		return o, true
	case leafFunc, leafImpl:
		o.Impl = e.impl(l)
		if mc, ok := l.v.(*ssa.MakeClosure); o.Impl != nil && !(ok && mc.Parent() == fn) {
			o.Impl = o.Impl.withoutBound()
		}
	}
	return o, o.Impl != nil
}

// impl returns what calling the code behind l reaches, or nil if nothing. Its
// names are closed: parameters of literals aren't known elsewhere.
func (e *engine) impl(l leaf) *Impl {
	impl := &Impl{Type: "func"}
	var methods []*types.Func
	if l.kind == leafImpl {
		impl.Type = types.TypeString(l.typ, nil)
		ms := types.NewMethodSet(l.typ)
		for m := range ms.Methods() {
			if fn, ok := m.Obj().(*types.Func); ok && fn.Exported() {
				methods = append(methods, fn.Origin())
			}
		}
	} else if edge := e.target(l.v, nil); edge != nil && edge.fn != nil {
		if m := e.implMethod("", edge.fn); !m.isEmpty() {
			impl.Methods = append(impl.Methods, m)
		}
	}
	for _, fn := range methods {
		if f := e.function(fn); f != nil {
			if m := e.implMethod(fn.Name(), f); !m.isEmpty() {
				impl.Methods = append(impl.Methods, m)
			}
		} else if fact := e.factOf(fn); fact != nil {
			impl.Methods = append(impl.Methods, Method{Name: fn.Name(), Ops: fact.Ops, Opens: fact.Opens, Results: answersIn(fact.Results)})
		}
	}
	if len(impl.Methods) == 0 {
		return nil
	}
	return impl
}

func (e *engine) implMethod(name string, fn *ssa.Function) Method {
	fact := new(Func)
	e.exportReach(fn, fact)
	for i := range fn.Signature.Results().Len() {
		if t := fn.Signature.Results().At(i).Type(); !typematch.IsError(t) {
			e.exportValues(fn, fact, i, t)
		}
	}
	fact.Results = answersIn(fact.Results)
	fact.sort(&e.max)
	return Method{Name: name, Ops: fact.Ops, Opens: fact.Opens, Results: fact.Results}
}

// answersIn returns those of results that are answers of operations.
func answersIn(results []Returned) []Returned {
	return slices.DeleteFunc(slices.Clone(results), func(r Returned) bool { return r.From.Op == nil })
}

// exportFills tells which arguments and answers fn stores in what outlives it.
func (e *engine) exportFills(fn *ssa.Function, fact *Func) {
	add := func(from int) {
		for _, p := range e.fillsOf(fillKey{fn, from, false, false, e.max.fills - 1}).fills {
			switch root := p.v.(type) {
			case *ssa.Parameter:
				if root.Parent() == fn && paramIndex(root) != from {
					fact.Fills = append(fact.Fills, Fill{from, paramIndex(root)})
				}
			case *ssa.Global:
				fact.Fills = append(fact.Fills, Fill{from, NoHole})
			}
		}
	}
	if len(fact.Ops)+len(fact.Opens) > 0 {
		add(-1)
	}
	for i, p := range fn.Params {
		if mayHoldText(p.Type()) && !typematch.IsContext(p.Type()) && (i > 0 || fn.Signature.Recv() == nil) {
			add(i)
		}
	}
}

// exportStores tells in which fields fn stores code that it is given.
func (e *engine) exportStores(fn *ssa.Function, fact *Func) {
	if !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return holdsCode(p.Type()) && !typematch.IsContext(p.Type()) }) {
		return
	}
	for cell, stores := range e.fields {
		for _, st := range stores {
			if !holdsCode(st.val.Type()) || !isWithin(st.fn, fn) && (len(st.at) == 0 || st.at[len(st.at)-1].caller != fn) {
				continue
			}
			for _, l := range e.walk(st.val, "", code) {
				if p, ok := l.v.(*ssa.Parameter); ok && l.kind == leafParam && p.Parent() == fn && l.path == "" {
					fact.Stores = append(fact.Stores, Stored{paramIndex(p), cell})
				}
			}
		}
	}
}
