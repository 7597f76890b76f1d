package sinks

// Parameters, fields and variables that take a credential although their
// declared names don't say so. Those whose names say it (clientSecret,
// Password) need no row, which a test holds. Connection strings and DSNs are
// not here: there the value is the evidence.

const credentialCalls = `
# Azure
github.com/Azure/azure-sdk-for-go/sdk/azcore
	NewKeyCredential 0
github.com/Azure/azure-sdk-for-go/sdk/azcore/internal/exported
	KeyCredential.Update 0
github.com/Azure/go-amqp
	SASLTypeXOAUTH2 1
github.com/Azure/go-autorest/autorest
	WithBearerAuthorization 0
	NewEventGridKeyAuthorizer 0
github.com/Azure/azure-storage-blob-go/azblob
	NewTokenCredential 0

# HTTP and gRPC
net/http
	Header.Set 1 header@0
	Header.Add 1 header@0
net/url
	Values.Set 1 named@0
	Values.Add 1 named@0
mime/multipart
	Writer.WriteField 1 named@0
net/textproto
	MIMEHeader.Set 1 header@0
	MIMEHeader.Add 1 header@0
github.com/valyala/fasthttp
	RequestHeader.Set 1 header@0
	RequestHeader.Add 1 header@0
	RequestHeader.SetBytesV 1 header@0
	RequestHeader.SetCanonical 1 header@0
github.com/gofiber/fiber
	Agent.Set 1 header@0
	Agent.Add 1 header@0
github.com/go-resty/resty
	Client.SetAuthToken 0
	Client.SetHeader 1 header@0
	Request.SetAuthToken 0
	Request.SetHeader 1 header@0
	Request.SetHeaderVerbatim 1 header@0
	Client.SetQueryParam 1 named@0
	Request.SetQueryParam 1 named@0
google.golang.org/grpc/metadata
	Pairs 0 header
	AppendToOutgoingContext 1 header
	MD.Set 1 header@0
	MD.Append 1 header@0

# Settings by name
os
	Setenv 1 env@0
syscall
	Setenv 1 env@0
flag
	String 1 named@0
	StringVar 2 named@1
	FlagSet.String 1 named@0
	FlagSet.StringVar 2 named@1
github.com/spf13/pflag
	String 1 named@0
	StringP 2 named@0
	StringVar 2 named@1
	StringVarP 3 named@1
	FlagSet.String 1 named@0
	FlagSet.StringP 2 named@0
	FlagSet.StringVar 2 named@1
	FlagSet.StringVarP 3 named@1
github.com/spf13/viper
	Set 1 named@0
	SetDefault 1 named@0
	Viper.Set 1 named@0
	Viper.SetDefault 1 named@0

# Cryptography: keys, not initialisation vectors, salts or nonces
crypto/hmac
	New 1
crypto/aes
	NewCipher 0
crypto/des
	NewCipher 0
	NewTripleDESCipher 0
crypto/rc4
	NewCipher 0
crypto/ed25519
	NewKeyFromSeed 0
crypto/ecdh
	Curve.NewPrivateKey 0
golang.org/x/crypto/chacha20poly1305
	New 0
	NewX 0
golang.org/x/crypto/chacha20
	NewUnauthenticatedCipher 0
golang.org/x/crypto/blowfish
	NewCipher 0
golang.org/x/crypto/twofish
	NewCipher 0
golang.org/x/crypto/xts
	NewCipher 1
golang.org/x/crypto/ssh
	ParsePrivateKey 0
	ParsePrivateKeyWithPassphrase 0
	ParseRawPrivateKey 0
	ParseRawPrivateKeyWithPassphrase 0

# JSON web tokens
github.com/golang-jwt/jwt
	Token.SignedString 0
	SigningMethod.Sign 1
	SigningMethodHMAC.Sign 1
	ParseRSAPrivateKeyFromPEM 0
	ParseRSAPrivateKeyFromPEMWithPassword 0
	ParseECPrivateKeyFromPEM 0
	ParseEdPrivateKeyFromPEM 0
github.com/dgrijalva/jwt-go
	Token.SignedString 0
	SigningMethod.Sign 1
	SigningMethodHMAC.Sign 1
	ParseRSAPrivateKeyFromPEM 0
github.com/form3tech-oss/jwt-go
	Token.SignedString 0
	SigningMethod.Sign 1
	SigningMethodHMAC.Sign 1
github.com/cristalhq/jwt
	NewSignerHS 1
	NewVerifierHS 1
github.com/kataras/jwt
	Sign 1
	SignEncrypted 1
	SignWithHeader 1
	SignEncryptedWithHeader 1
github.com/kataras/iris/middleware/jwt
	NewSigner 1
	NewVerifier 1
github.com/go-chi/jwtauth
	New 1
github.com/go-kit/kit/auth/jwt
	NewSigner 1
github.com/lestrrat-go/jwx/jwk
	FromRaw 0
github.com/lestrrat-go/jwx/jwt
	WithKey 1
github.com/lestrrat-go/jwx/jws
	WithKey 1
github.com/lestrrat-go/jwx/jwe
	WithKey 1
github.com/fernet/fernet-go
	DecodeKey 0
	DecodeKeys 0
	MustDecodeKeys 0

# Sessions and cookies
github.com/gorilla/sessions
	NewCookieStore 0
	NewFilesystemStore 1
github.com/gorilla/securecookie
	New 0,1
	CodecsFromPairs 0
github.com/gin-contrib/sessions/cookie
	NewStore 0
github.com/gin-contrib/sessions/memstore
	NewStore 0
github.com/gin-contrib/sessions/redis
	NewStore 5
	NewStoreWithDB 6
	NewStoreWithPool 1
github.com/gin-contrib/sessions/gorm
	NewStore 2
github.com/gin-contrib/sessions/postgres
	NewStore 1
github.com/boj/redistore
	NewRediStore 5
	NewRediStoreWithDB 6
	NewRediStoreWithPool 1
	NewRediStoreWithURL 2

# Databases, brokers, directories, mail
github.com/neo4j/neo4j-go-driver/neo4j
	BearerAuth 0
github.com/confluentinc/confluent-kafka-go/kafka
	ConfigMap.SetKey 1 named@0
github.com/apache/pulsar-client-go/pulsar
	NewAuthenticationToken 0
github.com/nats-io/nats.go
	Token 0
	UserJWTAndSeed 1
	UserCredentialBytes 0
github.com/eclipse/paho.mqtt.golang
	ClientOptions.SetPassword 0
github.com/go-ldap/ldap
	Conn.NTLMBindWithHash 2
github.com/wneessen/go-mail/smtp
	XOAuth2Auth 1

# Clouds and services
golang.org/x/oauth2/google
	CredentialsFromJSON 1
	JWTConfigFromJSON 0
	JWTAccessTokenSourceFromJSON 0
github.com/hashicorp/vault/api
	Client.SetToken 0
github.com/slack-go/slack
	New 0
	OptionAppLevelToken 0
github.com/sendgrid/sendgrid-go
	NewSendClient 0
	GetRequest 0
github.com/openai/openai-go/option
	WithAPIKey 0
github.com/anthropics/anthropic-sdk-go/option
	WithAPIKey 0
	WithAuthToken 0
github.com/stripe/stripe-go/client
	API.Init 0
	New 0
github.com/google/go-github/github
	Client.WithAuthToken 0
github.com/xanzy/go-gitlab
	NewClient 0
	NewOAuthClient 0
	NewJobClient 0
gitlab.com/gitlab-org/api/client-go
	NewClient 0
	NewOAuthClient 0
	NewJobClient 0
code.gitea.io/sdk/gitea
	SetToken 0
github.com/cloudflare/cloudflare-go
	New 0
	NewWithAPIToken 0
github.com/digitalocean/godo
	NewFromToken 0
github.com/bwmarrin/discordgo
	New 0
github.com/go-telegram-bot-api/telegram-bot-api
	NewBotAPI 0
	NewBotAPIWithAPIEndpoint 0
	NewBotAPIWithClient 0
github.com/line/line-bot-sdk-go/linebot
	New 1
github.com/meilisearch/meilisearch-go
	WithAPIKey 0
github.com/launchdarkly/go-server-sdk
	MakeClient 0
	MakeCustomClient 0
github.com/newrelic/go-agent/newrelic
	ConfigLicense 0
github.com/keighl/postmark
	NewClient 0,1
github.com/tmc/langchaingo/llms/openai
	WithToken 0
github.com/tmc/langchaingo/llms/anthropic
	WithToken 0
google.golang.org/api/option
	WithCredentialsJSON 0
`

