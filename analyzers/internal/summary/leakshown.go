package summary

import (
	"go/types"
	"reflect"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// In mode leaked, a path may end with one of these: what is wanted is not the
// value but the text that is made of it. Which of its parts that shows depends
// on its type, so it is decided where the type is known.
const (
	asPrinted = "#print" // fmt's %v
	asNested  = "#field" // fmt's %v, of what lies in something else: pointers are addresses
	asSyntax  = "#go"    // fmt's %#v
	asJSON    = "#json"
	asXML     = "#xml"
	asYAML    = "#yaml"
	asDumped  = "#dump"
	asZap     = "#zap"
	asSlog    = "#slog"
	asCookie  = "#cookie"
	writtenTo = "#written" // what was written to a buffer
	encodedTo = "#encoded" // what was written to it as JSON
)

// leakPath returns the path of what how shows.
func leakPath(how sinks.How) string {
	switch how {
	case sinks.AsText:
		return ""
	case sinks.AsJSON:
		return asJSON
	case sinks.AsXML:
		return asXML
	case sinks.AsYAML:
		return asYAML
	case sinks.AsDump, sinks.DumpFmt:
		return asDumped
	case sinks.AsZap:
		return asZap
	case sinks.AsSlog:
		return asSlog
	case sinks.AsCookie:
		return asCookie
	}
	return asPrinted
}

func isRendering(path string) bool {
	switch path {
	case asPrinted, asNested, asSyntax, asJSON, asXML, asYAML, asDumped, asZap, asSlog, asCookie:
		return true
	}
	return false
}

// rendered goes on with the parts that s shows of a value whose type is known.
// It returns false where the type isn't.
func (w *walker) rendered(s state) bool {
	t := types.Unalias(s.v.Type())
	if ptr, ok := t.(*types.Pointer); ok && types.IsInterface(ptr.Elem()) {
		return false // the address of a variable
	}
	if _, isTuple := t.(*types.Tuple); isTuple || types.IsInterface(t) {
		return false
	}
	if isBuffer(s.v) {
		w.buffered(s)
		return true
	}
	r := &rendering{w: w, s: s, left: maxRendered}
	r.of(t, "", s.path, false, 0)
	return true
}

// buffered goes on with what was written to the buffer s.v.
func (w *walker) buffered(s state) {
	s.path = joinPath(writtenTo, asPrinted)
	w.push(s)
	s.path = joinPath(encodedTo, asJSON)
	w.push(s)
}

// maxRendered is how many parts of a value are looked at.
const maxRendered = 48

// A rendering finds the parts of a value that a text shows.
type rendering struct {
	w    *walker
	s    state
	left int
}

// part goes on with the part of the value at path.
func (r *rendering) part(path string) {
	if r.left--; r.left < 0 {
		return
	}
	s := r.s
	s.path, s.part = path, true
	r.w.push(s)
}

// of goes on with what rendering how shows of the part of type t at path.
// addressable says that the part was reached through a pointer.
func (r *rendering) of(t types.Type, path, how string, addressable bool, depth int) {
	if depth > 4 || r.left <= 0 {
		return
	}
	t = types.Unalias(t)
	if types.IsInterface(t) {
		if !typematch.IsError(t) {
			r.part(joinPath(path, nested(how)))
		}
		return
	}
	if how == asCookie {
		how = asPrinted
		if field := fieldNamed(t, "Value"); field != "" {
			r.part(joinPath(path, field))
			return
		}
	}
	if m := r.w.e.renderer(t, how, addressable); m != nil {
		r.method(m, t, path)
		return
	}
	how = r.w.e.underneath(how)
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			r.part(path)
		}
	case *types.Pointer:
		_, isStruct := u.Elem().Underlying().(*types.Struct)
		if how == asNested || (how == asPrinted || how == asSyntax) && !isStruct {
			return // the address
		}
		r.of(u.Elem(), path, how, true, depth+1)
	case *types.Slice:
		r.elements(u.Elem(), path, how, depth)
	case *types.Array:
		r.elements(u.Elem(), path, how, depth)
	case *types.Map:
		r.of(u.Elem(), joinPath(path, "[]"), nested(how), false, depth+1)
	case *types.Struct:
		for i := range u.NumFields() {
			if cell, field := fieldCell(t, i); field != nil && shows(how, u, i) {
				r.of(field.Type(), joinPath(path, cell), nested(how), addressable, depth+1)
			}
		}
	}
}

func (r *rendering) elements(elem types.Type, path, how string, depth int) {
	if basic, ok := elem.Underlying().(*types.Basic); ok && basic.Kind() == types.Byte {
		r.part(path)
		return
	}
	r.of(elem, joinPath(path, "[]"), nested(how), true, depth+1)
}

