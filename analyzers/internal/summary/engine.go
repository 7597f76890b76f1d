package summary

import (
	"go/ast"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/extra"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/site"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// An engine holds what is known of one package while it is summarised.
type engine struct {
	pass  *analysis.Pass
	info  *types.Info
	pkg   *ssa.Package
	funcs []*ssa.Function
	site  *site.Index
	extra *extra.Knowledge      // what the settings add
	cells map[string]*cellFacts // of exported fields and variables of imported packages

	edges   map[ssa.CallInstruction][]*edge
	callers map[*ssa.Function][]*edge           // known so far
	closed  map[*ssa.Function][]ssa.Instruction // MakeClosure instructions by function

	stored map[ssa.Value][]store // by allocation, map or package variable
	fields map[string][]store    // by cell of a declared field

	answers      map[question]*walker
	resolving    map[ssa.CallInstruction]bool // calls whose edges are being found
	deciding     map[ssa.CallInstruction]bool // calls of which it is being decided whether they are operations
	cuts         int                          // how often one of these was asked for
	steps        int                          // of all walks
	behindNow    map[behindKey]bool           // code that is being looked behind
	dropped      int                          // how often a limit dropped something
	max          limits
	reached      map[*ssa.Function]*reached
	filled       map[fillKey]filling
	filling      map[fillKey]bool                // being computed, whatever the depth
	onward       map[[2]*ssa.BasicBlock]blockSet // reachable
	depends      map[[2]ssa.Value]bool           // dependsOn
	opening      map[string]bool                 // cells being resolved
	fillsCode    map[string][]codeFill
	ops          map[ssa.CallInstruction]*keyvault.Op
	params       map[paramKey]bool // (parameter, path, sink) already propagated
	handed       map[wiredKey]bool // reported where it is handed on
	givenAnswers map[string]*givenAnswer
	answering    int
	arriving     map[*ssa.Parameter][]arrival
	choices      map[ssa.CallInstruction]bool // isChoice
	asked        map[*ssa.Function]*asking
	passed       map[*ssa.Function]*passings
	passing      map[ssa.CallInstruction]bool // that pass on the value of a secret which who gives the code names
	passedAt     []passedAt
	taking       []taking                 // registrations
	rhythms      map[*ssa.Function]Rhythm // of functions that the package registers
	raw          map[ssa.CallInstruction]*rawRequest
	feeding      map[ssa.CallInstruction]bool            // feedsVault
	keeping      map[ssa.Instruction]bool                // fills of caches
	lists        map[*ssa.Function][]ssa.CallInstruction // listings
	replacing    map[callsKey]bool                       // replacesProcess
	loops        map[*ssa.Function][]*loop
	later        []func()          // when all sinks of parameters are known
	inErrors     map[string]string // errorFields
	jsonLogs     int               // logsJSON: 0 is not known yet, 1 no, 2 yes
	endpoints    *bool             // hasEndpoints; nil is not known yet

	result *Result
	facts  map[*ssa.Function]*Func
	out    Cells
}

// A cellFacts is what imported packages say of a cell.
type cellFacts struct {
	sinks   []CellSink
	origins []CellOrigin
}

// isOwn reports whether pkg belongs to the module under analysis.
func (e *engine) isOwn(pkg *types.Package) bool {
	if pkg == e.pass.Pkg {
		return true
	}
	m := e.pass.Module
	if m == nil || m.Path == "" {
		return false
	}
	return pkg.Path() == m.Path || strings.HasPrefix(pkg.Path(), m.Path+"/")
}

// opAt returns the vault operation that the call instruction is, or nil.
func (e *engine) opAt(call ssa.CallInstruction) *keyvault.Op {
	if op, seen := e.ops[call]; seen {
		return op
	}
	if e.deciding[call] {
		e.cuts++
		return nil
	}
	e.deciding[call] = true
	defer delete(e.deciding, call)
	e.ops[call] = e.findOp(call)
	return e.ops[call]
}

// findOp is opAt, computed anew.
func (e *engine) findOp(call ssa.CallInstruction) *keyvault.Op {
	if expr := e.site.Call(call); expr != nil {
		dropped := e.dropped
		if op, ok := keyvault.CallAt(e.info, expr); ok && !e.wrapsOp(call) && e.dropped == dropped {
			return &op
		} else if op, ok := e.extra.OpAt(declared(call), len(expr.Args)); ok {
			return &op
		}
	}
	return nil
}

// wrapsOp reports whether call, on an interface that declares the SDK's method,
// leads to wrappers of the SDK only, which are visibly stored there: what they
// do is followed as with any other code.
func (e *engine) wrapsOp(call ssa.CallInstruction) bool {
	if !call.Common().IsInvoke() {
		return false
	}
	leaves := e.implementations(call.Common().Value)
	return len(leaves) > 0 && !slices.ContainsFunc(leaves, func(l leaf) bool { return !e.isWrapper(l, call.Common().Method) })
}

// isWrapper reports whether what is behind l implements m itself, with code that
// was or will be looked into. Of code that another package returned as an
// interface that is known only if it does something with the vault.
func (e *engine) isWrapper(l leaf, m *types.Func) bool {
	switch l.kind {
	case leafImpl:
		method := e.method(l.typ, m)
		return method != nil && (e.function(method) != nil || e.isOwn(method.Pkg()) && method.Pkg() != e.pass.Pkg)
	case leafImplElsewhere:
		return slices.ContainsFunc(l.from.Impl.Methods, func(have Method) bool { return have.Name == m.Name() })
	}
	return false
}

// arg returns the value of argument i of call, in source order without
// receiver, or nil where the syntax differs from the call.
func (e *engine) arg(call ssa.CallInstruction, i int) ssa.Value {
	common := call.Common()
	args := common.Args
	if !common.IsInvoke() && common.Signature().Recv() != nil {
		if len(args) == 0 {
			return nil
		}
		args = args[1:]
	}
	if i < 0 || i >= len(args) {
		return nil
	}
	return args[i]
}

// declared returns the function that call calls as declared: a function, a
// concrete or an interface's method, or nil for function values.
func declared(call ssa.CallInstruction) *types.Func {
	common := call.Common()
	if common.IsInvoke() {
		return common.Method
	}
	var fn *ssa.Function
	switch v := common.Value.(type) {
	case *ssa.Function:
		fn = v
	case *ssa.MakeClosure:
		fn, _ = v.Fn.(*ssa.Function)
	}
	if fn == nil {
		return nil
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return nil
	}
	return obj.Origin()
}

// fullName returns "path.Func" or "path.Type.Method" of fn, or "" for nil.
func fullName(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	return typematch.Func(fn)
}

// fieldCell returns the cell of field i of the struct that t is or points to:
// "import/path.T.f", or "" for structs without a name, which have "struct.f".
func fieldCell(t types.Type, i int) (string, *types.Var) {
	t = types.Unalias(t)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return "struct.?", nil
	}
	field := str.Field(i)
	owner := typematch.Name(t)
	if owner == "" {
		owner = "struct"
	}
	return owner + "." + field.Name(), field.Origin()
}

