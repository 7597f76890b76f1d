package keyvault

import original "github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"

type (
	BaseClient          = original.BaseClient
	SecretBundle        = original.SecretBundle
	SecretSetParameters = original.SecretSetParameters
)

func New() BaseClient { return original.New() }
