package config

import (
	"strings"
	"testing"
)

func TestSecretMaxSize(t *testing.T) {
	for text, want := range map[string]int{"": 25600, "4KB": 4096, "4kb": 4096, "1000": 1000} {
		c := &Config{MaxSize: text}
		if err := c.Validate(nil); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got := c.SecretMaxSize(); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
	for _, text := range []string{"0", "-1", "4MB", "big", "KB", "99999999"} {
		err := (&Config{MaxSize: text}).Validate(nil)
		if err == nil || !strings.HasPrefix(err.Error(), "max-size: ") || !strings.Contains(err.Error(), "4KB") {
			t.Errorf("%q: error %v, want one that names the key and what is right", text, err)
		}
	}
}
