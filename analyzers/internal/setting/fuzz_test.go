package setting

import (
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
)

// A text that holds a credential has no form of configuration, whatever stands
// beside it.
func FuzzFormOf(f *testing.F) {
	for _, text := range []string{
		"", "true", "8080", "10.0.0.0/8", "[::1]:443", "2001:db8::1", "30s", "db.corp.net:5432", "https://example.com/api?code=x", "https://a:b@c/", "a.io,b.io c.io", "https://[", "\xff://\xff",
		"https://shop.blob.core.windows.net/c?sig=", "postgres://app:x@db.corp.net/orders",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		form := FormOf(text)
		if _, isCredential := credential.Find(text); isCredential && form != None && form != List {
			t.Errorf("%q is a credential, and called %s", text, form)
		}
		if trimmed := FormOf(strings.TrimSpace(text)); trimmed != form {
			t.Errorf("%q: %q, but without blanks %q", text, form, trimmed)
		}
		IsConfiguration([]string{text}, form)
	})
}
