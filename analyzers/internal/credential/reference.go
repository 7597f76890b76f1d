package credential

import "strings"

// references are how a value says that the secret is kept elsewhere: those of
// 1Password, bank-vaults, vals and Doppler, of App Service, of Amazon's and
// Google's secret managers, and of the schemes that name a variable or a file.
var references = []string{
	"op://", "vault:", "bao:", "@microsoft.keyvault(", "secretref:", "keyvault:", "akv:", "akvs://", "azurekeyvault://",
	"arn:aws:secretsmanager:", "arn:aws:ssm:", "awssm:", "ssm:", "gcp:secretmanager:", "gcpsm:", "sm://", "ref+",
	"env:", "file:", "k8s:", "doppler:", "bws:",
}

// Reference reports whether text names a secret that is kept elsewhere rather
// than holding one: op://vault/item, vault:path#key,
// @Microsoft.KeyVault(SecretUri=…), projects/p/secrets/s.
func Reference(text string) bool {
	for _, prefix := range references {
		if len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
			return true
		}
	}
	rest, ok := strings.CutPrefix(text, "projects/")
	return ok && strings.Contains(rest, "/secrets/")
}

// Mask reports whether text is what stands in for a credential that isn't
// shown: one character over and over, or the word for it.
func Mask(text string) bool {
	switch strings.Trim(strings.ToLower(text), "<>[]()*-_ ") {
	case "", "redacted", "masked", "hidden", "filtered", "removed":
		return true
	}
	return len(text) >= 3 && strings.Count(text, text[:1]) == len(text) && strings.ContainsAny(text[:1], "xX*.-_#")
}
