package summary

import (
	"go/ast"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/types/typeutil"
)

// direct reports constants that are written right where a credential is wanted.
// It is all that is said of packages that can't be built in SSA form: those
// that use C or mention what doesn't compile.
func (s *scope) direct(result *Result) {
	if !s.own {
		return
	}
	for _, file := range s.pass.Files {
		for n := range ast.Preorder(file) {
			switch n := n.(type) {
			case *ast.CallExpr:
				s.directCall(result, n)
			case *ast.CompositeLit:
				s.directFields(result, n)
			}
		}
	}
}

func (s *scope) directCall(result *Result, call *ast.CallExpr) {
	tv, ok := s.pass.TypesInfo.Types[call.Fun]
	if !ok || tv.IsType() || tv.IsBuiltin() || tv.Type == nil {
		return
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if !ok {
		return
	}
	fn, _ := typeutil.Callee(s.pass.TypesInfo, call).(*types.Func)
	c := &sinks.Call{Func: fn, Sig: sig, Args: len(call.Args), IsOwn: s.isOwnPackage, Extra: s.extra.Sinks, Text: func(i int) (string, bool) {
		return s.text(call.Args[i])
	}}
	for i, arg := range call.Args {
		for _, sink := range c.Arg(i) {
			s.directSink(result, sink, arg, call)
		}
	}
}

func (s *scope) directFields(result *Result, lit *ast.CompositeLit) {
	t := s.pass.TypesInfo.TypeOf(lit)
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok || t == nil {
			continue
		}
		if id, ok := kv.Key.(*ast.Ident); ok {
			if field, ok := s.pass.TypesInfo.Uses[id].(*types.Var); ok && field.IsField() {
				for _, sink := range s.extra.Sinks.Field(t, field, s.isOwnPackage) {
					s.directSink(result, sink, kv.Value, nil)
				}
			}
		}
	}
}

func (s *scope) directSink(result *Result, sink sinks.Sink, at, call ast.Expr) {
	if text, ok := s.text(at); ok && text != "" && sink.Kind == sinks.Credential {
		result.Credentials = append(result.Credentials, Credential{At: at, Sink: Sink{Sink: sink}, Text: text, Handed: at, Call: call})
	}
}
