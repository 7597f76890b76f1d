package keyvault

import original "github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"

type (
	BaseClient          = original.BaseClient
	SecretAttributes    = original.SecretAttributes
	SecretBundle        = original.SecretBundle
	SecretSetParameters = original.SecretSetParameters
	UnixTime            = original.UnixTime
)

func New() BaseClient { return original.New() }
