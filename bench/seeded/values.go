package main

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// A kind is a way in which credentials look.
type kind struct {
	name string
	draw func(g *generator) string
}

const (
	hexDigits    = "0123456789abcdef"
	letters      = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	alnum        = letters + "0123456789"
	base64Digits = alnum + "+/"
	symbols      = "!@#$%^&*"
)

// kinds are the seven of a comparison of other tools.
var kinds = []kind{
	{"hex32", func(g *generator) string { return g.from(hexDigits, 32) }},
	{"alnum24", func(g *generator) string { return g.from(alnum, 24) }},
	{"base64-44", func(g *generator) string { return g.from(base64Digits, 43) + "=" }},
	{"base64-88", func(g *generator) string { return g.from(base64Digits, 86) + "==" }},
	{"entra", func(g *generator) string { return g.from(alnum, 3) + "8Q" + "~" + g.from(alnum+"._-", 34) }},
	{"symbols16", func(g *generator) string { return g.from(alnum+symbols, 16) }},
	{"human", func(g *generator) string {
		word := g.word()
		return strings.ToUpper(word[:1]) + word[1:] + fmt.Sprint(2015+g.random.Intn(10)) + "!" + g.word()
	}},
}

// from returns n characters of alphabet, at least one of them a letter.
func (g *generator) from(alphabet string, n int) string {
	for {
		b := make([]byte, n)
		for i := range b {
			b[i] = alphabet[g.random.Intn(len(alphabet))]
		}
		if strings.ContainsAny(string(b), letters) {
			return string(b)
		}
	}
}

func (g *generator) uuid() string {
	return strings.Join([]string{g.from(hexDigits, 8), g.from(hexDigits, 4), "4" + g.from(hexDigits, 3), "a" + g.from(hexDigits, 3), g.from(hexDigits, 12)}, "-")
}

// word returns an ordinary word.
func (g *generator) word() string {
	words := strings.Fields("garden river castle orange monday yellow silver planet bridge coffee winter summer tiger dragon forest thunder window market pepper falcon")
	return words[g.random.Intn(len(words))]
}

func quote(value string) string { return strconv.Quote(value) }

// escape writes value as the password of a URL within a Go string.
func escape(value string) string { return url.QueryEscape(value) }

// byteList returns the bytes of value as elements of a literal.
func byteList(value string) string {
	var elements []string
	for i := range len(value) {
		elements = append(elements, fmt.Sprintf("0x%02x", value[i]))
	}
	return strings.Join(elements, ", ")
}
