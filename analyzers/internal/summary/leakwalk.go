package summary

import (
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"golang.org/x/tools/go/ssa"
)

// followsValues reports whether texts are followed through all that contains
// them.
func (w *walker) followsValues() bool { return w.mode == values || w.mode == leaked }

// leakedCall is knownCall in mode leaked.
func (w *walker) leakedCall(s state, call *ssa.Call, index int, name string) bool {
	arg := func(i int, path string) bool {
		s.part = true
		w.to(s, w.e.arg(call, i), path, call)
		return true
	}
	if how, ok := marshallers[name]; ok {
		return index > 0 || arg(0, leakPath(how))
	}
	switch name {
	case "encoding/json.Indent", "errors.New":
		return true
	case "strings.Replace", "strings.ReplaceAll", "bytes.Replace", "bytes.ReplaceAll":
		if _, ok := constantText(w.e.arg(call, 1)); ok {
			return arg(0, "")
		}
		return true // what is replaced may be the secret
	case "strings.NewReplacer.Replace", "strings.Replacer.Replace", "strings.Map", "bytes.Map", "strings.Count":
		return true
	case "strings.Join", "bytes.Join", "google.golang.org/grpc/metadata.Pairs", "google.golang.org/grpc/metadata.New":
		return arg(0, "[]")
	case "strings.Cut", "bytes.Cut", "strings.CutPrefix", "strings.CutSuffix":
		if strings.HasSuffix(name, ".Cut") {
			return index != 1 || arg(0, "")
		}
		return index != 0 || arg(0, "")
	case "strings.Split", "strings.SplitN", "bytes.Split", "strings.Fields":
		return strings.HasPrefix(s.path, "[0]") || arg(0, "")
	case "strings.NewReader", "bytes.NewReader", "bytes.NewBuffer", "bytes.NewBufferString":
		return arg(0, "")
	case "strings.Builder.String", "bytes.Buffer.String", "bytes.Buffer.Bytes":
		if recv := receiverOf(call); recv != nil {
			s.v, s.user = recv, call
			w.buffered(s)
		}
		return true
	case "log/slog.StringValue":
		return arg(0, "")
	case "log/slog.AnyValue":
		return arg(0, asSlog)
	case "fmt.Stringer.String":
		w.to(s, call.Call.Value, asPrinted, call)
		return true
	}
	return false
}

// marshallers holds the functions that return the text of their argument.
var marshallers = map[string]sinks.How{
	"encoding/json.Marshal": sinks.AsJSON, "encoding/json.MarshalIndent": sinks.AsJSON,
	"encoding/xml.Marshal": sinks.AsXML, "encoding/xml.MarshalIndent": sinks.AsXML,
	"gopkg.in/yaml.v2.Marshal": sinks.AsYAML, "gopkg.in/yaml.v3.Marshal": sinks.AsYAML, "sigs.k8s.io/yaml.Marshal": sinks.AsYAML,
	"github.com/goccy/go-json.Marshal": sinks.AsJSON, "github.com/json-iterator/go.Marshal": sinks.AsJSON,
	"github.com/davecgh/go-spew/spew.Sdump": sinks.AsDump,
	"github.com/kr/pretty.Sprint":           sinks.AsDump,
}

// leakedFormat goes on with the operands of a call of fmt.Sprintf and its kin.
func (w *walker) leakedFormat(s state, call *ssa.Call) {
	s.part = true
	fn := declared(call)
	var verbs []verb
	if strings.HasSuffix(fn.Name(), "f") {
		i := fn.Signature().Params().Len() - 2
		if format, ok := constantText(w.e.arg(call, i)); ok {
			verbs = formatVerbs(format)
		} else {
			w.to(s, w.e.arg(call, i), "", call)
		}
	}
	operands := w.e.variadic(call)
	if len(operands) == 0 && len(call.Call.Args) > 0 {
		w.to(s, call.Call.Args[len(call.Call.Args)-1], joinPath("[]", asPrinted), call)
	}
	for i, operand := range operands {
		path := asPrinted
		if i < len(verbs) {
			var ok bool
			if path, ok = verbs[i].path(); !ok {
				continue
			}
		}
		w.to(s, operand, path, call)
	}
}
