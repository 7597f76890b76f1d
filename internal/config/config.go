// Package config holds kvlint's settings as one typed struct, and reads them
// from wherever a driver gets them: a file beside go.mod, flags, golangci-lint.
//
// The tags of the struct say all there is to know of a key: its name (key), what
// its texts are (of, see kinds) and what it means (doc). Decoding, flags, the
// JSON schema and the examples are made from them.
package config

import (
	"slices"
	"time"

	"github.com/kvlint/kvlint/internal/rule"
)

// Config holds the settings of a run. Its zero value is the default.
type Config struct {
	Enable   []string          `key:"enable" of:"rule" doc:"Rules and rule/categories that are reported although they are opt-in, or belong to a disabled rule."`
	Disable  []string          `key:"disable" of:"rule" doc:"Rules and rule/categories that are not reported."`
	Severity map[string]string `key:"severity" of:"rule=severity" doc:"Severities of rules and rule/categories other than their own. They count for the kvlint command only."`
	Exclude  []Exclusion       `key:"exclude" doc:"Files in which nothing is reported."`

	HotFunctions []string `key:"hot-functions" of:"func" doc:"Functions and methods that run once per request or message, although their signature does not say so."`
	Caches       []string `key:"caches" of:"func" doc:"Functions and methods that keep what they fetch: calling them again does not ask the vault again."`

	MinTTL    string `key:"min-ttl" of:"duration" doc:"How long a value of the vault is to be kept at least, as 8h or 90m; 8h if left out."`
	Strict    bool   `key:"strict" doc:"Report what rules leave alone as usual practice, too: values that are read at start-up and never again."`
	Reconcile bool   `key:"reconcile" doc:"Count controllers, the Secrets Store CSI provider and the KMS plug-in as hot paths, although they read again by design."`

	SecretStores []SecretStore `key:"secret-stores" doc:"Functions and methods that read a secret from Key Vault by other means than the SDKs that kvlint knows."`
	Sinks        []Sink        `key:"sinks" doc:"Arguments and fields that take a credential, or configuration, although neither their names nor kvlint's tables say so."`

	MaxAge string `key:"max-age" of:"age" doc:"How far ahead the expiry of a secret may lie, in days (90d) or as a Go duration (2160h); 60d if left out."`

	MaxSize string `key:"max-size" of:"size" doc:"How large the value of a secret may be, in kilobytes (4KB) or bytes (4096); 25KB if left out, the most that Key Vault takes."`
}

// An Exclusion switches rules off in some files.
type Exclusion struct {
	Path  string   `key:"path" of:"path" doc:"File or directory, relative to the module's root; * stands for any part of a name, ** for any number of directories."`
	Rules []string `key:"rules" of:"rule" doc:"The rules and rule/categories that are not reported there; all if left out."`
}

// A SecretStore is a function that reads a secret.
type SecretStore struct {
	Func string `key:"func" of:"func" doc:"The function or method."`
	Name int    `key:"name" doc:"Which argument is the name of the secret, counted from 1; left out where none is."`
}

// A Sink is a place that takes a value: an argument of Func, or Field.
type Sink struct {
	Func  string `key:"func" of:"func" doc:"The function or method."`
	Arg   int    `key:"arg" doc:"Which argument of it takes the value, counted from 1; the first if left out."`
	Field string `key:"field" of:"func" doc:"In place of func: the field of a struct, as example.com/module/package.Type.Field."`
	Use   string `key:"use" of:"use" doc:"What the value is used as; a credential if left out."`
}

// Uses are the values of Sink.Use: what a value may be used as.
var Uses = []string{"credential", "address", "port", "database", "number", "bool", "duration", "level"}

// defaultMinTTL is what Microsoft's guide says.
const defaultMinTTL = 8 * time.Hour

// MinimumTTL returns how long a value of the vault is to be kept at least. It
// assumes that c was validated.
func (c *Config) MinimumTTL() time.Duration {
	if d, err := time.ParseDuration(c.MinTTL); err == nil {
		return d
	}
	return defaultMinTTL
}

// Enabled reports whether findings of a rule's category are wanted. What is
// said of the category outweighs what is said of the rule, and among equals
// Disable outweighs Enable.
func (c *Config) Enabled(r *rule.Info, category rule.Category) bool {
	for _, name := range []string{rule.ID(r.Name, category.Name), r.Name} {
		if slices.Contains(c.Disable, name) {
			return false
		}
		if slices.Contains(c.Enable, name) {
			return true
		}
	}
	return !category.OptIn
}

// RuleEnabled reports whether any category of r is wanted.
func (c *Config) RuleEnabled(r *rule.Info) bool {
	return slices.ContainsFunc(r.Categories, func(cat rule.Category) bool { return c.Enabled(r, cat) })
}

// SeverityOf returns the severity of a category of r. It assumes that c was
// validated.
func (c *Config) SeverityOf(r *rule.Info, category rule.Category) rule.Severity {
	for _, name := range []string{rule.ID(r.Name, category.Name), r.Name} {
		if s, err := rule.ParseSeverity(c.Severity[name]); err == nil {
			return s
		}
	}
	return category.Severity
}

// Excluded reports whether findings of a rule's category are unwanted in the
// file called name, relative to its module's root and with slashes.
func (c *Config) Excluded(name string, r *rule.Info, category string) bool {
	return slices.ContainsFunc(c.Exclude, func(x Exclusion) bool {
		isMeant := len(x.Rules) == 0 || slices.Contains(x.Rules, r.Name) || slices.Contains(x.Rules, rule.ID(r.Name, category))
		return isMeant && matchPath(x.Path, name)
	})
}
