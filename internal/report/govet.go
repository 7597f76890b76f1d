package report

import (
	"encoding/json"
	"io"
)

// writeGoVet writes findings in the format of "go vet -json", with the
// category in each: an object from package to rule to a list of diagnostics.
// Unlike go vet it writes one object for all packages.
func writeGoVet(w io.Writer, r *Report) error {
	tree := make(map[string]map[string][]vetDiagnostic)
	for _, f := range r.Findings {
		if tree[f.Package] == nil {
			tree[f.Package] = make(map[string][]vetDiagnostic)
		}
		tree[f.Package][f.Rule] = append(tree[f.Package][f.Rule], vetDiagnostic{
			Category: f.Category, Posn: f.Pos.String(), End: f.End.String(), Message: f.Message,
		})
	}
	return encode(w, tree)
}

type vetDiagnostic struct {
	Category string `json:"category,omitempty"`
	Posn     string `json:"posn"` // "file.go:line:column"
	End      string `json:"end"`
	Message  string `json:"message"`
}

// encode writes v as JSON that people can read, too.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
