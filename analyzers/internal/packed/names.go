package packed

import (
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
)

// A Say is what the names of components say of the text that holds them.
type Say uint8

const (
	Nothing     Say = iota
	Credentials     // a credential is among them
	Otherwise       // something else than the components of a credential
)

// markWords are the last words of names of what says how to read the rest, and
// of the parts of ciphertexts, hashes and messages: these have forms of their own.
var markWords = wordSet("version", "ver", "scheme", "proto", "protocol", "prefix", "suffix", "kind", "type", "format",
	"salt", "nonce", "iv", "hash", "digest", "mac", "cipher", "ciphertext", "sealed", "encrypted", "sig", "signature", "algorithm", "alg",
	"header", "payload", "claims", "body", "head", "tail", "rest", "line", "label", "tag", "count", "index", "size")

// placeWords are the last words of names of places, which lie behind one another
// in addresses. Beside a credential they are components like others.
var placeWords = wordSet("host", "hostname", "port", "region", "addr", "address", "url", "uri", "path", "dir", "file", "server",
	"domain", "database", "namespace", "bucket", "topic", "queue", "table", "env", "environment", "item", "entry", "elem", "element", "first")

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range words {
		set[word] = true
	}
	return set
}

// Names returns what the names of components say, in whatever case and style.
// Names that aren't known are "".
func Names(names []string) Say {
	found, isPlace := Nothing, false
	for _, name := range names {
		tokens := naming.Tokens(name)
		if len(tokens) == 0 {
			continue
		}
		switch last := tokens[len(tokens)-1]; {
		case IsCredential(name):
			found = Credentials
		case markWords[last]:
			return Otherwise
		case placeWords[last]:
			isPlace = true
		}
	}
	if isPlace && found == Nothing {
		return Otherwise
	}
	return found
}

// IsCredential reports whether name is that of a credential.
func IsCredential(name string) bool {
	if naming.CredentialParam(name) {
		return true
	}
	tokens := naming.Tokens(name)
	return len(tokens) > 0 && slices.Contains([]string{"pass", "password", "passwd", "pwd", "secret", "token"}, tokens[len(tokens)-1])
}

// userWords are the last words of names of those who have a credential.
var userWords = wordSet("user", "username", "usr", "login", "uid", "account", "principal")

// hasUser reports whether one of names is that of someone who has a credential.
func hasUser(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		tokens := naming.Tokens(name)
		if n := len(tokens); n > 1 && (tokens[n-1] == "name" || tokens[n-1] == "id") {
			tokens = tokens[:n-1]
		}
		return len(tokens) > 0 && userWords[tokens[len(tokens)-1]]
	})
}

// Divides reports whether text, which stands between the components of these
// names, divides them: names, tokens of services and sentences have weak
// separators of their own.
func Divides(text string, names []string) bool {
	switch Separator(text) {
	case Strong:
		return true
	case Weak:
		isSpace := strings.TrimSpace(text) == "" || strings.TrimSpace(text) == "/"
		return text != "" && Names(names) == Credentials && (isSpace || hasUser(names))
	}
	return false
}

// AreAlike reports whether names are those of things of one kind, which differ
// by a number or by their place in line only: key1 and key2, primary and
// secondary, current and previous.
func AreAlike(names []string) bool {
	stem := ""
	for i, name := range names {
		s, ok := stemOf(name)
		if !ok || i > 0 && s != stem {
			return false
		}
		stem = s
	}
	return len(names) > 1
}

var orderWords = wordSet("primary", "secondary", "old", "new", "current", "previous", "prev", "next", "active", "standby",
	"first", "second", "third")

// stemOf returns a name without what numbers it, and whether anything does. A
// letter numbers only what has a name (keyA).
func stemOf(name string) (string, bool) {
	stem, numbered, lettered := "", false, false
	for _, word := range naming.Tokens(name) {
		switch {
		case orderWords[word] || word[0] >= '0' && word[0] <= '9':
			numbered = true
		case len(word) == 1:
			lettered = true
		default:
			stem += word + " "
		}
	}
	return stem, numbered || lettered && stem != ""
}
