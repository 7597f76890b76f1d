package sinks

import (
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
)

// Format returns what each operand of a constant fmt format is used for, by
// the operand's index behind the format: parts of a connection string, URL or
// DSN, or the value of NAME=%s with the name of a credential. It returns nil
// for formats that fmt itself would complain about, and for texts that are no
// connection string: an address by itself, a web URL without a password.
func Format(format string) map[int][]Sink {
	if len(format) > maxText || strings.IndexByte(format, '%') < 0 {
		return nil
	}
	text, operands, ok := credential.MarkVerbs(format)
	if !ok {
		return nil
	}
	found := make(map[int][]Sink)
	add := func(i int, s Sink) {
		if !slices.Contains(found[i], s) {
			found[i] = append(found[i], s)
		}
	}
	for _, i := range credential.FormatPasswordVerbs(format) {
		add(i, password)
	}
	for _, p := range positions(text) {
		for _, r := range p.text {
			if i := int(r - credential.Marker); 0 <= i && i < len(operands) {
				add(operands[i], p.sink())
			}
		}
	}
	if s, ok := assignment(text); ok && len(operands) == 1 {
		add(operands[0], s)
	}
	if len(found) == 0 {
		return nil
	}
	return found
}

// Between returns what the operand of a concatenation is used for that stands
// between the texts left and right, as Format does. Operands whose text isn't
// known stand as %s there; right is "" where nothing is known of it.
func Between(left, right string) []Sink {
	if len(left)+len(right) > maxText {
		return nil
	}
	if right == "" && strings.HasSuffix(left, "://%s:") {
		return nil // a port or a password
	}
	if credential.PasswordBetween(left, right) {
		return []Sink{password}
	}
	var found []Sink
	text := left + string(credential.Marker) + right
	for _, p := range positions(text) {
		if s := p.sink(); strings.ContainsRune(p.text, credential.Marker) && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	if s, ok := assignment(text); ok {
		found = append(found, s)
	}
	return found
}

// maxText bounds what is parsed.
const maxText = 8192

// password is the sink of what stands in the password's place.
var password = Sink{Kind: Credential, Sort: DSNPassword, What: "the password of a connection string"}

// assignment returns the sink of the value in NAME=value, where the whole text
// is that and the name is that of an environment variable that holds a
// credential.
func assignment(text string) (Sink, bool) {
	name, value, ok := strings.Cut(text, "=")
	if !ok || value != string(credential.Marker) || name != strings.ToUpper(name) || strings.ContainsAny(name, " \t\n-.:") || !isCredentialName(name) {
		return Sink{}, false
	}
	return Sink{Kind: Credential, Sort: Env, What: "environment variable " + name, MayBeName: namedLoosely(name)}, true
}
