package hardcodedcreds

import (
	"encoding/json"
	"encoding/xml"
	"go/ast"
	"maps"
	"net/url"
	"regexp"
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
		if !isSample(m.path) && convicts(claimOf(m.name()), m.value, m.name(), use{entry: true, compared: true}) {
			hash := credential.Fingerprint(m.value)
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
		case "example", "examples", "sample", "properties", "schema", "default_example", "placeholder", "i18n":
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
	case trimmed[0] == '<':
		return xmlMembers(trimmed)
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
				walk(append(path[:len(path):len(path)], name), node[name])
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
// "value": …}.
func namedValue(node map[string]any) (name, value string, ok bool) {
	name, hasName := node["name"].(string)
	value, hasValue := node["value"].(string)
	return name, value, hasName && hasValue && name != ""
}

// xmlMembers returns the texts of elements and the attributes of an XML text; of
// an element with the attributes key and value these. It returns none for HTML
// and what doesn't parse.
func xmlMembers(text string) []member {
	d := xml.NewDecoder(strings.NewReader(text))
	var found []member
	var path []string
	for {
		t, err := d.Token()
		switch t := t.(type) {
		case xml.StartElement:
			if strings.EqualFold(t.Name.Local, "html") {
				return nil
			}
			path = append(path, t.Name.Local)
			found = append(found, attributes(path, t.Attr)...)
		case xml.EndElement:
			path = path[:max(0, len(path)-1)]
		case xml.CharData:
			if value := strings.TrimSpace(string(t)); value != "" && len(path) > 0 {
				found = append(found, member{append([]string(nil), path...), value})
			}
		}
		if err != nil {
			if len(path) > 0 {
				return nil
			}
			return found
		}
	}
}

func attributes(path []string, attrs []xml.Attr) []member {
	var found []member
	name, value := "", ""
	for _, a := range attrs {
		switch strings.ToLower(a.Name.Local) {
		case "key", "name":
			name = a.Value
		case "value":
			value = a.Value
		}
		found = append(found, member{append(path[:len(path):len(path)], a.Name.Local), a.Value})
	}
	if name != "" && value != "" {
		found = append(found, member{append(path[:len(path):len(path)], name), value})
	}
	return found
}

var (
	// assignment matches a line of YAML, TOML, a properties or .env file.
	assignment = regexp.MustCompile(`^(?:-\s+)?(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*([:=])\s*(.*?),?$`)
	// structure matches lines that hold such lines together.
	structure = regexp.MustCompile(`^(?:#.*|;.*|//.*|\[.*\]|---|\.\.\.|[{}\]],?|-\s+\S.*|["']?[\w.-]+["']?\s*[:=]\s*[{\[|>]?-?)$`)
)

// lineMembers returns the members of a text of assignments, if most of its lines
// are such. A line without one, as in a program or a template, is passed over.
func lineMembers(text string) []member {
	var found []member
	lines, other := 0, 0
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		m := assignment.FindStringSubmatch(line)
		switch {
		case m != nil && m[2] == ":" && !strings.Contains(line, ": "), m != nil && m[3] == "":
			if !structure.MatchString(line) {
				other++
			}
		case m != nil:
			value := unquoted(m[3])
			found = append(found, member{[]string{m[1]}, value})
			if m[1] == "value" && name != "" {
				found = append(found, member{[]string{name}, value})
			}
			name = ""
			if m[1] == "name" {
				name = value
			}
		case !structure.MatchString(line):
			other++
		}
	}
	if lines < 2 || other*4 > lines {
		return nil
	}
	return found
}

// unquoted returns a value without the quotes around it and the comment behind.
func unquoted(value string) string {
	if value != "" && (value[0] == '"' || value[0] == '\'') {
		if end := strings.IndexByte(value[1:], value[0]); end >= 0 {
			return value[1 : end+1]
		}
	}
	value, _, _ = strings.Cut(value, " #")
	return strings.TrimSpace(value)
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
