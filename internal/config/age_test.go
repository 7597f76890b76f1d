package config

import (
	"strings"
	"testing"
	"time"
)

func TestSecretMaxAge(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"":     60 * 24 * time.Hour,
		"90d":  90 * 24 * time.Hour,
		"720h": 30 * 24 * time.Hour,
	} {
		c := &Config{MaxAge: text}
		if err := c.Validate(nil); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got := c.SecretMaxAge(); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"90", "0d", "-5h", "soon", "9999999d", "d"} {
		err := (&Config{MaxAge: text}).Validate(nil)
		if err == nil || !strings.HasPrefix(err.Error(), "max-age: ") || !strings.Contains(err.Error(), "90d") {
			t.Errorf("%q: error %v, want one that names the key and what is right", text, err)
		}
	}
}
