package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
	"go.yaml.in/yaml/v3"
)

// Parse returns the settings in data, which it checks. The error joins a
// KeyError for each thing that is wrong, with file as its place.
func Parse(file string, data []byte, rules []*rule.Info) (*Config, error) {
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return new(Config), nil
	} else if err != nil {
		return nil, syntaxError(file, err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, &KeyError{File: file, Err: errors.New("more than one document (want the settings in one, without ---)")}
	}
	return decodeConfig(file, document.Content[0], rules)
}

// FromValue returns the settings in what another program has read of its own
// configuration: nil, or maps, lists and basic types. It is as strict as Parse.
func FromValue(value any, rules []*rule.Info) (*Config, error) {
	var node yaml.Node
	if err := node.Encode(value); err != nil {
		return nil, err
	}
	return decodeConfig("", &node, rules)
}

// syntaxError returns what package yaml says, with its line, which it leaves out
// where it is the first.
func syntaxError(file string, err error) error {
	e := &KeyError{File: file, Line: 1}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		number, rest, _ := strings.Cut(rest, ": ")
		if n, err := strconv.Atoi(number); err == nil {
			e.Line, message = n, rest
		}
	}
	e.Err = errors.New("malformed YAML: " + message)
	return e
}

func decodeConfig(file string, node *yaml.Node, rules []*rule.Info) (*Config, error) {
	d := &decoder{file: file, places: make(map[string]*yaml.Node)}
	c := new(Config)
	d.decode(node, reflect.ValueOf(c).Elem(), "", "")
	if len(d.errs) == 0 {
		d.place(c.Validate(rules))
	}
	if len(d.errs) == 0 {
		return c, nil
	}
	slices.SortStableFunc(d.errs, func(a, b *KeyError) int { return cmp.Compare(a.Line, b.Line) })
	var errs []error
	for _, err := range d.errs {
		errs = append(errs, err)
	}
	return nil, errors.Join(errs...)
}

// A decoder fills structs from YAML and collects what is wrong.
type decoder struct {
	file   string
	places map[string]*yaml.Node // the values by their keys
	errs   []*KeyError
}

func (d *decoder) fail(node *yaml.Node, key, format string, args ...any) {
	e := &KeyError{File: d.file, Key: key, Err: fmt.Errorf(format, args...)}
	if d.file != "" {
		e.Line, e.Column = node.Line, node.Column
	}
	d.errs = append(d.errs, e)
}

// place takes over the errors of Validate, with their places.
func (d *decoder) place(err error) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return
	}
	for _, err := range joined.Unwrap() {
		if e, ok := errors.AsType[*KeyError](err); ok {
			d.fail(d.placeOf(e.Key), e.Key, "%w", e.Err)
		}
	}
}

// placeOf returns the value of key, or of the innermost key around it that has
// one.
func (d *decoder) placeOf(key string) *yaml.Node {
	for d.places[key] == nil && key != "" {
		key = key[:max(strings.LastIndexAny(key, ".["), 0)]
	}
	return d.places[key]
}

// decode stores the value of key in v, whose texts are of a kind.
func (d *decoder) decode(node *yaml.Node, v reflect.Value, key, of string) {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	d.places[key] = node
	isText := node.Kind == yaml.ScalarNode && node.Tag == "!!str"
	switch {
	case node.Tag == "!!null": // a key with nothing behind it
	case v.Kind() == reflect.Struct && node.Kind == yaml.MappingNode:
		d.decodeStruct(node, v, key)
	case v.Kind() == reflect.Struct && isText && key != "":
		v.Field(0).SetString(node.Value)
	case v.Kind() == reflect.Slice && node.Kind == yaml.SequenceNode:
		for i, item := range node.Content {
			element := reflect.New(v.Type().Elem()).Elem()
			d.decode(item, element, fmt.Sprintf("%s[%d]", key, i), of)
			v.Set(reflect.Append(v, element))
		}
	case v.Kind() == reflect.Map && node.Kind == yaml.MappingNode:
		d.decodeMap(node, v, key)
	case v.Kind() == reflect.String && isText:
		v.SetString(node.Value)
	case v.Kind() == reflect.Int && node.Tag == "!!int":
		n, err := strconv.Atoi(node.Value)
		if err != nil {
			d.fail(node, key, "want a number, not %q", node.Value)
		}
		v.SetInt(int64(n))
	case v.Kind() == reflect.Bool && node.Tag == "!!bool":
		v.SetBool(node.Value == "true" || node.Value == "True" || node.Value == "TRUE")
	case key == "":
		d.fail(node, "", "want the keys %s, not %s", keyNames(v.Type()), describe(node))
	default:
		d.fail(node, key, "want %s, not %s", wants(v.Type(), of), describe(node))
	}
}

func describe(node *yaml.Node) string {
	switch {
	case node.Kind == yaml.SequenceNode:
		return "a list"
	case node.Kind == yaml.MappingNode:
		return "a mapping"
	case node.Tag == "!!str":
		return "a text"
	case node.Tag == "!!int" || node.Tag == "!!float":
		return "a number"
	case node.Tag == "!!bool":
		return "true or false"
	}
	return "something else"
}

// pairs calls yield for each key and value of a mapping, but for keys that are
// there twice.
func (d *decoder) pairs(node *yaml.Node, parent string, yield func(name string, keyNode, value *yaml.Node)) {
	seen := make(map[string]bool)
	for i := 0; i+1 < len(node.Content); i += 2 {
		name := node.Content[i].Value
		if seen[name] {
			d.fail(node.Content[i], parent, "key %q is there twice", name)
			continue
		}
		seen[name] = true
		yield(name, node.Content[i], node.Content[i+1])
	}
}

func (d *decoder) decodeStruct(node *yaml.Node, v reflect.Value, parent string) {
	d.pairs(node, parent, func(name string, keyNode, value *yaml.Node) {
		k, ok := findKey(v.Type(), name)
		if !ok {
			d.fail(keyNode, parent, "unknown key %q (want one of %s)", name, keyNames(v.Type()))
			return
		}
		d.decode(value, v.Field(k.index), strings.TrimPrefix(parent+"."+name, "."), k.of)
	})
}

func (d *decoder) decodeMap(node *yaml.Node, v reflect.Value, parent string) {
	v.Set(reflect.MakeMap(v.Type()))
	d.pairs(node, parent, func(name string, _, value *yaml.Node) {
		element := reflect.New(v.Type().Elem()).Elem()
		d.decode(value, element, parent+"."+name, "")
		v.SetMapIndex(reflect.ValueOf(name), element)
	})
}
