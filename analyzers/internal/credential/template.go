package credential

import "strings"

// protocolWords are values that a protocol fixes where others put a secret: user
// names that announce a token and authentication schemes without their argument.
var protocolWords = wordSet("x-oauth-basic x-access-token oauth2accesstoken anonymous bearer basic digest negotiate ntlm sharedkey sharedkeylite sharedaccesssignature")

// schemes are words that a protocol puts before a token. Before nothing or a
// template they are no value; alone and without a separator they might be.
var schemes = wordSet("bearer basic token apikey digest negotiate sharedkey sharedaccesssignature key")

// Template reports whether a text has no value of its own: it is empty, a word
// that a protocol fixes, or written to be filled in, as <password>, ${X}, $(X),
// {{ .X }}, #{X}#, $X, %X%, {x} and %s are. What is expanded anywhere in a text
// makes it a template; angle brackets and verbs only where nothing else is left.
func Template(text string) bool {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || protocolWords(strings.ToLower(trimmed)) {
		return true
	}
	if rest, ok := strings.CutSuffix(strings.ToLower(text), " "); ok && schemes(strings.TrimRight(rest, ": ")) {
		return true
	}
	rest, filled, expanded := stripFillers(trimmed)
	if expanded {
		return true
	}
	rest = strings.ToLower(strings.Trim(rest, " :=\"'"))
	return filled && (schemes(rest) || !strings.ContainsFunc(rest, isTextRune))
}

func isTextRune(r rune) bool { return r >= 0x80 || isAlnum(byte(r)) }

// A filler is a way to write what is filled in later.
type filler struct {
	open, close string
	inside      func(string) bool // what stands between the two; nil for anything
	expanded    bool              // makes a template of any text around it
}

// fillers are tried in order, so that longer openings stand before shorter ones.
var fillers = []filler{
	{"${", "}", nil, true},
	{"$(", ")", nil, true},
	{"{{", "}}", nil, true},
	{"#{", "}", nil, true},
	{"<%", "%>", nil, true},
	{"<", ">", isPhrase, false},
	{"{", "}", isName, false},
	{"__", "__", isName, false},
	{"%", "%", isConstantName, false},
	{"@@", "@@", isConstantName, false},
	{"@", "@", isConstantName, false},
}

// stripFillers returns text without what is filled in later, whether there was
// any, and whether one of them makes the whole text a template.
func stripFillers(text string) (rest string, filled, expanded bool) {
	var b strings.Builder
	for i := 0; i < len(text); {
		n, expands := fillerLen(text[i:])
		if n == 0 {
			b.WriteByte(text[i])
			i++
			continue
		}
		filled, expanded = true, expanded || expands
		i += n
	}
	return b.String(), filled, expanded
}

// fillerLen returns the length of the filler at the start of text, 0 if there is none.
func fillerLen(text string) (n int, expanded bool) {
	if !strings.ContainsRune("$%#<{_@", rune(text[0])) {
		return 0, false
	}
	for _, f := range fillers {
		rest, ok := strings.CutPrefix(text, f.open)
		if !ok {
			continue
		}
		end := strings.Index(rest[:min(len(rest), 200)], f.close)
		if end > 0 && (f.inside == nil || f.inside(rest[:end])) {
			return len(f.open) + end + len(f.close), f.expanded
		}
	}
	if text[0] == '$' {
		end := 1
		for end < len(text) && isWord(text[end]) {
			end++
		}
		if isConstantName(text[1:end]) {
			return end, false
		}
	}
	return verbLen(text), false
}

// verbLen returns the length of the fmt verb at the start of text, 0 if there is
// none. %d and the like count with flags and width, percent-escapes don't.
func verbLen(text string) int {
	if text[0] != '%' || isEscape(text) {
		return 0
	}
	end := 1
	for end < len(text) && strings.IndexByte("+-# 0123456789.*[]", text[end]) >= 0 {
		end++
	}
	if end < len(text) && strings.IndexByte("svqdxXtTwcU", text[end]) >= 0 {
		return end + 1
	}
	return 0
}

// isEscape reports whether text starts with a percent-escape of a URL. "%d" before
// a hexadecimal digit is ambiguous and counts as one.
func isEscape(text string) bool {
	return len(text) >= 3 && isHex(text[1]) && isHex(text[2])
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// isPhrase reports whether s is what people write in angle brackets for a reader
// to replace: words and little else.
func isPhrase(s string) bool {
	return s != "" && isLetter(s[0]) && !strings.ContainsFunc(s, func(r rune) bool {
		return !isTextRune(r) && !strings.ContainsRune(" -_.'/", r)
	})
}

func isName(s string) bool {
	return s != "" && isLetter(s[0]) && !strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x80 || !isWord(byte(r)) && r != '-' && r != '.'
	})
}

// isConstantName reports whether s is written like an environment variable. It
// assumes nothing about s.
func isConstantName(s string) bool {
	return s != "" && (isLetter(s[0]) || s[0] == '_') && strings.ToUpper(s) == s && !strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x80 || !isWord(byte(r))
	})
}
