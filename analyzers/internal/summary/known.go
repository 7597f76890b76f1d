package summary

import (
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/packed"
	"golang.org/x/tools/go/ssa"
)

// knownCall goes on with the arguments of functions whose results are known to
// come from them. It returns false for other functions.
func (w *walker) knownCall(s state, call *ssa.Call, index int) bool {
	fn := declared(call)
	if fn == nil {
		return false
	}
	if isPointerTo(fn) && w.e.function(fn) == nil {
		w.to(s, w.e.arg(call, 0), s.path, call)
		return true
	}
	if w.described(s, call) {
		return true
	}
	name := fullName(fn)
	if w.mode == leaked && w.leakedCall(s, call, index, name) {
		return true
	}
	if name == "sync.OnceValue" || name == "sync.OnceValues" {
		if w.mode == code {
			w.leaf(s, leaf{kind: leafOnce, v: call})
		}
		return w.mode == code
	}
	if formats[name] {
		w.format(s, call)
		return true
	}
	if i, ok := same[name]; ok {
		if w.mode == whole && i > 0 { // the default of a flag
			w.leaf(s, leaf{kind: leafUnknown, v: call})
		}
		w.to(s, w.e.arg(call, i), s.path, call)
		return true
	}
	if packed.Marshals(name) && w.mode == values && index == 0 && len(call.Call.Args) > 0 {
		w.leaf(s, leaf{kind: leafMarshalled, v: call.Call.Args[0]})
		return true
	}
	if packed.Buffers(name) && w.mode == values {
		for _, object := range encodedInto(call) {
			w.leaf(s, leaf{kind: leafMarshalled, v: object})
		}
	}
	if name == "cmp.Or" {
		w.to(s, w.e.arg(call, 0), joinPath("[]", s.path), call)
		return true
	}
	if i, ok := partly[name]; ok || fn.Pkg() != nil && (fn.Pkg().Path() == "strings" || fn.Pkg().Path() == "bytes") && index == 0 && fn.Signature().Recv() == nil {
		s.part = true
		if len(call.Call.Args) > 0 && (w.followsValues() || w.mode == secrets && ok) {
			w.to(s, w.e.arg(call, i), "", call)
		} else if w.mode <= leaked || w.mode == whole {
			w.leaf(s, leaf{kind: leafUnknown, v: call})
		}
		return true
	}
	return false
}

// same holds functions that return an argument, as far as names and
// credentials go.
var same = map[string]int{
	"strings.ToLower": 0, "strings.ToUpper": 0, "strings.TrimSpace": 0, "strings.Title": 0,
	"strings.Replace": 0, "strings.ReplaceAll": 0, "strings.Clone": 0, "strings.Trim": 0,
	"strings.TrimPrefix": 0, "strings.TrimSuffix": 0, "strings.TrimRight": 0, "strings.TrimLeft": 0,
	"bytes.TrimSpace": 0, "bytes.Clone": 0, "slices.Clone": 0, "maps.Clone": 0,
	"flag.String": 1, "flag.FlagSet.String": 1,
	"github.com/spf13/pflag.String": 1, "github.com/spf13/pflag.FlagSet.String": 1,
	"github.com/spf13/pflag.StringP": 2, "github.com/spf13/pflag.FlagSet.StringP": 2,
	"strings.NewReplacer.Replace": 0, "slices.Values": 0, "slices.Sorted": 0,
}

// partly holds functions whose result contains or encodes an argument.
var partly = map[string]int{
	"net/url.QueryEscape": 0, "net/url.PathEscape": 0, "strconv.Quote": 0,
	"encoding/base64.Encoding.EncodeToString": 0, "encoding/base64.Encoding.DecodeString": 0,
	"encoding/hex.EncodeToString": 0, "encoding/hex.DecodeString": 0, "net/url.UserPassword": 1,
}

// iterated goes on with what a loop over an iterator of the standard library
// gives parameter v of its body. It returns false for other parameters.
func (w *walker) iterated(s state, v *ssa.Parameter) bool {
	call := rangedOver(v.Parent())
	if call == nil {
		return false
	}
	of, ok := iterators[fullName(declared(call))]
	if i := paramIndex(v); !ok || i >= len(of) || of[i] == "" || len(call.Call.Args) == 0 {
		return false
	} else if of[i] != "part" {
		w.to(s, call.Call.Args[0], joinPath(of[i], s.path), call)
	} else if w.followsValues() {
		s.part = true
		w.to(s, call.Call.Args[0], "", call)
	}
	return true
}

