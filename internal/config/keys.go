package config

import (
	"iter"
	"reflect"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// A key is a field of Config or of one of the structs in it.
type key struct {
	name  string // as users write it
	of    string // what its texts are, a key of kinds; "" for none
	doc   string // one sentence
	index int    // of the field in its struct
	typ   reflect.Type
}

// keysOf returns the keys of a struct type, in their order.
func keysOf(t reflect.Type) iter.Seq[key] {
	return func(yield func(key) bool) {
		for i := range t.NumField() {
			f := t.Field(i)
			k := key{f.Tag.Get("key"), f.Tag.Get("of"), f.Tag.Get("doc"), i, f.Type}
			if !yield(k) {
				return
			}
		}
	}
}

func findKey(t reflect.Type, name string) (key, bool) {
	for k := range keysOf(t) {
		if k.name == name {
			return k, true
		}
	}
	return key{}, false
}

func keyNames(t reflect.Type) string {
	var names []string
	for k := range keysOf(t) {
		names = append(names, k.name)
	}
	return strings.Join(names, ", ")
}

// wants returns, for error messages, what a value of type t is whose texts are
// of the kind of.
func wants(t reflect.Type, of string) string {
	switch t.Kind() {
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "a list of texts, or of mappings with the keys " + keyNames(t.Elem())
		}
		return "a list of " + kinds[of]
	case reflect.Map:
		return "a mapping of " + kinds[of]
	case reflect.Struct:
		return "a text, or a mapping with the keys " + keyNames(t)
	case reflect.Int:
		return "a number"
	case reflect.Bool:
		return "true or false"
	}
	if of == "duration" {
		return "a duration, as 8h or 90m"
	}
	return "a text"
}

// kinds are what texts in the settings may be, for error messages.
var kinds = map[string]string{
	"rule":          "rules and rule/categories",
	"rule=severity": "rules and rule/categories to note, warning or error",
	"func":          "functions, as example.com/module/package.Type.Method",
	"path":          "paths",
	"use":           "uses",
	"age":           "an age",
	"size":          "a size",
}

// ruleNames returns the names of all rules and rule/categories.
func ruleNames(rules []*rule.Info) []string {
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
		for _, c := range r.Categories {
			names = append(names, rule.ID(r.Name, c.Name))
		}
	}
	return names
}
