package naming

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestTokens(t *testing.T) {
	for name, want := range map[string]string{
		"":                                "",
		"--":                              "",
		"dbHost":                          "db host",
		"DBHost":                          "db host",
		"DBhost":                          "db host",
		"DB_HOST":                         "db host",
		"db-host":                         "db host",
		"dbhost":                          "db host",
		"HTTPPort":                        "http port",
		"userID":                          "user id",
		"userIDs":                         "user ids",
		"URLs":                            "urls",
		"OAuth2ClientID":                  "oauth 2 client id",
		"gRPCPort":                        "grpc port",
		"mySQLHost":                       "mysql host",
		"GitHubToken":                     "github token",
		"k8sNamespace":                    "k8s namespace",
		"P12Password":                     "p12 password",
		"aes256-key":                      "aes256 key",
		"apikey":                          "api key",
		"connectionstring":                "connection string",
		"ServiceBusConnectionString":      "servicebus connection string",
		"finecalculator.licensekey":       "finecalculator license key",
		"XPayADLSGen2AccountKey":          "x pay adls gen 2 account key",
		"confluentsecret":                 "confluent secret",
		"omsworkspaceid":                  "oms workspace id",
		"oci-adbs-adminpw":                "oci adbs admin pw",
		"rediscachekey":                   "redis cache key",
		"host2":                           "host 2",
		"PGPASSWORD":                      "pg password",
		"KEYCLOAK":                        "keycloak",
		"monkey":                          "monkey",
		"donkeys":                         "donkeys",
		"turnkey":                         "turnkey",
		"compass":                         "compass",
		"passenger":                       "passenger",
		"passport":                        "passport",
		"hostess":                         "hostess",
		"support":                         "support",
		"report":                          "report",
		"import":                          "import",
		"script":                          "script",
		"description":                     "description",
		"keyboard":                        "keyboard",
		"tokenizer":                       "tokenizer",
		"secretary":                       "secretary",
		"Schlüssel-Größe":                 "schlüssel größe",
		"ÄpfelUndBirnen":                  "äpfel und birnen",
		"{?}-db-host":                     "db host",
		"a" + strings.Repeat("key", 40):   "a" + strings.Repeat("key", 40),
		"password" + "\xff" + "Hash\xc3":  "password hash",
		"TrustServerCertificate":          "trust server certificate",
		"avd-test-session-host":           "avd test session host",
		"KeyVaultURL":                     "key vault url",
		"x5cPassword":                     "x 5 c password",
		"NotifierRedisURL":                "notifier redis url",
		"strips":                          "strips",
		"dbconnstr":                       "db connstr",
		"SQLDBConnString":                 "sql db conn string",
		"cosmosDBDatabaseName":            "cosmos db database name",
		"APPINSIGHTS-INSTRUMENTATIONKEY":  "appinsights instrumentation key",
		"FeedService-GrpcServer--Port":    "feed service grpc server port",
		"SCREAMINGNONSENSEWITHOUTMEANING": "screamingnonsensewithoutmeaning",
	} {
		if got := strings.Join(Tokens(name), " "); got != want {
			t.Errorf("Tokens(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSections(t *testing.T) {
	for name, want := range map[string]string{
		"":                             "",
		"Api--Grpc--Port":              "api|grpc|port",
		"Api:Grpc:Port":                "api|grpc|port",
		"Api__Grpc__Port":              "api|grpc|port",
		"FeedService-GrpcServer--Port": "feed service grpc server|port",
		"--x--":                        "x",
		"a---b":                        "a|b",
		"db_host":                      "db host",
		"{a--b}--port":                 "a b|port",
	} {
		var sections []string
		for _, section := range Sections(name) {
			sections = append(sections, strings.Join(section, " "))
		}
		if got := strings.Join(sections, "|"); got != want {
			t.Errorf("Sections(%q) = %q, want %q", name, got, want)
		}
	}
}

// FuzzTokens requires that nothing panics, and that the tokens are not empty,
// lower-case, and joined together the name without its separators.
func FuzzTokens(f *testing.F) {
	for _, seed := range []string{
		"", "DB-HOST", "HTTPPort", "userIDs", "OAuth2", "dbconnectionstring", "Api--Grpc--Port", "{?}-db-host", "a{b",
		"ǅungla", "İstanbul", "x²y", "٣key", "ſecret", "\xff\xfe", "ẞ-SS",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		tokens := Tokens(name)
		if slices.Contains(tokens, "") {
			t.Errorf("Tokens(%q) = %q: an empty token", name, tokens)
		}
		if got, want := strings.Join(tokens, ""), strings.Map(lowered, name); got != want {
			t.Errorf("Tokens(%q) joined = %q, want %q", name, got, want)
		}
		if j := JudgeSecretName(name); j > Ambiguous {
			t.Errorf("JudgeSecretName(%q) = %d", name, j)
		}
		if EmbedsCredential(name) && !CredentialParam(name) {
			t.Errorf("%q embeds a credential but takes none", name)
		}
		Sections(name)
	})
}

// lowered returns r in lower case, or -1 for a separator.
func lowered(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return unicode.ToLower(r)
	}
	return -1
}

func BenchmarkTokens(b *testing.B) {
	for _, name := range []string{"ctx", "clientSecret", "ServiceBusConnectionString", "dbconnectionstring", "KEYCLOAK-SERVER-URL"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Tokens(name)
			}
		})
	}
}

func BenchmarkCredentialParam(b *testing.B) {
	for _, name := range []string{"ctx", "maxRetries", "resourceGroupName", "partitionKey", "clientSecret", "continuationToken"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				CredentialParam(name)
			}
		})
	}
}

func BenchmarkJudgeSecretName(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		JudgeSecretName("FeedService-RabbitMq--ConnectionString")
	}
}
