module github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/cosmos/armcosmos/v2

go 1.26.0
