package credential

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"
)

// encode returns the PEM text of a block.
func encode(label string, der []byte, err error) string {
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

func rsaPEM(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	return encode("RSA PRIVATE "+"KEY", x509.MarshalPKCS1PrivateKey(key), err)
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func TestPrivateKey(t *testing.T) {
	text := rsaPEM(t)
	ec, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ecDER, err := x509.MarshalECPrivateKey(ec)
	_, ed, _ := ed25519.GenerateKey(rand.Reader)
	edDER, edErr := x509.MarshalPKCS8PrivateKey(ed)
	public, publicErr := x509.MarshalPKIXPublicKey(ec.Public())
	openssh := append([]byte("openssh-key-v1\x00"), randomBytes(200)...)
	pgp := append([]byte{0x95, 0x01, 0xd8}, randomBytes(300)...)
	armour := func(body string) string {
		return "-----BEGIN PGP PRIVATE KEY " + "BLOCK-----\nVersion: GnuPG v2\n\n" + body + "\n=aB3d\n-----END PGP PRIVATE KEY " + "BLOCK-----\n"
	}
	p12, p12Err := asn1.Marshal(struct {
		Version int
		Auth    struct {
			Type asn1.ObjectIdentifier
			Data []byte
		}
	}{3, struct {
		Type asn1.ObjectIdentifier
		Data []byte
	}{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}, randomBytes(600)}})
	if p12Err != nil {
		t.Fatal(p12Err)
	}
	body := base64.StdEncoding.EncodeToString(p12)
	noEnd, _, _ := strings.Cut(text, "-----END")
	for _, tt := range []struct {
		name, text, want string
	}{
		{"RSA", text, "PEM RSA private key"},
		{"escaped line breaks", strings.ReplaceAll(text, "\n", `\n`), "PEM RSA private key"},
		{"inside JSON inside a string", `{"private_key": "` + strings.ReplaceAll(text, "\n", `\\n`) + `"}`, "PEM RSA private key"},
		{"indented", "key: |\n  " + strings.ReplaceAll(text, "\n", "\n  "), "PEM RSA private key"},
		{"one line", strings.ReplaceAll(text, "\n", " "), "PEM RSA private key"},
		{"after a broken one", noEnd + text, "PEM RSA private key"},
		{"EC", encode("EC PRIVATE "+"KEY", ecDER, err), "PEM EC private key"},
		{"Ed25519", encode("PRIVATE "+"KEY", edDER, edErr), "PEM private key (PKCS #8)"},
		{"OpenSSH", encode("OPENSSH PRIVATE "+"KEY", openssh, nil), "OpenSSH private key"},
		{"PGP", armour(base64.StdEncoding.EncodeToString(pgp)), "PGP private key block"},
		{"PKCS #12", body, "PKCS #12 file in base64"},
		{"PKCS #12 in a text", `{"data": "` + body + `"}`, "PKCS #12 file in base64"},
		{"encrypted RSA", string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE " + "KEY", Bytes: randomBytes(608),
			Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-256-CBC,0123456789ABCDEF0123456789ABCDEF"}})), "PEM RSA private key"},

		{"public key", encode("PUBLIC KEY", public, publicErr), ""},
		{"certificate", encode("CERTIFICATE", randomBytes(400), nil), ""},
		{"no end", noEnd, ""},
		{"dots for a body", "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE " + "KEY-----\n", ""},
		{"too short", encode("RSA PRIVATE "+"KEY", randomBytes(40), nil), ""},
		{"one character", encode("RSA PRIVATE "+"KEY", make([]byte, 600), nil), ""},
		{"OpenSSH with another body", encode("OPENSSH PRIVATE "+"KEY", randomBytes(300), nil), ""},
		{"PGP with a public packet", armour(base64.StdEncoding.EncodeToString(append([]byte{0x99, 0x01, 0x0d}, randomBytes(300)...))), ""},
		{"header only", "-----BEGIN RSA PRIVATE " + "KEY----- is the header of a key, and -----END RSA PRIVATE " + "KEY----- its end, with text between", ""},
		{"truncated PKCS #12", body[:len(body)-40], ""},
	} {
		f, ok := Find(tt.text)
		if f.What != tt.want || ok != (tt.want != "") || ok && f.Kind != PrivateKey {
			t.Errorf("%s: got %q, want %q", tt.name, f.What, tt.want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	if got := Fingerprint("abc"); got != "ba7816bf" {
		t.Errorf("Fingerprint(abc) = %s", got)
	}
}

// TestLargeConstants asks for a verdict on texts that would take minutes if any
// step were quadratic.
func TestLargeConstants(t *testing.T) {
	const size = 50 << 20
	for _, piece := range []string{
		"a", "A1b2", "a@", "a:b@", "a:b@/@", "a='b;", "a={b;password=", "postgres://", "postgres://a?", "&sig=", "8Q~", "%", "%s", "${", "<a",
		"-----BEGIN RSA PRIVATE " + "KEY-----", "MIIxxAIBAzCC", "password=", "Password=x;", "ghp_", "\n", "AKIA ", "SK" + hexText("twilio", 32) + " ",
	} {
		text := strings.Repeat(piece, size/len(piece))
		Find(text)
		FormatPasswordVerbs(text)
		FormatPasswordVerbs(text[:min(len(text), maxText)])
		PasswordSuffix(text[:maxText/2])
		Placeholder(text[:maxText])
	}
}
