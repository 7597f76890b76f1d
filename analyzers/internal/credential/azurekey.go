package credential

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// minAzureKey is the length of the shortest form of a key, Entra's 7Q~.
const minAzureKey = 37

// findAzureKey reports the first Azure key in text. Every form is a run of at
// least 37 characters of one alphabet, so it looks at every 37th character only
// and walks where one of them may be in such a run.
func findAzureKey(text string) (Finding, bool) {
	for at := minAzureKey - 1; at < len(text); {
		start, end := at, at
		for start > 0 && isKeyByte(text[start-1]) {
			start--
		}
		for end < len(text) && isKeyByte(text[end]) {
			end++
		}
		if end-start >= minAzureKey {
			if f, ok := keyInRun(text, start, end); ok {
				return f, true
			}
		}
		at = end + minAzureKey
	}
	return Finding{}, false
}

// isKeyByte is the union of all alphabets of keys.
func isKeyByte(c byte) bool {
	return isAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '.' || c == '~'
}

// keyInRun reports a key within text[start:end], a run of bytes of isKeyByte.
func keyInRun(text string, start, end int) (Finding, bool) {
	if f, ok := findEntraSecret(text[start:end]); ok {
		return f, true
	}
	for from := start; from < end; {
		to := from
		for to < end && isBase64URL(text[to]) {
			to++
		}
		if to-from >= 43 {
			padding := to
			for padding < len(text) && text[padding] == '=' {
				padding++
			}
			if what := keyWhat(text[from:padding], to-from); what != "" {
				return Finding{Kind: AzureKey, What: what, Secret: text[from:padding]}, true
			}
		}
		from = to + 1
	}
	return Finding{}, false
}

// isBase64URL takes both alphabets of base64: a key must not touch either.
func isBase64URL(c byte) bool { return isBase64(c) || c == '-' || c == '_' }

// keyWhat names the key that text is, n characters and its padding, or returns "".
func keyWhat(text string, n int) string {
	padding := len(text) - n
	switch {
	case n == 52 && padding == 0 && isDevOpsToken(text):
		return "Azure DevOps personal access token"
	case n == 84 && padding == 0 || n == 86 && padding == 2:
		if what := annotatedKey(text); what != "" {
			return what
		}
	}
	for _, f := range keyForms {
		if n == f.length && padding == f.padding && signedKey(f, text) && !publicKeys[hash(text)] {
			return f.what
		}
	}
	return ""
}

// A keyForm is a first-generation key: random bytes, a signature that reads as
// text in base64, and a checksum of the bytes before it in the last four.
type keyForm struct {
	what            string
	signature       string
	length, padding int // in characters
	seeds           string
}

var keyForms = []keyForm{
	{"Azure Storage account key", "+ASt", 86, 2, "Default0"},
	{"Azure Cosmos DB key", "ACDb", 86, 2, "MastRO00 MastRW00 SysAll00 Resour00 SystRO00 SystRW00 Encryp00"},
	{"Azure Batch account key", "+ABa", 86, 2, "AbAcct00"},
	{"Azure ML Studio key", "+AMC", 86, 2, "Classic0"},
	{"Azure API Management key", "APIM", 86, 2, "Tenant00 IoTHub00 Gatewy00 GitKey00"},
	{"Azure Service Bus key", "+ASb", 43, 1, messagingSeeds},
	{"Azure Event Hubs key", "+AEh", 43, 1, messagingSeeds},
	{"Azure Relay key", "+ARm", 43, 1, messagingSeeds},
	{"Azure IoT Hub key", "AIoT", 43, 1, "IoTHub00 DpsKey00 Device00"},
	{"Azure Cache for Redis key", "AzCa", 43, 1, "Access00"},
	{"Azure Event Grid key", "AZEG", 43, 1, "SendRecv"},
	{"Azure Functions key", "AzFu", 54, 2, "Functi00 Master00 System00"},
	{"Azure AI Search key", "AzSe", 52, 0, "Query000 PAdmin00"},
	{"Azure Container Registry key", "+ACR", 52, 0, "ACRDflt0"},
}

const messagingSeeds = "Send0000 Listen00 Manage00 System00 Unknown0"

// signedKey reports whether text has the form's signature and a checksum under
// one of its seeds.
func signedKey(f keyForm, text string) bool {
	at := f.length - 10
	if text[at:at+4] != f.signature {
		return false
	}
	encoding := base64.StdEncoding
	if strings.ContainsAny(text, "-_") {
		encoding = base64.URLEncoding
	}
	raw, err := encoding.WithPadding(base64.NoPadding).DecodeString(text[:f.length])
	if err != nil {
		return false
	}
	data := raw[:len(raw)-4]
	tail := text[at+4 : f.length]
	for seed := range strings.FieldsSeq(f.seeds) {
		sum := binary.LittleEndian.AppendUint32(data[:len(data):len(data)], checksum(seed, data))
		want := encoding.WithPadding(base64.NoPadding).EncodeToString(sum)[at+4:]
		// Redis may write P and F for + and / in the checksum.
		if tail == want || f.signature == "AzCa" && tail == strings.NewReplacer("+", "P", "/", "F").Replace(want) {
			return true
		}
	}
	return false
}

// isDevOpsToken reports whether 52 characters are a token of the first form:
// 32 bytes in base32 with a CRC of 28 of them in the other four.
func isDevOpsToken(text string) bool {
	if strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return false
	}
	r, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(text))
	if err != nil || len(r) != 32 {
		return false
	}
	data := append(append(append(append([]byte(nil), r[0:2]...), r[3:7]...), r[9:22]...), r[23:32]...)
	stored := binary.LittleEndian.Uint32([]byte{r[22], r[8], r[7], r[2]})
	crc := crc32.ChecksumIEEE(data)
	return stored == crc^0xE0B9692D || stored == crc^0x1019F92E
}

// Public reports whether text is the key of an emulator, which everybody knows.
func Public(text string) bool { return publicKeys[hash(text)] }
