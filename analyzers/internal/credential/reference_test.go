package credential

import "testing"

func TestReference(t *testing.T) {
	for text, want := range map[string]bool{
		"op://vault/item/field":      true,
		"vault:login":                true,
		"vault:secret/data/db#pw":    true,
		"projects/p/secrets/s":       true,
		"projects/p/topics/t":        false,
		"file:/run/secrets/password": true,
		"vault:":                     false,
		"vaulted":                    false,
		"hunter2":                    false,
		"":                           false,
		"@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)": true,
	} {
		if got := Reference(text); got != want {
			t.Errorf("Reference(%q) = %v", text, got)
		}
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]bool{
		"xxxxx": true, "XXX": true, "***": true, "[redacted]": true, "<REDACTED>": true, "-----": true, "--- hidden ---": true,
		"xx": false, "aaaa": false, "1111": false, "hunter2": false, "redacted1": false, "xxy": false,
	} {
		if got := Mask(text); got != want {
			t.Errorf("Mask(%q) = %v", text, got)
		}
	}
}
