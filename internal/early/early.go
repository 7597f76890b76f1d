// Package early, by being imported, deals with most of what the go command asks
// its vet tool before the rest of the program is initialised.
//
// The go command starts its vet tool for each package that the named ones
// import, thousands in a large program, and for nearly all of them there is
// nothing to do (see package unit). Each start would initialise every package
// that is linked: gitleaks alone brings some 150, with their tables and
// expressions. That takes several times as long as the start itself, and most
// of it isn't ours to make lazy. The order of initialisation is ours, though.
// The language defines it ("Package initialization", since Go 1.21): of all
// packages whose imports are initialised, the one whose path sorts first comes
// next. A package with few imports of its own therefore comes before those
// with many, and a process that ends in it never pays for them.
//
// This is an exception to the rule that init does nothing. It can only save
// time: whatever isn't plainly such a unit is left for main, which asks the
// same question of the same package again, and a wrong order costs no more
// than what is saved. A test looks at the order.
package early

import (
	"os"

	"github.com/kvlint/kvlint/internal/unit"
)

func init() {
	if len(os.Args) < 2 {
		return
	}
	if file := os.Args[len(os.Args)-1]; unit.IsFile(file) && finish(file) {
		os.Exit(0)
	}
}

// finish deals with the unit that file describes if there is nothing to do
// for it, and reports whether it did.
func finish(file string) bool {
	u, err := unit.Read(file)
	return err == nil && u.Extent() == unit.Nothing && u.WriteNoFacts() == nil
}
