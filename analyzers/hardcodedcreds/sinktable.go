package hardcodedcreds

import (
	"go/ast"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/values"
)

// A callSink is a parameter that takes a credential although its declared name
// doesn't say so. The index of a variadic parameter stands for all its
// arguments.
type callSink struct {
	arg  int
	when func(f *finder, call *ast.CallExpr) bool // nil: always
}

// callSinks holds functions by import path and name, methods by import path,
// type and name, without major versions. Parameters that are declared with a
// credential's name need no row. A test checks the rows against the modules.
var callSinks = map[string]callSink{
	// Azure
	"github.com/Azure/azure-sdk-for-go/sdk/azcore.NewKeyCredential": {arg: 0},
	"github.com/Azure/azure-sdk-for-go/sdk/azcore.NewSASCredential": {arg: 0},

	// Standard library
	"net/http.Header.Set":           {arg: 1, when: credentialHeader},
	"net/http.Header.Add":           {arg: 1, when: credentialHeader},
	"net/smtp.CRAMMD5Auth":          {arg: 1},
	"os.Setenv":                     {arg: 1, when: credentialVariable},
	"crypto/hmac.New":               {arg: 1},
	"crypto/aes.NewCipher":          {arg: 0},
	"crypto/des.NewCipher":          {arg: 0},
	"crypto/rc4.NewCipher":          {arg: 0},
	"crypto/ed25519.NewKeyFromSeed": {arg: 0},

	// JSON web tokens, sessions
	"github.com/golang-jwt/jwt.Token.SignedString":    {arg: 0},
	"github.com/gorilla/sessions.NewCookieStore":      {arg: 0},
	"github.com/gin-contrib/sessions/cookie.NewStore": {arg: 0},
	"github.com/gorilla/securecookie.New":             {arg: 0},
	"golang.org/x/crypto/chacha20poly1305.New":        {arg: 0},

	// Services
	"github.com/slack-go/slack.New":                                 {arg: 0},
	"github.com/sendgrid/sendgrid-go.NewSendClient":                 {arg: 0},
	"github.com/hashicorp/vault/api.Client.SetToken":                {arg: 0},
	"github.com/nats-io/nats.go.Token":                              {arg: 0},
	"github.com/openai/openai-go/option.WithAPIKey":                 {arg: 0},
	"github.com/eclipse/paho.mqtt.golang.ClientOptions.SetPassword": {arg: 0},
	"github.com/go-resty/resty.Client.SetAuthToken":                 {arg: 0},
	"github.com/go-resty/resty.Request.SetAuthToken":                {arg: 0},
	"github.com/google/go-github/github.Client.WithAuthToken":       {arg: 0},
}

// fieldSinks holds fields that take a credential although their names don't
// say so.
var fieldSinks = map[string]bool{
	"github.com/go-sql-driver/mysql.Config.Passwd":                                                true,
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets.SetSecretParameters.Value": true,
}

// varSinks holds package variables that take a credential.
var varSinks = map[string]bool{
	"github.com/stripe/stripe-go.Key": true,
}

// credentialHeader reports whether the first argument of call is the name of
// a header that carries a credential.
func credentialHeader(f *finder, call *ast.CallExpr) bool {
	name, ok := values.Constant(f.info, call.Args[0])
	return ok && isCredentialHeader(name)
}

// credentialVariable reports whether the first argument of call is the name of
// an environment variable that holds a credential.
func credentialVariable(f *finder, call *ast.CallExpr) bool {
	name, ok := values.Constant(f.info, call.Args[0])
	return ok && naming.CredentialParam(name)
}
