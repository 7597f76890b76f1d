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

func matchElements(pattern, name []string) bool {
	switch {
	case len(pattern) == 0:
		return true // what is left of name lies below
	case pattern[0] == "**":
		return matchElements(pattern[1:], name) || len(name) > 0 && matchElements(pattern, name[1:])
	case len(name) == 0:
		return false
	}
	ok, err := path.Match(pattern[0], name[0])
	return ok && err == nil && matchElements(pattern[1:], name[1:])
}
