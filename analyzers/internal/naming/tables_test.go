package naming

import (
	"slices"
	"strings"
	"testing"
)

// TestTables requires of every phrase that Tokens and normal can produce it,
// so that none is dead, and that no table has it twice.
func TestTables(t *testing.T) {
	l := tables()
	for _, table := range []string{
		secretPhrases, ambiguousPhrases, configurationPhrases, identifierPhrases, strongSecretWords, strongKeyOwners,
		weakSecretWords, attributeWords, genericWords, transparentWords, switchWords, leadingSwitchWords, groupPhrases, addressWords,
		plainURLOwners, embeddingOwners, secretEndpointOwners,
	} {
		phrases := phrasesOf(table)
		if !slices.IsSorted(phrases) {
			t.Errorf("table isn't sorted: %.60q…", phrases)
		}
		if unique := slices.Compact(slices.Sorted(slices.Values(phrases))); len(unique) != len(phrases) {
			t.Errorf("table has a phrase twice: %.60q…", phrases)
		}
		for _, phrase := range phrases {
			if got := strings.Join(patternSections(l, phrase)[0], " "); got != phrase {
				t.Errorf("phrase %q can't be met: its words are %q", phrase, got)
			}
		}
	}
}

func TestVocabularySorted(t *testing.T) {
	for _, table := range []string{partWords, strongWords, wholeWords, compoundWords} {
		words := strings.Fields(table)
		if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
			t.Errorf("table isn't sorted or has a word twice: %.60q…", words)
		}
	}
}

// TestPhraseTablesDisjoint requires that a phrase says one thing only.
func TestPhraseTablesDisjoint(t *testing.T) {
	seen := make(map[string]string)
	for name, table := range map[string]string{
		"secret": secretPhrases, "ambiguous": ambiguousPhrases,
		"configuration": configurationPhrases, "identifier": identifierPhrases,
	} {
		for _, phrase := range phrasesOf(table) {
			if other, ok := seen[phrase]; ok {
				t.Errorf("phrase %q is %s and %s", phrase, name, other)
			}
			seen[phrase] = name
		}
	}
}

func phrasesOf(table string) []string {
	var phrases []string
	for phrase := range strings.SplitSeq(table, ",") {
		phrases = append(phrases, strings.Join(strings.Fields(phrase), " "))
	}
	return phrases
}
