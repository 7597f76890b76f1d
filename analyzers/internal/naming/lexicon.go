package naming

import (
	"strings"
	"sync"
)

// A lexicon is the tables of phrases.go, ready for look-ups.
type lexicon struct {
	phrases                                                   map[string]Judgement
	synonyms                                                  map[string]string
	words                                                     set // every word of a phrase: what a plural is told by
	strong, keyOwners, weak, attributes, generic, transparent set
	switches, leading, groups, addresses                      set
	plainURLs, embedding, endpoints                           set
}

type set map[string]bool

// tables returns the tables of phrases.go. Where a phrase is in several
// tables, ambiguous wins over secret and secret over configuration.
var tables = sync.OnceValue(func() *lexicon {
	l := &lexicon{
		phrases: make(map[string]Judgement), synonyms: make(map[string]string), words: make(set),
		strong: setOf(strongSecretWords), keyOwners: setOf(strongKeyOwners), weak: setOf(weakSecretWords),
		attributes: setOf(attributeWords), generic: setOf(genericWords), transparent: setOf(transparentWords),
		switches: setOf(switchWords), leading: setOf(leadingSwitchWords), groups: setOf(groupPhrases), addresses: setOf(addressWords),
		plainURLs: setOf(plainURLOwners), embedding: setOf(embeddingOwners), endpoints: setOf(secretEndpointOwners),
	}
	l.add(Identifier, identifierPhrases)
	l.add(Configuration, configurationPhrases)
	l.add(Secret, secretPhrases)
	l.add(Ambiguous, ambiguousPhrases)
	for pair := range setOf(synonyms) {
		short, long, _ := strings.Cut(pair, " ")
		l.synonyms[short] = long
		l.addWords(short)
	}
	for _, owners := range []set{l.embedding, l.groups, l.transparent} {
		for phrase := range owners {
			l.addWords(phrase)
		}
	}
	return l
})

func (l *lexicon) add(j Judgement, table string) {
	for phrase := range setOf(table) {
		l.phrases[phrase] = j
		l.addWords(phrase)
	}
}

func (l *lexicon) addWords(phrase string) {
	for word := range strings.FieldsSeq(phrase) {
		l.words[word] = true
	}
}

// setOf returns the phrases of a table, which commas separate.
func setOf(table string) set {
	phrases := make(set)
	for phrase := range strings.SplitSeq(table, ",") {
		phrases[strings.Join(strings.Fields(phrase), " ")] = true
	}
	return phrases
}

// normal returns word as the tables have it: in the singular, and not its short
// form.
func (l *lexicon) normal(word string) string {
	if !l.words[word] {
		word = l.singular(word)
	}
	if long, ok := l.synonyms[word]; ok {
		return long
	}
	return word
}

// singular returns the word of the tables that word is the plural of, or word.
func (l *lexicon) singular(word string) string {
	for _, ending := range [][2]string{{"s", ""}, {"es", ""}, {"ies", "y"}} {
		if stem, ok := strings.CutSuffix(word, ending[0]); ok && l.words[stem+ending[1]] {
			return stem + ending[1]
		}
	}
	return word
}
