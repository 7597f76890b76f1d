module github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azkeys

go 1.26.0

require github.com/Azure/azure-sdk-for-go/sdk/azcore v0.0.0

replace github.com/Azure/azure-sdk-for-go/sdk/azcore => ../Azure_azure-sdk-for-go_sdk_azcore
