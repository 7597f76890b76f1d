package summary

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A Flaw is what is wrong with how often a call of the vault is repeated.
type Flaw uint8

// The flaws of options, of loops, and of requests without a client.
const (
	NegativeRetries Flaw = iota + 1 // MaxRetries < 0
	NoStatus                        // no status code is retried
	NeverRetries                    // ShouldRetry always returns false
	NoAttempts                      // autorest: RetryAttempts is 0
	NoDecorators                    // autorest: no decorator that retries
	Not429                          // the list of status codes lacks 429
	Rejects429                      // ShouldRetry returns false for 429
	ShortDelay                      // MaxRetryDelay below a second
	NegativeDelay                   // RetryDelay < 0
	FixedDelay                      // a loop whose delay doesn't grow
	NoDelay                         // a loop without a delay
	RawRequest                      // a request by net/http that nothing retries
)

// A Retry is a place at which calls of the vault are repeated badly, or not.
type Retry struct {
	At    ast.Expr // the call that hands options to a client, or the call that a loop repeats
	Flaw  Flaw
	What  string        // the client or operation, for messages
	Value ast.Expr      // the expression of the option, if it is in this package
	Delay time.Duration // of loops and of ShortDelay
}

// retries reports the options with which clients of the vault, and credentials
// for them, are made.
func (e *engine) retries() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				e.clientOptions(fn, instr)
				e.contextOptions(fn, instr)
			case *ssa.Store:
				e.autorestOption(fn, instr)
				e.autorestInspector(instr)
			}
		})
	}
}

// clientOptions follows the options that call hands to a client of the vault.
func (e *engine) clientOptions(fn *ssa.Function, call ssa.CallInstruction) {
	if op := e.opAt(call); op != nil && op.Class == keyvault.Construct {
		for i, arg := range call.Common().Args {
			switch {
			case isOptions(arg.Type()):
				e.optionsAt(arg, "", handover{call, fn, e.site.Arg(call, i)}, op.String(), nil)
			case isCredentialArg(arg.Type()):
				e.credentialOptions(arg, op.String(), make(map[ssa.Value]bool))
			}
		}
		return
	}
	for _, edge := range e.edgesOf(call) {
		if edge.fact == nil {
			continue
		}
		for _, s := range edge.fact.Sinks {
			if s.To.Kind == RetrySink && s.Param < len(edge.args) {
				e.optionsAt(edge.args[s.Param], s.Path, handover{call, fn, e.edgeExpr(edge, s.Param)}, s.To.What, nil)
			}
		}
	}
}

func isCredentialArg(t types.Type) bool { return isTokenCredential(typematch.Name(t)) }

// isTokenCredential reports whether name is that of azcore's TokenCredential,
// which is an alias of an internal package's type.
func isTokenCredential(name string) bool {
	return strings.HasPrefix(name, "github.com/Azure/azure-sdk-for-go/sdk/azcore") && strings.HasSuffix(name, ".TokenCredential")
}

// credentialOptions follows the options of the azidentity credentials of which
// v is made.
func (e *engine) credentialOptions(v ssa.Value, client string, seen map[ssa.Value]bool) {
	for _, l := range e.memoriesOf(v, nil) {
		call, ok := l.v.(*ssa.Call)
		if !ok || seen[call] {
			continue
		}
		seen[call] = true
		fn := declared(call)
		if fn == nil || fn.Pkg() == nil || !strings.HasSuffix(fn.Pkg().Path(), "/sdk/azidentity") {
			continue
		}
		for i, arg := range call.Call.Args {
			switch {
			case isOptions(arg.Type()):
				h := handover{call, call.Parent(), e.site.Arg(call, i)}
				e.optionsAt(arg, "", h, client+"'s credential", nil)
			case isCredentialList(arg.Type()):
				for _, st := range e.elementsOf(arg) {
					e.credentialOptions(st.val, client, seen)
				}
			}
		}
	}
}

func isCredentialList(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	return ok && isCredentialArg(slice.Elem())
}

