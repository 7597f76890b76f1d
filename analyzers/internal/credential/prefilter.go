package credential

import (
	"slices"
	"strings"
	"sync"
)

// pattern is a keyword of a rule with what must surround it, see bareRule.
type pattern struct {
	keyword   string
	tail, run int
	rule      int // index of the rule in its table
}

// prefilter finds keywords regardless of case in one pass. A bit for a hash of
// three bytes says whether a keyword may start with them, and few triples of
// ordinary text do. Case folding is that of ASCII, which all keywords are.
type prefilter struct {
	bits     [1 << hashBits / 64]uint64
	patterns map[uint32][]pattern // by the first three bytes, folded
}

const hashBits = 15

func triple(a, b, c byte) uint32   { return uint32(a)<<16 | uint32(b)<<8 | uint32(c) }
func hashTriple(key uint32) uint32 { return key * 0x9e3779b1 >> (32 - hashBits) }

func newPrefilter(patterns []pattern) *prefilter {
	f := &prefilter{patterns: make(map[uint32][]pattern)}
	for _, p := range patterns {
		thirds := wordBytes // for a keyword of two bytes, which its tail goes on with
		if len(p.keyword) > 2 {
			thirds = p.keyword[2:3]
		}
		for i := range len(thirds) {
			key := triple(p.keyword[0], p.keyword[1], thirds[i])
			h := hashTriple(key)
			f.bits[h>>6] |= 1 << (h & 63)
			f.patterns[key] = append(f.patterns[key], p)
		}
	}
	return f
}

// wordBytes are what a tail is made of, folded.
const wordBytes = "abcdefghijklmnopqrstuvwxyz0123456789_-"

// rules returns the indexes of the rules whose keywords stand in text in
// surroundings in which the rule can match, ascending and without duplicates.
func (f *prefilter) rules(text string) []int {
	var found []int
	var key uint32
	for i := range len(text) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		key = (key<<8 | uint32(c)) & 0xffffff
		h := hashTriple(key)
		if f.bits[h>>6]&(1<<(h&63)) == 0 || i < 2 {
			continue
		}
		for _, p := range f.patterns[key] {
			if p.matchAt(text, i-2) && !slices.Contains(found, p.rule) {
				found = append(found, p.rule)
			}
		}
	}
	slices.Sort(found)
	return found
}

func (p pattern) matchAt(text string, start int) bool {
	end := start + len(p.keyword)
	if end+p.tail > len(text) || !strings.EqualFold(text[start:end], p.keyword) {
		return false
	}
	for i := range p.tail {
		if !isWord(text[end+i]) && text[end+i] != '-' {
			return false
		}
	}
	if p.run == 0 {
		return true
	}
	lo, hi := start, end
	for lo > 0 && start-lo < p.run && text[lo-1] > ' ' {
		lo--
	}
	for hi < len(text) && hi-lo < p.run && text[hi] > ' ' {
		hi++
	}
	return hi-lo >= p.run
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) }
func isWord(c byte) bool   { return isAlnum(c) || c == '_' }

// barePrefilter and namedPrefilter are built when first needed; they never change.
var (
	barePrefilter = sync.OnceValue(func() *prefilter {
		var patterns []pattern
		for i, r := range bareRules {
			for keyword := range strings.FieldsSeq(r.keywords) {
				patterns = append(patterns, pattern{keyword, r.tail, r.run, i})
			}
		}
		return newPrefilter(patterns)
	})
	namedPrefilter = sync.OnceValue(func() *prefilter {
		var patterns []pattern
		for i, r := range namedRules {
			for keyword := range strings.FieldsSeq(r.keywords) {
				patterns = append(patterns, pattern{keyword, 0, 0, i})
			}
		}
		return newPrefilter(patterns)
	})
)
