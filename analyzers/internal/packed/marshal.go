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