// elementsOf returns what is stored in the elements of a slice that the package
// writes one by one.
func (e *engine) elementsOf(v ssa.Value) []store {
	var list []store
	for _, l := range e.memoriesOf(v, nil) {
		for _, st := range e.stored[l.v] {
			if rest, ok := cutPath(st.path, l.path); ok && isElement(rest) && !strings.Contains(rest, pathSep) {
				list = append(list, st)
			}
		}
	}
	return list
}

// optionsAt reports the flaws of the options below path of v, which h hands to a
// client. Where v is a parameter, it goes on with what the package passes.
func (e *engine) optionsAt(v ssa.Value, path string, h handover, client string, seen []*ssa.Parameter) {
	if len(seen) == 0 {
		sink := Sink{}
		sink.Kind, sink.What = RetrySink, client
		e.flow(v, path, sink, h)
	}
	if !strings.HasSuffix(client, "'s credential") {
		e.bodyOptions(v, h, client)
	}
	below := v.Type()
	if ptr, ok := below.Underlying().(*types.Pointer); ok {
		below = ptr.Elem()
	}
	if path == "" {
		path = strings.TrimSuffix(strings.Join(retryPath(below, 0), pathSep), pathSep)
	}
	for _, l := range e.walkFrom(state{v: v, user: h.call}, memory, false) {
		root, ok := l.v.(*ssa.Parameter)
		if !ok {
			continue
		}
		if cell, _ := lastCell(l.path); cell != "" {
			e.flaws(e.optionsInField(joinPath(l.path, path), 0), h, client)
		} else if !slices.Contains(seen, root) {
			e.optionsAbove(root, h.call, path, client, append(seen, root))
		}
	}
	e.flaws(e.optionsIn(v, path, 0), h, client)
}

// optionsAbove goes on with what the package passes for the parameter p.
func (e *engine) optionsAbove(p *ssa.Parameter, below ssa.CallInstruction, path, client string, seen []*ssa.Parameter) {
	for _, edge := range e.callers[p.Parent()] {
		if arg := edge.argOf(p); arg != nil {
			e.optionsAt(arg, path, handover{edge.call, edge.caller, e.edgeExpr(edge, paramIndex(p))}, client, seen)
		}
	}
}

func (e *engine) retryAt(h handover, r Retry) {
	if h.call == nil {
		return
	}
	if r.At = e.callExpr(h.call); r.At != nil {
		e.result.Retries = append(e.result.Retries, r)
	}
}

// contextOptions reports retry options of a context with which the vault is
// called.
func (e *engine) contextOptions(fn *ssa.Function, call ssa.CallInstruction) {
	obj := declared(call)
	if obj == nil || obj.Name() != "WithRetryOptions" || obj.Pkg() == nil || !strings.Contains(obj.Pkg().Path(), "/sdk/azcore/") {
		return
	}
	value, options := call.Value(), e.arg(call, 1)
	if value == nil || options == nil {
		return
	}
	if label := e.vaultCalledWith(fn, value); label != "" {
		e.flaws(e.optionsIn(options, "", 0), handover{call, fn, nil}, label)
	}
}

// vaultCalledWith returns the operation that is called with the context v, or
// one made of it, in fn; "" if none is.
func (e *engine) vaultCalledWith(fn *ssa.Function, v ssa.Value) string {
	seen := map[ssa.Value]bool{v: true}
	for queue := []ssa.Value{v}; len(queue) > 0; {
		next := queue[0]
		queue = queue[1:]
		refs := next.Referrers()
		if refs == nil {
			continue
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case ssa.CallInstruction:
				if op := e.opAt(ref); op != nil {
					return op.String()
				}
				if ops, _ := e.callReach(fn, ref); len(ops) > 0 {
					return ops[0].Label
				}
			case *ssa.Store:
				if ref.Val == next && !seen[ref.Addr] {
					seen[ref.Addr] = true
					queue = append(queue, ref.Addr)
				}
			}
			if value, ok := ref.(ssa.Value); ok && !seen[value] {
				if tuple, isTuple := value.Type().(*types.Tuple); typematch.IsContext(value.Type()) || isTuple && tuple.Len() > 0 && typematch.IsContext(tuple.At(0).Type()) {
					seen[value] = true
					queue = append(queue, value)
				}
			}
		}
	}
	return ""
}
