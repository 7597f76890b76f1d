package summary

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A rawRequest is a request to the vault that is made without an SDK.
type rawRequest struct {
	call   ssa.CallInstruction // sends it
	method string              // "GET"; "" if it isn't known
}

// rawCalls reports the requests to the vault that the package sends by net/http
// and that nothing repeats, as far as is seen: through a client of its own or
// the default one.
func (e *engine) rawCalls() {
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || e.rawRequest(call) == nil || e.inLoop(fn, call) || !e.sendsPlainly(call) || e.isRetried(fn) {
				return
			}
			e.result.Retries = append(e.result.Retries, Retry{At: e.callExpr(call), Flaw: RawRequest, What: "Key Vault's REST API"})
		})
	}
}

func (e *engine) inLoop(fn *ssa.Function, call ssa.CallInstruction) bool {
	return slices.ContainsFunc(e.loopsOf(fn), func(l *loop) bool { return l.body.has(call.Block()) })
}

// isRetried reports whether fn, or a function that calls it, is called in a loop
// that tries again, or handed to a function that may.
func (e *engine) isRetried(fn *ssa.Function) bool {
	seen := map[*ssa.Function]bool{fn: true}
	for queue := []*ssa.Function{fn}; len(queue) > 0 && len(seen) < 20; {
		next := queue[0]
		queue = queue[1:]
		for _, edge := range e.callersOf(next) {
			if e.inLoop(edge.caller, edge.call) && !e.succeedsIntoAny(edge) {
				return true
			}
			if static := e.staticEdge(edge.call); static == nil || static.fn != next {
				if next.Parent() != nil {
					return true // a literal that something is given
				}
			}
			if !seen[edge.caller] {
				seen[edge.caller] = true
				queue = append(queue, edge.caller)
			}
		}
	}
	return false
}

// succeedsIntoAny reports whether all loops around the call of edge go on after
// it succeeded, so that none tries again.
func (e *engine) succeedsIntoAny(edge *edge) bool {
	for _, l := range e.loopsOf(edge.caller) {
		if l.body.has(edge.call.Block()) && !e.succeedsInto(l, edge.call) {
			return false
		}
	}
	return true
}

// rawRequest returns the request to the vault's data plane that call sends, or
// nil if it sends none, or one whose host isn't seen.
func (e *engine) rawRequest(call ssa.CallInstruction) *rawRequest {
	if known, ok := e.raw[call]; ok {
		return known
	}
	e.raw[call] = nil
	e.raw[call] = e.findRawRequest(call)
	return e.raw[call]
}

func (e *engine) findRawRequest(call ssa.CallInstruction) *rawRequest {
	name := strings.TrimPrefix(fullName(declared(call)), "net/http.")
	if name == fullName(declared(call)) {
		return nil
	}
	method := map[string]string{"Get": "GET", "Client.Get": "GET", "Post": "POST", "Client.Post": "POST", "Head": "HEAD", "Client.Head": "HEAD"}[name]
	switch {
	case method != "":
		if e.isDataPlane(e.arg(call, 0), call.Parent()) {
			return &rawRequest{call, method}
		}
	case name == "Client.Do" || name == "Transport.RoundTrip":
		return e.requestSent(call)
	}
	return nil
}

// requestSent returns the request that call sends which the package makes with
// http.NewRequest, if it goes to the vault.
func (e *engine) requestSent(call ssa.CallInstruction) *rawRequest {
	for _, l := range e.memoriesOf(e.arg(call, 0), call) {
		made, ok := l.v.(*ssa.Call)
		if !ok {
			continue
		}
		if mentionedBy(e.edgesOf(made)).isDataPlane(call.Parent()) {
			return &rawRequest{call, "GET"}
		}
		i := slices.Index([]string{"net/http.NewRequest", "net/http.NewRequestWithContext"}, fullName(declared(made)))
		if i < 0 || !e.isDataPlane(e.arg(made, i+1), made.Parent()) {
			continue
		}
		method, _ := constantText(e.arg(made, i))
		if method == "" {
			method = "GET"
		}
		return &rawRequest{call, method}
	}
	return nil
}

