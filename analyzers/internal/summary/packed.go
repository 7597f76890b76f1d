package summary

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// A TakenApart is a secret's value whose components are taken by their
// positions.
type TakenApart struct {
	At    ast.Expr // in the function that has the value: the call, or what it hands on
	Op    Op       // the read
	Names []string // the secret's, as far as they are known
	What  string   // goes on after "the value is"
}

// A Write is an expression that hands on the value of a secret on its way to the
// vault, or something that holds it.
type Write struct {
	At   ast.Expr
	Path []string // of fields below At
	Op   Op
	// Marshalled says that what At hands on is the object that is marshalled, Tags
	// that it is the tags.
	Marshalled, Tags bool
}

// textsOf returns the syntax of pass's package in which texts are put together.
func textsOf(pass *analysis.Pass) *packed.Package {
	index := built.New(pass.Fset, pass.Pkg, pass.TypesInfo, pass.Files)
	return &packed.Package{Info: pass.TypesInfo, Files: pass.Files, Built: index}
}

// isOfWhole reports whether a sink is one for whole values: what arrives there
// as part of another text, or taken from one, says nothing of that.
func isOfWhole(sink Sink) bool {
	return sink.Kind == PartsSink || sink.Kind == WriteSink || sink.Kind == MarshalSink
}

// partsSink follows a text of which call takes components by their positions.
func (e *engine) partsSink(fn *ssa.Function, call ssa.CallInstruction, expr *ast.CallExpr) {
	syntax := syntaxAround(fn)
	if syntax == nil || len(call.Common().Args) == 0 {
		return
	}
	taking, ok := packed.At(e.info, syntax, expr, func(*ast.CallExpr) (string, bool) { return e.patternOf(call) })
	if !ok {
		return
	}
	var sink Sink
	sink.Kind, sink.What = PartsSink, taking.What
	e.flow(e.arg(call, 0), "", sink, handover{call, fn, expr})
}

// syntaxAround returns the syntax of the outermost function around fn that has
// one, or nil: literals of package variables lie in a function that isn't written.
func syntaxAround(fn *ssa.Function) ast.Node {
	var found ast.Node
	for ; fn != nil; fn = fn.Parent() {
		switch n := fn.Syntax().(type) {
		case *ast.FuncDecl:
			found = n
		case *ast.FuncLit:
			found = n
		}
	}
	return found
}

// takenApart tells which parameter call, in decl, takes components of, or hands
// on to a function of the package that does.
func (f *plainFunc) takenApart(decl *ast.FuncDecl, call *ast.CallExpr) {
	info := f.scope.pass.TypesInfo
	text, what := ast.Expr(nil), ""
	if taking, ok := packed.At(info, decl, call, noPattern); ok {
		text, what = taking.Text, taking.What
	} else if helper := f.scope.texts.Built.Function(call); helper != nil && len(call.Args) > 0 {
		text, what = takenIn(info, helper, call)
	}
	if text == nil {
		return
	}
	if from, ok := f.source(f.untrimmed(text)); ok && from.Path == "" {
		var sink Sink
		sink.Kind, sink.What = PartsSink, what
		f.fact.Sinks = append(f.fact.Sinks, ParamSink{Param: from.Param, To: sink})
	}
}

// noPattern knows no regular expressions.
func noPattern(*ast.CallExpr) (string, bool) { return "", false }

// takenIn returns the argument of call whose components helper, which it calls,
// takes, and how; or nil.
func takenIn(info *types.Info, helper ast.Node, call *ast.CallExpr) (text ast.Expr, what string) {
	decl, ok := helper.(*ast.FuncDecl)
	if !ok {
		return nil, ""
	}
	params := info.Defs[decl.Name].(*types.Func).Signature().Params()
	for n := range ast.Preorder(decl.Body) {
		inner, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		taking, ok := packed.At(info, decl, inner, noPattern)
		id, isName := taking.Text.(*ast.Ident)
		for i := 0; ok && isName && i < min(params.Len(), len(call.Args)); i++ {
			if params.At(i) == info.Uses[id] {
				return call.Args[i], taking.What
			}
		}
	}
	return nil, ""
}

// untrimmed returns what expr is trimmed of, or expr.
func (f *plainFunc) untrimmed(expr ast.Expr) ast.Expr {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok || len(call.Args) == 0 || !strings.HasPrefix(f.scope.texts.CalledName(call), "strings.Trim") {
		return expr
	}
	return call.Args[0]
}

// patternOf returns the pattern of the regular expression whose method call
// calls: of a variable that is set once, to one that is compiled from a constant.
func (e *engine) patternOf(call ssa.CallInstruction) (string, bool) {
	re := receiverOf(call)
	if load, ok := re.(*ssa.UnOp); ok {
		stores := e.stored[load.X]
		if len(stores) != 1 {
			return "", false
		}
		re = stores[0].val
	}
	if extract, ok := re.(*ssa.Extract); ok {
		re = extract.Tuple
	}
	compile, ok := re.(*ssa.Call)
	if !ok || declared(compile) == nil || !strings.HasPrefix(fullName(declared(compile)), "regexp.") || len(compile.Call.Args) == 0 {
		return "", false
	}
	return constantText(compile.Call.Args[0])
}

