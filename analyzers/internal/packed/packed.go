// Package packed recognises texts in which several components lie behind one
// another in a form that the program made up: user:password, key|secret. It
// judges what stands between the components, and what they are called, and
// knows the forms that are right: connection strings, URLs, JWTs, JSON, PEM and
// other texts of several lines.
//
// Both directions ask it: a rule that sees a text put together, and the engine
// that sees a call take one apart ([At]).
package packed

import "strings"

// A Strength says what a separator tells by itself.
type Strength uint8

const (
	Right  Strength = iota // it belongs to a form that is right
	Weak                   // it occurs in names, paths and sentences, too
	Strong                 // it divides components
)

// Separator returns what a text between two components tells. It errs towards
// Right.
func Separator(text string) Strength {
	if text == "" {
		return Weak
	}
	trimmed := strings.TrimSpace(text)
	switch {
	case isLineEnd(text):
		return Weak
	case strings.ContainsAny(text, "\n\r=@?&.<>{}[]()\"'`") || strings.Contains(text, "://"):
		return Right
	case strings.Trim(trimmed, `:|,;#~^!*\`+"\x00\x1e\x1f") == "" && trimmed != "", text == "\t":
		return Strong
	case strings.Trim(trimmed, `:|,;#~^!*\/-_+$%`) == "":
		return Weak
	}
	return Right
}

// isLineEnd reports whether text ends a line and has nothing else in it.
func isLineEnd(text string) bool { return text == "\n" || text == "\r\n" }

// Pairs reports whether text is one that precedes a value in a list of names
// and values, as "Password=" in a connection string: who looks for it takes
// such a string apart.
func Pairs(text string) bool {
	name, ok := strings.CutSuffix(strings.TrimSpace(text), "=")
	return ok && !strings.ContainsAny(name, "=%!<>\n") && len(name) < 40
}
