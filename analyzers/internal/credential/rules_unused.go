package credential

// Why a rule of gitleaks' default configuration is no evidence here.
const (
	notSecret   = "identifies an application or account and is not secret by itself"
	publishable = "made to be published, as in a web page"
	notProvider = "not specific to one provider: the shape alone convicts too much"
	ownDetector = "this package recognises it itself, and more of it"
	pathBound   = "bound to file names that are never Go source"
)

// unusedRules are the rules that Find and FindNamed leave out, with the reason.
// Every rule of gitleaks is in bareRules, in namedRules or here; a test fails
// when an upgrade brings one that is in none of them.
var unusedRules = map[string]string{
	"adobe-client-id":             notSecret,
	"asana-client-id":             notSecret,
	"bitbucket-client-id":         notSecret,
	"discord-client-id":           notSecret,
	"linkedin-client-id":          notSecret,
	"looker-client-id":            notSecret,
	"messagebird-client-id":       notSecret,
	"new-relic-user-api-id":       notSecret,
	"plaid-client-id":             notSecret,
	"sendbird-access-id":          notSecret,
	"sumologic-access-id":         notSecret,
	"flutterwave-public-key":      publishable,
	"lob-pub-api-key":             publishable,
	"mailgun-pub-key":             publishable,
	"mapbox-api-token":            publishable,
	"new-relic-browser-api-token": publishable,
	"curl-auth-header":            notProvider,
	"curl-auth-user":              notProvider,
	"generic-api-key":             notProvider,
	"jwt":                         notProvider,
	"jwt-base64":                  notProvider,
	"azure-ad-client-secret":      ownDetector,
	"private-key":                 ownDetector,
	"pkcs12-file":                 ownDetector,
	"freemius-secret-key":         pathBound,
	"hashicorp-tf-password":       pathBound,
	"kubernetes-secret-yaml":      pathBound,
	"nuget-config-password":       pathBound,
}
