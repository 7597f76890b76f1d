package report

import (
	"go/token"
	"io"
)

// schemaVersion is the version of the JSON format. It goes up where a reader
// of the format would break: a field that is gone or means something else.
// Fields may be added at any time.
const schemaVersion = 1

// schemaFile is where the schema of the JSON format is kept, from the root of
// the repository.
const schemaFile = "docs/findings.schema.json"

const schemaURL = "https://github.com/kvlint/kvlint/raw/main/" + schemaFile

//go:generate go test -run=TestSchemaIsFresh -update

// writeJSON writes everything that is known of findings.
func writeJSON(w io.Writer, r *Report) error {
	r.identify(make(sources))
	doc := jsonReport{Schema: schemaURL, Version: schemaVersion, Tool: jsonTool{"kvlint", r.Version}, Findings: []jsonFinding{}, Problems: []string{}}
	for _, f := range r.shown() {
		doc.Findings = append(doc.Findings, r.item(f))
	}
	doc.Problems = append(doc.Problems, r.Problems...)
	return encode(w, doc)
}

func (r *Report) item(f Finding) jsonFinding {
	item := jsonFinding{
		Rule: f.Rule, Category: f.Category, Severity: f.Severity.String(), Message: f.Message, URL: f.URL,
		Package: f.Package, Function: f.Function, Location: r.location(f.Pos, f.End), Fingerprint: f.fingerprint,
	}
	for _, step := range f.Chain {
		item.Chain = append(item.Chain, jsonStep{step.Message, r.location(step.Pos, token.Position{})})
	}
	if f.Silenced {
		item.Silenced = &jsonSilence{f.Reason}
	}
	return item
}

func (r *Report) location(pos, end token.Position) jsonLocation {
	path, _ := r.path(pos.Filename)
	l := jsonLocation{Path: path, Start: jsonPoint{pos.Line, pos.Column}}
	if end.IsValid() && end.Filename == pos.Filename {
		l.End = &jsonPoint{end.Line, end.Column}
	}
	return l
}

// A jsonReport is a report in the JSON format. Its schema is generated from this
// type and those that it mentions, with the descriptions from their tags.
type jsonReport struct {
	Schema   string        `json:"$schema" jsonschema:"address of the schema of this format"`
	Version  int           `json:"version" jsonschema:"version of this format; it goes up where a field is gone or means something else"`
	Tool     jsonTool      `json:"tool" jsonschema:"the program that wrote the report"`
	Findings []jsonFinding `json:"findings" jsonschema:"what was found, sorted by file and position"`
	Problems []string      `json:"problems" jsonschema:"why something could not be analysed, a line each; empty if the analysis is complete"`
}

// jsonTool is the program that wrote a report.
type jsonTool struct {
	Name    string `json:"name" jsonschema:"always kvlint"`
	Version string `json:"version" jsonschema:"version of kvlint"`
}

// A jsonFinding is a finding.
type jsonFinding struct {
	Rule        string       `json:"rule" jsonschema:"name of the rule"`
	Category    string       `json:"category" jsonschema:"category of the rule"`
	Severity    string       `json:"severity" jsonschema:"note, warning or error"`
	Message     string       `json:"message" jsonschema:"what is wrong and what to do, in one line"`
	URL         string       `json:"url" jsonschema:"page of the rule"`
	Package     string       `json:"package" jsonschema:"package as the go command names it, with its test variant"`
	Function    string       `json:"function,omitempty" jsonschema:"function declaration around the finding, as (*Server).pay"`
	Location    jsonLocation `json:"location" jsonschema:"where it is"`
	Chain       []jsonStep   `json:"chain,omitempty" jsonschema:"functions that lead from the location to what is wrong, as far as they are known"`
	Fingerprint string       `json:"fingerprint" jsonschema:"name of the finding that stays when lines above it come and go"`
	Silenced    *jsonSilence `json:"silenced,omitempty" jsonschema:"present if a directive silences the finding; only with -show-silenced"`
}

// A jsonLocation is a part of a file.
type jsonLocation struct {
	Path  string     `json:"path" jsonschema:"file relative to the root of the repository, with slashes; absolute if it lies elsewhere"`
	Start jsonPoint  `json:"start" jsonschema:"where it starts"`
	End   *jsonPoint `json:"end,omitempty" jsonschema:"where it ends, exclusive"`
}

// A jsonPoint is a position in a file.
type jsonPoint struct {
	Line   int `json:"line" jsonschema:"line, from 1"`
	Column int `json:"column" jsonschema:"column in bytes, from 1"`
}

// A jsonStep is a function on the way.
type jsonStep struct {
	Message  string       `json:"message" jsonschema:"what the step does"`
	Location jsonLocation `json:"location" jsonschema:"where the function is declared"`
}

// A jsonSilence says that a directive silences a finding.
type jsonSilence struct {
	Reason string `json:"reason,omitempty" jsonschema:"what the directive says; absent if it is another tool's"`
}
