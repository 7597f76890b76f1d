module github.com/Azure/azure-sdk-for-go/sdk/data/azappconfig/v2

go 1.26.0
