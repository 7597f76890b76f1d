module github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azcertificates

go 1.26.0
