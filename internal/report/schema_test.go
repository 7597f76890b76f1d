package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	infer "github.com/google/jsonschema-go/jsonschema"
	"github.com/kvlint/kvlint/internal/rule"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "rewrite the schema of the JSON format")

// The schema in the repository is that of the types.
func TestSchemaIsFresh(t *testing.T) {
	file := filepath.Join("../..", filepath.FromSlash(schemaFile))
	want := publishedSchema(t)
	if *update {
		if err := os.WriteFile(file, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s isn't what the types say (%v); run\n\tgo generate ./internal/report", schemaFile, err)
	}
}

// publishedSchema returns the schema of the JSON format.
func publishedSchema(t *testing.T) []byte {
	t.Helper()
	schema, err := infer.For[jsonReport](nil)
	if err != nil {
		t.Fatal(err)
	}
	relax(schema)
	schema.ID, schema.Schema = schemaURL, "https://json-schema.org/draft/2020-12/schema"
	schema.Title = "Findings of kvlint"
	var version any = schemaVersion
	schema.Properties["version"].Const = &version
	severity := schema.Properties["findings"].Items.Properties["severity"]
	severity.Enum = []any{rule.Note.String(), rule.Warning.String(), rule.Error.String()}
	var buf bytes.Buffer
	if err := encode(&buf, schema); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// relax allows fields that a later version adds, and no null: what is empty is
// an empty list or left out.
func relax(schema *infer.Schema) {
	schema.AdditionalProperties = nil
	if i := slices.Index(schema.Types, "null"); i >= 0 {
		schema.Type, schema.Types = slices.Delete(schema.Types, i, i+1)[0], nil
	}
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		relax(schema.Properties[name])
	}
	if schema.Items != nil {
		relax(schema.Items)
	}
}

// reports are those on which formats are checked by schemas: with everything
// in them, and with nothing.
func reports(t *testing.T) map[string]*Report {
	full := testReport(t)
	full.Problems = []string{"p: not analysed, because it does not compile"}
	full.ShowSilenced, full.Silenced = true, slices.Clone(full.Findings[2:])
	full.Findings = full.Findings[:2]
	for i := range full.Silenced {
		full.Silenced[i].Silenced = true
	}
	full.Silenced[0].Reason = "it is an example"
	return map[string]*Report{"full": full, "empty": {Rules: testRules, Version: "(devel)", Dir: "/", Root: "/"}}
}

func TestJSON(t *testing.T) {
	schema := compile(t, filepath.Join("../..", filepath.FromSlash(schemaFile)))
	for name, r := range reports(t) {
		if err := validate(t, schema, render(t, "json", r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	full := reports(t)["full"]
	var doc jsonReport
	if err := json.Unmarshal([]byte(render(t, "json", full)), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Findings) != 4 || doc.Findings[2].Silenced == nil || doc.Findings[2].Silenced.Reason != "it is an example" || doc.Findings[1].Silenced != nil {
		t.Errorf("silenced findings aren't told from others: %+v", doc.Findings)
	}
	if got := doc.Findings[1]; got.Location.Start != (jsonPoint{3, 37}) || *got.Location.End != (jsonPoint{3, 59}) || len(got.Chain) != 2 {
		t.Errorf("got %+v", got)
	}
	full.ShowSilenced = false
	if out := render(t, "json", full); strings.Contains(out, "silenced") {
		t.Errorf("silenced findings are shown:\n%s", out)
	}
}

// The schema refuses what isn't in the format.
func TestJSONSchemaRefuses(t *testing.T) {
	schema := compile(t, filepath.Join("../..", filepath.FromSlash(schemaFile)))
	out := render(t, "json", reports(t)["full"])
	for _, change := range [][2]string{
		{`"version": 1`, `"version": 2`},
		{`"severity": "error"`, `"severity": "fatal"`},
		{`"rule":`, `"rules":`},
		{`"line": 3`, `"line": "3"`},
		{`"problems": [`, `"problems": null, "x": [`},
	} {
		changed := strings.Replace(out, change[0], change[1], 1)
		if changed == out || validate(t, schema, changed) == nil {
			t.Errorf("%s is allowed", change[1])
		}
	}
}

const sarifSchemaFile = "testdata/sarif-schema-2.1.0.json"

func TestSARIFSchema(t *testing.T) {
	schema := compile(t, sarifSchemaFile)
	for name, r := range reports(t) {
		if err := validate(t, schema, render(t, "sarif", r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	out := render(t, "sarif", reports(t)["full"])
	for _, change := range [][2]string{
		{`"level": "error"`, `"level": "fatal"`},
		{`"columnKind": "utf16CodeUnits"`, `"columnKind": "bytes"`},
		{`"startLine": 1`, `"startLine": 0`},
		{`"kind": "inSource"`, `"kind": "comment"`},
		{`100%25`, `100%`},
	} {
		changed := strings.Replace(out, change[0], change[1], 1)
		if changed == out || validate(t, schema, changed) == nil {
			t.Errorf("%s is allowed", change[1])
		}
	}
}

// What GitHub's code scanning needs, beyond the schema.
func TestSARIFForCodeScanning(t *testing.T) {
	r := reports(t)["full"]
	var log sarifLog
	if err := json.Unmarshal([]byte(render(t, "sarif", r)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if run.Tool.Driver.SemanticVersion != "1.2.3" || run.Automation.ID != "kvlint/sub dir/100%:x,y/" {
		t.Errorf("semantic version %q, automation %q", run.Tool.Driver.SemanticVersion, run.Automation.ID)
	}
	if run.Invocations[0].Successful || len(run.Invocations[0].Notifications) != 1 {
		t.Errorf("the problem isn't told: %+v", run.Invocations)
	}
	checkRules(t, run.Tool.Driver.Rules)
	for i, result := range run.Results {
		if len(result.Locations) != 1 || run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID {
			t.Errorf("result %d: %+v", i, result)
		}
		if name := result.Fingerprints["primaryLocationLineHash"]; !strings.Contains(name, ":") {
			t.Errorf("result %d: fingerprint %q", i, name)
		}
	}
	checkSlowResult(t, run.Results[1])
	for i, want := range []string{"", "", "it is an example", ""} {
		s := run.Results[i].Suppressions
		if (len(s) == 1) != (i >= 2) || len(s) == 1 && (s[0].Kind != "inSource" || s[0].Justification != want) {
			t.Errorf("result %d: suppressions %+v", i, s)
		}
	}
}

func checkRules(t *testing.T, rules []sarifRule) {
	t.Helper()
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.ID)
		if r.Short.Text == "" || r.Full.Text == "" || len(r.Full.Text) > 1024 || r.Help.Text == "" || r.Help.Markdown == "" {
			t.Errorf("%s isn't described: %+v", r.ID, r)
		}
	}
	if want := []string{"leaks/sink", "leaks/name", "slow/request"}; !slices.Equal(ids, want) {
		t.Fatalf("rules %v, want %v", ids, want)
	}
	p := rules[0].Properties
	if !slices.Equal(p.Tags, []string{"azure-key-vault", "external/cwe/cwe-079", "security"}) || p.SecuritySeverity != "8.5" || p.Precision != "very-high" {
		t.Errorf("properties of a rule about security: %+v", p)
	}
	if p := rules[2].Properties; slices.Contains(p.Tags, "security") || p.SecuritySeverity != "" || p.Precision != "high" || p.Problem != "warning" {
		t.Errorf("properties of another rule: %+v", p)
	}
	if rules[0].Full.Text != "A constant ends where a credential is wanted" || !strings.Contains(rules[0].Help.Markdown, "## Example") {
		t.Errorf("texts: %+v", rules[0])
	}
}

// checkSlowResult checks the one with a chain, on a line where bytes, code
// points and UTF-16 code units differ.
func checkSlowResult(t *testing.T, result sarifResult) {
	t.Helper()
	at := result.Locations[0].Physical
	if at.Region != (sarifRegion{3, 27, 3, 49}) || at.Artifact != (sarifArtifact{"sub%20dir/100%25%3Ax,y/%C3%BC.go", sourceRoot}) {
		t.Errorf("location: %+v", at)
	}
	if len(result.CodeFlows) != 1 {
		t.Fatalf("%d code flows", len(result.CodeFlows))
	}
	steps := result.CodeFlows[0].ThreadFlows[0].Locations
	if len(steps) != 3 || steps[0].Location.Physical != at || steps[1].Location.Message.Text != "through f" {
		t.Errorf("steps: %+v", steps)
	}
	if last := steps[2].Location.Physical.Artifact; !strings.HasPrefix(last.URI, "file:///") || last.Base != "" {
		t.Errorf("a file outside of the repository: %+v", last)
	}
}

// GitLab reads what its documentation lists, and finds no report bad for being
// empty.
func TestGitLab(t *testing.T) {
	if got := render(t, "gitlab", &Report{}); got != "[]\n" {
		t.Errorf("empty report: %q", got)
	}
	var issues []gitLabIssue
	if err := json.Unmarshal([]byte(render(t, "gitlab", testReport(t))), &issues); err != nil {
		t.Fatal(err)
	}
	prints := make(map[string]bool)
	for _, issue := range issues {
		prints[issue.Fingerprint] = true
		if issue.Location.Path != "sub dir/100%:x,y/ü.go" || !slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, issue.Severity) {
			t.Errorf("issue: %+v", issue)
		}
	}
	if len(issues) != 4 || len(prints) != 4 || issues[1].Location.Lines.Begin != 3 || issues[1].CheckName != "slow/request" {
		t.Errorf("issues: %+v", issues)
	}
}

func compile(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, document string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(doc)
}
