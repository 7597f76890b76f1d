package naming

// The vocabulary of the tokenizer: words of lower-case letters, sorted. Plurals in -s need no entry, except in compoundWords.

// partWords are words that are written together with others (dbhost, apikey).
// A run of letters is taken apart only if such words make up all of it, so a
// short word here costs little, unless it is the end of an ordinary word whose
// beginning is here, too: that word goes to wholeWords.
const partWords = `
	access account acr addr address adls admin agent aks alg algorithm amqp api app application arm
	audience auth aws azure backend backup base bearer bind blob
	body bot broker bucket cache cert cidr client cloud cluster
	code collection config connect consumer container cosmos count cron customer
	data db debug default deploy deployment device dir disk dns docker domain driver dsn
	elastic encryption env environment event expiration expiry factory
	feature file flag folder format frontend ftp function gateway gcs
	git github gitlab google grafana group grpc hash header hmac
	host http https hub id image index ingress instance instrumentation
	interval iot ip issuer json jwt kafka key kube label ldap level
	license limit linux local location log mail management manager
	master max metrics mode mongo mq mqtt my mysql name network
	node oauth object openai owner pass path pem pfx pg policy pool
	port postgres postgresql prefix primary private prod product project provider proxy psk public pull
	pw queue rabbit read redirect redis refresh region registry
	release resource retry role root route salt sas schema scope
	search secondary sentry server service session setting sftp shared sign signing site size slack
	smtp sql sqs ssh ssl state storage store string stripe subnet super
	table target team test timeout tls topic trigger ttl type uri
	url user value vault version virtual vm web zone`

// strongWords may also follow a beginning that isn't a word (confluentsecret,
// omsworkspaceid). No ordinary word ends in one of them.
const strongWords = `
	conn connection connstr constr database email endpoint namespace passphrase
	passwd password passwort pwd secret subscription tenant token
	workspace`

// wholeWords are never taken apart, since their parts say something else than
// the whole, or mean nothing.
const wholeWords = `
	accessible allowlist apiversion appinsight appinsights applicationinsights authenticator authority
	authorization backlog base64 basename certificate codebase credential
	datacenter dataset dirname eventgrid eventhub export firewall
	hostess htpasswd import iothub ipad keyboard keycloak keynote
	keyring keyspace keystore keytab keyword kubeconfig kubernetes
	letterhead login logout mailbox mailgun oidc passcode passenger
	passkey passport passthrough pathological report repository
	secretary servicebus sharepoint signalr stateful subdomain support
	tokenize tokenizer transport truststore userinfo webhook whitelist`

// compoundWords are one word although their capitals or digits would divide
// them. Their meaning is the key to reading what is beside them (the host of a
// GitHub, a p12 file) or they would look like an ordinal number at a name's end.
const compoundWords = `
	2fa aes128 aes192 aes256 auth0 b2b b2c b64 base32 base64 devops
	ec2 ed25519 eventgrid eventhub eventhubs gitea github gitlab
	graphql grpc h2 http2 iot ipv4 ipv6 k8s md5 mfa mqtt mysql neo4j
	nosql oauth openai p12 p8 passphrase pgsql pkcs12 pkcs8 postgresql
	s3 servicebus sha1 sha256 sha512 signalr sqlite u2f x509`
