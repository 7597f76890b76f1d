// Package sinks knows what becomes of a value that is passed for an argument
// or stored in a field: whether it is used as a credential, or as
// configuration. It decides from types and declared names alone, so it serves
// any analysis, on syntax or on SSA.
//
// Two kinds of knowledge say so: names, where a parameter or field is declared
// with the name of a credential (clientSecret) or an address (host), and
// tables, for those whose names don't say it. A test checks each row of the
// tables against the module it speaks of.
package sinks

import (
	"go/types"
	"strings"
)

// A Kind is what a value is used as.
type Kind uint8

const (
	Credential Kind = iota + 1 // the value is used as a credential
	Use                        // the value is used as configuration
)

// A Sink says what becomes of a value that arrives there.
type Sink struct {
	Kind Kind
	// What is for messages. Of a Credential it is the place, "argument
	// clientSecret of azidentity.NewClientSecretCredential"; of a Use it goes
	// on after "the value is", "parsed as a number by strconv.Atoi".
	What string
	// Sort tells sinks of one kind apart: of a Credential "" or one of Header
	// and Env; of a Use one of the others.
	Sort string
	// MayBeName says that a place for a credential takes names, too: a value
	// that looks like one is no evidence there.
	MayBeName bool
}

// Sorts of sinks.
const (
	Header = "header" // the value of an HTTP header or of gRPC metadata
	Env    = "env"    // the value of an environment variable
	// DSNPassword is the password of a connection string that is put together.
	DSNPassword = "dsnpassword"
	VaultValue  = "vaultvalue" // the value of a secret, which may be no credential at all

	Number      = "number"
	Certificate = "certificate" // a secret's form, which is no configuration
	Bool        = "bool"
	Duration    = "duration"
	IP          = "ip"
	CIDR        = "cidr"
	Level       = "level"
	TimeZone    = "timezone"
	Address     = "address"
	Compare     = "compare"
	DSNHost     = "dsnhost"
	DSNPort     = "dsnport"
	DSNDatabase = "dsndatabase"
)

// A Call is what must be known of a call.
type Call struct {
	Func  *types.Func                   // the declared function or method that is called; nil for function values
	Sig   *types.Signature              // its signature as called, with the receiver aside; nil for that of Func
	Args  int                           // how many arguments are written, without the receiver
	Text  func(i int) (string, bool)    // the text of argument i if it is constant; nil where none is known
	IsOwn func(pkg *types.Package) bool // whether pkg belongs to the module under analysis; nil for no
	Extra *Extra                        // what else is known; nil for nothing
}

// Arg returns the sinks of argument i, counted as written without the
// receiver; the elements of a variadic parameter count on. A list that is
// passed with ... is argument i itself.
//
// A parameter that is declared with a credential's name is a sink in functions
// of the program, too. Whether such a function uses the parameter as the name
// of something (getSecret(secret string)) is to be seen in its body only: the
// caller has to ask. Addresses by declared name are only those of functions of
// other modules.
func (c *Call) Arg(i int) []Sink {
	param := c.param(i)
	if param == nil {
		return nil
	}
	found := c.rows(i, param)
	if len(found) == 0 && CarriesText(param.Type()) {
		found = c.declared(param)
	}
	return found
}

// Field returns the sinks of a value that is stored in a field of a struct,
// which owner is or points to; of a list or map the elements are meant. Fields
// of the program's own types are none by their names: these are evidence of
// another kind.
func Field(owner types.Type, field *types.Var, isOwn func(*types.Package) bool) []Sink {
	return (*Extra)(nil).Field(owner, field, isOwn)
}

// Field is the function of this name, and knows the fields of x, too.
func (x *Extra) Field(owner types.Type, field *types.Var, isOwn func(*types.Package) bool) []Sink {
	if field.Pkg() == nil {
		return nil
	}
	what := "field " + strings.TrimPrefix(typeShortName(owner)+"."+field.Name(), ".")
	if r, ok := x.fieldRow(owner, field); ok {
		return []Sink{r.sink(what, what)}
	}
	if isOwn != nil && isOwn(field.Pkg()) || !CarriesText(field.Type()) {
		return nil
	}
	if isCredentialName(field.Name()) {
		siblings := fieldNames(owner)
		if identifiesKey(field, siblings) || listsPermissions(owner) {
			return nil
		}
		return []Sink{{Kind: Credential, What: what, MayBeName: namesKey(field, siblings) || namesHolder(field.Name())}}
	}
	if use := addressUse(field.Name()); use != "" {
		return []Sink{useSink(use, what, "")}
	}
	return nil
}

// MayBeField reports whether a field of this name may be a sink for a
// credential. It errs towards true.
func MayBeField(name string) bool {
	return isCredentialName(name) || tables().fields.names[name]
}

// Var returns the sinks of a value that is assigned to a package variable.
func Var(v *types.Var) []Sink {
	if v.Pkg() == nil || v.IsField() {
		return nil
	}
	if r, ok := tables().vars.find(v.Name(), func() string { return v.Pkg().Path() + "." + v.Name() }); ok {
		what := "variable " + v.Pkg().Name() + "." + v.Name()
		return []Sink{r[0].sink(what, what)}
	}
	return nil
}
