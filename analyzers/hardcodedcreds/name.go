package hardcodedcreds

import "unicode"

// looksLikeName reports whether text is made of letters, with digits in at most
// one place, and the marks that join the words of names.
func looksLikeName(text string) bool {
	groups, wasDigit := 0, false
	for _, r := range text {
		isDigit := unicode.IsDigit(r)
		if isDigit && !wasDigit {
			groups++
		}
		wasDigit = isDigit
		if !isDigit && !unicode.IsLetter(r) && r != '-' && r != '_' && r != '.' && r != '/' {
			return false
		}
	}
	return groups <= 1
}
