package credential

import "strings"

// referencePrefixes start texts that say where a secret is kept. They are
// those of 1Password, bank-vaults and vals, App Service, Google's and Amazon's
// secret managers, and of the schemes that name a key or a file.
var referencePrefixes = []string{
	"op://", "vault:", "vault://", "ref+", "@microsoft.keyvault(", "keyvault:", "akv:", "akvs://", "azurekeyvault://", "azurekms://",
	"arn:aws:", "awskms://", "awssm://", "aws-ssm:", "ssm:", "gcp:secretmanager:", "gcpkms://", "gcpsm://", "sm://", "bao:",
	"env:", "env://", "file:", "file://", "k8s://", "secretref:", "hashivault://",
}

// Reference reports whether text names a secret that is kept elsewhere rather
// than holding one: op://vault/item, vault:path#key,
// @Microsoft.KeyVault(SecretUri=…), projects/p/secrets/s.
func Reference(text string) bool {
	for _, prefix := range referencePrefixes {
		if len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
			return true
		}
	}
	rest, ok := strings.CutPrefix(text, "projects/")
	return ok && strings.Contains(rest, "/secrets/")
}
