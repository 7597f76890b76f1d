package credential

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// publicKeys are the keys of emulators, which everybody knows, as the SHA-256 of
// their text.
var publicKeys = map[string]bool{
	"0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059": true, // Azurite and the storage emulator
	"aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615": true, // Cosmos DB emulator
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// annotatedServices names the services of second-generation keys by the
// signature of the provider, four characters.
var annotatedServices = map[string]string{
	"ACOG": "Azure AI services key",
	"AZAC": "Azure App Configuration key",
	"AZDO": "Azure DevOps personal access token",
	"AZEG": "Azure Event Grid key",
	"AZMP": "Azure Maps key",
	"AZCS": "Azure Communication Services key",
	"AZMR": "Azure Mixed Reality key",
	"AZFR": "Azure Fluid Relay key",
}

// annotatedKey names a second-generation key ("common annotated security key") of
// 84 characters or 86 and padding, or returns "". Structure decides; the checksum
// of this generation is not documented well enough to dismiss a key.
func annotatedKey(text string) string {
	if text[52:57] != "JQQJ9" || strings.IndexByte("9DH", text[57]) < 0 {
		return ""
	}
	for i := range 84 {
		if !isAlnum(text[i]) {
			return ""
		}
	}
	if month := text[59]; month < 'A' || month > 'L' || !isLetter(text[76]) || !varied(text[:52]) {
		return ""
	}
	if what, ok := annotatedServices[text[76:80]]; ok {
		return what
	}
	return "Azure key"
}

// varied reports whether text has at least eight different characters, as all
// random text of some length has and x repeated has not.
func varied(text string) bool {
	var seen [256]bool
	n := 0
	for i := range len(text) {
		if !seen[text[i]] {
			seen[text[i]] = true
			n++
		}
	}
	return n >= 8
}

// findEntraSecret reports a client secret in a run of key characters: three
// characters, 7Q~ or 8Q~, and 31 to 34 more, between others than its alphabet.
// The checksum of 8Q~ is not asked, since real secrets have been seen without.
func findEntraSecret(run string) (Finding, bool) {
	for from := 0; ; {
		i := strings.Index(run[from:], "Q~")
		if i < 0 {
			return Finding{}, false
		}
		at := from + i
		from = at + 2
		start, end := at-4, from
		if start < 0 || run[at-1] != '7' && run[at-1] != '8' {
			continue
		}
		for end < len(run) && end-start < 2*minAzureKey && isEntraByte(run[end]) {
			end++
		}
		secret := strings.TrimRight(run[start:end], ".")
		if len(secret) < len("xxx8Q~")+31 {
			secret = run[start:end] // the dots were its own
		}
		n := len(secret) - len("xxx8Q~")
		if n < 31 || n > 34 || start > 0 && isEntraByte(run[start-1]) || !allEntra(secret[:3]) || !varied(secret[6:]) {
			continue
		}
		return Finding{Kind: AzureKey, What: "Entra client secret", Secret: secret}, true
	}
}

func allEntra(s string) bool {
	for i := range len(s) {
		if !isEntraByte(s[i]) {
			return false
		}
	}
	return true
}

func isEntraByte(c byte) bool {
	return isAlnum(c) || c == '~' || c == '.' || c == '_' || c == '-'
}
