package summary

import (
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"golang.org/x/tools/go/ssa"
)

// feedsVault reports whether call makes a credential of azidentity that the
// package hands to a client of the vault, or to a function that makes one.
func (e *engine) feedsVault(call ssa.CallInstruction) bool {
	if !isIdentity(call) {
		return false
	}
	if e.feeding == nil {
		e.feeding = make(map[ssa.CallInstruction]bool)
		e.findFeeding()
	}
	return e.feeding[call]
}

// isIdentity reports whether call makes a credential of azidentity.
func isIdentity(call ssa.CallInstruction) bool {
	fn := declared(call)
	return fn != nil && fn.Pkg() != nil && strings.HasSuffix(fn.Pkg().Path(), "/sdk/azidentity") &&
		strings.HasPrefix(fn.Name(), "New") && strings.HasSuffix(fn.Name(), "Credential")
}

// findFeeding fills feeding.
func (e *engine) findFeeding() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			for _, cred := range e.credentialsOf(call) {
				for _, l := range e.memoriesOf(cred, call) {
					if made, ok := l.v.(*ssa.Call); ok && isIdentity(made) {
						e.feeding[made] = true
					}
				}
			}
		})
	}
}

// credentialsOf returns the arguments of call from which a client of the vault
// gets its credential.
func (e *engine) credentialsOf(call ssa.CallInstruction) []ssa.Value {
	var found []ssa.Value
	if op := e.opAt(call); op != nil {
		if op.Class == keyvault.Construct {
			found = slices.DeleteFunc(slices.Clone(call.Common().Args), func(v ssa.Value) bool { return !isCredentialArg(v.Type()) })
		}
		return found
	}
	static := e.staticEdge(call)
	if static == nil || static.fact == nil {
		return nil
	}
	for _, op := range static.fact.Ops {
		for _, v := range argsAt(static, op.Client) {
			if isCredentialArg(v.Type()) {
				found = append(found, v)
			}
		}
	}
	return found
}

// credentialOp returns the operation that making a credential is.
func (e *engine) credentialOp(call ssa.CallInstruction) []reachedOp {
	fn := declared(call)
	op := reachedOp{Op: Op{Row: fullName(fn), Label: "azidentity." + fn.Name(), Kind: ClientOp}, call: call}
	for _, arg := range call.Common().Args {
		op.client = append(op.client, e.requestParams(arg)...)
	}
	return []reachedOp{op}
}
