package sinks

import (
	"regexp"
	"strings"
	"sync"
)

// configurationWords are texts that only configuration is compared with. Words
// that are also signs for a missing value (none, null, default, error) or names
// of users (admin, root) are not here.
const configurationWords = `
	true false yes no on off 1 0 t f y n enable enabled disable disabled auto manual always never

	prod production prd live preprod preproduction pre-prod staging stage stg dev devel develop development
	test testing qa uat sandbox local localhost debug release

	trace info notice warn warning fatal panic verbose silent quiet
	json text plaintext logfmt console yaml toml xml csv pretty stdout stderr syslog

	tcp udp tcp4 tcp6 unix http https grpc grpcs http2 ws wss smtp smtps amqp amqps redis rediss
	require verify-ca verify-full verify_identity prefer allow preferred required tls ssl starttls
	plain scram-sha-256 scram-sha-512 gssapi oauthbearer

	postgres postgresql mysql mariadb mssql sqlserver sqlite sqlite3 oracle mongodb mongo memory inmemory in-memory
	kafka rabbitmq nats memcached dynamodb cosmosdb filesystem file s3 gcs azure aws gcp azureblob

	azurecloud azurepubliccloud azuregovernment azureusgovernment azureusgovernmentcloud azurechinacloud
	utc gmt asc desc
	0.0.0.0 127.0.0.1 ::1
	eastus eastus2 eastus3 westus westus2 westus3 centralus northcentralus southcentralus westcentralus
	northeurope westeurope uksouth ukwest francecentral germanywestcentral swedencentral norwayeast
	switzerlandnorth italynorth polandcentral spaincentral canadacentral canadaeast brazilsouth mexicocentral
	eastasia southeastasia japaneast japanwest koreacentral koreasouth australiaeast australiasoutheast
	centralindia southindia westindia uaenorth southafricanorth israelcentral qatarcentral
	usgovvirginia usgovtexas usgovarizona chinaeast2 chinanorth2 chinaeast3 chinanorth3`

var configurationSet = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(configurationWords) {
		set[word] = true
	}
	return set
})

// configurationForm matches regions of AWS and Google, time zones, durations,
// and ports with a colon.
var configurationForm = regexp.MustCompile(`^(?:` +
	`(?:us|eu|ap|sa|ca|me|af|il|cn|mx|us-gov)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[1-9]|` +
	`(?:us|europe|asia|australia|northamerica|southamerica|africa|me)-(?:north|south|east|west|central|northeast|southeast|southwest)[1-9][0-9]?|` +
	`(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Z][A-Za-z_/+-]+[0-9]*|` +
	`[1-9][0-9]{0,4}(?:ns|us|ms|s|m|h)|` +
	`:[1-9][0-9]{1,4})$`)

// Compared returns the sink of a value that is compared with a constant text
// that only configuration has: true, prod, debug, eastus. Case doesn't matter.
// It returns false for other texts: presence checks (""), placeholders, and
// whatever may be a credential, user or code.
func Compared(text string) (Sink, bool) {
	if len(text) > 40 || !configurationSet()[strings.ToLower(text)] && !configurationForm.MatchString(text) {
		return Sink{}, false
	}
	return Sink{Kind: Use, Sort: Compare, What: `compared with "` + text + `"`}, true
}
