package credential

import (
	"bytes"
	"encoding/asn1"
	"encoding/base64"
	"strings"
)

// A pemKind is a sort of private key in PEM or ASCII armour.
type pemKind struct {
	label, what string
	min         int               // length of the shortest body that can be a key
	begins      func([]byte) bool // what the decoded body starts with; nil for anything
}

// pemKinds are matched by the label between BEGIN and the dashes. The least
// lengths are those of the smallest keys anybody uses: RSA with 512 bits, P-192.
var pemKinds = []pemKind{
	{"RSA PRIVATE KEY", "PEM RSA private key", 64, nil},
	{"EC PRIVATE KEY", "PEM EC private key", 40, nil},
	{"DSA PRIVATE KEY", "PEM DSA private key", 64, nil},
	{"OPENSSH PRIVATE KEY", "OpenSSH private key", 64, isOpenSSH},
	{"PRIVATE KEY", "PEM private key (PKCS #8)", 40, nil},
	{"ENCRYPTED PRIVATE KEY", "PEM encrypted private key (PKCS #8)", 64, nil},
	{"PGP PRIVATE KEY BLOCK", "PGP private key block", 64, isSecretPacket},
}

// otherPEM is for labels that end in PRIVATE KEY and aren't in pemKinds, such as
// "SSH2 ENCRYPTED PRIVATE KEY".
var otherPEM = pemKind{"", "PEM private key", 64, nil}

const (
	pemBegin = "-----BEGIN "
	pemEnd   = "-----END "
	pemDash  = "-----"
)

// findPrivateKey reports the first private key in text that decodes and is long
// enough: PEM, also with line breaks written as \n or as spaces, and PKCS #12 in
// base64. It doesn't ask whether the key's numbers make sense.
func findPrivateKey(text string) (Finding, bool) {
	if len(text) < 80 {
		return Finding{}, false
	}
	if strings.Contains(text, "PRIVATE KEY") {
		for rest := text; ; {
			_, after, ok := strings.Cut(rest, pemBegin)
			if !ok {
				break
			}
			if f, ok := pemKey(after); ok {
				return f, true
			}
			rest = after
		}
	}
	return findPKCS12(text)
}

// pemKey reports the key whose block text starts with, from the label on.
func pemKey(text string) (Finding, bool) {
	text, _, _ = strings.Cut(text, pemBegin)
	label, body, ok := strings.Cut(text, pemDash)
	if !ok || len(label) > 60 || !strings.HasSuffix(strings.TrimSuffix(label, " BLOCK"), "PRIVATE KEY") {
		return Finding{}, false
	}
	body, _, ok = strings.Cut(body, pemEnd+label+pemDash)
	if !ok {
		return Finding{}, false
	}
	kind := otherPEM
	for _, k := range pemKinds {
		if k.label == label {
			kind = k
		}
	}
	raw, ok := decodeBody(body)
	if !ok || len(raw) < kind.min || !diverse(raw) || kind.begins != nil && !kind.begins(raw) {
		return Finding{}, false
	}
	return Finding{Kind: PrivateKey, What: kind.what, Secret: body}, true
}

// lineBreaks turns line breaks that were escaped once or twice into real ones.
var lineBreaks = strings.NewReplacer(`\\r`, "", `\\n`, "\n", `\r`, "", `\n`, "\n")

// decodeBody decodes the base64 text between the lines of a PEM or armoured
// block, without headers such as Proc-Type and without PGP's checksum.
func decodeBody(body string) ([]byte, bool) {
	var b strings.Builder
	headers := false
	for line := range strings.Lines(lineBreaks.Replace(body)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.Contains(line, ": "):
			headers = true
		case strings.HasPrefix(line, "="): // PGP's CRC-24
		case headers && line != "" && b.Len() == 0 && strings.HasSuffix(line, ","):
		default:
			b.WriteString(strings.Join(strings.Fields(line), ""))
		}
	}
	raw, err := base64.StdEncoding.DecodeString(b.String())
	return raw, err == nil
}

// diverse reports whether bytes can be key material: no value makes up more than
// a quarter of them.
func diverse(raw []byte) bool {
	var counts [256]int
	for _, c := range raw {
		counts[c]++
		if counts[c]*4 > len(raw) {
			return false
		}
	}
	return true
}

func isOpenSSH(raw []byte) bool { return bytes.HasPrefix(raw, []byte("openssh-key-v1\x00")) }

// isSecretPacket reports whether an OpenPGP secret-key packet (tag 5) comes first,
// in the old or the new packet format.
func isSecretPacket(raw []byte) bool {
	return raw[0]&0xfc == 0x94 || raw[0] == 0xc5
}

// pkcs12Mark is how version 3 and the tag that follows read in base64 wherever a
// PKCS #12 file with a two-byte length starts, six characters in.
const pkcs12Mark = "IBAzCC"

// findPKCS12 reports a PKCS #12 file in base64, with or without line breaks.
func findPKCS12(text string) (Finding, bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], pkcs12Mark)
		if i < 0 {
			return Finding{}, false
		}
		start := from + i - len("MIIxxA")
		from += i + 1
		if start < 0 || !strings.HasPrefix(text[start:], "MI") {
			continue
		}
		end := start
		for end < len(text) && (isBase64(text[end]) || text[end] == '=' || text[end] == '\n' || text[end] == '\r') {
			end++
		}
		from = max(from, end)
		if isPKCS12(text[start:end]) {
			return Finding{Kind: PrivateKey, What: "PKCS #12 file in base64", Secret: text[start:end]}, true
		}
	}
}

// isPKCS12 reports whether text decodes to the outer structure of RFC 7292.
func isPKCS12(text string) bool {
	raw, err := base64.StdEncoding.DecodeString(text) // skips line breaks
	if err != nil {
		return false
	}
	var pfx struct {
		Version  int
		AuthSafe asn1.RawValue
		MacData  asn1.RawValue `asn1:"optional"`
	}
	rest, err := asn1.Unmarshal(raw, &pfx)
	return err == nil && len(rest) == 0 && pfx.Version == 3
}

func isBase64(c byte) bool { return isAlnum(c) || c == '+' || c == '/' }
