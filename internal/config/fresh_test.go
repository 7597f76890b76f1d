package config_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "rewrite the files that are generated from the settings")

// The files at the root that are generated are fresh.
func TestGeneratedFiles(t *testing.T) {
	for name, want := range map[string]string{
		"docs/settings.schema.json": string(config.Schema(suite.Infos())),
		".golangci.example.yml":     config.GolangciExample(suite.Infos()),
	} {
		name = filepath.Join("..", "..", filepath.FromSlash(name))
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s is stale (%v); run go generate ./internal/config", name, err)
		}
	}
}

// The example is in order, also where all its comments that show something are
// made part of it.
func TestExample(t *testing.T) {
	example := config.Example(suite.Infos())
	if _, err := config.Parse("example", []byte(example), suite.Infos()); err != nil {
		t.Error(err)
	}
	cfg, err := config.Parse("example", []byte(uncomment(example)), suite.Infos())
	if err != nil {
		t.Fatalf("%v in\n%s", err, uncomment(example))
	}
	if len(cfg.Disable) == 0 || len(cfg.Exclude) != 2 || len(cfg.Sinks) != 3 || len(cfg.Severity) != 2 || len(cfg.Caches) != 1 {
		t.Errorf("the example shows %+v", cfg)
	}
}

// uncomment makes the lines behind "#  " part of a file.
func uncomment(text string) string {
	return strings.ReplaceAll(text, "\n#  ", "\n  ")
}

// The settings in golangci-lint's example are in order, and switch the notes off.
func TestGolangciExample(t *testing.T) {
	var file struct {
		Version string
		Linters struct {
			Settings struct {
				Custom struct {
					Kvlint struct {
						Type     string
						Settings any
					}
				}
			}
		}
	}
	if err := yaml.Unmarshal([]byte(config.GolangciExample(suite.Infos())), &file); err != nil {
		t.Fatal(err)
	}
	kvlint := file.Linters.Settings.Custom.Kvlint
	cfg, err := config.FromValue(kvlint.Settings, suite.Infos())
	if err != nil || kvlint.Type != "module" || file.Version != "2" {
		t.Fatalf("got %+v, %v", file, err)
	}
	for _, info := range suite.Infos() {
		for _, c := range info.Categories {
			if isOff := !cfg.Enabled(info, c); isOff != (c.OptIn || c.Severity.String() == "note") {
				t.Errorf("%s/%s: off: %t", info.Name, c.Name, isOff)
			}
		}
	}
}

// The schema has every key, rule and category.
func TestSchema(t *testing.T) {
	var schema struct {
		Properties map[string]struct {
			Description string
			Items       struct{ Enum []string }
			Properties  map[string]any
		}
		AdditionalProperties any
	}
	if err := json.Unmarshal(config.Schema(suite.Infos()), &schema); err != nil {
		t.Fatal(err)
	}
	if schema.AdditionalProperties != false {
		t.Errorf("additional properties: %v", schema.AdditionalProperties)
	}
	names := strings.Join(schema.Properties["disable"].Items.Enum, " ")
	for _, info := range suite.Infos() {
		if !strings.Contains(names, info.Name+" "+info.Name+"/"+info.Categories[0].Name) || schema.Properties["severity"].Properties[info.Name] == nil {
			t.Errorf("the schema lacks %s", info.Name)
		}
	}
	for name, property := range schema.Properties {
		if !strings.HasSuffix(property.Description, ".") {
			t.Errorf("%s: description %q", name, property.Description)
		}
	}
}
