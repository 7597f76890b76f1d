package summary

import (
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// hasTransport reports whether the http.Client that alloc is has a transport that
// may try again: one other than net/http's, and than those of the package that
// hand a request on to such a one, once.
func (e *engine) hasTransport(alloc *ssa.Alloc) bool {
	return slices.ContainsFunc(e.stored[alloc], func(st store) bool {
		return strings.HasSuffix(st.path, "net/http.Client.Transport") && !isNil(st.val) && !e.isPlain(st.val, st.instr, 0)
	})
}

// isPlain reports whether the http.RoundTripper v is seen to try nothing again.
func (e *engine) isPlain(v ssa.Value, user ssa.Instruction, depth int) bool {
	leaves := slices.DeleteFunc(slices.Clone(e.walkFrom(state{v: v, user: user}, code, true)), func(l leaf) bool {
		c, isConst := l.v.(*ssa.Const)
		return isConst && c.IsNil() || l.kind == leafCell && !isShared(l.cell) && strings.HasPrefix(l.cell, e.pass.Pkg.Path()+".")
	})
	return len(leaves) > 0 && !slices.ContainsFunc(leaves, func(l leaf) bool {
		switch {
		case l.kind == leafCell:
			return l.cell != "net/http.DefaultTransport"
		case l.kind != leafImpl:
			return true
		}
		return types.TypeString(l.typ, nil) != "*net/http.Transport" && !e.handsOn(l, depth)
	})
}

// handsOn reports whether the transport behind l, of this package, hands each
// request on to a plain transport, once. One that is called after its retries
// isn't trusted to.
func (e *engine) handsOn(l leaf, depth int) bool {
	edge := e.implEdge(l, "RoundTrip")
	if edge == nil || edge.fn == nil || depth > 3 || slices.ContainsFunc(naming.Tokens(typeName(l.typ)), func(word string) bool { return waitWords[word] }) {
		return false
	}
	sent, isPlain := 0, true
	instructions(edge.fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || !answersRequest(call) {
			return
		}
		sent++
		recv := receiverOf(call)
		isPlain = isPlain && recv != nil && declared(call) != nil && declared(call).Name() == "RoundTrip" &&
			!e.inLoop(edge.fn, call) && e.isPlain(recv, call, depth+1)
	})
	return sent == 1 && isPlain
}

// answersRequest reports whether call returns an answer to a request.
func answersRequest(call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	return results.Len() > 0 && typematch.Name(results.At(0).Type()) == "*net/http.Response"
}
