package naming

import (
	"strings"
	"sync"
)

// What the dictionary knows of a word.
const (
	part     uint8 = 1 << iota // may stand in a run of words written together
	strong                     // and may follow an unknown beginning: sagasecret
	whole                      // is never taken apart: passport
	compound                   // is one word although humps or digits divide it: OAuth, k8s
)

// A trie holds the words of the vocabulary. Letters other than a-z and 0-9
// are in no word.
type trie struct {
	nodes []node
}

type node struct {
	next  [36]uint16
	flags uint8
}

// dictionary returns the vocabulary as a trie.
var dictionary = sync.OnceValue(func() *trie {
	t := &trie{nodes: make([]node, 1, 4096)}
	t.addAll(partWords, part, true)
	t.addAll(strongWords, part|strong, true)
	t.addAll(wholeWords, whole, true)
	t.addAll(compoundWords, whole|compound, false)
	return t
})

// addAll adds the words of a table, and with plurals what an s makes of them.
func (t *trie) addAll(table string, flags uint8, plurals bool) {
	for word := range strings.FieldsSeq(table) {
		t.add(word, flags)
		if plurals && !strings.HasSuffix(word, "s") {
			t.add(word+"s", flags)
		}
	}
}

func (t *trie) add(word string, flags uint8) {
	at := uint16(0)
	for i := range len(word) {
		slot, ok := slotOf(word[i])
		if !ok {
			return
		}
		if t.nodes[at].next[slot] == 0 {
			t.nodes = append(t.nodes, node{})
			t.nodes[at].next[slot] = uint16(len(t.nodes) - 1)
		}
		at = t.nodes[at].next[slot]
	}
	t.nodes[at].flags |= flags
}

func slotOf(c byte) (int, bool) {
	switch {
	case 'a' <= c && c <= 'z':
		return int(c - 'a'), true
	case '0' <= c && c <= '9':
		return int(c-'0') + 26, true
	}
	return 0, false
}

// flags returns what is known of word, 0 if it isn't in the vocabulary.
func (t *trie) flags(word []byte) uint8 {
	at := uint16(0)
	for _, c := range word {
		slot, ok := slotOf(c)
		if !ok {
			return 0
		}
		if at = t.nodes[at].next[slot]; at == 0 {
			return 0
		}
	}
	return t.nodes[at].flags
}

const (
	longest       = 48 // letters of a piece that is taken apart
	shortestAlone = 2  // letters of an unknown beginning
)

// split appends the words of one piece to words: the fewest known words that
// make it up, or an unknown beginning and known words of which the first is
// strong, or else the piece as it is.
func (t *trie) split(text []byte, piece span, words []span) []span {
	letters := text[piece.start:piece.end]
	if len(letters) < 4 || len(letters) > longest || t.flags(letters) != 0 {
		return append(words, piece)
	}
	var ends [longest + 1]uint8 // end of the word that starts here in the best split of the rest
	var costs [longest + 1]uint8
	t.costs(letters, &ends, &costs)
	begin := 0
	if costs[0] == 0 {
		begin = t.strongBegin(letters, &costs)
		if begin == 0 {
			return append(words, piece)
		}
		words = append(words, span{piece.start, piece.start + begin, piece.glued})
	}
	for at := begin; at < len(letters); at = int(ends[at]) {
		words = append(words, span{piece.start + at, piece.start + int(ends[at]), at > 0 || piece.glued})
	}
	return words
}

// costs fills, for each place in letters, the number of known words that make
// up the rest from there (0: none do) and the end of the first of them.
func (t *trie) costs(letters []byte, ends, costs *[longest + 1]uint8) {
	for start := len(letters) - 2; start >= 0; start-- {
		at := uint16(0)
		for i := start; i < len(letters); i++ {
			slot, ok := slotOf(letters[i])
			if !ok {
				break
			}
			if at = t.nodes[at].next[slot]; at == 0 {
				break
			}
			if t.nodes[at].flags&(part|whole) == 0 {
				continue
			}
			rest := costs[i+1]
			if i+1 < len(letters) && rest == 0 {
				continue
			}
			if costs[start] == 0 || rest+1 < costs[start] {
				costs[start], ends[start] = rest+1, uint8(i+1)
			}
		}
	}
}

// strongBegin returns the first place in letters where known words make up
// everything that follows, and the first of them is strong or they are two or
// more; 0 if there is none.
func (t *trie) strongBegin(letters []byte, costs *[longest + 1]uint8) int {
	for begin := shortestAlone; begin < len(letters); begin++ {
		if costs[begin] > 1 || costs[begin] == 1 && t.flags(letters[begin:])&strong != 0 {
			return begin
		}
	}
	return 0
}
