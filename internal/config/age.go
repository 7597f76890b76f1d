package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// defaultMaxAge is the document's number: rotate at least every 60 days.
const defaultMaxAge = 60 * 24 * time.Hour

// SecretMaxAge returns how far ahead a secret's expiry may lie. It assumes
// that c was validated.
func (c *Config) SecretMaxAge() time.Duration {
	if age, err := parseAge(c.MaxAge); err == nil && c.MaxAge != "" {
		return age
	}
	return defaultMaxAge
}

// parseAge returns the duration that text is: days ("90d"), or whatever
// time.ParseDuration takes.
func parseAge(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n < 100000 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if age, err := time.ParseDuration(text); err == nil && age > 0 {
		return age, nil
	}
	return 0, fmt.Errorf("%q is no age (want days such as 90d, or hours such as 2160h)", text)
}

func checkAge(text string) error {
	if text == "" {
		return nil
	}
	_, err := parseAge(text)
	return err
}
