module github.com/Azure/azure-sdk-for-go

go 1.26.0

require github.com/Azure/go-autorest/autorest v0.0.0

replace github.com/Azure/go-autorest/autorest => ../Azure_go-autorest_autorest