const credentialFields = `
github.com/nats-io/nats.go
	Options.Token
github.com/twmb/franz-go/pkg/sasl/oauth
	Auth.Token
github.com/hashicorp/consul/api
	Config.Token
github.com/go-git/go-git/plumbing/transport/http
	TokenAuth.Token

github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets
	SetSecretParameters.Value vaultvalue
# Users and hosts are kept there, too.
k8s.io/api/core
	Secret.StringData maybename
	Secret.Data maybename

github.com/go-jose/go-jose
	SigningKey.Key
	Recipient.Key
gopkg.in/square/go-jose
	SigningKey.Key
	Recipient.Key
github.com/square/go-jose
	SigningKey.Key
	Recipient.Key
github.com/kataras/iris/middleware/jwt
	Signer.Key
github.com/minio/sio
	Config.Key
k8s.io/client-go/tools/clientcmd/api
	AuthInfo.Token
gopkg.in/telebot
	Settings.Token
github.com/hashicorp/nomad/api
	Config.SecretID
github.com/appleboy/gin-jwt
	GinJWTMiddleware.Key
github.com/gofiber/contrib/jwt
	SigningKey.Key
github.com/gofiber/fiber/middleware/encryptcookie
	Config.Key
`

const credentialVars = `
github.com/stripe/stripe-go
	Key
`

// Parameters and fields that take a map from users to their passwords.

const accountCalls = `
github.com/gin-gonic/gin
	BasicAuth 0
	BasicAuthForRealm 0
	BasicAuthForProxy 0
github.com/go-chi/chi/middleware
	BasicAuth 1
`

const accountFields = `
github.com/gofiber/fiber/middleware/basicauth
	Config.Users
`
