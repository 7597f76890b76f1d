package configinvault

import (
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// OnlyConfiguration reports whether all of names, which a secret may have, say
// that its value is configuration or an identifier, so that this rule speaks of
// it. It returns false for no names.
func OnlyConfiguration(names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool {
		judgement := naming.JudgeSecretName(name)
		return judgement != naming.Configuration && judgement != naming.Identifier
	})
}

// UsedAsConfiguration reports whether this rule says of a value that it is
// configuration because of how it is used.
func UsedAsConfiguration(use summary.ValueUse) bool {
	_, ok := decisive(use)
	return ok
}
