module example.com/settings

go 1.26.0

require (
	github.com/Azure/azure-sdk-for-go/sdk/azcore v0.0.0
	github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v0.0.0
	sigs.k8s.io/controller-runtime v0.0.0
)

replace (
	github.com/Azure/azure-sdk-for-go/sdk/azcore => ../stubs/Azure_azure-sdk-for-go_sdk_azcore
	github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets => ../stubs/Azure_azure-sdk-for-go_sdk_security_keyvault_azsecrets
	sigs.k8s.io/controller-runtime => ../stubs/sigs.k8s.io_controller-runtime
)
