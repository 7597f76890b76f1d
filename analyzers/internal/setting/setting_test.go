package setting

import "testing"

func TestFormOf(t *testing.T) {
	for text, want := range map[string]Form{
		"":                           None,
		"true":                       Bool,
		"Off":                        Bool,
		"8080":                       Number,
		"-1":                         Number,
		"0.25":                       Number,
		"0042":                       None, // a code
		"123456789012":               None, // of an account
		"10.0.0.4":                   IP,
		"fd00::1":                    IP,
		"10.0.0.0/16":                CIDR,
		"10.0.0.4:6379":              Address,
		"[fd00::1]:443":              Address,
		":8080":                      Address,
		"30s":                        Duration,
		"1h30m":                      Duration,
		"db.internal":                Host,
		"orders.example.com":         Host,
		"redis.prod.svc:6379":        Address,
		"localhost":                  Host,
		"pass.me":                    None,
		"Correct.Horse.Battery":      None,
		"hunter2":                    None,
		"hunter.two":                 None,
		"eastus2":                    Word,
		"prod":                       Word,
		"Europe/Berlin":              Word,
		"10.0.0.4, 10.0.0.5":         List,
		"10.0.0.4, hunter2":          None,
		"https://api.example.com/v2": URL,
		"redis://cache:6379/0":       URL,
		"https://u:p@example.com":    None,
		"https://x.blob.core.windows.net/c?sv=2024&sig=abc":        None,
		"https://f.azurewebsites.net/api/run?code=abc":             None,
		"https://hooks.example.com/services/T0/B0/x":               None,
		"https://example.com/0f8fad5b-d9cb-469f-a165-70867728950e": None,
		"https://example.com/api?api-version=2024-05-01":           URL,
		"https://%s/api":     None,
		"https://{host}/api": None,
		"correct horse":      None,
	} {
		if got := FormOf(text); got != want {
			t.Errorf("FormOf(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestIsConfiguration(t *testing.T) {
	for _, test := range []struct {
		name string
		form Form
		want bool
	}{
		{"checkout", Number, true},
		{"checkout", None, false},
		{"checkout-retries", None, true}, // its name is enough
		{"door-pin", Number, false},
		{"login-code", Number, false},
		{"country-code", Number, true},
		{"api-token", Bool, false},
		{"host-key", IP, false},
		{"token-ttl", Duration, true},
		{"redis-url", URL, true},
		{"alerts-webhook", URL, false},
		{"account-number", Number, false},
		{"client-id", None, true},
	} {
		if got := IsConfiguration([]string{test.name}, test.form); got != test.want {
			t.Errorf("IsConfiguration(%q, %q) = %t", test.name, test.form, got)
		}
	}
	if !IsConfiguration(nil, IP) || IsConfiguration(nil, None) {
		t.Error("without a name the form decides")
	}
}
