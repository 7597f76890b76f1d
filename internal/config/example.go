package config

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// Example returns a file of settings in which every key stands, with what it
// means, at its default. Below it, as comments, is what it may be.
func Example(rules []*rule.Info) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", SchemaURL)
	b.WriteString("# Settings of kvlint for the module whose go.mod lies beside this file. Delete\n# what you don't change. \"kvlint config check\" tells what is wrong with it.\n\n")
	b.WriteString(Keys(rules, ""))
	return b.String()
}

// Keys returns every key at its default, with what it means and may be, each
// line behind indent.
func Keys(rules []*rule.Info, indent string) string {
	return keys(rules, indent, func(rule.Category) bool { return false })
}

// keys is Keys, but disables the categories that off is true for.
func keys(rules []*rule.Info, indent string, off func(rule.Category) bool) string {
	var b strings.Builder
	for k := range keysOf(reflect.TypeFor[Config]()) {
		for _, line := range wrap(k.doc, 76-len(indent)) {
			fmt.Fprintf(&b, "%s# %s\n", indent, line)
		}
		fmt.Fprintf(&b, "%s%s:\n", indent, k.name) // nothing behind it is the default of any type
		for _, s := range samples(k, rules, off) {
			mark := "#"
			if s.on {
				mark = " "
			}
			fmt.Fprintf(&b, "%s%s %s\n", indent, mark, s.line)
		}
	}
	return b.String()
}

// A sample is a line that shows what a key may be, as a comment unless it is on.
type sample struct {
	line string
	on   bool
}

// samples returns lines for k, indented as they must be below it.
func samples(k key, rules []*rule.Info, off func(rule.Category) bool) []sample {
	switch k.name {
	case "enable":
		return categoryLines(rules, func(c rule.Category) (bool, bool) { return c.OptIn, false })
	case "disable":
		return categoryLines(rules, func(c rule.Category) (bool, bool) { return !c.OptIn, off(c) })
	}
	var list []sample
	for line := range strings.Lines(sampleText[k.name]) {
		list = append(list, sample{line: " " + strings.TrimSuffix(line, "\n")})
	}
	return list
}

// sampleText holds, for keys other than those that list rules, what they may be.
var sampleText = map[string]string{
	"severity": `configinvault: note
configinvault/use: error
`,
	"exclude": `- "**/*_mock.go"
- path: internal/legacy
  rules: [hardcodedcreds, configinvault/name]
`,
	"hot-functions": `- example.com/module/worker.Pool.Handle
`,
	"caches": `- example.com/module/cache.Cache.GetOrLoad
`,
	"min-ttl": `8h
`,
	"strict": `true
`,
	"reconcile": `true
`,
	"secret-stores": `- func: example.com/module/vault.Client.Secret
  name: 2
`,
	"sinks": `- example.com/module/db.Open
- func: example.com/module/db.Dial
  arg: 2
  use: address # or ` + strings.Join(Uses, ", ") + `
- field: example.com/module/db.Options.Pin
`,
	"max-age": `90d
`,
	"max-size": `4KB
`,
}

// categoryLines returns a line for each category that is wanted.
func categoryLines(rules []*rule.Info, wanted func(rule.Category) (wanted, on bool)) []sample {
	var lines []sample
	for _, r := range rules {
		for _, c := range r.Categories {
			if ok, on := wanted(c); ok {
				lines = append(lines, sample{fmt.Sprintf(" - %-32s # %s: %s", rule.ID(r.Name, c.Name), c.Severity, c.Summary), on})
			}
		}
	}
	return lines
}

// wrap breaks text into lines of at most width bytes.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}
