package credential

import (
	"slices"
	"strings"
)

const (
	dummyList = "example examples placeholder redacted changeme changeit changethis replaceme replacethis dummy masked notset fixme todo tbd tba your yours"
	// fillList is what stands beside a dummy word that was written without
	// separators, as in yourpassword or exampletoken.
	fillList = "password pass passwd pwd secret token key api access client app account user username name id here value auth storage connection string db database tenant service server"
)

var (
	// dummyWords make a placeholder of a text in which one of them is a whole word.
	dummyWords = wordSet(dummyList)
	// dummyPairs are two words that say the same.
	dummyPairs = wordSet("change_me change_it change_this replace_me replace_this replace_with not_set fill_in fill_me insert_your insert_here put_your enter_your set_me")
	// dummyValues are placeholders only as the whole text.
	dummyValues = wordSet("none null nil undefined unset empty na n/a foo bar baz qux foobar foobarbaz")
	// dummyVocabulary is what compounds of dummy words are cut into.
	dummyVocabulary = wordSet(dummyList, fillList)
)

// Placeholder reports whether a text stands for a value that isn't there: a
// Template, changeme, your-api-key, xxxx, ***, REDACTED, TODO, example as a word,
// one repeated character, the alphabet, an ellipsis, or a reference to a secret
// kept elsewhere. It goes by words and shape; a text that merely contains
// "example" within a word is none. "password" is none either.
func Placeholder(text string) bool {
	if Template(text) {
		return true
	}
	trimmed := strings.TrimSpace(text)
	if inner, ok := unbracket(trimmed); ok && isPhrase(inner) {
		return true
	}
	lower := strings.ToLower(trimmed)
	if dummyValues(lower) || strings.Contains(lower, "***") || strings.Contains(lower, "...") || strings.Contains(lower, "…") {
		return true
	}
	return Reference(trimmed) || isSequence(lower) || dummyText(words(trimmed))
}

func unbracket(text string) (inner string, ok bool) {
	if inner, ok = strings.CutPrefix(text, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
	}
	return inner, ok && inner != ""
}

// isSequence reports whether a text counts up from its first character, in
// letters and digits: abcdefgh, 0123456789abcdef.
func isSequence(lower string) bool {
	for i := 1; i < len(lower); i++ {
		before, c := lower[i-1], lower[i]
		if c != before+1 && !(before == '9' && (c == '0' || c == 'a')) && !(before == '0' && c == 'a') && !(before == 'z' && c == '0') {
			return false
		}
	}
	return len(lower) >= 8
}

// dummyText reports whether the words of a text make it a placeholder. A short
// word says so only where all are words, but for a number at the end; in random text it comes up by chance.
func dummyText(parts []string) bool {
	joined := strings.Join(parts, "")
	if joined == "" || len(joined) > 2 && strings.Count(joined, joined[:1]) == len(joined) {
		return true
	}
	figures := slices.IndexFunc(parts, func(part string) bool { return isDigit(part[0]) })
	plain := figures < 0 || figures == len(parts)-1 && len(parts[figures]) <= 4
	for i, part := range parts {
		switch {
		case len(part) >= 4 && strings.Trim(part, "x") == "":
			return true
		case i > 0 && plain && dummyPairs(parts[i-1]+"_"+part):
			return true
		case dummyWord(part) && (plain || len(part) > 4):
			return true
		}
	}
	return false
}

// dummyWord reports whether a word is a dummy word or composed with one.
func dummyWord(word string) bool {
	if dummyWords(word) {
		return true
	}
	for _, part := range segment(word, dummyVocabulary) {
		if dummyWords(part) {
			return true
		}
	}
	return false
}
