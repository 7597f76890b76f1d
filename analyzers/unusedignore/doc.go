// Package unusedignore defines an Analyzer that reports kvlint's own
// directives where they silence nothing.
//
// # Analyzer unusedignore
//
// unusedignore: report //kvlint:ignore comments that silence nothing
//
// A directive has the form
//
//	//kvlint:ignore <rule>[/<category>][,…] <reason>
//
// and silences findings on its own line or, where it stands alone, on the line
// below; in the comment of a declaration it covers the declaration. Reported
// are
//
//   - unused: a directive that silenced no finding, although the rule is on
//   - noreason: a directive without a reason; it silences nothing
//   - unknown: a directive that names no rule or category of kvlint, or with
//     another verb than ignore
//
// # Why it matters
//
// A directive that outlives its finding hides the next one. A reason tells the
// reader whether it still holds.
//
// # Example
//
//	//kvlint:ignore hardcodedcreds/sink
//	db.Password = "hunter2" // …
//
// The directive has no reason, so both it and the password are reported. Good:
//
//	//kvlint:ignore hardcodedcreds/sink throw-away database of the tutorial
//	db.Password = "hunter2"
//
// # Limits
//
// Directives for rules that are switched off are left alone. In test files,
// where most rules don't report, directives are left alone, too. Where go vet
// is told to run single analyzers, this one runs only if it is named.
//
// Since: unreleased.
package unusedignore
