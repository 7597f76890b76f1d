package hardcodedcreds

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
)

// A shape is how a value looks, apart from what it is called.
type shape uint8

const (
	noShape   shape = iota // nothing, a template, a sentence, a path, a name of something
	wordShape              // one word in small letters
	phrase                 // words joined by - or _, such as names of things have and passphrases
	number                 // figures only
	mixed                  // letters with figures, as people choose
	marked                 // letters with figures and signs, as a policy makes people choose
	joinedUp               // likewise with a sign that names have, too: Word_66
	digest                 // hexadecimal figures in the length of a checksum
	lettered               // letters that make no words
	random                 // as a generator makes them
)

const minCredential, maxCredential = 4, 512

// shapeOf returns how text looks that stands under name. What is the name again
// in another spelling has no shape. It errs towards noShape.
func shapeOf(text, name string) shape {
	if len(text) < minCredential || len(text) > maxCredential || !isPlain(text) {
		return noShape
	}
	if credential.Template(text) || credential.Placeholder(text) || credential.Public(text) || credential.Reference(text) || credential.Mask(text) {
		return noShape
	}
	switch {
	case otherForm.MatchString(text) || strings.HasPrefix(strings.ToLower(text), "your") || isAlphabet(text) || repeats(name, text):
		return noShape
	case digestForm.MatchString(text):
		return digest
	case isUUID.MatchString(text):
		return mixed
	case isEncodedText(text):
		return encodedShape(text)
	case isRandom(text):
		return random
	case isLettered(text):
		return lettered
	case verb.MatchString(text):
		return noShape
	case strings.Trim(text, "0123456789") == "":
		return number
	}
	return wordedShape(text)
}

// isPlain reports whether text is printable ASCII without blanks.
func isPlain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// otherForm matches what has a form of its own: addresses, paths from a root,
// what is encrypted, hashes, keys that only verify, versions, dates, verbs, e-mail addresses.
var otherForm = regexp.MustCompile(`(?i)^(?:` +
	`[a-z][a-z0-9+.-]*://.*|` +
	`\.{0,2}/[\w./{}:*-]*|~/.*|[a-z]:\\.*|` +
	`enc[(\[].*|\{.+\}|` + // encrypted for Jasypt, SOPS or Maven
	`\$(?:2[abxy]|argon2\w*|[156]|pbkdf2[\w-]*|scrypt|s2)\$.*|\{[a-z0-9]+\}.*|(?:pbkdf2|scrypt|bcrypt|argon2\w*)[:$].*|` +
	`(?:sha|md)[0-9]+[:-].*|(?:arn|urn|data):.*|` +
	`(?:ssh|ecdsa|sk)-[a-z0-9-]+@?.*|age1[a-z0-9]{50,}|pk_(?:live|test)_.*|[RU]W[QRST].{53}|` +
	`v?[0-9]+\.[0-9]+.*|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|` +
	`[0-7][0-9a-hjkmnp-tv-z]{25}|` + // ULID
	`[\w.+-]+@[\w-]+(?:\.[\w-]+)+` +
	`)$`)

// verb matches a verb of fmt that isn't a percent-escape.
var verb = regexp.MustCompile(`%[sdvqxtTw](?:[^0-9a-fA-F]|$)`)

var (
	digestForm = regexp.MustCompile(`^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9A-F]{32}|[0-9A-F]{40}|[0-9A-F]{64})$`)
	isUUID     = regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
)

// isAlphabet reports whether most characters are followed by the next one in
// order, as in the alphabet of a generator and in keys of examples.
func isAlphabet(text string) bool {
	next := 0
	for i := 1; i < len(text); i++ {
		if text[i] == text[i-1]+1 {
			next++
		}
	}
	return len(text) >= 8 && 2*next > len(text)
}

// repeats reports whether the words of text are those of name, or some of them:
// DB_PASSWORD is the name of dbPassword.
func repeats(name, text string) bool {
	words := naming.Tokens(name)
	for _, word := range naming.Tokens(text) {
		if !slices.Contains(words, word) {
			return false
		}
	}
	return true
}

// isEncodedText reports whether text is another text in base64, such as a user
// and a password, or the nonce of an example.
func isEncodedText(text string) bool {
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	return err == nil && len(raw) >= 8 && !strings.ContainsFunc(string(raw), func(r rune) bool { return r < ' ' && !unicode.IsSpace(r) || r > '~' })
}

// encodedShape returns the shape of a text in base64. Only one without blanks,
// such as a user and a password, has one: others are documents and prose.
func encodedShape(text string) shape {
	raw, _ := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if !isPlain(string(raw)) || strings.HasPrefix(string(raw), "{") {
		return noShape
	}
	return mixed
}

// class returns a number for the sort of c: small letters, capitals, figures,
// others.
func class(c byte) int {
	switch {
	case 'a' <= c && c <= 'z':
		return 0
	case 'A' <= c && c <= 'Z':
		return 1
	case '0' <= c && c <= '9':
		return 2
	}
	return 3
}

