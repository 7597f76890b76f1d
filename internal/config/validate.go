package config

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/internal/rule"
)

// A KeyError says what is wrong with the value of a key.
type KeyError struct {
	File         string // "" where the settings come from no file
	Line, Column int    // 0 where they aren't known
	Key          string // as in "exclude[0].path"; "" for the whole
	Err          error
}

// Error returns all of it in one line.
func (e *KeyError) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File + ":")
		if e.Line > 0 {
			fmt.Fprintf(&b, "%d:", e.Line)
		}
		if e.Column > 0 {
			fmt.Fprintf(&b, "%d:", e.Column)
		}
		b.WriteString(" ")
	}
	if e.Key != "" {
		b.WriteString(e.Key + ": ")
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns the error without its place.
func (e *KeyError) Unwrap() error { return e.Err }

// Validate checks that c names only rules, categories and severities that
// exist, and that its paths and functions have the form of some. The error
// joins a KeyError for each key that is wrong, which says what would be right.
func (c *Config) Validate(rules []*rule.Info) error {
	v := validator{rules: rules}
	v.names("enable", c.Enable)
	v.names("disable", c.Disable)
	for _, name := range slices.Sorted(maps.Keys(c.Severity)) {
		v.check("severity."+name, CheckName(rules, name))
		_, err := rule.ParseSeverity(c.Severity[name])
		v.check("severity."+name, err)
	}
	v.check("max-age", checkAge(c.MaxAge))
	v.check("max-size", checkSize(c.MaxSize))
	for i, x := range c.Exclude {
		key := fmt.Sprintf("exclude[%d]", i)
		v.check(key+".path", checkPath(x.Path))
		v.names(key+".rules", x.Rules)
	}
	v.functions("hot-functions", c.HotFunctions)
	v.functions("caches", c.Caches)
	v.check("min-ttl", checkDuration(c.MinTTL))
	for i, store := range c.SecretStores {
		key := fmt.Sprintf("secret-stores[%d]", i)
		v.check(key+".func", checkFunc(store.Func))
		v.check(key+".name", checkNumber(store.Name))
	}
	for i, sink := range c.Sinks {
		v.sink(fmt.Sprintf("sinks[%d]", i), sink)
	}
	return errors.Join(v.errs...)
}

type validator struct {
	rules []*rule.Info
	errs  []error
}

func (v *validator) check(key string, err error) {
	if err != nil {
		v.errs = append(v.errs, &KeyError{Key: key, Err: err})
	}
}

func (v *validator) names(key string, names []string) {
	for i, name := range names {
		v.check(fmt.Sprintf("%s[%d]", key, i), CheckName(v.rules, name))
	}
}

func (v *validator) functions(key string, names []string) {
	for i, name := range names {
		v.check(fmt.Sprintf("%s[%d]", key, i), checkFunc(name))
	}
}

func (v *validator) sink(key string, s Sink) {
	switch {
	case (s.Func == "") == (s.Field == ""):
		v.check(key, errors.New("want either func or field"))
	case s.Field != "":
		v.check(key+".field", checkField(s.Field))
		if s.Arg != 0 {
			v.check(key+".arg", errors.New("a field has no arguments"))
		}
	default:
		v.check(key+".func", checkFunc(s.Func))
		v.check(key+".arg", checkNumber(s.Arg))
	}
	if s.Use != "" && !slices.Contains(Uses, s.Use) {
		v.check(key+".use", fmt.Errorf("unknown use %q (want one of %s)", s.Use, strings.Join(Uses, ", ")))
	}
}

func checkNumber(n int) error {
	if n < 0 {
		return fmt.Errorf("want the number of an argument, counted from 1, not %d", n)
	}
	return nil
}

func checkDuration(text string) error {
	if d, err := time.ParseDuration(text); text != "" && (err != nil || d <= 0) {
		return fmt.Errorf("%q is no duration (want 8h, 90m or the like)", text)
	}
	return nil
}

func checkPath(pattern string) error {
	isMalformed := func(element string) bool {
		_, err := path.Match(element, "")
		return err != nil
	}
	switch {
	case pattern == "":
		return errors.New("missing (want a file or directory, relative to the module's root)")
	case slices.ContainsFunc(strings.Split(pattern, "/"), isMalformed):
		return fmt.Errorf("malformed pattern %q (a bracket or backslash without its end)", pattern)
	case path.IsAbs(pattern) || pattern != path.Clean(pattern) || strings.HasPrefix(pattern, "../"):
		return fmt.Errorf("%q isn't relative to the module's root (want it without /, ./ and ../ at its start, and without / at its end)", pattern)
	}
	return nil
}

func checkFunc(name string) error {
	if !isQualified(name, 1) {
		return fmt.Errorf("%q is no function (want example.com/module/package.Function or example.com/module/package.Type.Method)", name)
	}
	return nil
}

func checkField(name string) error {
	if !isQualified(name, 2) {
		return fmt.Errorf("%q is no field (want example.com/module/package.Type.Field)", name)
	}
	return nil
}

// isQualified reports whether name is an import path with at least n identifiers
// behind it. The last element of the path may have dots itself, as in
// gopkg.in/yaml.v3.
func isQualified(name string, n int) bool {
	path, last := "", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		path, last = name[:i], name[i+1:]
	}
	words := strings.Split(last, ".")
	if len(words) <= n || words[0] == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(path+words[0], " \t()*") {
		return false
	}
	return !slices.ContainsFunc(words[len(words)-n:], func(word string) bool { return !token.IsIdentifier(word) })
}

// CheckName returns an error unless name is that of a rule or of a
// rule/category; the error lists what would be right.
func CheckName(rules []*rule.Info, name string) error {
	ruleName, category, hasCategory := strings.Cut(name, "/")
	var names []string
	for _, r := range rules {
		if r.Name != ruleName {
			names = append(names, r.Name)
			continue
		}
		if _, ok := r.Category(category); ok || !hasCategory {
			return nil
		}
		return fmt.Errorf("unknown category %q of rule %s (want one of %s)", category, r.Name, categoryNames(r))
	}
	return fmt.Errorf("unknown rule %q (want one of %s)", ruleName, strings.Join(names, ", "))
}

func categoryNames(r *rule.Info) string {
	var names []string
	for _, c := range r.Categories {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}
