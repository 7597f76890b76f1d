module github.com/Azure/azure-sdk-for-go/sdk/keyvault/azsecrets

go 1.26.0
