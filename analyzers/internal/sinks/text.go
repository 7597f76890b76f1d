package sinks

import "strings"

// Compared returns the sink of a value that is compared with a constant text
// that only configuration has, or false. Presence checks ("" and placeholders)
// are none.
func Compared(text string) (Sink, bool) {
	switch strings.ToLower(text) {
	case "true", "false", "on", "off", "yes", "no", "enabled", "disabled", "prod", "production", "dev", "development", "staging":
		return Sink{Kind: Use, Sort: Compare, What: `compared with "` + text + `"`}, true
	}
	return Sink{}, false
}

// Format returns what each operand of a constant fmt format is used for, by
// its index behind the format.
func Format(format string) map[int][]Sink { return nil }

// Between returns what an operand of a concatenation is used for that stands
// between left and right. Operands whose text isn't known stand as %s there.
func Between(left, right string) []Sink { return nil }
