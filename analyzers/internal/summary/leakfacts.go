package summary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// returned tells where what lies below path of result i of fn comes from: in
// general, and what of it can be read from the text.
func (e *engine) returned(fn *ssa.Function, i int, path string) []Returned {
	var list []Returned
	for _, l := range e.resultLeaves(fn, i, path, values) {
		if from, ok := e.originOf(fn, l); ok {
			list = append(list, Returned{N: i, Path: path, From: from, Clean: from.Constant == nil})
		}
	}
	for _, l := range e.resultLeaves(fn, i, path, leaked) {
		from, ok := e.originOf(fn, l)
		if !ok || l.kind == leafCell && path != "" {
			continue
		}
		if k := slices.IndexFunc(list, func(r Returned) bool { return r.From.String() == from.String() }); k >= 0 {
			for k := range list {
				if list[k].From.String() == from.String() {
					list[k].Clean = false
				}
			}
		} else {
			list = append(list, Returned{N: i, Path: path, From: from, Leak: true})
		}
	}
	return list
}

// addWritten records what call writes to a buffer.
func (e *engine) addWritten(fn *ssa.Function, call ssa.CallInstruction, name string) {
	var target ssa.Value
	first := 1
	switch name {
	case "strings.Builder.WriteString", "strings.Builder.Write", "bytes.Buffer.WriteString", "bytes.Buffer.Write":
		target, first = receiverOf(call), 0
	case "fmt.Fprint", "fmt.Fprintln", "fmt.Fprintf", "io.WriteString":
		target = e.arg(call, 0)
	case "encoding/json.Encoder.Encode":
		if made, ok := receiverOf(call).(*ssa.Call); ok && fullName(declared(made)) == "encoding/json.NewEncoder" {
			if target = e.arg(made, 0); target != nil && isBuffer(target) {
				e.put(fn, target, encodedTo, e.arg(call, 0), call)
			}
		}
		return
	}
	if target == nil || !isBuffer(target) {
		return
	}
	if first == 0 || name == "io.WriteString" {
		if v := e.arg(call, first); v != nil {
			e.put(fn, target, writtenTo, v, call)
		}
		return
	}
	var verbs []verb
	if format, ok := constantText(e.arg(call, 1)); ok && name == "fmt.Fprintf" {
		verbs = formatVerbs(format)
	}
	for i, operand := range e.variadic(call) {
		if i < len(verbs) {
			if _, ok := verbs[i].path(); !ok {
				continue
			}
		}
		e.put(fn, target, writtenTo, operand, call)
	}
}

// isBuffer reports whether v is a pointer to a buffer in memory, also as a writer.
func isBuffer(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	switch typematch.Name(v.Type()) {
	case "*strings.Builder", "*bytes.Buffer":
		return true
	}
	return false
}

// leaks tells which parameters leave the program through call.
func (f *plainFunc) leaks(call *ast.CallExpr) {
	fn, _ := typeutil.Callee(f.scope.pass.TypesInfo, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil {
		return
	}
	c := &sinks.Call{Func: fn, Sig: fn.Signature(), Args: len(call.Args), IsOwn: f.scope.isOwnPackage}
	for _, l := range c.Leaks() {
		switch l.Category {
		case sinks.ToWriter, sinks.ToHeader, sinks.ToFile:
			continue
		}
		for i := l.Arg; i < len(call.Args); i++ {
			if i > l.Arg && !isRest(fn.Signature(), i) {
				break
			}
			path := leakPath(l.How)
			if call.Ellipsis.IsValid() && i == len(call.Args)-1 {
				path = joinPath("[]", path)
			}
			f.leak(call.Args[i], path, Sink{Sink: l.Sink(l.Category)})
		}
	}
	var fact Func
	if f.scope.isOwnPackage(fn.Pkg()) && f.scope.pass.ImportObjectFact(fn.Origin(), &fact) && fn.Signature().Recv() == nil {
		for _, s := range fact.Leaks {
			if s.Param < len(call.Args) && s.Path == "" {
				f.leak(call.Args[s.Param], s.Path, s.To)
			} else if call.Ellipsis.IsValid() && s.Param == len(call.Args)-1 {
				f.leak(call.Args[s.Param], s.Path, s.To)
			}
		}
	}
}

// isRest reports whether argument i belongs to the format or the variadic
// parameter of a function.
func isRest(sig *types.Signature, i int) bool {
	return sig.Variadic() && i >= sig.Params().Len()-1
}

// leak tells that the parameters leave the program of which expr is made.
func (f *plainFunc) leak(expr ast.Expr, path string, sink Sink) {
	expr = ast.Unparen(expr)
	switch e := expr.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			f.leak(e.X, "", sink)
			f.leak(e.Y, "", sink)
		}
	case *ast.CallExpr:
		if f.scope.pass.TypesInfo.Types[e.Fun].IsType() && len(e.Args) == 1 {
			f.leak(e.Args[0], path, sink)
			return
		}
		fn, _ := typeutil.Callee(f.scope.pass.TypesInfo, e).(*types.Func)
		if fn == nil || !strings.HasPrefix(typematch.Func(fn), "fmt.Sprint") {
			return
		}
		for i, arg := range e.Args {
			path := asPrinted
			if e.Ellipsis.IsValid() && i == len(e.Args)-1 {
				path = joinPath("[]", path)
			}
			f.leak(arg, path, sink)
		}
	case *ast.Ident:
		i := f.param(e)
		if i == NoHole || f.params[i] == nil {
			return
		}
		t := f.params[i].Type()
		if typematch.IsError(t) || typematch.IsContext(t) || !mayHoldText(t) && !isAnyList(t) {
			return
		}
		if typematch.IsText(t) {
			path = ""
		}
		f.fact.Leaks = append(f.fact.Leaks, ParamSink{Param: i, Path: path, To: sink})
	}
}

func isAnyList(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	return ok && types.IsInterface(list.Elem())
}
