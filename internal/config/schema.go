package config

//go:generate go test -run TestGeneratedFiles . -update

import (
	"encoding/json"
	"reflect"

	"github.com/kvlint/kvlint/internal/rule"
)

// SchemaURL is where editors find the JSON schema of the settings.
const SchemaURL = "https://raw.githubusercontent.com/kvlint/kvlint/main/docs/settings.schema.json"

// schema is a JSON schema, as far as settings need one. Fields stand in the
// order in which people read them.
type schema struct {
	Schema      string             `json:"$schema,omitempty"`
	ID          string             `json:"$id,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        any                `json:"type,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Minimum     int                `json:"minimum,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	AnyOf       []*schema          `json:"anyOf,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Additional  any                `json:"additionalProperties,omitempty"` // false or absent
	Required    []string           `json:"required,omitempty"`
}

// Schema returns the JSON schema of the settings, for editors: what it accepts,
// Parse accepts, but for details that a schema can't say.
func Schema(rules []*rule.Info) []byte {
	s := schemer{rules}.ofStruct(reflect.TypeFor[Config]())
	s.Schema, s.ID, s.Title = "http://json-schema.org/draft-07/schema#", SchemaURL, "Settings of kvlint ("+FileName+")"
	s.Type = []string{"object", "null"}
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // of plain structs
	}
	return append(data, '\n')
}

type schemer struct{ rules []*rule.Info }

func (s schemer) ofStruct(t reflect.Type) *schema {
	result := &schema{Type: "object", Properties: make(map[string]*schema), Additional: false}
	for k := range keysOf(t) {
		property := s.of(k.typ, k.of)
		property.Description = k.doc
		result.Properties[k.name] = property
	}
	return result
}

// of returns the schema of a value of type t whose texts are of a kind.
func (s schemer) of(t reflect.Type, of string) *schema {
	switch t.Kind() {
	case reflect.Slice:
		return &schema{Type: []string{"array", "null"}, Items: s.of(t.Elem(), of)}
	case reflect.Map:
		severity := &schema{Enum: []string{"note", "warning", "error"}}
		result := &schema{Type: []string{"object", "null"}, Properties: make(map[string]*schema), Additional: false}
		for _, name := range ruleNames(s.rules) {
			result.Properties[name] = severity
		}
		return result
	case reflect.Struct:
		mapping := s.ofStruct(t)
		if t == reflect.TypeFor[Sink]() {
			mapping.AnyOf = []*schema{{Required: []string{"func"}}, {Required: []string{"field"}}}
		} else {
			mapping.Required = []string{t.Field(0).Tag.Get("key")}
		}
		return &schema{AnyOf: []*schema{{Type: "string"}, mapping}}
	case reflect.Bool:
		return &schema{Type: []string{"boolean", "null"}}
	case reflect.Int:
		return &schema{Type: "integer", Minimum: 1}
	}
	switch of {
	case "rule":
		return &schema{Enum: ruleNames(s.rules)}
	case "use":
		return &schema{Enum: Uses}
	}
	return &schema{Type: "string"}
}
