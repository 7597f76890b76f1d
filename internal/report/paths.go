package report

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// FindRoot returns the root of the repository that dir lies in, by its .git,
// or dir itself where there is none.
func FindRoot(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// relative returns name relative to dir where it lies below it, and whether it
// does.
func relative(dir, name string) (string, bool) {
	rel, err := filepath.Rel(dir, name)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return name, false
	}
	return rel, true
}

// path returns the name of a file for programs: relative to the root of the
// repository and with slashes, or absolute where it lies elsewhere.
func (r *Report) path(name string) (string, bool) {
	rel, ok := relative(r.Root, name)
	if !ok {
		rel, ok = relative(resolved(r.Root), resolved(name))
	}
	if !ok {
		return filepath.ToSlash(name), false
	}
	return filepath.ToSlash(rel), true
}

// resolved returns name without symbolic links, as far as it exists.
func resolved(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	return name
}

// uri returns path as an RFC 3986 reference.
func uri(path string, isRelative bool) string {
	if isRelative {
		// A colon in the first element would make it a scheme.
		return strings.ReplaceAll((&url.URL{Path: path}).EscapedPath(), ":", "%3A")
	}
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
