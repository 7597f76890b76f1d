package hardcodedcreds

import (
	"encoding/json"
	"go/ast"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
)

// A member is a value of a document and the names that lead to it.
type member struct {
	path  []string
	value string
}

func (m member) name() string { return m.path[len(m.path)-1] }

// maxDocument bounds what is parsed: longer texts are embedded data.
const maxDocument = 1 << 18

// checkDocument reports a text in JSON, YAML, TOML, XML and the like one of whose
// members is a credential.
func (f *finder) checkDocument(expr ast.Expr, text string) {
	if len(text) > maxDocument || f.standsIn || !mayClaim(text) || !f.Wanted(Document, expr.Pos()) {
		return
	}
	for _, m := range members(text) {
		value, claim := authorized(m.name(), m.value, claimOf(m.name()))
		if !isSample(m.path) && convicts(claim, value, m.name(), use{entry: true, compared: true}) {
			hash := credential.Fingerprint(value)
			f.add(Document, expr, hash, "the member %s of this text looks like a credential (sha256 %s) and is written into the source; %s", m.name(), hash, remedy)
			return
		}
	}
}

// isSample reports whether names lead to what a schema says of a value, or to an
// example of one.
func isSample(path []string) bool {
	for _, name := range path {
		switch strings.ToLower(name) {
		case "example", "examples", "sample", "schema", "default_example", "placeholder", "i18n":
			return true
		}
	}
	return false
}

// members returns the texts in a document with their names, in order; none for a
// text that is no document.
func members(text string) []member {
	trimmed := strings.TrimSpace(text)
	switch {
	case trimmed == "":
		return nil
	case trimmed[0] == '{' || trimmed[0] == '[':
		if found, ok := jsonMembers(trimmed); ok {
			return found
		}
		if !strings.Contains(trimmed, "\n") {
			return inlineMembers(trimmed)
		}
	case trimmed[0] == '<':
		return xmlMembers(trimmed)
	case strings.HasPrefix(trimmed, "machine "):
		return netrcMembers(trimmed)
	}
	if strings.Contains(trimmed, "\n") {
		return lineMembers(trimmed)
	}
	return pairMembers(trimmed)
}

// jsonMembers returns the members of a JSON text, and whether it is one.
func jsonMembers(text string) ([]member, bool) {
	var root any
	if json.Unmarshal([]byte(text), &root) != nil {
		return nil, false
	}
	var found []member
	var walk func(path []string, node any)
	walk = func(path []string, node any) {
		switch node := node.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(node)) {
				if strings.EqualFold(name, "value") && len(path) > 0 {
					walk(path, node[name]) // {"password": {"value": …}}
				} else {
					walk(append(path[:len(path):len(path)], name), node[name])
				}
			}
			if name, value, ok := namedValue(node); ok {
				found = append(found, member{append(path[:len(path):len(path)], name), value})
			}
		case []any:
			for _, child := range node {
				walk(path, child)
			}
		case string:
			if len(path) > 0 {
				found = append(found, member{path, node})
			}
		}
	}
	walk(nil, root)
	return found, true
}

// namedValue returns the name and value of an object such as {"name": …,
// "value": …} or {"ParameterKey": …, "ParameterValue": …}.
func namedValue(node map[string]any) (name, value string, ok bool) {
	for key, child := range node {
		text, isText := child.(string)
		switch strings.TrimPrefix(strings.ToLower(key), "parameter") {
		case "name", "key":
			name = text
		case "value":
			value, ok = text, isText
		}
	}
	return name, value, ok && name != ""
}

// netrcMembers returns the members of a .netrc: names and values between blanks.
func netrcMembers(text string) []member {
	var found []member
	fields := strings.Fields(text)
	for i := 0; i+1 < len(fields); i += 2 {
		found = append(found, member{[]string{fields[i]}, fields[i+1]})
	}
	return found
}

// pairMembers returns the members of a line of name=value pairs between
// semicolons, or ampersands as in the body of a form, and that of NAME=value
// alone.
func pairMembers(text string) []member {
	separator := ";"
	if strings.Contains(text, "&") && !strings.ContainsAny(text, ";?") {
		separator = "&"
	}
	var found []member
	for pair := range strings.SplitSeq(strings.TrimSuffix(text, separator), separator) {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || strings.ContainsAny(strings.TrimSpace(name), " ?&") {
			return nil
		}
		if separator == "&" {
			value, _ = url.QueryUnescape(value)
		}
		found = append(found, member{[]string{strings.TrimSpace(name)}, strings.TrimSpace(value)})
	}
	if len(found) == 1 && found[0].name() != strings.ToUpper(found[0].name()) {
		return nil
	}
	return found
}
