package config

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
	"go.yaml.in/yaml/v3"
)

// Bind registers a flag for each key of c. A flag adds to what c has, outweighs
// it where they contradict each other, and may be repeated. A value that would
// be wrong in a file is refused where it is parsed.
func Bind(flags *flag.FlagSet, c *Config, rules []*rule.Info) {
	v := reflect.ValueOf(c).Elem()
	for k := range keysOf(v.Type()) {
		flags.Var(&keyFlag{k, c, rules}, k.name, usage(k))
	}
}

// usage returns the help of a key's flag, with the name of its value in quotes
// as package flag wants it.
func usage(k key) string {
	doc := strings.ToLower(k.doc[:1]) + strings.TrimSuffix(k.doc[1:], ".")
	switch {
	case k.typ.Kind() == reflect.Bool:
		return doc
	case k.of == "duration":
		return doc + "; a `duration`"
	case k.typ.Kind() == reflect.String:
		return doc + "; a `text`"
	case k.typ.Kind() == reflect.Map:
		return doc + "; `name=value`, separated by commas"
	case k.typ.Elem().Kind() == reflect.Struct:
		item := k.typ.Elem()
		keys := strings.ReplaceAll(keyNames(item), ",", ": …,")
		return fmt.Sprintf("%s; a `%s`, or {%s: …}", doc, item.Field(0).Tag.Get("key"), keys)
	}
	return doc + "; `names`, separated by commas"
}

// keyFlag is a key of the settings c as a flag.
type keyFlag struct {
	key   key
	c     *Config
	rules []*rule.Info
}

func (f *keyFlag) String() string { return "" }

// IsBoolFlag makes -name stand for -name=true.
func (f *keyFlag) IsBoolFlag() bool { return f.key.typ.Kind() == reflect.Bool }

func (f *keyFlag) Set(value string) error {
	added := new(Config)
	if err := f.parse(value, reflect.ValueOf(added).Elem().Field(f.key.index)); err != nil {
		return err
	}
	if err := added.Validate(f.rules); err != nil {
		return err
	}
	f.c.add(added)
	return nil
}

// parse stores what value says in field.
func (f *keyFlag) parse(value string, field reflect.Value) error {
	switch {
	case field.Kind() == reflect.String:
		field.SetString(value)
		return nil
	case field.Kind() == reflect.Bool:
		on, err := strconv.ParseBool(value)
		if err != nil {
			return fmt.Errorf("want true or false, not %q", value)
		}
		field.SetBool(on)
		return nil
	case field.Kind() == reflect.Map:
		return parsePairs(value, field)
	case field.Type().Elem().Kind() == reflect.Struct:
		return f.parseItem(value, field)
	}
	for name := range strings.SplitSeq(value, ",") {
		if name = strings.TrimSpace(name); name != "" {
			field.Set(reflect.Append(field, reflect.ValueOf(name)))
		}
	}
	return nil
}

func parsePairs(value string, field reflect.Value) error {
	field.Set(reflect.MakeMap(field.Type()))
	for pair := range strings.SplitSeq(value, ",") {
		name, what, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			return fmt.Errorf("%q isn't of the form name=value", pair)
		}
		field.SetMapIndex(reflect.ValueOf(name), reflect.ValueOf(what))
	}
	return nil
}

// parseItem appends the one element of a list that value is, in YAML.
func (f *keyFlag) parseItem(value string, field reflect.Value) error {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(value), &document); err != nil || len(document.Content) == 0 {
		return fmt.Errorf("want %s", wants(field.Type().Elem(), f.key.of))
	}
	d := &decoder{places: make(map[string]*yaml.Node)}
	list := &yaml.Node{Kind: yaml.SequenceNode, Content: document.Content}
	d.decode(list, field, f.key.name, f.key.of)
	if len(d.errs) > 0 {
		return d.errs[0]
	}
	return nil
}

// add adds the settings of other, which outweigh those of c: a name that other
// enables is no longer disabled, and the other way round.
func (c *Config) add(other *Config) {
	without := func(names, drop []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(drop, name) })
	}
	c.Enable = without(c.Enable, other.Disable)
	c.Disable = without(c.Disable, other.Enable)
	addFields(reflect.ValueOf(c).Elem(), reflect.ValueOf(other).Elem())
}

// addFields adds what a struct of keys says to another of its type: elements of
// lists and maps to those that are there, texts in their place.
func addFields(to, from reflect.Value) {
	for k := range keysOf(to.Type()) {
		field, added := to.Field(k.index), from.Field(k.index)
		switch {
		case added.Kind() == reflect.Bool:
			field.SetBool(field.Bool() || added.Bool())
			continue
		case added.Len() == 0:
			continue
		case field.Kind() == reflect.String:
			field.Set(added)
			continue
		case field.Kind() == reflect.Slice:
			field.Set(reflect.AppendSlice(field, added))
			continue
		case field.IsNil():
			field.Set(reflect.MakeMap(field.Type()))
		}
		for _, name := range added.MapKeys() {
			field.SetMapIndex(name, added.MapIndex(name))
		}
	}
}
