// Package armcosmos stands in for the module of this name.
package armcosmos

import "context"

type KeyKind string

const (
	KeyKindPrimary   KeyKind = "primary"
	KeyKindSecondary KeyKind = "secondary"
)

type DatabaseAccountRegenerateKeyParameters struct{ KeyKind *KeyKind }

type DatabaseAccountListKeysResult struct{ PrimaryMasterKey, SecondaryMasterKey *string }

type DatabaseAccountsClientBeginRegenerateKeyOptions struct{}

type DatabaseAccountsClient struct{}

func (client *DatabaseAccountsClient) BeginRegenerateKey(ctx context.Context, resourceGroupName string, accountName string, keyToRegenerate DatabaseAccountRegenerateKeyParameters, options *DatabaseAccountsClientBeginRegenerateKeyOptions) (*DatabaseAccountListKeysResult, error) {
	panic("stub")
}

func (client *DatabaseAccountsClient) ListKeys(ctx context.Context, resourceGroupName string, accountName string) (*DatabaseAccountListKeysResult, error) {
	panic("stub")
}
