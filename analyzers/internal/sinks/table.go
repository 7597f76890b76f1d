package sinks

import (
	"fmt"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"maps"
	"net/textproto"
	"strconv"
	"strings"
	"sync"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
)

// A row is a parameter, field or variable of the tables.
type row struct {
	arg       int    // index of the parameter; that of a variadic one stands for all its arguments
	use       string // how it is used as configuration; "" for a credential
	when      condition
	mayBeName bool
	isSecret  bool // the value of a secret in a vault
}

// A condition is what another argument must say.
type condition struct {
	kind string // "", "named" or one of Header and Env
	at   int    // index of the argument with the name; before marks the one before
}

const before = -1

// holds reports whether the argument that the condition is about names a
// credential. Of a list of pairs only each second element is a value.
func (w condition) holds(c *Call, r row, i int) bool {
	if w.kind == "" {
		return true
	}
	at := w.at
	if at == before {
		if (i-r.arg)%2 == 0 {
			return false
		}
		at = i - 1
	}
	name, ok := c.constant(at)
	if w.kind == Header {
		return ok && CredentialHeader(name)
	}
	return ok && isCredentialName(name)
}

// CredentialHeader reports whether the HTTP header called name carries a
// credential.
func CredentialHeader(name string) bool {
	switch textproto.CanonicalMIMEHeaderKey(name) {
	case "Authorization", "Proxy-Authorization", "Apikey", "Aeg-Sas-Key", "Aeg-Sas-Token", "Private-Token", "Job-Token", "X-Consul-Token":
		return true
	}
	return isCredentialName(name)
}

// namedLoosely reports whether the name that a condition is about may be that
// of a secret's name: the flags secret and secret-key often take one.
func namedLoosely(name string) bool {
	tokens := naming.Tokens(name)
	n := len(tokens)
	return namesHolder(name) || n > 0 && (tokens[n-1] == "secret" || n > 1 && tokens[n-1] == "key" && tokens[n-2] == "secret")
}

// sink returns the sink of a row. place is how messages call the place of the
// value, fn the function that takes it.
func (r row) sink(place, fn string) Sink {
	if r.use != "" {
		return useSink(r.use, place, fn)
	}
	s := Sink{Kind: Credential, What: place, MayBeName: r.mayBeName}
	if r.when.kind == Header || r.when.kind == Env {
		s.Sort = r.when.kind
	}
	if r.isSecret {
		s.Sort = VaultValue
	}
	return s
}

// phrases say for each way of use which sort of sink it makes and how messages
// call it, with the function or place for %s.
var phrases = map[string]struct{ sort, phrase string }{
	"number":      {Number, "parsed as a number by %s"},
	"bool":        {Bool, "parsed as a bool by %s"},
	"duration":    {Duration, "parsed as a duration by %s"},
	"schedule":    {Duration, "parsed as a schedule by %s"},
	"ip":          {IP, "parsed as an IP address by %s"},
	"cidr":        {CIDR, "parsed as a range of IP addresses by %s"},
	"level":       {Level, "parsed as a log level by %s"},
	"timezone":    {TimeZone, "loaded as a time zone by %s"},
	"certificate": {Certificate, "parsed as a certificate or key by %s"},
	"listen":      {Address, "listened on by %s"},
	"dial":        {Address, "dialled by %s"},
	"resolve":     {Address, "resolved as a host by %s"},
	"parse":       {Address, "parsed as an address by %s"},
	"address":     {Address, "used as address (%s)"},
	"port":        {DSNPort, "used as port (%s)"},
	"database":    {DSNDatabase, "used as the name of a database (%s)"},
}

// useSink returns the sink of a way of use, a key of phrases. An address, port
// or database is named by the place of the value, the others by the function.
func useSink(use, place, fn string) Sink {
	p := phrases[use]
	switch use {
	case "address", "port", "database":
		fn = place
	}
	return Sink{Kind: Use, Sort: p.sort, What: fmt.Sprintf(p.phrase, fn)}
}

// A rowTable holds rows by the qualified names of their symbols, without major
// versions.
type rowTable struct {
	rows  map[string][]row
	names map[string]bool // the last elements of the keys: the cheap way out
}

// find returns the rows of a symbol. qualified is asked only where a symbol of
// that name is in the table.
func (t *rowTable) find(name string, qualified func() string) ([]row, bool) {
	if !t.names[name] {
		return nil, false
	}
	r, ok := t.rows[typematch.Unversioned(qualified())]
	return r, ok
}

// A tableSet is all tables.
type tableSet struct{ calls, fields, vars, accountCalls, accountFields *rowTable }

var tables = sync.OnceValue(func() *tableSet {
	return &tableSet{
		calls:  parse(format{indexed: true}, credentialCalls).merge(parse(format{indexed: true, use: true}, useCalls)),
		fields: parse(format{}, credentialFields).merge(parse(format{use: true}, useFields)),
		vars:   parse(format{}, credentialVars),

		accountCalls:  parse(format{indexed: true}, accountCalls),
		accountFields: parse(format{}, accountFields),
	}
})

// A format says what the words behind a symbol are.
type format struct {
	indexed bool // first the indexes of parameters
	use     bool // then how the value is used; otherwise a condition, maybename or vaultvalue
}

// parse returns the table that text writes down. A line without a tab is an
// import path without major versions; the lines with a tab that follow are
// symbols of it. A condition is header@0 (argument 0 names a credential's
// header), env@0, named@0, or header for a list of pairs.
func parse(f format, text string) *rowTable {
	t := &rowTable{rows: make(map[string][]row), names: make(map[string]bool)}
	path := ""
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case line[0] != '\t':
			path = words[0]
		default:
			t.add(path+"."+words[0], f, words[1:])
		}
	}
	return t
}

func (t *rowTable) add(key string, f format, options []string) {
	indexes := []string{"0"}
	if f.indexed {
		indexes, options = strings.Split(options[0], ","), options[1:]
	}
	r := row{}
	for _, option := range options {
		kind, at, hasAt := strings.Cut(option, "@")
		switch {
		case f.use:
			r.use = option
		case option == "maybename":
			r.mayBeName = true
		case option == VaultValue:
			r.isSecret = true
		case hasAt:
			r.when = condition{kind, number(at)}
		default:
			r.when = condition{kind, before}
		}
	}
	for _, index := range indexes {
		r.arg = number(index)
		t.addRow(key, r)
	}
}

func (t *rowTable) addRow(key string, r row) {
	t.names[key[strings.LastIndexByte(key, '.')+1:]] = true
	t.rows[key] = append(t.rows[key], r)
}

// number returns the number that a table has, or one that no call has an
// argument for.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 1 << 20
	}
	return n
}

// merge adds the rows of other to t and returns it.
func (t *rowTable) merge(other *rowTable) *rowTable {
	for key, rows := range other.rows {
		t.rows[key] = append(t.rows[key], rows...)
	}
	maps.Copy(t.names, other.names)
	return t
}
