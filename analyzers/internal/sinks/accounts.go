package sinks

import (
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// AccountsArg reports whether argument i of a call of fn takes a map from users
// to their passwords, and returns how messages call it.
func AccountsArg(fn *types.Func, i int) (what string, ok bool) {
	if fn == nil || fn.Pkg() == nil {
		return "", false
	}
	rows, _ := tables().accountCalls.find(fn.Name(), func() string { return typematch.Func(fn.Origin()) })
	for _, r := range rows {
		if r.arg == i && i < fn.Signature().Params().Len() {
			return "argument " + fn.Signature().Params().At(i).Name() + " of " + shortName(fn), true
		}
	}
	return "", false
}

// AccountsField reports whether a field of the struct type that owner is or
// points to takes a map from users to their passwords, and returns how messages
// call it.
func AccountsField(owner types.Type, field string) (what string, ok bool) {
	_, ok = tables().accountFields.find(field, func() string { return typeName(owner) + "." + field })
	return "field " + typeShortName(owner) + "." + field, ok
}

// MayTakeAccounts reports whether a function or field of this name may take such
// a map. It errs towards true.
func MayTakeAccounts(name string) bool {
	return tables().accountCalls.names[name] || tables().accountFields.names[name]
}

// IsCredentialName reports whether what is declared, or kept in a map or an
// environment, under this name is a credential whole.
func IsCredentialName(name string) bool { return isCredentialName(name) }
