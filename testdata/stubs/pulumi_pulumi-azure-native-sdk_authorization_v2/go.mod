module github.com/pulumi/pulumi-azure-native-sdk/authorization/v2

go 1.26.0

require github.com/pulumi/pulumi/sdk/v3 v3.0.0

replace github.com/pulumi/pulumi/sdk/v3 => ../pulumi_pulumi_sdk_v3
