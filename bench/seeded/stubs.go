package main

// goMod names stand-ins for modules, so that nothing is downloaded.
const goMod = `module example.com/seeded

go 1.24

require (
	github.com/Azure/azure-sdk-for-go/sdk/azcore v0.0.0
	github.com/Azure/azure-sdk-for-go/sdk/azidentity v0.0.0
	github.com/Azure/azure-sdk-for-go/sdk/storage/azblob v0.0.0
	github.com/golang-jwt/jwt/v5 v5.0.0
)

replace (
	github.com/Azure/azure-sdk-for-go/sdk/azcore => ./_stubs/azcore
	github.com/Azure/azure-sdk-for-go/sdk/azidentity => ./_stubs/azidentity
	github.com/Azure/azure-sdk-for-go/sdk/storage/azblob => ./_stubs/azblob
	github.com/golang-jwt/jwt/v5 => ./_stubs/jwt
)
`

// stubs have the declarations that shapes use, by file.
var stubs = map[string]string{
	"_stubs/azcore/go.mod":            "module github.com/Azure/azure-sdk-for-go/sdk/azcore\n\ngo 1.24\n",
	"_stubs/azcore/to/to.go":          "package to\n\nfunc Ptr[T any](v T) *T { return &v }\n",
	"_stubs/azidentity/go.mod":        "module github.com/Azure/azure-sdk-for-go/sdk/azidentity\n\ngo 1.24\n",
	"_stubs/azidentity/azidentity.go": "package azidentity\n\nfunc NewClientSecretCredential(tenantID, clientID, clientSecret string, options any) (any, error) {\n\treturn nil, nil\n}\n",
	"_stubs/azblob/go.mod":            "module github.com/Azure/azure-sdk-for-go/sdk/storage/azblob\n\ngo 1.24\n",
	"_stubs/azblob/azblob.go":         "package azblob\n\nfunc NewSharedKeyCredential(accountName, accountKey string) (any, error) { return nil, nil }\n",
	"_stubs/jwt/go.mod":               "module github.com/golang-jwt/jwt/v5\n\ngo 1.24\n",
	"_stubs/jwt/jwt.go":               "package jwt\n\ntype Token struct{ Raw string }\n\nfunc (t *Token) SignedString(key any) (string, error) { return \"\", nil }\n",
}
