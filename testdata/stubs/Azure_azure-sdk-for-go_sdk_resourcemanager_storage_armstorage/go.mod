module github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/storage/armstorage

go 1.26.0
