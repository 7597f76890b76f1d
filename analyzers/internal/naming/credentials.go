package naming

import (
	"strings"
	"sync"
)

// wholeCredentials end the names of parameters and fields that take a
// credential and nothing else. Neither key nor token is here by itself: most
// keys are those of maps and caches, and many tokens those of pages and parsers.
const wholeCredentials = `
	access key, access token, account key, admin key, admin token, aes key, api key, api token,
	app key, app token, auth key, auth token, authentication token, authorization token, bearer token,
	bot token, client secret, client token secret, consumer secret, cookie key, credential,
	credential value, db pass, decryption key, deploy token, encryption key, function key,
	github token, gitlab token, hmac key, jwt key, key pem, key secret, license key, management key,
	master key, oauth token, pass, passphrase, passwd, password, passwort, pat, personal access token,
	pfx password, private key, private pem, proxy pass, pw, pwd, refresh token, registration token,
	registry token, root token, sas, sas token, secret, secret access key, secret key, secret token,
	security token, server key, service key, service token, session token, shared access key,
	shared access signature, shared key, signing key, slack token, storage key, subscription key,
	token secret, vault token`

// embeddedCredentials end the names of those that take an address or a list of
// settings with the credential in it.
const embeddedCredentials = `connection string, connstr, data source name, dsn`

// formWords at a name's end say only how the credential is written down.
const formWords = `base64, byte, block, data, json, pem, plain, plaintext, raw, string, text, value`

// aboutWords anywhere before it make something else of a credential: its hash,
// a question about it, a thing that is public or is no one's.
const aboutWords = `
	allow, ask, bcrypt, disable, empty, enable, encrypt, encrypted, forgot, generate, has, hash, hashed,
	hidden, hide, ignore, is, magic, masked, max, min, need, no, prompt, public, redacted, require, reset,
	sealed, show, skip, use, validate, verify, without, wrapped`

// namedThings end in a word for credentials, too, but are names of things
// that a cluster keeps.
const namedThings = `kubernetes secret, pull secret, tls secret`

// A paramLexicon is the tables above, ready for look-ups.
type paramLexicon struct {
	whole, embedded, forms, about, named, words set
}

var paramTables = sync.OnceValue(func() *paramLexicon {
	l := &paramLexicon{
		whole: setOf(wholeCredentials), embedded: setOf(embeddedCredentials),
		forms: setOf(formWords), about: setOf(aboutWords), named: setOf(namedThings), words: make(set),
	}
	for _, phrases := range []set{l.whole, l.embedded, l.forms} {
		for phrase := range phrases {
			for word := range strings.FieldsSeq(phrase) {
				l.words[word] = true
			}
		}
	}
	return l
})

// CredentialParam reports whether a parameter or struct field declared with
// this name takes a credential: the credential itself, or a connection string
// or DSN that usually holds one (EmbedsCredential tells these apart). Names of
// something about a credential (secretPath, passwordHash, apiKeyHeader), and
// key or token alone, are none. It assumes that the type is one that can hold a
// text, and errs towards false.
func CredentialParam(name string) bool {
	return credentialForm(name) != noCredential
}

// EmbedsCredential reports whether a parameter or struct field declared with
// this name takes a text that may hold a credential among other things: a value
// is evidence only if there is a password or key in it.
func EmbedsCredential(name string) bool {
	return credentialForm(name) == embeddedCredential
}

// A form is how a parameter takes a credential.
type form uint8

const (
	noCredential form = iota
	wholeCredential
	embeddedCredential
)

// credentialForm returns how a parameter of this name takes a credential.
func credentialForm(name string) form {
	if !mayBeCredential(name) {
		return noCredential
	}
	l := paramTables()
	var array [12]string
	words := appendTokens(array[:0], name)
	for i, word := range words {
		if words[i] = l.normal(word); l.about[words[i]] {
			return noCredential
		}
	}
	for len(words) > 0 {
		if f := l.suffix(words); f != noCredential {
			return f
		}
		// Have: the last word is no credential. It may say how one is written.
		last := words[len(words)-1]
		if !isNumber(last) && !l.forms[last] {
			return noCredential
		}
		words = words[:len(words)-1]
		if len(words) > 0 && bareWord(words[len(words)-1]) {
			return noCredential
		}
	}
	return noCredential
}

// bareWord reports whether word says credential only with a word after it.
func bareWord(word string) bool { return word == "key" || word == "token" }

// suffix returns what the longest phrase at the end of words says.
func (l *paramLexicon) suffix(words []string) form {
	found := noCredential
	var buffer [64]byte
	text := buffer[:0]
	for n := 1; n <= min(3, len(words)); n++ {
		text = text[:0]
		for i, word := range words[len(words)-n:] {
			if i > 0 {
				text = append(text, ' ')
			}
			text = append(text, word...)
		}
		switch {
		case l.whole[string(text)]:
			found = wholeCredential
		case l.embedded[string(text)]:
			found = embeddedCredential
		case l.named[string(text)]:
			found = noCredential
		}
	}
	return found
}

// normal returns word in the singular and in its long form.
func (l *paramLexicon) normal(word string) string {
	if stem, ok := strings.CutSuffix(word, "s"); ok && !l.words[word] && (l.words[stem] || l.about[stem]) {
		word = stem
	}
	switch word {
	case "cred":
		return "credential"
	case "conn":
		return "connection"
	case "str":
		return "string"
	case "priv":
		return "private"
	case "pub":
		return "public"
	}
	return word
}

// mayBeCredential reports whether name contains the beginning of a word that
// every credential's name has. It is the cheap way out for most names.
func mayBeCredential(name string) bool {
	for i := range len(name) - 1 {
		switch name[i] | 0x20 {
		case 'c':
			if hasFold(name[i:], "cred") || hasFold(name[i:], "conn") {
				return true
			}
		case 'd':
			if hasFold(name[i:], "dsn") || hasFold(name[i:], "data") {
				return true
			}
		case 'k':
			if hasFold(name[i:], "key") {
				return true
			}
		case 'p':
			if hasFold(name[i:], "pa") || hasFold(name[i:], "pw") || hasFold(name[i:], "pem") {
				return true
			}
		case 's':
			if hasFold(name[i:], "secret") || hasFold(name[i:], "sas") || hasFold(name[i:], "sign") {
				return true
			}
		case 't':
			if hasFold(name[i:], "token") {
				return true
			}
		}
	}
	return false
}

// hasFold reports whether text begins with prefix, which is lower-case ASCII
// letters, in any case.
func hasFold(text, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if text[i]|0x20 != prefix[i] {
			return false
		}
	}
	return true
}
