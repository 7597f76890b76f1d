package summary

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

// asksLeak reports whether a function in file that importers can call sends
// what it is given out of the program in a way that plainFacts doesn't see: to a
// file, a client, a process or telemetry, or logs the bodies of requests. Logs and
// errors are no question, since they are everywhere: of these only what the
// syntax alone shows is told, and what a type shows of itself to zap.
func (s *scope) asksLeak(file *ast.File) bool {
	if !s.own || s.pass.Pkg.Name() == "main" {
		return false
	}
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.FuncDecl)
		if !ok || decl.Body == nil {
			continue
		}
		fn, ok := s.pass.TypesInfo.Defs[decl.Name].(*types.Func)
		if !ok || !takesText(fn.Signature()) && !isPipeline(fn) {
			continue
		}
		for n := range ast.Preorder(decl.Body) {
			if s.mayLeak(n, fn.Name() == "MarshalLogObject") || isPipeline(fn) && s.dumps(n) {
				return true
			}
		}
	}
	return false
}

// takesText reports whether a function is given something that may hold a
// secret's value, by a parameter or by its receiver.
func takesText(sig *types.Signature) bool {
	for _, v := range parameters(sig) {
		if t := v.Type(); !typematch.IsContext(t) && !typematch.IsError(t) && mayCarry(t) {
			return true
		}
	}
	return false
}

// mayCarry reports whether a value of type t may hold a text. It gives up on types
// that nest deeply, as those do that are made of themselves.
func mayCarry(t types.Type) bool { return mayCarryBelow(t, 0) }

func mayCarryBelow(t types.Type, depth int) bool {
	const deepest = 6
	if t == nil || depth > deepest {
		return false
	}
	if typematch.Name(t) == "*net/http.Request" {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return mayCarryBelow(u.Elem(), depth+1)
	case *types.Slice:
		return mayCarryBelow(u.Elem(), depth+1) || isByteOf(t)
	case *types.Map:
		return mayCarryBelow(u.Elem(), depth+1)
	case *types.Interface:
		return u.NumMethods() == 0
	case *types.Struct:
		for field := range u.Fields() {
			if typematch.IsText(field.Type()) {
				return true
			}
		}
	}
	return typematch.IsText(t)
}

// mayLeak reports whether n hands something that isn't constant to a function or
// field through which it leaves the program, to a log only if logs is true.
func (s *scope) mayLeak(n ast.Node, logs bool) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(s.pass.TypesInfo, n).(*types.Func)
		if fn == nil || fn.Pkg() == nil || s.isOwnPackage(fn.Pkg()) {
			return false
		}
		c := &sinks.Call{Func: fn, Sig: fn.Signature(), Args: len(n.Args), IsOwn: s.isOwnPackage}
		for _, l := range c.Leaks() {
			if l.Category == sinks.Log && !logs || l.Category == sinks.Error || l.Category == sinks.ToWriter && s.isTerminal(n, l.Target) {
				continue
			}
			if l.Category == sinks.Telemetry && fn.Pkg().Path() == prometheus {
				continue // labels are told by plainFacts, or not at all
			}
			isTelemetry := l.Category == sinks.Telemetry && !logs
			for _, arg := range n.Args[min(max(l.Arg, 0), len(n.Args)):] {
				if s.pass.TypesInfo.Types[arg].Value == nil && !(isTelemetry && s.isPlain(arg)) {
					return true
				}
			}
		}
	case *ast.AssignStmt:
		for _, left := range n.Lhs {
			sel, ok := left.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			field, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Var)
			if !ok || !field.IsField() {
				continue
			}
			if _, ok := sinks.LeakField(s.pass.TypesInfo.TypeOf(sel.X), field); ok {
				return true
			}
		}
	}
	return false
}

const prometheus = "github.com/prometheus/client_golang/prometheus"

// isPlain reports whether expr is a variable, of which plainFacts tells if it
// holds a parameter and nothing else, a field of a type that importers can't name,
// or the result of a call without texts.
func (s *scope) isPlain(expr ast.Expr) bool {
	switch expr := s.unconverted(expr).(type) {
	case *ast.Ident:
		v, ok := s.pass.TypesInfo.Uses[expr].(*types.Var)
		return ok && !v.IsField()
	case *ast.SelectorExpr:
		v, ok := s.pass.TypesInfo.Uses[expr.Sel].(*types.Var)
		return ok && (v.Kind() == types.PackageVar || v.IsField() && !isExportedName(typematch.Name(s.pass.TypesInfo.TypeOf(expr.X))))
	case *ast.CallExpr:
		return !slices.ContainsFunc(expr.Args, func(arg ast.Expr) bool { return mayCarry(s.pass.TypesInfo.TypeOf(arg)) })
	}
	return false
}

// isTerminal reports whether argument i of call is the terminal, a buffer or a
// writer of which a package can't say what it is.
func (s *scope) isTerminal(call *ast.CallExpr, i int) bool {
	if i < 0 || i >= len(call.Args) {
		return false
	}
	if sel, ok := call.Args[i].(*ast.SelectorExpr); ok {
		if v, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Var); ok && !v.IsField() {
			return true
		}
	}
	switch typematch.Name(s.pass.TypesInfo.TypeOf(call.Args[i])) {
	case "*strings.Builder", "*bytes.Buffer", "io.Writer":
		return true
	}
	return false
}

// isPipeline reports whether fn is the method of a policy or transport.
func isPipeline(fn *types.Func) bool {
	return fn.Signature().Recv() != nil && (fn.Name() == "Do" || fn.Name() == "RoundTrip")
}

// dumps reports whether n reads or dumps a whole body.
func (s *scope) dumps(n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch fullName(typeutil.StaticCallee(s.pass.TypesInfo, call)) {
	case "net/http/httputil.DumpResponse", "net/http/httputil.DumpRequestOut", "net/http/httputil.DumpRequest",
		"io.ReadAll", "io/ioutil.ReadAll", "github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime.Payload":
		return true
	}
	return false
}
