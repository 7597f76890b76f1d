package summary

import (
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A Mention is what the constant parts of a URL, or of a request's, say of the
// vault: all that other packages are told of these.
type Mention uint8

// What a URL says.
const (
	mentionsHost Mention = 1 << iota // of a vault
	mentionsPath                     // of the data plane
)

// isDataPlane reports whether a request of fn to the URL goes to the vault's data
// plane: by its path, or since it gets a token.
func (m Mention) isDataPlane(fn *ssa.Function) bool {
	return m&mentionsHost != 0 && (m&mentionsPath != 0 || setsToken(fn))
}

// mention returns what the constant parts of v say.
func (e *engine) mention(v ssa.Value) Mention {
	texts := &mentions{e: e, seen: make(map[ssa.Value]bool)}
	texts.visit(v, 0)
	return texts.found
}

// mentions goes through the constant texts of which a text is put together.
type mentions struct {
	e     *engine
	seen  map[ssa.Value]bool
	found Mention
}

func (m *mentions) text(text string) {
	if keyvault.IsEndpoint(text) {
		m.found |= mentionsHost
	}
	if keyvault.IsDataPath(text) {
		m.found |= mentionsPath
	}
}

func (m *mentions) visit(v ssa.Value, depth int) {
	if v == nil || m.seen[v] || depth > 12 {
		return
	}
	m.seen[v] = true
	if text, ok := constantText(v); ok {
		m.text(text)
		return
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		m.visit(v.X, depth+1)
		m.visit(v.Y, depth+1)
	case *ssa.Call:
		m.call(v, depth)
		return
	case *ssa.Phi:
		for _, edge := range v.Edges {
			m.visit(edge, depth+1)
		}
		return
	case *ssa.Extract:
		m.visit(v.Tuple, depth+1)
		return
	}
	for _, l := range m.e.walkFrom(state{v: v}, names, true) {
		switch l.kind {
		case leafConst, leafUnknown:
			m.visit(l.v, depth+1)
		case leafCell:
			m.found |= m.e.mentionedIn(l.cell)
		}
		m.text(l.prefix)
		m.text(l.suffix)
	}
}

// call goes on with what a call puts together: the results of functions of this
// package, what is told of those of others, and else their arguments.
func (m *mentions) call(call *ssa.Call, depth int) {
	inside := false
	edges := m.e.edgesOf(call)
	for _, edge := range edges {
		if edge.fn == nil || edge.loader {
			continue
		}
		inside = true
		instructions(edge.fn, func(instr ssa.Instruction) {
			if ret, ok := instr.(*ssa.Return); ok {
				for _, result := range ret.Results {
					m.visit(result, depth+1)
				}
			}
		})
	}
	if inside {
		return
	}
	m.found |= mentionedBy(edges)
	for _, arg := range call.Call.Args {
		m.visit(arg, depth+1)
	}
	for _, operand := range m.e.variadic(call) {
		m.visit(operand, depth+1)
	}
}

// mentionedBy returns what is told of the results of functions of other packages.
func mentionedBy(edges []*edge) Mention {
	found := Mention(0)
	for _, edge := range edges {
		if edge.fact == nil {
			continue
		}
		for _, r := range edge.fact.Results {
			found |= r.From.Request
		}
	}
	return found
}

// mentionedIn returns what is told of a variable or field of another package.
func (e *engine) mentionedIn(cell string) Mention {
	found := Mention(0)
	if known := e.cells[cell]; known != nil {
		for _, o := range known.origins {
			found |= o.From.Request
		}
	}
	return found
}

// exportMentions tells which results of fn are URLs of the vault, or requests to
// one.
func (e *engine) exportMentions(fn *ssa.Function, fact *Func) {
	for i := range fn.Signature.Results().Len() {
		t := fn.Signature.Results().At(i).Type()
		if !mayBeURL(t) || !e.hasEndpoints() {
			continue
		}
		instructions(fn, func(instr ssa.Instruction) {
			ret, ok := instr.(*ssa.Return)
			if !ok || i >= len(ret.Results) {
				return
			}
			if found := e.mention(ret.Results[i]); found&mentionsHost != 0 {
				if setsToken(fn) {
					found |= mentionsPath
				}
				fact.Results = append(fact.Results, Returned{N: i, From: Origin{Param: NoHole, Request: found}})
			}
		})
	}
}

// exportVariableMentions tells which exported variables of the package are URLs
// of the vault.
func (e *engine) exportVariableMentions() {
	for _, member := range e.pkg.Members {
		v, ok := member.(*ssa.Global)
		if !ok || v.Object() == nil || !v.Object().Exported() || !mayBeURL(v.Object().Type()) || !e.hasEndpoints() {
			continue
		}
		for _, st := range e.stored[v] {
			if found := e.mention(st.val); found&mentionsHost != 0 {
				e.out.Origins = append(e.out.Origins, CellOrigin{Cell: varCell(v.Object().(*types.Var)), From: Origin{Param: NoHole, Request: found}})
			}
		}
	}
}

// mayBeURL reports whether a value of type t may be, or hold, a URL.
func mayBeURL(t types.Type) bool {
	switch typematch.Name(t) {
	case "*net/url.URL", "*net/http.Request":
		return true
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// hasEndpoints reports whether the package has the host of a vault in a constant,
// or is told of a URL with one.
func (e *engine) hasEndpoints() bool {
	if e.endpoints == nil {
		found := e.findEndpoints()
		e.endpoints = &found
	}
	return *e.endpoints
}

func (e *engine) findEndpoints() bool {
	found := false
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			if found {
				return
			}
			for _, operand := range instr.Operands(nil) {
				if text, ok := constantText(*operand); ok && keyvault.IsEndpoint(text) {
					found = true
				}
			}
			if call, ok := instr.(ssa.CallInstruction); ok {
				found = found || mentionedBy(e.edgesOf(call)) != 0
			}
		})
	}
	return found
}