// partsOf keeps the answer of an operation that arrives whole where its
// components are taken.
func (e *engine) partsOf(l leaf, sink Sink, h handover) {
	if sink.Kind != PartsSink || l.part || h.expr == nil || l.path != "" && !isValuePath(l.path) || !l.op.op.Secret {
		return
	}
	if slices.ContainsFunc(e.result.TakenApart, func(t TakenApart) bool { return t.At == h.expr }) {
		return
	}
	list, _ := e.namesOf(l.op)
	e.result.TakenApart = append(e.result.TakenApart, TakenApart{h.expr, l.op.op, list, sink.What})
}

// writeSink follows the value and the tags that an operation writes.
func (e *engine) writeSink(fn *ssa.Function, call ssa.CallInstruction, op *keyvault.Op) {
	var sink Sink
	sink.Op = opInfo(op)
	if at, ok := keyvault.ValueAt(e.info, e.site.Call(call), *op); ok {
		if v := e.arg(call, at.Arg); v != nil {
			sink.Kind = WriteSink
			e.flow(v, cellPath(v, at.Path), sink, handover{call, fn, e.site.Arg(call, at.Arg)})
		}
	}
	if at, ok := keyvault.TagsAt(e.info, e.site.Call(call), *op); ok {
		if v := e.arg(call, at.Arg); v != nil {
			sink.Kind = WrittenTagSink
			e.flow(v, joinPath(cellPath(v, at.Path), "[]"), sink, handover{call, fn, e.site.Arg(call, at.Arg)})
		}
	}
}

// marshalled follows an object that is written down on its way to the vault, l,
// unless its type says there already what its members are.
func (e *engine) marshalled(l leaf, sink Sink) {
	if sink.Kind != WriteSink || l.part {
		return
	}
	if made, ok := l.v.(*ssa.MakeInterface); ok && numFields(made.X.Type()) > 0 {
		return
	}
	sink.Kind = MarshalSink
	e.flow(l.v, "", sink, handover{})
}

// encodedInto returns the objects that encoders write down in the buffer whose
// content call returns, as far as the function around it makes both.
func encodedInto(call *ssa.Call) []ssa.Value {
	buffer, ok := call.Call.Args[0].(*ssa.Alloc)
	if !ok {
		return nil
	}
	var found []ssa.Value
	for _, ref := range *buffer.Referrers() {
		writer, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, encoder := range callsOf(writer, packed.Encoders) {
			for _, encode := range callsOf(encoder, packed.EncodeMethods) {
				found = append(found, encode.Call.Args[1])
			}
		}
	}
	return found
}

// callsOf returns the calls of functions called one of names with v as their
// first argument.
func callsOf(v ssa.Value, names []string) []*ssa.Call {
	var found []*ssa.Call
	for _, ref := range *v.Referrers() {
		call, ok := ref.(*ssa.Call)
		if ok && len(call.Call.Args) > 0 && call.Call.Args[0] == v && slices.Contains(names, fullName(declared(call))) {
			found = append(found, call)
		}
	}
	return found
}

// cellPath returns the path of the fields below v that fields names, as the
// engine writes it.
func cellPath(v ssa.Value, fields []string) string {
	path := ""
	t := v.Type()
	for _, name := range fields {
		for i := range numFields(t) {
			if cell, field := fieldCell(t, i); field != nil && field.Name() == name {
				path, t = joinPath(path, cell), field.Type()
				break
			}
		}
	}
	return path
}

// written keeps an expression that hands on a value on its way to the vault. path
// leads from there to the value.
func (e *engine) written(path string, sink Sink, h handover) {
	if h.expr == nil {
		return
	}
	w := Write{At: h.expr, Op: sink.Op, Marshalled: sink.Kind == MarshalSink, Tags: sink.Kind == WrittenTagSink}
	if w.Tags {
		path = strings.TrimSuffix(strings.TrimSuffix(path, "[]"), pathSep)
	}
	for elem := range strings.SplitSeq(path, pathSep) {
		if elem == "" {
			continue
		}
		if isElement(elem) {
			return
		}
		w.Path = append(w.Path, elem[strings.LastIndexByte(elem, '.')+1:])
	}
	if !slices.ContainsFunc(e.result.Writes, func(known Write) bool {
		return known.At == w.At && known.Tags == w.Tags && slices.Equal(known.Path, w.Path)
	}) {
		e.result.Writes = append(e.result.Writes, w)
	}
}

// numFields returns the number of fields of the struct that t is or points to.
func numFields(t types.Type) int {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return 0
	}
	return str.NumFields()
}