// isCell reports whether elem is a field of a declared type, which objects
// that came from memory share.
func isCell(elem string) bool {
	return elem != "" && !isElement(elem) && !strings.HasPrefix(elem, "struct.")
}

// varCell returns the cell of a package variable.
func varCell(v *types.Var) string {
	if v.Pkg() == nil {
		return v.Name()
	}
	return v.Pkg().Path() + "." + v.Name()
}

// frame returns how a chain shows fn: "(*Store).Get (store.go:31)".
func (e *engine) frame(fn *ssa.Function) string {
	posn := e.pass.Fset.Position(fn.Pos())
	return e.name(fn) + " (" + filepath.Base(posn.Filename) + ":" + strconv.Itoa(posn.Line) + ")"
}

// abroad returns a frame as other packages show it, with the last element of
// the package's path before the file's name.
func (e *engine) abroad(frame string) string {
	i := strings.LastIndex(frame, " (")
	if i < 0 || strings.Contains(frame[i:], "/") {
		return frame
	}
	return frame[:i+2] + path.Base(e.pass.Pkg.Path()) + "/" + frame[i+2:]
}

// name returns the name of a function for messages: "load", "(*Server).pay",
// "the handler in (*Server).routes".
func (e *engine) name(fn *ssa.Function) string {
	if fn.Parent() != nil {
		outer := fn
		for outer.Parent() != nil {
			outer = outer.Parent()
		}
		if outer.Name() == "init" && outer.Synthetic != "" {
			return "a function literal"
		}
		return "the function literal in " + e.name(outer)
	}
	recv := fn.Signature.Recv()
	if recv == nil {
		return fn.Name()
	}
	t := types.TypeString(recv.Type(), func(*types.Package) string { return "" })
	if i := strings.IndexByte(t, '['); i > 0 {
		t = t[:i]
	}
	return "(" + t + ")." + fn.Name()
}

// outermost returns the declared function in which fn is written.
func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// isWithin reports whether fn is outer or a function literal in it.
func isWithin(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}

// instructions calls f for each instruction of fn, in order.
func instructions(fn *ssa.Function, f func(ssa.Instruction)) {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			f(instr)
		}
	}
}

// exprAt returns the expression to report at: expr, or the call.
func (e *engine) callExpr(call ssa.CallInstruction) ast.Expr {
	if expr := e.site.Call(call); expr != nil {
		return expr
	}
	return nil
}
