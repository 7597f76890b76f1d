package sinks

// Parameters, fields and variables that take a credential although their
// declared names don't say so. Those whose names say it need no row.

const credentialCalls = `
github.com/Azure/azure-sdk-for-go/sdk/azcore
	NewKeyCredential 0
	NewSASCredential 0

net/http
	Header.Set 1 header@0
	Header.Add 1 header@0
net/smtp
	CRAMMD5Auth 1
os
	Setenv 1 env@0
crypto/hmac
	New 1
crypto/aes
	NewCipher 0
crypto/des
	NewCipher 0
crypto/rc4
	NewCipher 0
crypto/ed25519
	NewKeyFromSeed 0

github.com/golang-jwt/jwt
	Token.SignedString 0
github.com/gorilla/sessions
	NewCookieStore 0
github.com/gin-contrib/sessions/cookie
	NewStore 0
github.com/gorilla/securecookie
	New 0
golang.org/x/crypto/chacha20poly1305
	New 0

github.com/slack-go/slack
	New 0
github.com/sendgrid/sendgrid-go
	NewSendClient 0
github.com/hashicorp/vault/api
	Client.SetToken 0
github.com/nats-io/nats.go
	Token 0
github.com/openai/openai-go/option
	WithAPIKey 0
github.com/eclipse/paho.mqtt.golang
	ClientOptions.SetPassword 0
github.com/go-resty/resty
	Client.SetAuthToken 0
	Request.SetAuthToken 0
github.com/google/go-github/github
	Client.WithAuthToken 0
`

const credentialFields = `
github.com/go-sql-driver/mysql
	Config.Passwd
github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets
	SetSecretParameters.Value
`

const credentialVars = `
github.com/stripe/stripe-go
	Key
`
