package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// identify gives each finding a name by which it is known again in later
// reports, though lines above it come and go: a hash of its rule, its file, the
// function around it and its line, and which of its like it is. The line counts
// without blanks, and without the contents of literals, which may be
// credentials that a hash would let people guess.
func (r *Report) identify(lines sources) {
	seen := make(map[string]int)
	for _, findings := range [][]Finding{r.Findings, r.Silenced} {
		for i := range findings {
			f := &findings[i]
			path, _ := r.path(f.Pos.Filename)
			sum := sha256.Sum256([]byte(strings.Join([]string{f.ID(), path, f.Function, code(lines, *f)}, "\x00")))
			hash := hex.EncodeToString(sum[:8])
			seen[hash]++
			f.fingerprint = fmt.Sprintf("%s:%d", hash, seen[hash])
		}
	}
}

// code returns the line of f without blanks and the contents of literals and
// comments, or nothing where these can't be told.
func code(lines sources, f Finding) string {
	line, from, ok := lines.line(f.Pos)
	if !ok {
		return ""
	}
	text, _, _, ok := hideLiterals(line, from, from)
	if !ok {
		return ""
	}
	return strings.Join(strings.Fields(text), "")
}