// rangedOver returns the call that returns the iterator over which the loop
// with the body fn goes, or nil.
func rangedOver(fn *ssa.Function) *ssa.Call {
	if fn.Synthetic != "range-over-func yield" || fn.Parent() == nil {
		return nil
	}
	var found *ssa.Call
	instructions(fn.Parent(), func(instr ssa.Instruction) {
		loop, ok := instr.(*ssa.Call)
		if !ok || len(loop.Call.Args) != 1 {
			return
		}
		if mc, ok := loop.Call.Args[0].(*ssa.MakeClosure); ok && mc.Fn == fn || loop.Call.Args[0] == fn {
			found, _ = loop.Call.Value.(*ssa.Call)
		}
	})
	return found
}

// iterators holds the functions of the standard library that return iterators:
// the path below the argument of each value, or "part" of it.
var iterators = map[string][]string{
	"strings.SplitSeq": {"part"}, "strings.SplitAfterSeq": {"part"}, "strings.FieldsSeq": {"part"}, "strings.Lines": {"part"},
	"bytes.SplitSeq": {"part"}, "bytes.SplitAfterSeq": {"part"}, "bytes.FieldsSeq": {"part"}, "bytes.Lines": {"part"},
	"slices.Values": {"[]"}, "slices.All": {"", "[]"}, "slices.Backward": {"", "[]"},
	"maps.Keys": {"#key"}, "maps.Values": {"[]"}, "maps.All": {"#key", "[]"},
}

// formats holds functions that put a text together by a format.
var formats = map[string]bool{"fmt.Sprintf": true, "fmt.Appendf": true, "fmt.Sprint": true, "fmt.Sprintln": true}

// format goes on with the operands of a call of fmt.Sprintf and its kin.
func (w *walker) format(s state, call *ssa.Call) {
	if w.mode >= code {
		w.leaf(s, leaf{kind: leafUnknown, v: call})
		return
	}
	if w.mode == leaked {
		w.leakedFormat(s, call)
		return
	}
	operands := w.e.variadic(call)
	if w.mode == values {
		s.part = true
		for _, operand := range operands {
			w.to(s, operand, "", call)
		}
		return
	}
	format, ok := "", false
	if declared(call).Name() == "Sprintf" {
		format, ok = constantText(w.e.arg(call, 0))
	}
	seps, isPlain := splitFormat(format)
	if !ok || !isPlain || len(seps) != len(operands)+1 || len(operands) == 0 {
		w.leaf(s, leaf{kind: leafUnknown, v: call})
		return
	}
	w.joined(s, operands, seps, call)
}

// variadic returns the values that call passes for its variadic parameter, as
// far as they are written one by one.
func (e *engine) variadic(call ssa.CallInstruction) []ssa.Value {
	args := call.Common().Args
	if len(args) == 0 {
		return nil
	}
	slice, ok := args[len(args)-1].(*ssa.Slice)
	if !ok {
		return nil
	}
	var list []ssa.Value
	for _, ref := range *slice.X.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == addr {
				list = append(list, st.Val)
			}
		}
	}
	return list
}

// splitFormat returns the constant text around the verbs of a format. It
// returns false for formats with flags, widths or indexes.
func splitFormat(format string) ([]string, bool) {
	var seps []string
	rest, sep := format, ""
	for {
		before, after, found := strings.Cut(rest, "%")
		sep += before
		if !found {
			return append(seps, sep), true
		}
		switch {
		case after == "":
			return nil, false
		case after[0] == '%':
			sep += "%"
		case strings.IndexByte("svdqxX", after[0]) >= 0:
			seps, sep = append(seps, sep), ""
		default:
			return nil, false
		}
		rest = after[1:]
	}
}

// isPointerTo reports whether fn is a generic function of the shape
// func[T any](T) *T, whatever its name.
func isPointerTo(fn *types.Func) bool {
	sig := fn.Origin().Signature()
	if sig.TypeParams().Len() != 1 || sig.Params().Len() != 1 || sig.Results().Len() != 1 {
		return false
	}
	ptr, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Pointer)
	return ok && types.Identical(ptr.Elem(), sig.Params().At(0).Type())
}
