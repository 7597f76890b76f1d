package sinks

import (
	"fmt"
	"go/types"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// A row is a parameter, field or variable of the tables.
type row struct {
	arg       int    // index of the parameter; that of a variadic one stands for all its arguments
	use       string // how it is used as configuration; "" for a credential
	when      condition
	mayBeName bool
}

// A condition is what another argument must say.
type condition struct {
	kind string // "", "header", "named", "env"
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
	switch http.CanonicalHeaderKey(name) {
	case "Authorization", "Proxy-Authorization", "Api-Key", "X-Api-Key", "Apikey", "X-Auth-Token", "X-Access-Token",
		"Ocp-Apim-Subscription-Key", "X-Functions-Key", "Aeg-Sas-Key", "Private-Token", "X-Vault-Token":
		return true
	}
	return false
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
	return s
}

// phrases say for each way of use which sort of sink it makes and how messages
// call it, with the function or place for %s.
var phrases = map[string]struct{ sort, phrase string }{
	Number:      {Number, "parsed as a number by %s"},
	Bool:        {Bool, "parsed as a bool by %s"},
	Duration:    {Duration, "parsed as a duration by %s"},
	IP:          {IP, "parsed as an IP address by %s"},
	CIDR:        {CIDR, "parsed as a range of IP addresses by %s"},
	Level:       {Level, "parsed as a log level by %s"},
	TimeZone:    {TimeZone, "loaded as a time zone by %s"},
	"schedule":  {Duration, "parsed as a schedule by %s"},
	"listen":    {Address, "listened on by %s"},
	"dial":      {Address, "dialled by %s"},
	"resolve":   {Address, "resolved as a host by %s"},
	"parse":     {Address, "parsed as an address by %s"},
	Address:     {Address, "used as address %s"},
	DSNPort:     {DSNPort, "used as port %s"},
	DSNDatabase: {DSNDatabase, "used as the name of a database %s"},
}

// useSink returns the sink of a way of use, a key of phrases. An address, port
// or database is named by the place of the value, the others by the function.
func useSink(use, place, fn string) Sink {
	p := phrases[use]
	switch use {
	case Address, DSNPort, DSNDatabase:
		fn = "(" + place + ")"
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
	r, ok := t.rows[tableKey(qualified())]
	return r, ok
}

// fieldRow returns the row of a field of the struct type that owner is or
// points to.
func fieldRow(owner types.Type, field *types.Var) (row, bool) {
	list, ok := tables().fields.find(field.Name(), func() string { return typeName(owner) + "." + field.Name() })
	if !ok {
		return row{}, false
	}
	return list[0], true
}

// A tableSet is all tables.
type tableSet struct{ calls, fields, vars *rowTable }

var tables = sync.OnceValue(func() *tableSet {
	return &tableSet{
		calls:  parseTable(credentialCalls, "", true, parseTable(useCalls, "use", true, nil)),
		fields: parseTable(credentialFields, "", false, parseTable(useFields, "use", false, nil)),
		vars:   parseTable(credentialVars, "", false, nil),
	}
})

// parseTable adds the rows of text to t and returns it. A line without a tab is
// an import path, the lines with one that follow are symbols of it: name, for
// functions the indexes of parameters, and the rest that addRow reads.
func parseTable(text, kind string, indexed bool, t *rowTable) *rowTable {
	if t == nil {
		t = &rowTable{rows: make(map[string][]row), names: make(map[string]bool)}
	}
	path := ""
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case line[0] != '\t':
			path = words[0]
		default:
			t.add(path+"."+words[0], words[1:], kind == "use", indexed)
		}
	}
	return t
}

// add adds the rows of one symbol. options are the indexes, if indexed, and then
// for a use how the value is used, for a credential its condition (header@0,
// named@1, env@0, header for pairs) or maybename.
func (t *rowTable) add(key string, options []string, isUse, indexed bool) {
	t.names[key[strings.LastIndexByte(key, '.')+1:]] = true
	indexes := []string{"0"}
	if indexed {
		indexes, options = strings.Split(options[0], ","), options[1:]
	}
	for _, index := range indexes {
		arg, err := strconv.Atoi(index)
		if err != nil {
			panic("sinks: bad index in the row of " + key)
		}
		r := row{arg: arg}
		for _, option := range options {
			kind, at, hasAt := strings.Cut(option, "@")
			switch {
			case isUse:
				r.use = option
			case option == "maybename":
				r.mayBeName = true
			case hasAt:
				n, _ := strconv.Atoi(at)
				r.when = condition{kind, n}
			default:
				r.when = condition{kind, before}
			}
		}
		t.rows[key] = append(t.rows[key], r)
	}
}
