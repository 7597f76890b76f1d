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
