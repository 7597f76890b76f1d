module github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2

go 1.26.0
