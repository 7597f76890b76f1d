package summary

import (
	"go/types"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A ResultFlaw says that a function returns something with a flaw as an option
// for retries: options, a list of status codes, or a function that decides. With
// NoHole for Result it is itself one that decides.
type ResultFlaw struct {
	Result int
	Flaw   Flaw
	Delay  time.Duration
}

// fieldOf holds the field of RetryOptions to which a flaw belongs.
var fieldOf = map[Flaw]string{
	NegativeRetries: "MaxRetries", NoStatus: "StatusCodes", Not429: "StatusCodes", NeverRetries: "ShouldRetry",
	Rejects429: "ShouldRetry", ShortDelay: "MaxRetryDelay", NegativeDelay: "RetryDelay",
}

// exportFlaws tells which flaws fn has, or what it returns, as options.
func (e *engine) exportFlaws(fn *ssa.Function, fact *Func) {
	if isDecider(fn.Signature) {
		if flaw := deciderFlaw(fn); flaw != 0 {
			fact.Flaws = append(fact.Flaws, ResultFlaw{NoHole, flaw, 0})
		}
		return
	}
	results := fn.Signature.Results()
	for i := range results.Len() {
		if !mayHaveFlaws(results.At(i).Type()) {
			continue
		}
		instructions(fn, func(instr ssa.Instruction) {
			if ret, ok := instr.(*ssa.Return); ok && i < len(ret.Results) {
				for _, flaw := range e.flawsIn(ret.Results[i], ret) {
					flaw.Result = i
					fact.Flaws = append(fact.Flaws, flaw)
				}
			}
		})
	}
}

// exportVariableFlaws tells which flaws the package's exported variables have as
// options.
func (e *engine) exportVariableFlaws() {
	for _, member := range e.pkg.Members {
		v, ok := member.(*ssa.Global)
		if !ok || v.Object() == nil || !v.Object().Exported() || !mayHaveFlaws(v.Object().Type()) {
			continue
		}
		var flaws []ResultFlaw
		if options, path := optionsType(v.Object().Type()); options {
			flaws = e.flawsOf(e.optionsIn(v, path, 0))
		} else if stores := e.stored[v]; len(stores) == 1 {
			flaws = e.flawsIn(stores[0].val, stores[0].instr)
		}
		for _, f := range flaws {
			from := Origin{Param: NoHole, Flaw: f.Flaw, Delay: f.Delay}
			e.out.Origins = append(e.out.Origins, CellOrigin{Cell: varCell(v.Object().(*types.Var)), From: from})
		}
	}
}

// flawsIn returns the flaws of v, which is options, a list of status codes, or a
// function that decides.
func (e *engine) flawsIn(v ssa.Value, user ssa.Instruction) []ResultFlaw {
	if options, path := optionsType(v.Type()); options {
		return e.flawsOf(e.optionsIn(v, path, 0))
	}
	field := "StatusCodes"
	if !isNumbers(v.Type()) {
		field = "ShouldRetry"
	}
	return e.flawsOf([]option{{field: field, val: v, instr: user}})
}

func (e *engine) flawsOf(options []option) []ResultFlaw {
	var found []ResultFlaw
	for _, o := range options {
		if flaw, delay := e.flawOf(o); flaw != 0 {
			found = append(found, ResultFlaw{Flaw: flaw, Delay: delay})
		}
	}
	return found
}

// mayHaveFlaws reports whether a value of type t is something for retries.
func mayHaveFlaws(t types.Type) bool {
	sig, isFunc := t.Underlying().(*types.Signature)
	options, _ := optionsType(t)
	return options || isNumbers(t) || isFunc && isDecider(sig)
}

// optionsType reports whether t is, or points to, options for retries, and
// returns the path to them.
func optionsType(t types.Type) (ok bool, path string) {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	fields := retryPath(t, 0)
	return fields != nil, strings.TrimSuffix(strings.Join(fields, pathSep), pathSep)
}

// isNumbers reports whether t is a list of numbers, such as status codes.
func isNumbers(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(slice.Elem(), types.Typ[types.Int])
}

// isDecider reports whether a function of this signature may be a ShouldRetry.
func isDecider(sig *types.Signature) bool {
	return sig.Params().Len() == 2 && sig.Results().Len() == 1 &&
		typematch.Name(sig.Params().At(0).Type()) == "*net/http.Response" && typematch.IsError(sig.Params().At(1).Type()) &&
		types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool])
}

// optionsElsewhere returns the options with a flaw that another package is known
// to set in the memory l: what its function returned, or its variable.
func (e *engine) optionsElsewhere(l leaf) []option {
	var found []option
	for _, f := range e.flawsElsewhere(l) {
		found = append(found, option{field: fieldOf[f.Flaw], flaw: f.Flaw, delay: f.Delay})
	}
	return found
}

// flawsElsewhere returns the flaws that another package is known to give to what
// lies in the memory l; none where something was dropped, which may mend them.
func (e *engine) flawsElsewhere(l leaf) []ResultFlaw {
	if e.dropped > 0 {
		return nil
	}
	var found []ResultFlaw
	switch v := l.v.(type) {
	case *ssa.Call:
		for _, edge := range e.edgesOf(v) {
			if edge.fact == nil {
				continue
			}
			for _, f := range edge.fact.Flaws {
				if f.Result != NoHole {
					found = append(found, f)
				}
			}
		}
	case *ssa.Global:
		obj, ok := v.Object().(*types.Var)
		if !ok || e.cells[varCell(obj)] == nil {
			break
		}
		for _, o := range e.cells[varCell(obj)].origins {
			if o.From.Flaw != 0 {
				found = append(found, ResultFlaw{Flaw: o.From.Flaw, Delay: o.From.Delay})
			}
		}
	}
	return found
}
