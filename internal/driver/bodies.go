package driver

import "bytes"

// cutBodies returns Go source without the bodies of declared functions, whose
// braces stay: it spares the parser most of a dependency's text. It knows only
// as much of the language as it takes to find the braces: strings, characters,
// comments, brackets. Source that isn't Go yields what isn't Go, too, for the
// parser to report. Lines and offsets behind a cut differ from the source's.
func cutBodies(src []byte) []byte {
	c := &cutter{src: src, out: make([]byte, 0, len(src)/2)}
	lineStart := true // nothing but blanks and comments since the line began
	for depth := 0; c.pos < len(src); {
		switch b := src[c.pos]; {
		case b == '\n':
			lineStart = true
			c.pos++
		case b == ' ' || b == '\t' || b == '\r':
			c.pos++
		case c.skipToken():
			lineStart = lineStart && b == '/'
		case b == '{' || b == '(' || b == '[':
			depth++
			c.pos++
		case b == '}' || b == ')' || b == ']':
			depth--
			c.pos++
		case depth == 0 && lineStart && bytes.HasPrefix(src[c.pos:], []byte("func")):
			c.cutBody()
			lineStart = false
		default:
			lineStart = lineStart && b == ';'
			c.pos++
		}
	}
	return append(c.out, src[min(c.copied, len(src)):]...)
}

type cutter struct {
	src, out []byte
	pos      int // next byte to look at
	copied   int // bytes of src that are in out or were cut
}

// skipToken moves behind a comment, string or character that starts at pos,
// and reports whether there is one.
func (c *cutter) skipToken() bool {
	rest := c.src[c.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		c.pos += indexOr(rest, "\n", len(rest)) // the newline stays
	case bytes.HasPrefix(rest, []byte("/*")):
		c.pos += min(2+indexOr(rest[2:], "*/", len(rest))+2, len(rest))
	case rest[0] == '`':
		c.pos += min(1+indexOr(rest[1:], "`", len(rest))+1, len(rest))
	case rest[0] == '"' || rest[0] == '\'':
		i := 1
		for i < len(rest) && rest[i] != rest[0] && rest[i] != '\n' {
			if rest[i] == '\\' {
				i++
			}
			i++
		}
		c.pos += min(i+1, len(rest))
	default:
		return false
	}
	return true
}

func indexOr(b []byte, sep string, missing int) int {
	if i := bytes.Index(b, []byte(sep)); i >= 0 {
		return i
	}
	return missing
}

// cutBody moves from "func" behind the declaration that it may start, and
// leaves out what lies between the braces of its body. A brace belongs to a
// type where it follows "struct" or "interface".
func (c *cutter) cutBody() {
	word := c.pos // where the last word starts
	inWord := false
	for depth := 0; c.pos < len(c.src); {
		b := c.src[c.pos]
		if isWordByte(b) {
			if !inWord {
				word, inWord = c.pos, true
			}
			c.pos++
			continue
		}
		inWord = false
		switch {
		case c.skipToken():
		case b == '\n' && depth == 0:
			return
		case b == '{' && depth == 0 && !isTypeWord(bytes.TrimRight(c.src[word:c.pos], " \t")):
			c.out = append(c.out, c.src[c.copied:c.pos+1]...)
			c.skipBraces()
			c.copied = c.pos - 1 // the closing brace stays
			return
		case b == '{' || b == '(' || b == '[':
			depth++
			c.pos++
		case b == '}' || b == ')' || b == ']':
			depth--
			c.pos++
		default:
			c.pos++
		}
	}
}

func isWordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_' || b >= 0x80
}

func isTypeWord(word []byte) bool {
	return string(word) == "struct" || string(word) == "interface"
}

// skipBraces moves from an opening brace behind the one that closes it.
func (c *cutter) skipBraces() {
	for depth := 0; c.pos < len(c.src); {
		switch {
		case c.skipToken():
			continue
		case c.src[c.pos] == '{':
			depth++
		case c.src[c.pos] == '}':
			depth--
		}
		c.pos++
		if depth == 0 {
			return
		}
	}
	c.pos = len(c.src) + 1 // no closing brace: nothing stays behind the cut
}
