package hardcodedcreds

import (
	"regexp"
	"strings"
)

var (
	// assignment matches a line of YAML, TOML, a properties or .env file, .npmrc,
	// shell script or Dockerfile.
	assignment = regexp.MustCompile(`^(?:-\s+)?(?:(?:export|ENV|ARG)\s+)?(?://[^\s=]+/:)?["']?([A-Za-z_][\w.-]*(?::[\w.-]+)*)["']?\s*([:=])\s*(.*?),?$`)
	// structure matches lines that hold such lines together.
	structure = regexp.MustCompile(`^(?:#.*|;.*|//.*|\[.*\]|---|\.\.\.|[{}\]],?|-\s+\S.*|["']?[\w.-]+["']?\s*[:=]\s*[{\[|>]?-?)$`)
	// parent matches the line of YAML above the members of what it names.
	parent = regexp.MustCompile(`^(?:-\s+)?["']?([\w.-]+)["']?:$`)
	// variable matches NAME=value as the value of a setting such as Environment.
	variable = regexp.MustCompile(`^([A-Z_][A-Z0-9_]*)=(.+)$`)
	// alias matches the name of an anchor in the place of a value.
	alias = regexp.MustCompile(`^\*[\w.-]+$`)
	// notation matches what YAML writes before a value: its type, an anchor.
	notation = regexp.MustCompile(`^(?:!!\w+|&[\w-]+)\s+`)
)

// lineMembers returns the members of a text of assignments, if most of its lines
// are such or it is a script. A line without one, as in a program or a template,
// is passed over.
func lineMembers(text string) []member {
	var l lines
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			l.read(line)
		}
	}
	if l.all < 2 || l.other*4 > l.all && !isScript(text) {
		return nil
	}
	return l.found
}

// isScript reports whether the lines of text are commands.
func isScript(text string) bool {
	return strings.HasPrefix(text, "#!") || strings.HasPrefix(text, "FROM ")
}

// lines are what has been read of a text of assignments.
type lines struct {
	all, other int    // how many there are, and how many of another kind
	name       string // what the member value of this place is called
	found      []member
}

func (l *lines) read(line string) {
	l.all++
	m := assignment.FindStringSubmatch(line)
	switch {
	case m == nil || m[3] == "" || m[2] == ":" && !strings.Contains(line, ": "):
		if !structure.MatchString(line) {
			l.other++
		}
		if above := parent.FindStringSubmatch(line); above != nil {
			l.name = above[1]
		}
	case m[2] == ":" && alias.MatchString(m[3]):
	default:
		l.assign(m[1], notation.ReplaceAllString(m[3], ""))
	}
}

func (l *lines) assign(name, value string) {
	if strings.HasPrefix(value, "{") {
		l.found = append(l.found, inlineMembers(value)...)
		return
	}
	value = unquoted(value)
	if inner := variable.FindStringSubmatch(value); inner != nil {
		l.found = append(l.found, member{[]string{inner[1]}, unquoted(inner[2])})
		return
	}
	l.found = append(l.found, member{[]string{name}, value})
	if name == "value" && l.name != "" {
		l.found = append(l.found, member{[]string{l.name}, value})
	}
	l.name = ""
	if name == "name" {
		l.name = value
	}
}

// inlineMember matches a member of an inline table.
var inlineMember = regexp.MustCompile(`["']?([A-Za-z_][\w.-]*)["']?\s*[:=]\s*("[^"]*"|'[^']*'|[^\s,{}\[\]"']+)`)

// inlineMembers returns the members of a table on one line, as YAML and TOML have
// it, or of JSON with verbs of fmt.
func inlineMembers(text string) []member {
	var found []member
	for _, m := range inlineMember.FindAllStringSubmatch(text, -1) {
		found = append(found, member{[]string{m[1]}, unquoted(m[2])})
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
