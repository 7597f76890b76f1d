// Package config holds kvlint's settings as one typed struct, and reads them
// from wherever a driver gets them.
package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// Config holds the settings of a run. Its zero value is the default.
type Config struct {
	// Disable lists rules ("configinvault") and categories
	// ("hardcodedcreds/sink") that are not reported.
	Disable []string `json:"disable,omitempty"`
	// Enable lists rules and categories that are reported although they are
	// opt-in or belong to a disabled rule.
	Enable []string `json:"enable,omitempty"`
	// Severity replaces the severity of rules and categories.
	Severity map[string]string `json:"severity,omitempty"`
	// MaxAge is how far ahead a secret's expiry may lie, as "90d" or "2160h".
	// Empty is the document's number, 60 days.
	MaxAge string `json:"max-age,omitempty"`
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

// Validate checks that c names only rules, categories and severities that
// exist. The error names each key that is wrong and what would be right.
func (c *Config) Validate(rules []*rule.Info) error {
	var errs []error
	for _, name := range c.Disable {
		errs = append(errs, wrap("disable", CheckName(rules, name)))
	}
	for _, name := range c.Enable {
		errs = append(errs, wrap("enable", CheckName(rules, name)))
	}
	for name, severity := range c.Severity {
		errs = append(errs, wrap("severity", CheckName(rules, name)))
		_, err := rule.ParseSeverity(severity)
		errs = append(errs, wrap("severity."+name, err))
	}
	errs = append(errs, wrap("max-age", checkAge(c.MaxAge)))
	return errors.Join(errs...)
}

func wrap(key string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", key, err)
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
