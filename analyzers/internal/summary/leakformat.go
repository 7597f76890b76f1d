package summary

import (
	"strconv"
	"strings"
)

// A verb says how a format shows an operand.
type verb struct {
	letter    byte
	flags     string
	precision int // -1 for none
}

// formatVerbs returns the verbs of a format, one for each operand. It returns nil
// where operands are numbered, or their number depends on others.
func formatVerbs(format string) []verb {
	verbs := []verb{}
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		start := i + 1
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.", format[i]) >= 0; i++ {
		}
		switch {
		case i >= len(format):
			return verbs
		case format[i] == '%':
			continue
		case format[i] == '[' || format[i] == '*':
			return nil
		}
		v := verb{letter: format[i], flags: format[start:i], precision: -1}
		if _, precision, ok := strings.Cut(v.flags, "."); ok {
			v.precision, _ = strconv.Atoi(precision)
		}
		verbs = append(verbs, v)
	}
	return verbs
}

// path returns the path of what the verb shows of an operand. It returns false if
// that is nothing that matters.
func (v verb) path() (string, bool) {
	switch {
	case v.precision >= 0 && v.precision <= maxPrefix, strings.IndexByte("Tptbcd", v.letter) >= 0:
		return "", false
	case v.letter == 'v' && strings.Contains(v.flags, "#"):
		return asSyntax, true
	}
	return asPrinted, true
}