// isDataPlane reports whether the URL v has the host of a vault, and a path of
// the data plane, or the request gets a token in fn.
func (e *engine) isDataPlane(v ssa.Value, fn *ssa.Function) bool { return e.mention(v).isDataPlane(fn) }

// setsToken reports whether fn sets the header of a token.
func setsToken(fn *ssa.Function) bool {
	found := false
	instructions(fn, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || fullName(declared(call)) != "net/http.Header.Set" && fullName(declared(call)) != "net/http.Header.Add" {
			return
		}
		text, ok := constantText(call.Common().Args[1])
		found = found || ok && strings.EqualFold(text, "Authorization")
	})
	return found
}

// sendsPlainly reports whether the client with which call sends is seen to be
// one of net/http that repeats nothing: the default client, or one without a
// transport of the program's own.
func (e *engine) sendsPlainly(call ssa.CallInstruction) (plain bool) {
	defer func() { plain = plain && e.dropped == 0 }() // what isn't seen may retry
	recv := receiverOf(call)
	if recv == nil {
		return true // http.Get
	}
	leaves := e.memoriesOf(recv, call)
	for _, l := range leaves {
		switch root := l.v.(type) {
		case *ssa.Global:
			if root.Pkg != e.pkg && root.Name() != "DefaultClient" {
				return false
			}
			plain = true
		case *ssa.Alloc:
			if e.hasTransport(root) {
				return false
			}
			plain = true
		case *ssa.Parameter:
			cell, _ := lastCell(l.path)
			if cell == "" || !e.holdsPlainClient(cell) {
				return false
			}
			plain = true
		default:
			return false
		}
	}
	return plain
}

// memoriesOf returns the memories in which v may lie: in place of a parameter,
// unless other packages may pass it, too, what the package passes for it.
func (e *engine) memoriesOf(v ssa.Value, user ssa.Instruction) []leaf {
	var found []leaf
	seen := make(map[*ssa.Parameter]bool)
	var visit func(v ssa.Value, path string, user ssa.Instruction)
	visit = func(v ssa.Value, path string, user ssa.Instruction) {
		for _, l := range e.walkFrom(state{v: v, path: path, user: user}, memory, false) {
			p, ok := l.v.(*ssa.Parameter)
			cell, _ := lastCell(l.path)
			if !ok || cell != "" || seen[p] {
				found = append(found, l)
				continue
			}
			seen[p] = true
			callers := e.callers[p.Parent()]
			if e.isOpen(p.Parent()) || len(callers) == 0 {
				found = append(found, l)
			}
			for _, edge := range callers {
				if arg := edge.argOf(p); arg != nil {
					visit(arg, l.path, edge.call)
				}
			}
		}
	}
	visit(v, "", user)
	return found
}

// holdsPlainClient reports whether all that the package stores in a field are
// clients without a transport of their own.
func (e *engine) holdsPlainClient(cell string) bool {
	stores := e.fields[cell]
	for _, st := range stores {
		for _, l := range e.memoriesOf(st.val, st.instr) {
			switch root := l.v.(type) {
			case *ssa.Alloc:
				if e.hasTransport(root) {
					return false
				}
			case *ssa.Global:
				if root.Pkg == e.pkg || root.Name() != "DefaultClient" {
					return false
				}
			default:
				return false
			}
		}
	}
	return len(stores) > 0
}

// rawOp returns the operation that a request to the vault is, if it reads.
func (e *engine) rawOp(raw *rawRequest) []reachedOp {
	if raw.method != "GET" {
		return nil
	}
	return []reachedOp{{Op: Op{Row: "net/http", Label: "Key Vault's REST API", Kind: ReadOp}, call: raw.call}}
}
