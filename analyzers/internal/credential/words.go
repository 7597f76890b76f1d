package credential

import (
	"strings"
	"sync"
)

// words splits a text at everything that isn't a letter or digit, between letters
// and digits and at the humps of camelCase, and returns the parts in lower case.
// "APIKey_v2" gives api, key, v, 2.
func words(text string) []string {
	var parts []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			parts = append(parts, strings.ToLower(text[start:end]))
		}
		start = -1
	}
	for i := range len(text) {
		switch {
		case !isTextByte(text[i]):
			flush(i)
		case start < 0:
			start = i
		case hump(text, i):
			flush(i)
			start = i
		}
	}
	flush(len(text))
	return parts
}

// isTextByte counts bytes of other scripts as letters.
func isTextByte(c byte) bool { return isAlnum(c) || c >= 0x80 }

// hump reports whether a word starts at text[i], where text[i-1] belongs to one.
func hump(text string, i int) bool {
	before, c := text[i-1], text[i]
	if isDigit(before) != isDigit(c) {
		return true
	}
	if !isUpper(c) {
		return false
	}
	return !isUpper(before) || i+1 < len(text) && 'a' <= text[i+1] && text[i+1] <= 'z'
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// wordSet returns the membership test of a list of words, which is read when it
// is first needed.
func wordSet(lists ...string) func(word string) bool {
	set := sync.OnceValue(func() map[string]bool {
		set := make(map[string]bool)
		for _, list := range lists {
			for word := range strings.FieldsSeq(list) {
				set[word] = true
			}
		}
		return set
	})
	return func(word string) bool { return set()[word] }
}

// segment cuts a word that was written without separators into words of the
// vocabulary, longest first, and returns nil if that is impossible. Words longer
// than any sensible compound aren't tried.
func segment(word string, vocabulary func(string) bool) []string {
	if len(word) > 40 {
		return nil
	}
	failed := make([]bool, len(word)+1)
	var cut func(from int) ([]string, bool)
	cut = func(from int) ([]string, bool) {
		if from == len(word) {
			return nil, true
		}
		if failed[from] {
			return nil, false
		}
		for to := len(word); to > from; to-- {
			if !vocabulary(word[from:to]) {
				continue
			}
			if rest, ok := cut(to); ok {
				return append([]string{word[from:to]}, rest...), true
			}
		}
		failed[from] = true
		return nil, false
	}
	parts, _ := cut(0)
	return parts
}
