package credential

import (
	"encoding/hex"
	"strings"
	"testing"
)

// alnum returns n letters and digits that depend on a label only.
func alnum(label string, n int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	b := stream(label, n)
	for i := range b {
		b[i] = alphabet[int(b[i])%len(alphabet)]
	}
	return string(b)
}

func hexText(label string, n int) string { return hex.EncodeToString(stream(label, (n+1)/2))[:n] }

func TestToken(t *testing.T) {
	for _, tt := range []struct{ text, rule string }{
		{"gh" + "p_" + alnum("github", 36), "github-pat"},
		{"curl -H 'Authorization: token gh" + "p_" + alnum("github", 36) + "'", "github-pat"},
		{"github_" + "pat_" + alnum("github", 82), "github-fine-grained-pat"},
		//kvlint:ignore hardcodedcreds/token gitleaks wants upper-case letters here, and this was never issued
		{"AK" + "IA" + "QYLPMN5HHHFPZAM2", "aws-access-token"},
		{"sk_" + "live_" + alnum("stripe", 24), "stripe-access-token"},
		{"SK" + hexText("twilio", 32), "twilio-api-key"},
		//kvlint:ignore hardcodedcreds/token the sum of constants is all digits and was never issued
		{"xox" + "b-123456789012-123456789012-" + alnum("slack", 24), "slack-bot-token"},
		{"dapi" + hexText("databricks", 32), "databricks-api-token"},
		{"SG." + alnum("sendgrid", 22) + "." + alnum("sendgrid2", 43), "sendgrid-api-token"},
		{"sgp" + "_" + hexText("sourcegraph", 40), "sourcegraph-access-token"},
		{"hv" + "s." + alnum("vault", 95), "vault-service-token"},

		{"pk_" + "live_" + alnum("stripe", 24), ""},
		{"sourcegraph at " + hexText("sourcegraph", 40), ""},
		{"AK" + "IAIOSFODNN7EXAMPLE", ""},
		{"sk_" + "live_" + strings.Repeat("x", 24), ""},
		{"sk_" + "live_" + "1234567890abcdef" + "ghijklmn", ""},
		{"AK" + "IA" + "ABCDEFGHIJKLMNOP", ""},
		{"AGE-SECRET-" + "KEY-1" + strings.Repeat("Q", 58), ""},
		{"FLWPUBK_" + "TEST-" + hexText("flw", 32) + "-X", ""},
		{"eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + "." + alnum("jwt", 43), ""},
		{"apiKey := \"" + alnum("generic", 32) + "\"", ""},
		{"sha256:" + hexText("digest", 64), ""},
		{"Content-Type", ""},
		{"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets", ""},
	} {
		f, ok := Find(tt.text)
		if f.Rule != tt.rule || ok != (tt.rule != "") || ok && (f.Kind != Token || f.What == "" || !strings.Contains(tt.text, f.Secret)) {
			t.Errorf("%s: got %q, want %q", mask(tt.text), f.Rule, tt.rule)
		}
	}
}

func TestFindNamed(t *testing.T) {
	uuid := hexText("u", 8) + "-" + hexText("v", 4) + "-" + hexText("w", 4) + "-" + hexText("x", 4) + "-" + hexText("y", 12)
	for _, tt := range []struct{ name, text, rule string }{
		{"datadogAPIKey", hexText("datadog", 40), "datadog-access-token"},
		{"DATADOG_API_KEY", hexText("datadog", 40), "datadog-access-token"},
		{"herokuToken", uuid, "heroku-api-key"},
		{"launchDarklySDKKey", hexText("ld", 40), "launchdarkly-access-token"},
		{"discordClientSecret", alnum("discord", 32), "discord-client-secret"},
		{"telegramBot", "123456789:A" + alnum("telegram", 34), "telegram-bot-api-token"},
		{"airtablePAT", "pat" + alnum("airtable", 14) + "." + hexText("airtable", 64), "airtable-personnal-access-token"},
		{"newRelicInsertKey", "NR" + "II-" + alnum("newrelic", 32), "new-relic-insert-key"},

		{"datadogKeyID", hexText("datadog", 40), ""},
		{"linearChecksum", hexText("linear", 32), ""},
		{"bilinearKey", hexText("linear", 32), ""},
		{"herokuAppID", uuid, ""},
		{"apiKey", hexText("datadog", 40), ""},
		{"dropboxKey", "dropboxfilename", ""},
		{"sentryToken", strings.Repeat("a", 64), ""},
		{"datadogAPIKey", "DATADOG_API_KEY", ""},
		{"datadogAPIKey", "use " + hexText("datadog", 40), ""},
		{"discordClientID", "123456789012345678", ""},
		{"", hexText("datadog", 40), ""},
		{"datadogAPIKey", "", ""},
	} {
		f, ok := FindNamed(tt.name, tt.text)
		if f.Rule != tt.rule || ok != (tt.rule != "") || ok && (f.Kind != Token || f.Secret != tt.text) {
			t.Errorf("%s: got %q, want %q", tt.name, f.Rule, tt.rule)
		}
	}
}

// TestStrongest checks which of several credentials in a text is reported.
func TestStrongest(t *testing.T) {
	storage := makeKey("storage", "+ASt", "Default0", 64)
	token := "gh" + "p_" + alnum("github", 36)
	key := rsaPEM(t)
	conn := "postgres://app:" + pw + at + "db1.corp.net/orders"
	for _, tt := range []struct {
		name, text string
		want       Kind
	}{
		{"key before all", token + " " + conn + " " + storage + "\n" + key, PrivateKey},
		{"Azure key before token", token + " " + storage, AzureKey},
		{"Azure key beside a connection string", conn + " " + storage, AzureKey},
		{"Azure key inside a connection string", "AccountName=orders;AccountKey=" + storage, ConnectionString},
		{"connection string before token", token + " " + conn, ConnectionString},
		{"token as the password", "https://x-access-token:" + token + at + "github.com/corp/orders.git", ConnectionString},
		{"token", token, Token},
	} {
		if f, ok := Find(tt.text); !ok || f.Kind != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, f.Kind, tt.want)
		}
	}
}

// TestMissesCompileNothing holds the promise that ordinary texts cost no set-up.
func TestMissesCompileNothing(t *testing.T) {
	before := len(sharedDetectors().rules)
	for _, text := range []string{
		"Content-Type", "application/json; charset=utf-8", "failed to read the task's config: %w",
		"https://management.azure.com/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
		"the asia-east1 region asks for args.skip and msg.ext_info, see docs.microsoft.com/azure/key-vault/secrets/quick-create-go",
	} {
		if got := barePrefilter().rules(text); len(got) > 0 {
			t.Errorf("%s: %d rules would be asked", text, len(got))
		}
		Find(text)
	}
	if after := len(sharedDetectors().rules); after != before {
		t.Errorf("%d rules compiled", after-before)
	}
}
