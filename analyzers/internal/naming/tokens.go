package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A span is one word's place in the lower-cased text of a name.
type span struct {
	start, end int
	glued      bool // follows the word before it without a separator
}

// Tokens returns the words of name, lower-cased and in order. Words end at
// everything that is neither letter nor digit, at the humps of camelCase and
// PascalCase (the last capital of a run begins a word: HTTPPort is http, port;
// userIDs is user, ids), and between letters and digits (OAuth2 is oauth, 2),
// except in known words such as k8s and p12. Known words that were written
// together are taken apart (dbhost is db, host). The words joined together are
// the lower-cased name without its separators.
func Tokens(name string) []string {
	return appendTokens(nil, name)
}

func appendTokens(tokens []string, name string) []string {
	var buffer [64]byte
	var spans, words [12]span
	text, pieces := humps(name, buffer[:0], spans[:0])
	found := taken(text, pieces, words[:0])
	if len(found) == 0 {
		return tokens
	}
	lower := string(text)
	if tokens == nil {
		tokens = make([]string, 0, len(found))
	}
	for _, s := range found {
		tokens = append(tokens, lower[s.start:s.end])
	}
	return tokens
}

// A kind is what the scanner tells characters apart by.
type kind uint8

const (
	separator kind = iota
	digit
	upper
	lower // and letters without case
)

func kindOf(r rune) kind {
	switch {
	case 'a' <= r && r <= 'z':
		return lower
	case 'A' <= r && r <= 'Z':
		return upper
	case '0' <= r && r <= '9':
		return digit
	case r < utf8.RuneSelf:
		return separator
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return upper
	case unicode.IsLetter(r):
		return lower
	case unicode.IsDigit(r):
		return digit
	}
	return separator
}

// humps appends the lower-cased letters and digits of name to text, and the
// pieces between separators, humps and digits to spans.
func humps(name string, text []byte, spans []span) ([]byte, []span) {
	before, glued := separator, false
	start := 0
	cut := func(end int) {
		if end > start {
			spans = append(spans, span{start, end, glued})
			start, glued = end, true
		}
	}
	for i, r := range name {
		k := kindOf(r)
		switch {
		case k == separator:
			cut(len(text))
			before, glued = k, false
			continue
		case k == upper && before == upper:
			if next, after := ahead(name[i+utf8.RuneLen(r):]); next == lower && !after {
				cut(len(text))
			}
		case k == lower && (before == upper || before == lower):
			// inside a word
		case k != before:
			cut(len(text))
		}
		text = utf8.AppendRune(text, unicode.ToLower(r))
		before = k
	}
	cut(len(text))
	return text, spans
}

// ahead returns the kind of the first character of rest, and whether that is
// the s which makes a plural of an acronym, as in URLs and userIDs.
func ahead(rest string) (k kind, plural bool) {
	r, size := utf8.DecodeRuneInString(rest)
	k = kindOf(r)
	if r != 's' {
		return k, false
	}
	next, _ := utf8.DecodeRuneInString(rest[size:])
	return k, kindOf(next) != lower
}

// taken appends the words of text to words: pieces that belong together are
// joined (o, auth), pieces of several known words are taken apart (dbhost).
func taken(text []byte, pieces, words []span) []span {
	vocabulary := dictionary()
	for i := 0; i < len(pieces); {
		n := joined(vocabulary, text, pieces[i:])
		if n > 1 {
			words = append(words, span{pieces[i].start, pieces[i+n-1].end, pieces[i].glued})
			i += n
			continue
		}
		if n = misplaced(vocabulary, text, pieces[i:]); n > 1 {
			pieces[i+1].start = pieces[i].start
			i++
		}
		words = vocabulary.split(text, pieces[i], words)
		i++
	}
	return words
}

// misplaced returns 2 if the hump between the first two pieces is not where a
// word begins, as in DBhost, where the first run of capitals is the word.
func misplaced(vocabulary *trie, text []byte, pieces []span) int {
	if len(pieces) < 2 || !pieces[1].glued || vocabulary.flags(text[pieces[1].start:pieces[1].end]) != 0 {
		return 1
	}
	both := text[pieces[0].start:pieces[1].end]
	if len(both) > longest || vocabulary.flags(both) != 0 {
		return 1
	}
	var ends, costs [longest + 1]uint8
	if vocabulary.costs(both, &ends, &costs); costs[0] == 2 && int(ends[0]) == len(text[pieces[0].start:pieces[0].end])+1 {
		return 2
	}
	return 1
}

// joined returns how many of the leading pieces make one known word: 1 if the
// first stands alone.
func joined(vocabulary *trie, text []byte, pieces []span) int {
	const most = 4
	last := 0
	for last+1 < len(pieces) && last+1 < most && pieces[last+1].glued {
		last++
	}
	for ; last > 0; last-- {
		if vocabulary.flags(text[pieces[0].start:pieces[last].end])&compound != 0 {
			return last + 1
		}
	}
	return 1
}

// Sections returns the words of each section of name. Sections are separated
// by "--", as names in a vault write the ":" of hierarchical configuration,
// by ":" itself, and by "__", as environment variables write it. A section
// without words is left out.
func Sections(name string) [][]string {
	var sections [][]string
	for part := range sectionTexts(name) {
		if tokens := Tokens(part); len(tokens) > 0 {
			sections = append(sections, tokens)
		}
	}
	return sections
}

// sectionTexts yields the texts between the section separators of name that
// are not inside of braces.
func sectionTexts(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i < len(name); i++ {
			if name[i] == '{' {
				i += max(0, strings.IndexByte(name[i:], '}'))
			}
			if name[i] != ':' && !strings.HasPrefix(name[i:], "--") && !strings.HasPrefix(name[i:], "__") {
				continue
			}
			if !yield(name[start:i]) {
				return
			}
			if name[i] != ':' {
				i++
			}
			start = i + 1
		}
		yield(name[start:])
	}
}
