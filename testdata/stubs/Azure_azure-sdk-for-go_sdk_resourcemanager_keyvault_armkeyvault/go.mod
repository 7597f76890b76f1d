module github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault

go 1.26.0