// method goes on with what method m of the part of type t at path returns.
func (r *rendering) method(m *types.Func, t types.Type, path string) {
	path = joinPath(path, embeddedPath(t, m))
	e := r.w.e
	if fn := e.function(m); fn != nil {
		below := ""
		if typematch.Name(fn.Signature.Results().At(0).Type()) == "log/slog.Value" {
			below = asSlog
		}
		s := r.s
		r.w.read(r.w.solver.result(fn, 0, below), func(l leaf) {
			p, ok := l.v.(*ssa.Parameter)
			if !ok || l.kind != leafParam || p.Parent() != fn {
				return // of any object of the type: this one's is found through the receiver
			}
			next := s
			next.path, next.part = joinPath(path, l.path), true
			r.w.push(next)
		})
		return
	}
	if fact := e.factOf(m); fact != nil {
		for _, res := range fact.Results {
			if res.N == 0 && res.From.Param == 0 && !res.Clean && res.From.Constant == nil && res.From.Op == nil && res.From.Impl == nil && res.From.Cell == "" {
				r.part(joinPath(path, res.From.Path))
			}
		}
	}
}

// embeddedPath returns the embedded fields through which t has method m.
func embeddedPath(t types.Type, m *types.Func) string {
	_, index, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
	path := ""
	for _, i := range index[:max(len(index)-1, 0)] {
		cell, field := fieldCell(t, i)
		if field == nil {
			return path
		}
		path, t = joinPath(path, cell), field.Type()
	}
	return path
}

// nested returns what how is of what lies in something else.
func nested(how string) string {
	if how == asPrinted || how == asSyntax || how == asCookie {
		return asNested
	}
	return how
}

// renderings holds the methods that decide about how a value is shown, in the
// order in which they are asked for.
var renderings = map[string][]string{
	asPrinted: {"Format", "Error", "String"},
	asNested:  {"Format", "Error", "String"},
	asSyntax:  {"Format", "GoString"},
	asJSON:    {"MarshalJSON", "MarshalText"},
	asXML:     {"MarshalXML", "MarshalText"},
	asYAML:    {"MarshalYAML", "MarshalJSON", "MarshalText"},
	asDumped:  {"Error", "String"},
	asZap:     {"MarshalLogObject", "MarshalLogArray", "Error", "String", "MarshalJSON", "MarshalText"},
	asSlog:    {"LogValue", "MarshalLog"},
}

// renderer returns the method of a type that decides about how a value of it is
// shown, or nil.
func (e *engine) renderer(t types.Type, how string, addressable bool) *types.Func {
	names := renderings[how]
	if how == asSlog {
		names = append(slices.Clip(names), renderings[e.underneath(how)]...)
	}
	for _, name := range names {
		obj, _, _ := types.LookupFieldOrMethod(t, addressable, e.pass.Pkg, name)
		m, ok := obj.(*types.Func)
		if !ok || !isRenderer(m) || types.IsInterface(m.Signature().Recv().Type()) {
			continue
		}
		if m.Pkg() != nil && keyvault.IsRoot(m.Pkg().Path()) {
			continue // answers of the vault are shown as they are
		}
		return m.Origin()
	}
	return nil
}

// isRenderer reports whether m has the signature of the methods that decide
// about how a value is shown.
func isRenderer(m *types.Func) bool {
	sig := m.Signature()
	switch m.Name() {
	case "Format":
		return sig.Params().Len() == 2 && typematch.Name(sig.Params().At(0).Type()) == "fmt.State"
	case "MarshalLogObject", "MarshalLogArray":
		return sig.Params().Len() == 1
	case "MarshalXML":
		return sig.Params().Len() == 2
	}
	return sig.Params().Len() == 0 && sig.Results().Len() > 0
}

// underneath returns what is shown of a value that has no method for how.
func (e *engine) underneath(how string) string {
	switch how {
	case asZap:
		return asJSON
	case asSlog:
		if e.logsJSON() {
			return asJSON
		}
		return asPrinted
	}
	return how
}

// logsJSON reports whether the package makes a handler for slog, or a formatter
// for another logger, that marshals values to JSON.
func (e *engine) logsJSON() bool {
	if e.jsonLogs == 0 {
		e.jsonLogs = 1
		for _, obj := range e.info.Uses {
			if obj.Name() == "NewJSONHandler" || obj.Name() == "JSONFormatter" {
				e.jsonLogs = 2
				break
			}
		}
	}
	return e.jsonLogs == 2
}

// shows reports whether how shows field i of a struct.
func shows(how string, str *types.Struct, i int) bool {
	var key string
	switch how {
	case asJSON:
		key = "json"
	case asXML:
		key = "xml"
	case asYAML:
		key = "yaml"
	default:
		return true
	}
	field := str.Field(i)
	tag := reflect.StructTag(str.Tag(i))
	name, ok := tag.Lookup(key)
	if !ok && how == asYAML {
		name = tag.Get("json") // as sigs.k8s.io/yaml does
	}
	return name != "-" && (field.Exported() || field.Embedded())
}

// fieldNamed returns the path of the field called name of the struct that t is or
// points to.
func fieldNamed(t types.Type, name string) string {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for i := range str.NumFields() {
		if str.Field(i).Name() == name {
			cell, _ := fieldCell(t, i)
			return cell
		}
	}
	return ""
}
