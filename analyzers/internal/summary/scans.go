package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// scan returns ops, which fn reaches, with the listings that look for something:
// those from whose items a secret is read, which then counts as part of it, or
// that are compared with a name. A listing that is the answer itself isn't among
// them.
func (e *engine) scan(fn *ssa.Function, ops []reachedOp) []reachedOp {
	for _, list := range e.listings(fn) {
		value := list.Value()
		if value == nil {
			continue
		}
		isRead := func(op reachedOp) bool { return op.Kind == ReadOp && e.readsListed(op.call, value) }
		reads := slices.ContainsFunc(ops, isRead)
		if !reads && !e.seeks(fn, value) {
			continue
		}
		op := reachedOp{Op: Op{Row: "list", Label: e.listLabel(list), Kind: ScanOp}, call: list}
		if reads {
			first := ops[slices.IndexFunc(ops, isRead)]
			op.kept, op.Row = first.kept, first.Row
			ops = slices.DeleteFunc(slices.Clone(ops), isRead)
		}
		ops = append(ops, e.unkept(fn, list, []reachedOp{op})...)
	}
	return ops
}

// listings returns the calls in fn that list a vault, themselves or in a function
// of the package.
func (e *engine) listings(fn *ssa.Function) []ssa.CallInstruction {
	if known, ok := e.lists[fn]; ok {
		return known
	}
	e.lists[fn] = nil
	var found []ssa.CallInstruction
	instructions(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || call.Common().IsInvoke() {
			return
		}
		if op := e.opAt(call); op != nil {
			if op.Class == keyvault.List && op.Immediate {
				found = append(found, call)
			}
			return
		}
		if static := e.staticEdge(call); static != nil && static.fn != nil && returnsItems(call) && len(e.listings(static.fn)) > 0 {
			found = append(found, call)
		}
	})
	e.lists[fn] = found
	return found
}

// returnsItems reports whether call returns a list or table first.
func returnsItems(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	if results.Len() == 0 {
		return false
	}
	switch results.At(0).Type().Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

func (e *engine) listLabel(list ssa.CallInstruction) string {
	if op := e.opAt(list); op != nil {
		return op.String()
	}
	if static := e.staticEdge(list); static != nil && static.fn != nil {
		for _, inner := range e.listings(static.fn) {
			return e.listLabel(inner)
		}
	}
	return "a list of secrets"
}

// readsListed reports whether call reads what was listed: a text that it is given
// depends on the list.
func (e *engine) readsListed(call ssa.CallInstruction, list ssa.Value) bool {
	return slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool {
		return typematch.IsText(arg.Type()) && e.dependsOn(arg, list)
	})
}

// seeks reports whether fn compares a text of the list with one that it looks
// for.
func (e *engine) seeks(fn *ssa.Function, list ssa.Value) bool {
	found := false
	compared := func(x, y ssa.Value) bool {
		if _, isConst := y.(*ssa.Const); isConst && !isWanted(y) {
			return false
		}
		return typematch.IsText(x.Type()) && e.dependsOn(x, list) && !e.dependsOn(y, list)
	}
	instructions(fn, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.BinOp:
			if instr.Op == token.EQL || instr.Op == token.NEQ {
				found = found || compared(instr.X, instr.Y) || compared(instr.Y, instr.X)
			}
		case *ssa.Call:
			if fullName(declared(instr)) == "strings.EqualFold" {
				x, y := instr.Call.Args[0], instr.Call.Args[1]
				found = found || compared(x, y) || compared(y, x)
			}
		}
	})
	return found
}

// isWanted reports whether a constant with which something is compared can be
// what is looked for.
func isWanted(v ssa.Value) bool {
	text, ok := constantText(v)
	return ok && isVaultName(text)
}

// publicKeyOp returns what call does with the public part of a key that could be
// kept: it encrypts, wraps or verifies with an asymmetric algorithm that is
// constant.
func (e *engine) publicKeyOp(call ssa.CallInstruction, op *keyvault.Op) []reachedOp {
	switch op.Method {
	case "Encrypt", "WrapKey", "Verify":
	default:
		return nil
	}
	for _, arg := range call.Common().Args {
		if e.isAsymmetric(arg, call) {
			return []reachedOp{{Op: Op{Row: op.Key(), Label: op.String(), Kind: PublicKeyOp}, call: call, name: e.text(e.arg(call, op.Name))}}
		}
	}
	return nil
}

// isAsymmetric reports whether v is the parameters of an operation, whose field
// Algorithm, or is itself the constant name of an algorithm with a public key.
func (e *engine) isAsymmetric(v ssa.Value, user ssa.Instruction) bool {
	s := state{v: v, user: user}
	if str, ok := v.Type().Underlying().(*types.Struct); ok {
		for i := range str.NumFields() {
			if str.Field(i).Name() == "Algorithm" {
				s.path, _ = fieldCell(v.Type(), i)
			}
		}
		if s.path == "" {
			return false
		}
	} else if named, ok := types.Unalias(v.Type()).(*types.Named); !ok || !strings.HasSuffix(named.Obj().Name(), "Algorithm") {
		return false
	}
	leaves := e.walkFrom(s, names, true)
	return len(leaves) > 0 && !slices.ContainsFunc(leaves, func(l leaf) bool {
		text, ok := constantText(l.v)
		return !ok || l.kind != leafConst || !isPublicAlgorithm(text)
	})
}

func isPublicAlgorithm(name string) bool {
	return slices.ContainsFunc([]string{"RSA", "RS", "PS", "ES"}, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) &&
		!strings.HasPrefix(name, "RSNULL")
}
