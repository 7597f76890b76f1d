package keyvault_test

import (
	"go/ast"
	"go/types"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

func TestIsClient(t *testing.T) {
	u := stubs(t)
	_, file, info := u.check(t, "example.com/p", "p.go", []byte(`package p

import (
	"example.com/app/clients"
	local "example.com/app/keyvault"
	profile "github.com/Azure/azure-sdk-for-go/profiles/latest/keyvault/keyvault"
	preview "github.com/Azure/azure-sdk-for-go/sdk/keyvault/azsecrets"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
	"github.com/Azure/azure-sdk-for-go/services/keyvault/mgmt/2022-07-01/keyvault"
	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault/keyvaultapi"
	kermit "github.com/jackofallops/kermit/sdk/keyvault/7.4/keyvault"
)

type alias = *azsecrets.Client

type yes struct {
	_ azsecrets.Client
	_ *azsecrets.Client
	_ **azsecrets.Client
	_ alias
	_ *preview.Client
	_ profile.BaseClient
	_ kermit.BaseClient
	_ keyvaultapi.BaseClientAPI
}

type no struct {
	_ azsecrets.GetSecretOptions
	_ azsecrets.ClientOptions
	_ []*azsecrets.Client
	_ clients.Wrapper
	_ clients.Getter
	_ keyvault.BaseClient
	_ *armkeyvault.Client
	_ *local.Client
	_ local.BaseClient
	_ string
	_ error
}
`), must(t))
	for n := range ast.Preorder(file) {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			continue
		}
		str, ok := spec.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range str.Fields.List {
			tv := info.Types[field.Type]
			if got, want := keyvault.IsClient(tv.Type), spec.Name.Name == "yes"; got != want {
				t.Errorf("IsClient(%s) = %t, want %t", types.ExprString(field.Type), got, want)
			}
		}
	}
}

func TestIsRoot(t *testing.T) {
	const azure = "github.com/Azure/azure-sdk-for-go/"
	tests := map[string]bool{
		azure + "sdk/security/keyvault/azsecrets":                    true,
		azure + "sdk/security/keyvault/azkeys":                       true,
		azure + "sdk/security/keyvault/azcertificates":               true,
		azure + "sdk/keyvault/azsecrets":                             true,
		azure + "sdk/keyvault/azkeys/crypto":                         true,
		azure + "services/keyvault/2015-06-01/keyvault":              true,
		azure + "services/keyvault/v7.1/keyvault/keyvaultapi":        true,
		azure + "services/preview/keyvault/v7.2-preview/keyvault":    true,
		azure + "profiles/2020-09-01/keyvault/keyvault":              true,
		azure + "profiles/preview/preview/keyvault/keyvault":         true,
		"github.com/tombuildsstuff/kermit/sdk/keyvault/7.4/keyvault": true,
		"":         false,
		"keyvault": false,
		azure + "sdk/security/keyvault/azsecrets/fake":                       false,
		azure + "sdk/security/keyvault/azsecretsx":                           false,
		azure + "sdk/security/keyvault/internal":                             false,
		azure + "sdk/resourcemanager/keyvault/armkeyvault":                   false,
		azure + "services/keyvault/auth":                                     false,
		azure + "sdk/azidentity":                                             false,
		azure + "services/keyvault/mgmt/2022-07-01/keyvault":                 false,
		azure + "services/preview/keyvault/mgmt/2021-11-01-preview/keyvault": false,
		azure + "profiles/latest/keyvault/mgmt/keyvault":                     false,
		azure + "profiles/preview/preview/keyvault/mgmt/keyvault":            false,
		"github.com/pulumi/pulumi-azure-native-sdk/keyvault/v2":              false,
		"example.com/services/keyvault/v7.1/keyvault":                        false,
	}
	for path, want := range tests {
		if got := keyvault.IsRoot(path); got != want {
			t.Errorf("IsRoot(%q) = %t, want %t", path, got, want)
		}
	}
}