// isRandom reports whether text can hardly have been written by a person: it
// changes between classes of characters more often than words do, or often
// enough where its letters make no words. One in 20 generated texts of 16
// characters is missed.
func isRandom(text string) bool {
	body := strings.TrimRight(text, "=")
	counts, changes := classes(body)
	letters := counts[0] + counts[1]
	switch {
	case len(body) < 12 || letters == 0 || counts[2] < 2 && counts[3] < 2:
		return false
	case counts[3]*4 > len(body) && !strings.ContainsAny(body, "!@#$%^&*"):
		return false // words, dots and dashes
	}
	least := 4 // of ten
	if len(body) >= 16 && counts[3] <= 2 {
		least = 3
	}
	if len(body) >= 16 && counts[2] >= 2 && !strings.ContainsAny(body, "-_.") && lacksVowels(body, 30) {
		least = 2
	}
	return changes*10 >= least*len(body)
}

// isLettered reports whether text is letters that make no words.
func isLettered(text string) bool {
	counts, changes := classes(text)
	return len(text) >= 16 && counts[2]+counts[3] == 0 && (lacksVowels(text, 26) || changes >= 4 && changes*100 >= 22*len(text))
}

// classes returns how many characters of text are of each class, and how often
// these change. A capital before a small letter begins a word: that is none.
func classes(text string) (counts [4]int, changes int) {
	for i := range len(text) {
		c := class(text[i])
		counts[c]++
		if i > 0 && c != class(text[i-1]) && !(c == 0 && class(text[i-1]) == 1) {
			changes++
		}
	}
	return counts, changes
}

// lacksVowels reports whether less than so many of a hundred letters are vowels,
// as in no text.
func lacksVowels(text string, percent int) bool {
	vowels, letters := 0, 0
	for i := range len(text) {
		if class(text[i]) < 2 {
			letters++
		}
		if strings.IndexByte("aeiouAEIOU", text[i]) >= 0 {
			vowels++
		}
	}
	return vowels*100 < percent*letters
}

var (
	oneWord    = regexp.MustCompile(`^[a-z]+$`)
	joined     = regexp.MustCompile(`^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+$`)
	wordNumber = regexp.MustCompile(`^([A-Za-z]+)([0-9]+)$`)
	// codeMarks are characters that code and markup have, and passwords seldom.
	codeMarks = "()[]{}<>=|;,\"'`\\/:"
)

// wordedShape returns the shape of a text that isn't random.
func wordedShape(text string) shape {
	switch {
	case oneWord.MatchString(text):
		return wordShape
	case isJoinedUp(text):
		return joinedUp
	case joined.MatchString(text):
		return phrase
	case strings.ContainsAny(text, codeMarks) || strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") == "":
		return noShape
	case isTechnical(text):
		return noShape
	}
	counts, _ := classes(text)
	letters := counts[0] + counts[1]
	switch {
	case letters == 0:
		return noShape
	case counts[3] == 0 && counts[2] > 0:
		return mixed
	case counts[3] > 0 && counts[2] > 0 && strings.ContainsAny(text, "!@#$%^&*?~+"):
		return marked
	case counts[0] > 0 && counts[1] > 0 && strings.ContainsAny(strings.Trim(text, "*#@&"), "!@$^&") && !strings.ContainsAny(text, ".#"):
		return mixed
	}
	return noShape
}

// isJoinedUp reports whether text has small letters, capitals, figures and a sign
// or two as names of things have them, and a word, but none that is said of a
// credential or a technique.
func isJoinedUp(text string) bool {
	counts, _ := classes(text)
	if len(text) < 8 || slices.Contains(counts[:], 0) || counts[3] > 2 || class(text[0]) == 3 || strings.ContainsAny(text, "()[]{}<>|;\"'`\\!@#$%^&*?~+") {
		return false
	}
	long := false
	for _, word := range naming.Tokens(text) {
		if otherThings[word] || vagueEnds[word] || chosenEnds[word] || keywords[word] || technicalWords[word] || word == "secret" {
			return false
		}
		long = long || len(word) >= 4 && class(word[0]) == 0
	}
	return long
}

// technicalWords are followed by a number in names of algorithms, versions and
// the like, or in values made up for an example.
var technicalWords = setOf(`
	v ver version rc rev r x p h s k ed ec utf md sha hs rs es ps aes rsa oauth oidc base http ipv pkcs tls ssl
	id key token secret password pass pwd user test item name value foo bar baz level step part type class scrypt
	scram argon pbkdf totp hotp mfa otp header session config cfg values data`)

// isTechnical reports whether text is a word of that sort and at most four
// figures; a password that is password with a longer number is none.
func isTechnical(text string) bool {
	m := wordNumber.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	word := strings.ToLower(m[1])
	if word == "password" || word == "pass" {
		return len(m[2]) < 2
	}
	return technicalWords[word] && len(m[2]) <= 4
}
