// Package credential answers one question about a constant: does this text hold
// a credential? It looks at values only; what a value is called or where it goes
// is for others to know.
//
// Nothing is compiled or decoded before a text gives cause for it, so that the
// answer no costs about a nanosecond per byte. Private keys, Azure keys and
// connection strings are parsed here; tokens of single providers are gitleaks'
// verdict.
package credential

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// Kind says what sort of credential a text holds. Its values are the names of
// the categories under which they are reported.
type Kind string

const (
	PrivateKey       Kind = "privatekey"
	AzureKey         Kind = "azurekey"
	ConnectionString Kind = "connectionstring"
	Token            Kind = "token"
)

// A Finding is a credential found in a text.
type Finding struct {
	Kind    Kind
	What    string    // names the thing for a message and holds no part of the value, such as "Azure Storage account key"
	Rule    string    // gitleaks' rule id for a token, else ""
	Secret  string    // the secret part itself, for fingerprints and deduplication; never to be printed
	Expires time.Time // when a SAS token ends by its own account; zero if it doesn't say or never ends
}

const (
	// minText is the length of the shortest text that can be a finding.
	minText = 9 // a://b:c@d
	// maxText bounds the time spent on one constant. Whatever starts behind it is
	// not seen: constants of that size are embedded data.
	maxText = 1 << 20
)

// Find reports the strongest credential that a constant's text holds by its own
// evidence: a private key before an Azure key before a connection string before
// a token. An Azure key inside a connection string is the connection string.
// It errs towards silence: placeholders, templates, public emulator keys and
// development accounts on local hosts are none.
func Find(text string) (Finding, bool) {
	if len(text) < minText {
		return Finding{}, false
	}
	text = text[:min(len(text), maxText)]
	if f, ok := findPrivateKey(text); ok {
		return f, true
	}
	key, isKey := findAzureKey(text)
	conn, isConn := findConnectionString(text)
	switch {
	case isConn && (!isKey || strings.Contains(conn.Secret, key.Secret)):
		return conn, true
	case isKey:
		return key, true
	}
	return findToken(text)
}

// Fingerprint returns the first eight hexadecimal digits of the secret's
// SHA-256, which tells two secrets apart without showing either.
func Fingerprint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:4])
}
