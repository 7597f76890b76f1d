package credential

import (
	"slices"
	"strconv"
	"strings"
)

// Marker is put where a verb or an operand stands, so that the parsers of
// connection strings see a value there. It is the first of a private range of
// which no text uses more than maxMarkers.
const (
	Marker     = '\ue000'
	marker     = Marker
	maxMarkers = 256
)

// FormatPasswordVerbs returns the operands, counted from 0 and ascending, that a
// fmt format puts where a connection string, DSN or URL has its password or key:
// 1 for "postgres://%s:%s@%s/db". It returns nil where there is none, and for
// formats that fmt itself would complain about.
func FormatPasswordVerbs(format string) []int {
	if len(format) > maxText || strings.IndexByte(format, '%') < 0 {
		return nil
	}
	text, operands, ok := MarkVerbs(format)
	if !ok {
		return nil
	}
	var found []int
	for p := range parts(text) {
		for _, r := range p.secret {
			if i := int(r - marker); 0 <= i && i < len(operands) {
				found = append(found, operands[i])
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// MarkVerbs replaces each verb of a fmt format by a rune, Marker plus its number,
// and returns the operand that each takes. It returns false for formats that fmt
// itself would complain about.
func MarkVerbs(format string) (text string, operands []int, ok bool) {
	var b strings.Builder
	next := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		if i+1 < len(format) && format[i+1] == '%' {
			b.WriteByte('%')
			i++
			continue
		}
		operand, end, valid := readVerb(format, i+1, next)
		if !valid || len(operands) == maxMarkers {
			return "", nil, false
		}
		b.WriteRune(marker + rune(len(operands)))
		operands = append(operands, operand)
		next = operand + 1
		i = end - 1
	}
	return b.String(), operands, true
}

// readVerb reads a verb behind its percent sign: flags, width, precision and
// explicit indexes, as fmt does. next is the operand that comes next without an
// index.
func readVerb(format string, i, next int) (operand, end int, ok bool) {
	for i < len(format) {
		switch c := format[i]; {
		case strings.IndexByte("+-# 0123456789.", c) >= 0:
			i++
		case c == '*':
			next++
			i++
		case c == '[':
			n := strings.IndexByte(format[i:], ']')
			if n < 0 {
				return 0, 0, false
			}
			index, err := strconv.Atoi(format[i+1 : i+n])
			if err != nil || index < 1 || index > maxMarkers {
				return 0, 0, false
			}
			next = index - 1
			i += n + 1
		default:
			return next, i + 1, isLetter(c)
		}
	}
	return 0, 0, false
}

// PasswordSuffix reports whether what is appended to prefix stands in the password
// position of a connection string, DSN or URL: "postgres://app:", "…;Password=".
// After a web scheme only PasswordBetween can tell, since a port may follow.
func PasswordSuffix(prefix string) bool { return PasswordBetween(prefix, "") }

// PasswordBetween reports whether what stands between the constant texts left and
// right is the password of a connection string, DSN or URL. right is "" where it
// isn't known; it need not be more than the constant that comes next.
func PasswordBetween(left, right string) bool {
	if len(left)+len(right) > maxText {
		return false
	}
	text := left + string(marker) + right
	if right == "" && openUserinfo(left) {
		text += "@"
	}
	for p := range parts(text) {
		if strings.ContainsRune(p.secret, marker) {
			return true
		}
	}
	return false
}

// openUserinfo reports whether text ends in scheme://user: and what follows is
// more likely a password than a port.
func openUserinfo(text string) bool {
	i := strings.LastIndex(text, "://")
	if i < 0 || !strings.Contains(text[i+3:], ":") || strings.Contains(text[i+3:], "@") {
		return false
	}
	user, _, _ := strings.Cut(text[i+3:], ":")
	return credentialSchemes(strings.ToLower(schemeBefore(text, i))) &&
		!strings.ContainsAny(user, "./") && !strings.EqualFold(user, "localhost")
}

// credentialSchemes are of services that are seldom reached without a password.
var credentialSchemes = wordSet("postgres postgresql cockroachdb mysql mariadb sqlserver mssql mongodb mongodb+srv redis rediss amqp amqps ftp ftps sftp smtp smtps ldap ldaps")
