package config

import (
	"path"
	"strings"
)

// matchPath reports whether the file called name, with slashes, is what pattern
// means or lies in a directory that is. It assumes that pattern was validated.
func matchPath(pattern, name string) bool {
	return matchElements(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

// matchElements takes time in proportion to the product of the lengths: after a
// mismatch only the last ** that was passed can take more, since what one before
// it could take, it can, too.
func matchElements(pattern, name []string) bool {
	var rest, from []string // of pattern behind the last **, and of name where it was tried
	for {
		switch {
		case len(pattern) == 0:
			return true // what is left of name lies below
		case pattern[0] == "**":
			pattern = pattern[1:]
			rest, from = pattern, name
		case len(name) == 0:
			return false
		case matchElement(pattern[0], name[0]):
			pattern, name = pattern[1:], name[1:]
		case rest != nil && len(from) > 0:
			from = from[1:]
			pattern, name = rest, from
		default:
			return false
		}
	}
}

func matchElement(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}
