package naming

import (
	"slices"
	"strings"
)

// hole is the word that stands for a hole of a pattern. No token contains
// braces.
const hole = "{}"

// JudgeSecretName returns what the name of a secret says of its value. The
// name may be a pattern, in which each hole {…} is an unknown word. The last
// section decides, and in it the last words; earlier sections are asked only
// where the last one has no opinion. Numbers and names of environments at the
// end don't count. It errs towards Ambiguous and NoOpinion: Configuration means
// that the words say so and nothing says credential.
func JudgeSecretName(name string) Judgement {
	l := tables()
	sections := patternSections(l, name)
	for i, section := range sections {
		if i+1 < len(sections) && l.endsWith(section, "connection string") {
			return Secret
		}
	}
	for last := len(sections) - 1; last >= 0; last-- {
		section := l.significant(sections[last])
		if len(section) == 0 {
			continue
		}
		if section[len(section)-1] == hole {
			return NoOpinion
		}
		if j, ok := l.judge(sections[:last], section); ok {
			return l.fromSection(j, section, isIndex(sections[last+1:]))
		}
	}
	return NoOpinion
}

// isIndex reports whether sections say only which element of a list is meant
// (Hosts--0), or nothing.
func isIndex(sections [][]string) bool {
	return !slices.ContainsFunc(flat(sections), func(word string) bool { return !isNumber(word) })
}

// fromSection returns what the judgement of one section says of the whole
// name. An earlier section says less: of the things in it.
func (l *lexicon) fromSection(j Judgement, section []string, own bool) Judgement {
	if own || j == Secret {
		return j
	}
	for n := min(2, len(section)); n > 0; n-- {
		if l.groups[strings.Join(section[len(section)-n:], " ")] {
			return Configuration
		}
	}
	return NoOpinion
}

// patternSections returns the words of the sections of a pattern, as the
// tables have them, with its holes.
func patternSections(l *lexicon, name string) [][]string {
	var sections [][]string
	for text := range sectionTexts(name) {
		var words []string
		for text != "" {
			before, rest, found := strings.Cut(text, "{")
			words = appendTokens(words, before)
			if found {
				words = append(words, hole)
				_, rest, _ = strings.Cut(rest, "}")
			}
			text = rest
		}
		for i, word := range words {
			words[i] = l.normal(word)
		}
		if len(words) > 0 {
			sections = append(sections, words)
		}
	}
	return sections
}

// significant returns section without the numbers and the names of
// environments at its end.
func (l *lexicon) significant(section []string) []string {
	for len(section) > 0 {
		last := section[len(section)-1]
		if !isNumber(last) && !l.transparent[last] {
			break
		}
		section = section[:len(section)-1]
	}
	return section
}

func isNumber(word string) bool {
	return strings.Trim(word, "0123456789") == ""
}

// judge returns the judgement of one section, and whether it has any; before
// are the sections whose member it is.
func (l *lexicon) judge(before [][]string, section []string) (Judgement, bool) {
	owners := flat(before)
	words := append(owners, section...)
	j, n := l.longestPhrase(words)
	switch head := words[len(words)-1]; {
	case n == 0:
		return l.unknownHead(section)
	case n == 1 && l.generic[head] && len(words) == 1:
		return Ambiguous, true
	case n == 1 && head == "connection" && slices.ContainsFunc(section, isBound):
		return Configuration, true
	case n == 1 && head == "name" && len(words) > 1 && words[len(words)-2] == hole:
		return Ambiguous, true // {?}-name may be a user's
	case n == 1 && (l.addresses[head] || head == "endpoint"):
		j = l.address(words)
	}
	if j != Configuration && j != Identifier || l.attributes[words[len(words)-1]] {
		return j, true
	}
	rest := section[:max(0, len(section)-n)]
	if len(before) > 0 {
		rest = append([]string{lastOf(before[len(before)-1])}, rest...)
	}
	if s := l.secretWord(rest); s != NoOpinion {
		return s, true
	}
	return j, true
}

// isBound reports whether word makes a number of what follows it:
// max-open-connections are no connection strings.
func isBound(word string) bool {
	switch word {
	case "max", "maximum", "min", "minimum":
		return true
	}
	return false
}

func lastOf(words []string) string { return words[len(words)-1] }

func flat(sections [][]string) []string {
	var words []string
	for _, section := range sections {
		words = append(words, section...)
	}
	return words
}

// longestPhrase returns what the longest known phrase at the end of words says,
// and the number of its words; 0 if there is none.
func (l *lexicon) longestPhrase(words []string) (Judgement, int) {
	const longestPhrase = 4
	for n := min(longestPhrase, len(words)); n > 0; n-- {
		if j, ok := l.phrases[strings.Join(words[len(words)-n:], " ")]; ok {
			return j, n
		}
	}
	return NoOpinion, 0
}

func (l *lexicon) endsWith(words []string, phrase string) bool {
	return strings.HasSuffix(" "+strings.Join(words, " "), " "+phrase)
}

// address returns the judgement of a name that ends in url, endpoint or the
// like.
func (l *lexicon) address(words []string) Judgement {
	head, owners := lastOf(words), withoutVersion(words[:len(words)-1])
	if len(owners) == 0 {
		return Ambiguous
	}
	embedding := l.embedding
	if head == "endpoint" {
		embedding = l.endpoints
	}
	for _, word := range owners {
		if embedding[word] {
			return Ambiguous
		}
	}
	owner := lastOf(owners)
	if owner == hole || head != "endpoint" && !l.plainURLs[owner] {
		return Ambiguous
	}
	return Configuration
}

// withoutVersion returns words without a version at their end: the 4 of
// api-v4-url.
func withoutVersion(words []string) []string {
	for len(words) > 0 && (isNumber(lastOf(words)) || lastOf(words) == "v") {
		words = words[:len(words)-1]
	}
	return words
}

// unknownHead returns the judgement of a section whose last word is unknown: a
// secret word before it tells (api-key-openai), and so does a verb that makes
// it a switch (enable-foo). Words of configuration don't: what they say of an
// unknown thing is anyone's guess.
func (l *lexicon) unknownHead(section []string) (Judgement, bool) {
	if j := l.secretWord(section); j != NoOpinion {
		return j, true
	}
	for i, word := range section[:len(section)-1] {
		if l.switches[word] || i == 0 && l.leading[word] {
			return Configuration, true
		}
	}
	return NoOpinion, false
}

// secretWord returns Secret if one of words means a secret wherever it stands,
// Ambiguous if one usually does, else NoOpinion.
func (l *lexicon) secretWord(words []string) Judgement {
	j := NoOpinion
	for i, word := range words {
		switch {
		case l.strong[word],
			word == "key" && i > 0 && l.keyOwners[words[i-1]],
			word == "string" && i > 0 && words[i-1] == "connection":
			return Secret
		case l.weak[word]:
			j = Ambiguous
		}
	}
	return j
}
