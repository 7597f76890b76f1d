// Package missingretry has options that are mended.
package missingretry

import (
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

func only(cred azcore.TokenCredential) {
	retry := policy.RetryOptions{MaxRetries: -1}
	options := &azsecrets.ClientOptions{ClientOptions: azcore.ClientOptions{Retry: retry}}
	azsecrets.NewClient("https://shop.vault.azure.net", cred, options) // want `negative MaxRetries`
}

func first(cred azcore.TokenCredential) {
	retry := policy.RetryOptions{MaxRetries: -1, RetryDelay: 2}
	options := &azsecrets.ClientOptions{ClientOptions: azcore.ClientOptions{Retry: retry}}
	azsecrets.NewClient("https://shop.vault.azure.net", cred, options) // want `negative MaxRetries`
}

func last(cred azcore.TokenCredential) {
	retry := policy.RetryOptions{
		RetryDelay: 2, // kept
		MaxRetries: -1,
	}
	options := &azsecrets.ClientOptions{ClientOptions: azcore.ClientOptions{Retry: retry}}
	azsecrets.NewClient("https://shop.vault.azure.net", cred, options) // want `negative MaxRetries`
}

func codes(cred azcore.TokenCredential) {
	retry := policy.RetryOptions{StatusCodes: []int{500, 503}}
	options := &azsecrets.ClientOptions{ClientOptions: azcore.ClientOptions{Retry: retry}}
	azsecrets.NewClient("https://shop.vault.azure.net", cred, options) // want `StatusCodes without 429`
}
