package naming

import "testing"

// TestCredentialParam holds every row of the table.
func TestCredentialParam(t *testing.T) {
	for _, row := range rows(t, "testdata/params.tsv") {
		if got, want := CredentialParam(row.name), row.label == "yes"; got != want {
			t.Errorf("CredentialParam(%q) = %t (words %q)", row.name, got, Tokens(row.name))
		}
	}
}

func TestEmbedsCredential(t *testing.T) {
	for name, want := range map[string]bool{
		"connectionString": true, "ConnStr": true, "dsn": true, "LogDSN": true, "dataSourceName": true,
		"connectionStringName": false, "dsnName": false, "password": false, "connection": false,
	} {
		if got := EmbedsCredential(name); got != want {
			t.Errorf("EmbedsCredential(%q) = %t", name, got)
		}
	}
}

// TestCredentialTables requires that every phrase is a credential's name by
// itself: no word of it is lost to the tokenizer or to the cheap way out.
func TestCredentialTables(t *testing.T) {
	for _, table := range []string{wholeCredentials, embeddedCredentials} {
		for _, phrase := range phrasesOf(table) {
			if !CredentialParam(phrase) {
				t.Errorf("CredentialParam(%q) = false (words %q)", phrase, Tokens(phrase))
			}
		}
	}
}
