package packed

import "slices"

// Marshallers are functions whose result is their first argument, written down.
var Marshallers = []string{
	"encoding/json.Marshal", "encoding/json.MarshalIndent",
	"gopkg.in/yaml.v2.Marshal", "gopkg.in/yaml.v3.Marshal", "sigs.k8s.io/yaml.Marshal", "github.com/goccy/go-yaml.Marshal",
}

// Marshals reports whether the function called name, "path.Func", returns its first
// argument written down.
func Marshals(name string) bool { return slices.Contains(Marshallers, name) }

// Encoders are functions that return what writes objects down to their first
// argument, EncodeMethods the methods of that which do.
var (
	Encoders      = []string{"encoding/json.NewEncoder", "gopkg.in/yaml.v2.NewEncoder", "gopkg.in/yaml.v3.NewEncoder", "github.com/goccy/go-yaml.NewEncoder"}
	EncodeMethods = []string{"encoding/json.Encoder.Encode", "gopkg.in/yaml.v2.Encoder.Encode", "gopkg.in/yaml.v3.Encoder.Encode", "github.com/goccy/go-yaml.Encoder.Encode"}
)

// Buffers reports whether the method called name, "path.Type.Method", returns
// what was written to its receiver.
func Buffers(name string) bool {
	return name == "bytes.Buffer.String" || name == "bytes.Buffer.Bytes" || name == "strings.Builder.String"
}
