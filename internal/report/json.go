package report

import (
	"encoding/json"
	"io"
)

// JSON writes findings in the format of "go vet -json", with the category in
// each: an object from package to rule to a list of diagnostics. Unlike go
// vet it writes one object for all packages.
func JSON(w io.Writer, _ string, findings []Finding) error {
	tree := make(map[string]map[string][]diagnostic)
	for _, f := range findings {
		if tree[f.Package] == nil {
			tree[f.Package] = make(map[string][]diagnostic)
		}
		tree[f.Package][f.Rule] = append(tree[f.Package][f.Rule], diagnostic{
			Category: f.Category, Posn: f.Pos.String(), End: f.End.String(), Message: f.Message,
		})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false)
	return enc.Encode(tree)
}

type diagnostic struct {
	Category string `json:"category,omitempty"`
	Posn     string `json:"posn"` // "file.go:line:column"
	End      string `json:"end"`
	Message  string `json:"message"`
}
