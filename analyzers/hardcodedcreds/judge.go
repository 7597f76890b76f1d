package hardcodedcreds

import "strings"

// A use is how a value and a name meet.
type use struct {
	bytes    bool // the value is made bytes: hardly a name
	constant bool // it is a constant, as names of things are
	compared bool // it is compared with what has the name
	entry    bool // it is an entry of a map or document, or has a type of its own
	tabled   bool // it is in one of the entries of a table
	login    bool // it is compared beside a user's name
	received bool // it is compared with what a request brought
}

// convicts reports whether a value is a credential, by its shape, its name and
// how they meet. text is the value without the scheme of a header.
func convicts(c claim, text, name string, u use) bool {
	if c == noClaim || c == vague && u.tabled {
		return false
	}
	if u.received && c != vague || u.login && c == chosen {
		return isAnswer(text)
	}
	switch s := shapeOf(text, name); s {
	case random:
		return true
	case digest:
		return c != vague || u.bytes
	case marked:
		return c != vague || u.bytes || u.received
	case mixed, lettered:
		return c != vague || u.received
	case joinedUp:
		return c == chosen || c != vague && (u.received || u.bytes || boasts(text))
	case number:
		return c == chosen && !u.entry || u.received && c != vague
	case phrase:
		return c != vague && (u.bytes || boasts(text))
	case wordShape:
		return c == chosen && !u.compared && !u.entry && !u.constant && len(text) >= 6 && !keywords[text]
	}
	return false
}

// boasts reports whether a text says of itself that it is a secret, as those do
// that programmers make up: super-secret-key.
func boasts(text string) bool {
	plain := strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(text))
	for _, boast := range []string{"supersecret", "verysecret", "topsecret", "supersafe", "verysafe", "donttell"} {
		if strings.Contains(plain, boast) {
			return true
		}
	}
	return false
}

// keywords are words that settings have in place of a credential, and what is
// said about one.
var keywords = setOf(`
	prompt required optional hidden string strings secret secrets password passwd passphrase token
	default generate generated random stdin keyring keychain plain plaintext encrypted bcrypt argon
	unset disabled enabled false inherit manual automatic invalid missing wrong expired unknown
	basic bearer client private public redacted masked example sample testing
	login logout change forgot reset update create delete confirm verify`)

// isAnswer reports whether a text that a password or token is compared with is
// one that a program knows, and no keyword or type of tokens.
func isAnswer(text string) bool {
	lower := strings.ToLower(text)
	if len(text) < 3 || !isPlain(text) || keywords[lower] || received[lower] || otherForm.MatchString(text) {
		return false
	}
	return shapeOf(text, "") != noShape || strings.ContainsAny(lower, "abcdefghijklmnopqrstuvwxyz0123456789") && !strings.ContainsAny(text, codeMarks+"*")
}

// received are words that requests have in place of a credential.
var received = setOf(`auto none null nil undefined true false anonymous guest empty self me api jwt oauth oidc session refresh access digest negotiate ntlm`)
