module github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/eventhub/armeventhub

go 1.26.0
