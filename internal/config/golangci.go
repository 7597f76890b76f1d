package config

import (
	_ "embed"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// golangciFrame is the example of a configuration of golangci-lint, without the
// settings of kvlint.
//
//go:embed golangci.yml
var golangciFrame string

const (
	settingsMark   = "          # SETTINGS\n"
	settingsIndent = "          "
)

// GolangciExample returns a configuration of golangci-lint in which every key of
// the settings stands. Since golangci-lint fails on any finding, it disables the
// categories that are mere notes.
func GolangciExample(rules []*rule.Info) string {
	isNote := func(c rule.Category) bool { return c.Severity == rule.Note }
	return strings.Replace(golangciFrame, settingsMark, keys(rules, settingsIndent, isNote), 1)
}
