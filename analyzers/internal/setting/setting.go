// Package setting says whether what is written to a vault is configuration
// rather than a secret: by its text, and by the name that it is kept under. It
// is the one place that decides, for those who report configuration and for
// those who report credentials.
package setting

import (
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
)

// A Form is the kind of configuration that a value is by its looks, for
// messages: "an IP address". It is empty for values that look like nothing in
// particular.
type Form string

// The forms of configuration.
const (
	None     Form = ""
	Bool     Form = "a truth value"
	Number   Form = "a number"
	Duration Form = "a duration"
	IP       Form = "an IP address"
	CIDR     Form = "a range of IP addresses"
	Address  Form = "an address"
	Host     Form = "a host name"
	URL      Form = "a URL without credentials"
	Word     Form = "a word that only configuration has"
	List     Form = "a list of addresses"
)

// IsConfiguration reports whether a value of the given form is configuration
// under one of names, or is no secret at least because the name says so. A
// secret word in the name outweighs the value, and so does one that says PIN or
// code a number; a name that may be that of either is decided by the value.
// Without names the form alone decides.
func IsConfiguration(names []string, form Form) bool {
	if slices.ContainsFunc(names, func(name string) bool { return outweighs(name, form) }) {
		return false
	}
	return form != None || len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool {
		j := naming.JudgeSecretName(name)
		return j != naming.Configuration && j != naming.Identifier
	})
}

// outweighs reports whether name says that a value of the form is a secret.
func outweighs(name string, form Form) bool {
	switch naming.JudgeSecretName(name) {
	case naming.Secret:
		return true
	case naming.Ambiguous:
		return form == Number || form == URL && isHook(name)
	}
	return form == Number && IsCode(name)
}

// isHook reports whether name is that of a webhook, whose address is a secret
// where nothing else authenticates those who call it.
func isHook(name string) bool {
	return slices.ContainsFunc(naming.Tokens(name), func(word string) bool { return word == "webhook" || word == "hook" })
}

// IsCode reports whether the secret called name is a PIN or a one-time code,
// whose value is a number.
func IsCode(name string) bool {
	return slices.ContainsFunc(naming.Tokens(name), func(word string) bool {
		switch word {
		case "pin", "otp", "totp", "code", "passcode":
			return true
		}
		return false
	}) && naming.JudgeSecretName(name) != naming.Configuration
}
