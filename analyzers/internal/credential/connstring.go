package credential

import (
	"iter"
	"strings"
)

// A part is a place for a secret in a connection string, as its parser saw it.
// The secret may be empty, a placeholder or a format verb.
type part struct {
	what   string
	user   string
	host   string // without port; "" if there is none
	secret string
	key    bool // the secret is a generated key in base64, not a password
}

// findConnectionString reports the first connection string, DSN, URL or SAS token
// in text that holds its password, key or signature.
func findConnectionString(text string) (Finding, bool) {
	if strings.IndexByte(text, '=') < 0 && strings.IndexByte(text, '@') < 0 {
		return Finding{}, false
	}
	for p := range parts(text) {
		if p.credible() {
			return Finding{Kind: ConnectionString, What: p.what, Secret: p.secret}, true
		}
	}
	return findSAS(text)
}

// parts yields the places for secrets that the grammars of connection strings see
// in text, whatever stands there.
func parts(text string) iter.Seq[part] {
	return func(yield func(part) bool) {
		assigns := assignsSecret(text)
		if assigns {
			for p := range keyValueParts(text) {
				if !yield(p) {
					return
				}
			}
		}
		for p := range urlParts(text) {
			if !yield(p) {
				return
			}
		}
		for p := range mysqlParts(text) {
			if !yield(p) {
				return
			}
		}
		if assigns {
			if p, ok := keywordPart(text); ok && !yield(p) {
				return
			}
			if p, ok := redisPart(text); ok {
				yield(p)
			}
		}
	}
}

// credible reports whether the secret is one. A weak password, made of words that
// developers use for the purpose, is none on a local or documentation host, nor
// where the user is of the same sort, as in user:password@host.
func (p part) credible() bool {
	if Placeholder(p.secret) || hasVerb(p.secret) {
		return false
	}
	if p.key {
		return keyText(p.secret) && !publicKeys[hash(p.secret)] && !strings.EqualFold(p.user, emulatorAccount)
	}
	if !weakPassword(p.secret) && !strings.EqualFold(p.secret, p.user) {
		return true
	}
	return !localHost(p.host) && !sampleHost(p.host) && !(sampleWord(p.secret) && sampleWord(p.user))
}

// emulatorAccount is the account of the storage emulators.
const emulatorAccount = "devstoreaccount1"

// keyText reports whether a text can be a generated key in base64: long enough,
// whole, and of upper and lower case letters.
func keyText(text string) bool {
	body := strings.TrimRight(text, "=")
	if len(body) < 22 || len(text)-len(body) > 2 || !varied(body) {
		return false
	}
	upper, lower := false, false
	for i := range len(body) {
		if !isBase64URL(body[i]) {
			return false
		}
		upper = upper || isUpper(body[i])
		lower = lower || 'a' <= body[i] && body[i] <= 'z'
	}
	return upper && lower
}

// hasVerb reports whether a fmt verb stands anywhere in text.
func hasVerb(text string) bool {
	for i := range len(text) {
		if text[i] == '%' && verbLen(text[i:]) > 0 {
			return true
		}
	}
	return false
}
