package summary

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// exportAnswers tells of the methods of the package's interfaces that all
// implementations in the package answer with what they read from the vault:
// importers see the interface only.
func (e *engine) exportAnswers() {
	if e.pass.Pkg.Name() == "main" {
		return
	}
	scope := e.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || !obj.Exported() {
			continue
		}
		if iface, ok := obj.Type().Underlying().(*types.Interface); ok && iface.NumMethods() > 0 && iface.IsMethodSet() {
			e.exportAnswersOf(iface)
		}
	}
}

func (e *engine) exportAnswersOf(iface *types.Interface) {
	var facts []map[string]*Func // by method
	scope := e.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) || !types.Implements(types.NewPointer(obj.Type()), iface) {
			continue
		}
		methods := make(map[string]*Func)
		for m := range iface.ExplicitMethods() {
			if fn := e.function(e.method(types.NewPointer(obj.Type()), m)); fn != nil && e.facts[fn] != nil {
				methods[m.Name()] = e.facts[fn]
			}
		}
		facts = append(facts, methods)
	}
	for m := range iface.ExplicitMethods() {
		answers := new(Func)
		for i, methods := range facts {
			if fact := methods[m.Name()]; fact != nil && (i == 0 || len(answers.Results) > 0) {
				answers.Results = answersOf(fact)
			} else {
				answers.Results = nil
				break
			}
		}
		if len(answers.Results) > 0 && m.Exported() && m.Pkg() == e.pass.Pkg {
			e.pass.ExportObjectFact(m, answers)
		}
	}
}

// answersOf returns the results of a function that are read from the vault.
func answersOf(fact *Func) []Returned {
	var list []Returned
	for _, r := range fact.Results {
		if r.From.Op != nil {
			list = append(list, r)
		}
	}
	return list
}

// answer ends at what an interface's method of another package answers, where
// the package of the interface shows it.
func (w *walker) answer(s state, call *ssa.Call, index int) {
	if w.mode != values || !call.Call.IsInvoke() {
		return
	}
	fact := new(Func)
	if pkg := call.Call.Method.Pkg(); pkg == nil || pkg == w.e.pass.Pkg || !w.e.pass.ImportObjectFact(call.Call.Method, fact) {
		return
	}
	edge := &edge{call: call, caller: call.Parent(), obj: call.Call.Method, fact: fact, args: append([]ssa.Value{call.Call.Value}, call.Call.Args...)}
	for _, r := range fact.Results {
		if rest, ok := cutPath(s.path, r.Path); ok && r.N == index && r.From.Op != nil {
			below := s
			below.path, below.part = rest, s.part || r.From.Part
			w.leaf(below, leaf{kind: leafAnswer, v: call, op: w.e.foreignUse(r.From.Op, edge)})
		}
	}
}
