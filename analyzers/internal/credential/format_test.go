package credential

import (
	"slices"
	"testing"
)

func TestFormatPasswordVerbs(t *testing.T) {
	for _, tt := range []struct {
		format string
		want   []int
	}{
		{"postgres://%s:%s@%s/db", []int{1}},
		{"%s://%s:%s@%s/%s", []int{2}},
		{"postgres://app:%s@%s:%d/db", []int{0}},
		{"postgres://%v:pre-%q@host", []int{1}},
		{"postgres://%s/db?user=%s&password=%s", []int{2}},
		{"Server=%s;Password=%s", []int{1}},
		{"Server=%s;User ID=%s;Password='%s';Database=%s", []int{2}},
		{"host=%s password=%s", []int{1}},
		{"host=%s port=%d user=%s password='%s' dbname=%s sslmode=disable", []int{3}},
		{"%s:%s@tcp(%s)/db", []int{1}},
		{"%s:%s@%s(%s:%d)/%s?parseTime=true", []int{1}},
		{"%[2]s:%[1]s@tcp(%[3]s)/db", []int{0}},
		{"%[1]s://%[2]s:%s@%s", []int{2}},
		{"%*d postgres://%s:%s@h", []int{3}},
		{"%-*.*f postgres://%s:%s@h", []int{4}},
		{"100%% postgres://%s:%s@h", []int{1}},
		{"DefaultEndpointsProtocol=https;AccountName=%s;AccountKey=%s;EndpointSuffix=core.windows.net", []int{1}},
		{"Endpoint=sb://%s.servicebus.windows.net/;SharedAccessKeyName=%s;SharedAccessKey=%s", []int{2}},
		{"%s:6380,password=%s,ssl=True", []int{1}},
		{"https://%s:x-oauth-basic@github.com/%s", []int{0}},
		{"amqp://%s:%s%s@mq", []int{1, 2}},
		{"postgres://%s:%s@a mysql://%s:%s@b", []int{1, 3}},

		{"", nil},
		{"postgres://app@%s/db", nil},
		{"http://%s:%d/", nil},
		{"http://%s:%d/%s@%s", nil},
		{"%s:%s", nil},
		{"%s@%s:%s", nil},
		{"%s:%s@%s", nil},
		{"oci://%s:%s@%s", nil},
		{"password=%s", nil},
		{"wrong password %s for host=%s", nil},
		{"Server=%s;Database=%s", nil},
		{"%s@tcp(%s)/db", nil},
		{"postgres://%s:%s@h %", nil},
		{"postgres://%s:%[0]s@h", nil},
		{"postgres://%s:%[x]s@h", nil},
	} {
		if got := FormatPasswordVerbs(tt.format); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %v, want %v", tt.format, got, tt.want)
		}
	}
}

func TestPasswordBetween(t *testing.T) {
	for _, tt := range []struct {
		left, right string
		want        bool
	}{
		{"postgres://app:", "", true},
		{"postgres://app:", "@db/orders", true},
		{"rediss://:", "", true},
		{"Server=db1;User ID=sa;Password=", "", true},
		{"AccountName=orders;AccountKey=", ";EndpointSuffix=core.windows.net", true},
		{";AccountKey=", "", true},
		{";Password=", ";", true},
		{"host=db1 user=app password=", "", true},
		{"host=db1 user=app password=", " dbname=orders", true},
		{"app:", "@tcp(db1:3306)/orders", true},
		{"https://app:", "@api.corp.net", true},
		{"db1:6380,password=", ",ssl=True", true},

		{"https://app:", "", false},
		{"http://localhost:", "/path", false},
		{"postgres://localhost:", "", false},
		{"mongodb://db1.corp.net:", "", false},
		{"postgres://", "", false},
		{"postgres://app:", "/orders", false},
		{"postgres://app", "", false},
		{"postgres://app:x@", "", false},
		{"password=", "", false},
		{"Password: ", "", false},
		{"Server=", ";Password=", false},
		{"", "", false},
	} {
		if got := PasswordBetween(tt.left, tt.right); got != tt.want {
			t.Errorf("%q … %q: got %v", tt.left, tt.right, got)
		}
	}
}

func TestTemplate(t *testing.T) {
	for _, text := range []string{
		"", " ", "<password>", "<your password>", "${DB_PASSWORD}", "${X}-${Y}", "{{ .Token }}", "{{.X}}:{{.Y}}", "%s", "%s:%s", "%[1]s", "%-10s", "$(SECRET)",
		"#{Secret}#", "#{Secret}", "{password}", "$DB_PASSWORD", "%DB_PASSWORD%", "__TOKEN__", "@TOKEN@", "x-oauth-basic", "X-Access-Token", "anonymous", "Bearer",
		"Bearer ", "Basic ", "Bearer %s", "Token ", "token ${X}", "Bearer <token>", "pre${X}", `"%s"`,
	} {
		if !Template(text) {
			t.Errorf("%q is a template", text)
		}
		if !Placeholder(text) {
			t.Errorf("%q is a placeholder, being a template", text)
		}
	}
	for _, text := range []string{
		"hunter2", "changeme", "password", "token", "100%", "p%40ss", "a<b", "Pa$$word", "x%sy", "Bearer abc", "<a><b>text</b></a>", "{\"a\": 1}", "secret", "$", "%", "{}", "a@b.c",
	} {
		if Template(text) {
			t.Errorf("%q is no template", text)
		}
	}
}

func TestPlaceholder(t *testing.T) {
	for _, text := range []string{
		"changeme", "ChangeMe", "change-me", "CHANGE_ME", "changeme123", "change_this_password", "your-api-key", "YOUR_API_KEY_HERE", "yourpassword", "yourStrong(!)Password",
		"xxxx", "XXXXXXXX-XXXX", "xxxxxxxxxxxxxxxx1", "sk_test_xxxxxxxx", "example", "example-key", "my-example-token-1234", "AKIAIOSFODNN7" + "EXAMPLE", "EXAMPLEKEY",
		"REDACTED", "[REDACTED]", "<redacted>", "***", "abc***", "******", "TODO", "TODO: set me", "fixme", "aaaa", "00000000-0000-0000-0000-000000000000", "dummy", "dummytoken",
		"placeholder", "...", "MIIE...", "abc…", "0123456789abcdef", "abcdefgh", "[your password]", "op://vault/item/password", "vault:secret/data/x#y",
		"@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "projects/p/secrets/s/versions/1", "foo", "none", "N/A", "insert-your-token", "!!!",
	} {
		if !Placeholder(text) {
			t.Errorf("%q is a placeholder", text)
		}
	}
	for _, text := range []string{
		"hunter2", "password", "secret", "Pa$$word", "correct horse battery staple", "counterexamples1", pw, "test", "123456", "11", "A1B2C3D4", "todos7f2", "x9k2todo4hq1z7w3v5r8",
		key32(), key64(), "s3cr3t", "a-b-c", "admin123", "mysecretpassword", "7c9e6679-7425-40de-944b-e07fc1f90ae7",
	} {
		if Placeholder(text) {
			t.Errorf("%s is no placeholder", mask(text))
		}
	}
}
