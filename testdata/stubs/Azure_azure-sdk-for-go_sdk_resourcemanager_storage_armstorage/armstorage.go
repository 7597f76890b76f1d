// Package armstorage stands in for the module of this name.
package armstorage

import "context"

type AccountRegenerateKeyParameters struct{ KeyName *string }

type AccountKey struct{ KeyName, Value *string }

type AccountListKeysResult struct{ Keys []*AccountKey }

type AccountsClientRegenerateKeyOptions struct{}

type AccountsClient struct{}

func (client *AccountsClient) RegenerateKey(ctx context.Context, resourceGroupName string, accountName string, regenerateKey AccountRegenerateKeyParameters, options *AccountsClientRegenerateKeyOptions) (AccountListKeysResult, error) {
	panic("stub")
}
