package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// writeGitHub writes findings as workflow commands of GitHub Actions, which
// make annotations of them: a line each.
func writeGitHub(w io.Writer, r *Report) error {
	var buf bytes.Buffer
	lines := make(sources)
	for _, f := range r.Findings {
		path, _ := r.path(f.Pos.Filename)
		at := lines.region(f)
		fmt.Fprintf(&buf, "::%s file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,title=%s::%s\n",
			gitHubCommands[f.Severity], escapeProperty(path), at.line, at.line, at.startColumn, at.endColumn,
			escapeProperty("kvlint "+f.ID()), escapeData(f.Message))
	}
	_, err := w.Write(buf.Bytes())
	return err
}

var gitHubCommands = map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning", rule.Note: "notice"}

// The escapes are those of GitHub's own toolkit (actions/toolkit, command.ts).
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace
)
