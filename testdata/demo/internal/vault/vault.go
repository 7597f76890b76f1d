// Package vault reads secrets from Azure Key Vault.
package vault

import (
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

const (
	tenantID = "8f6d3b1e-52c4-4c1b-9c35-1f0f6a1f7a55"
	clientID = "0d7c1c50-7c68-4b0f-8a55-52f5b36b9a11"

	// A client secret has no place here: a managed identity needs none.
	clientSecret = "correct-horse-" + "battery-staple"
)

// Open returns a client for the vault at url.
func Open(url string) (*azsecrets.Client, error) {
	cred, err := azidentity.NewClientSecretCredential(tenantID, clientID, clientSecret, nil)
	if err != nil {
		return nil, err
	}
	return azsecrets.NewClient(url, cred, nil)
}
