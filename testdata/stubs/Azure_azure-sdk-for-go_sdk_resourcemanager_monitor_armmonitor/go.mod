module github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/monitor/armmonitor

go 1.26.0
