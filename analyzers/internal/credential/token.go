package credential

import (
	"slices"
	"strings"
)

const (
	// maxTokenText bounds what gitleaks' expressions run on.
	maxTokenText = 256 << 10
	// minNamedValue and maxNamedValue bound the values of the rules in namedRules.
	minNamedValue, maxNamedValue = 11, 512
)

// findToken reports the first token of a provider in text that isn't a placeholder.
func findToken(text string) (Finding, bool) {
	for _, f := range tokens(text[:min(len(text), maxTokenText)]) {
		if !dummyToken(f.Secret) {
			return f, true
		}
	}
	return Finding{}, false
}

// FindNamed reports a token that a rule of gitleaks recognises only beside a
// provider's name, where name is what the program calls the value. The whole text
// must be the token. The name has to say more than the provider, "datadogAPIKey"
// rather than "datadog", unless the value has the provider's own form; and words
// are no tokens. It errs towards silence.
func FindNamed(name, text string) (Finding, bool) {
	if len(text) < minNamedValue || len(text) > maxNamedValue || len(name) > maxNamedValue || strings.ContainsAny(text, " \t\r\n\"'`") {
		return Finding{}, false
	}
	for _, f := range namedTokens(name, text) {
		rule := namedRules[f.index]
		if !dummyToken(text) && (rule.shaped || namesToken(name, rule.keywords) && random(text)) {
			return f.Finding, true
		}
	}
	return Finding{}, false
}

type namedFinding struct {
	Finding
	index int // in namedRules
}

// namedTokens returns gitleaks' verdict on name := "text" under the rules of
// namedRules where the secret is the whole text, ordered by rule.
func namedTokens(name, text string) []namedFinding {
	var found []namedFinding
	rendering := name + ` := "` + text + `"`
	for _, i := range namedPrefilter().rules(rendering) {
		r := namedRules[i]
		for _, secret := range sharedDetectors().find(r.id, rendering) {
			if secret == text {
				found = append(found, namedFinding{Finding{Kind: Token, What: r.what, Rule: r.id, Secret: secret}, i})
			}
		}
	}
	return found
}

// dummyToken reports whether a token was plainly made up: a placeholder, more than
// half of it one character, or all that follows the provider's mark (AKIA,
// sk_live_) counted up.
func dummyToken(secret string) bool {
	var counts [256]int
	for i := range len(secret) {
		counts[secret[i]]++
		if counts[secret[i]]*2 > len(secret) {
			return true
		}
	}
	rest := strings.ToLower(secret)
	for len(rest) >= 12 && len(rest)*2 > len(secret) {
		if isSequence(rest) {
			return true
		}
		rest = rest[1:]
	}
	return Placeholder(secret)
}

// tokenNouns are the words that make a name one of a secret.
var tokenNouns = wordSet("key keys apikey secret token pat password passwd pwd auth authorization credential credentials creds access bearer login jwt")

// namesToken reports whether a provider's keyword starts at a word of the name
// and another word says that the value is secret. The name's last word may decide
// against it: the identifier or the address of a token is none.
func namesToken(name, keywords string) bool {
	parts := words(name)
	for len(parts) > 0 && isDigit(parts[len(parts)-1][0]) {
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 || addressNouns(parts[len(parts)-1]) {
		return false
	}
	if !slices.ContainsFunc(parts, tokenNouns) {
		return false
	}
	for i := range parts {
		rest := strings.Join(parts[i:], "")
		for keyword := range strings.FieldsSeq(keywords) {
			if strings.HasPrefix(rest, strings.Join(words(keyword), "")) {
				return true
			}
		}
	}
	return false
}

// addressNouns are last words of a name that make it the name of something
// about a token.
var addressNouns = wordSet("id ids name names url uri host endpoint path file dir hash sum checksum digest sha md5 commit revision version type kind field header env var flag label prefix suffix format regex pattern scope scopes ttl expiry")

// random reports whether a value can have come from a generator rather than from
// a writer of words: a generated one of this length almost surely has a digit.
func random(text string) bool {
	return strings.ContainsAny(text, "0123456789")
}
