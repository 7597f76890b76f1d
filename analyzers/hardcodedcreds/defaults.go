package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// nameDefault gives the default in a call such as env("DB_PASSWORD", "…") to the
// name before it.
func (f *finder) nameDefault(call *ast.CallExpr) {
	if name := f.flagName(call); name != "" {
		f.give("the default of "+name, name, call.Args[0], use{entry: true})
	}
	if len(call.Args) < 2 {
		return
	}
	for i, arg := range call.Args[:len(call.Args)-1] {
		if !isWritten(arg) && !isWritten(call.Args[i+1]) {
			continue
		}
		name, ok := constantText(f.info, arg)
		if !ok || claimOf(name) == noClaim {
			continue
		}
		if f.takesDefault(call, i+1) {
			f.give("the default of "+name, name, call.Args[i+1], use{entry: true})
		}
	}
}

// flagName returns the name of the flag whose default call sets, as in
// app.Flag("password", "…").Envar("…").Default("…"), or "".
func (f *finder) flagName(call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Default" || len(call.Args) != 1 {
		return ""
	}
	for {
		inner, ok := sel.X.(*ast.CallExpr)
		if !ok {
			return ""
		}
		if sel, ok = inner.Fun.(*ast.SelectorExpr); !ok {
			return ""
		}
		if sel.Sel.Name == "Flag" && len(inner.Args) > 0 {
			name, _ := constantText(f.info, inner.Args[0])
			return name
		}
	}
}

// isWritten reports whether expr is a text right here, or a sum that may be.
func isWritten(expr ast.Expr) bool {
	switch n := expr.(type) {
	case *ast.BasicLit:
		return n.Kind == token.STRING
	case *ast.BinaryExpr:
		return n.Op == token.ADD
	}
	return false
}

// takesDefault reports whether argument i of call is what a setting is where it
// isn't set, by the names of the parameter and of the function.
func (f *finder) takesDefault(call *ast.CallExpr, i int) bool {
	sig, ok := f.info.TypeOf(call.Fun).(*types.Signature)
	if !ok || sig.Variadic() && i >= sig.Params().Len()-1 && !isTexts(sig.Params().At(sig.Params().Len()-1).Type()) {
		return false
	}
	param := f.param(call, i)
	if param == nil {
		return false
	}
	for _, word := range splitWords(param.Name()) {
		if defaultWords[word] {
			return true
		}
	}
	for _, word := range splitWords(f.exprName(call.Fun)) {
		if envWords[word] {
			return true
		}
	}
	return false
}

var (
	defaultWords = setOf(`def default dflt fallback alt alternative otherwise val value`)
	envWords     = setOf(`env getenv default fallback setdefault`)
)

// nameTags reports the default in the tag of a field of a struct, which is declared
// as owner or, if that is "", nowhere: where the field is used as a credential, or
// by its name.
func (f *finder) nameTags(owner string, s *ast.StructType) {
	for _, field := range s.Fields.List {
		if field.Tag == nil || len(field.Names) == 0 {
			continue
		}
		tag, ok := unquote(field.Tag.Value)
		if !ok {
			continue
		}
		name := field.Names[0].Name
		if env := firstTag(tag, "env", "envconfig"); claimOf(name) < claimOf(env) {
			name = env
		}
		text := firstTag(tag, "default", "envDefault", "env-default")
		if sink, ok := f.summary.Fields[f.path+"."+owner+"."+field.Names[0].Name]; ok && owner != "" {
			f.sinkTag(field.Tag, text, sink)
		} else if convicts(claimOf(name), text, name, use{}) {
			f.add(Name, field.Tag, credential.Fingerprint(text), "the default of field %s looks like a credential (sha256 %s) and is written into the source; %s",
				field.Names[0].Name, credential.Fingerprint(text), remedy)
		}
	}
}

// sinkTag reports text, the default in a tag, which arrives at a sink.
func (f *finder) sinkTag(tag ast.Expr, text string, sink summary.Sink) {
	c := summary.Credential{At: tag, Sink: sink, Text: text, Handed: tag}
	if text != "" && !f.isHarmless(f.root, c) {
		f.reportSink(c)
	}
}
