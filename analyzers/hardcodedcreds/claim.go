package hardcodedcreds

import (
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
)

// A claim is how clearly a name says that what it names is a credential. The
// weaker it is, the more the value has to say.
type claim uint8

const (
	noClaim claim = iota
	vague         // key, token, auth: most of what is called so is no credential
	clear         // apiKey, clientSecret
	chosen        // password: people choose them, so that it may be a word
)

// otherThings anywhere in a name make it one of something about a credential:
// an error, a label, a part of a form, the public half of a pair, a list of
// what is forbidden.
var otherThings = setOf(`
	err error errors code invalid wrong missing bad incorrect mismatch expired unknown unauthorized
	label title caption message messages msg hint help usage description desc text prompt
	field param parameter query column header attr attribute property input form selector tag name names
	env var flag option arg path url uri endpoint route file dir folder bucket
	type kind mode method policy rule rules pattern regex regexp format template prefix suffix
	event topic action scope permission role status state reason metric counter
	test tests testing example examples sample mock fake dummy demo stub placeholder decoy
	public publishable pub site verify verification verifier instrumentation emulator azurite
	hash hashed digest checksum sum fingerprint thumbprint etag
	alphabet charset chars characters
	common forbidden weak blocked blacklist denylist banned leaked breached disallowed insecure
	context ctx metadata cache lookup sort partition foreign idempotency dedup continuation page next
	cancel locale translation keyboard shortcut hotkey`)

// about ends the names of maps that say something of what their keys name:
// what the tokens of a kind begin with, how a field is labelled.
var about = setOf(`
	prefix prefixes suffix suffixes label labels title titles message messages description descriptions hint hints
	help usage type types kind kinds name names alias aliases path paths url urls file files
	pattern patterns regex regexes regexp regexps format formats template templates placeholder placeholders`)

// saysAbout reports whether a map of this name says something of what its keys
// name, rather than what that is.
func saysAbout(name string) bool {
	words := naming.Tokens(name)
	return len(words) > 0 && about[words[len(words)-1]]
}

// vagueEnds end names of credentials and of much else.
var vagueEnds = setOf(`key keys token tokens auth authorization jwt bearer credential credentials cred creds salt pepper`)

// chosenEnds end names of what people choose.
var chosenEnds = setOf(`password passwords passwd pwd passphrase passwort pass pw`)

// shortEnds mean something else as often as a credential where they are alone: a
// pattern, a passed test.
var shortEnds = map[string]claim{"pat": vague, "sas": vague, "pass": clear}

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// claimOf returns what a name says of the value under it. It judges the last
// words of the name, numbers aside, and errs towards noClaim.
func claimOf(name string) claim {
	const longest = 100
	if len(name) > longest || !mayClaim(name) || strings.ContainsAny(name, " \t\n=%<>(){}\"'") {
		return noClaim
	}
	words := naming.Tokens(name)
	for len(words) > 0 && strings.Trim(words[len(words)-1], "0123456789") == "" {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || saysOther(words) {
		return noClaim
	}
	last := words[len(words)-1]
	short, isShort := shortEnds[last]
	switch {
	case len(words) == 1 && isShort:
		return short
	case !naming.CredentialParam(name) || naming.EmbedsCredential(name):
		if vagueEnds[last] {
			return vague
		}
		return noClaim
	case chosenEnds[last]:
		return chosen
	}
	return clear
}

// saysOther reports whether the words of a name make it one of another thing
// than a credential. Of a password in clear text it is one.
func saysOther(words []string) bool {
	for i, word := range words {
		if word == "text" && i > 0 && (words[i-1] == "clear" || words[i-1] == "plain") {
			continue
		}
		if otherThings[word] {
			return true
		}
	}
	return false
}

// mayClaim reports whether text contains the beginning of a word that every name
// of a credential has. It is the cheap way out for most names and texts.
func mayClaim(text string) bool {
	for i := 0; i+1 < len(text); i++ {
		for _, start := range claimStarts[text[i]|0x20] {
			if len(text)-i >= len(start) && strings.EqualFold(text[i:i+len(start)], start) {
				return true
			}
		}
	}
	return false
}

// claimStarts has the beginnings by their first letter.
var claimStarts = [256][]string{
	'a': {"auth"}, 'b': {"bearer"}, 'c': {"cred"}, 'j': {"jwt"}, 'k': {"key"}, 'p': {"pass", "pw", "pat", "pem", "pepper"},
	's': {"secret", "sas", "salt"}, 't': {"token"},
}
