// Package armeventhub stands in for the module of this name.
package armeventhub

import "context"

type KeyType string

const (
	KeyTypePrimaryKey   KeyType = "PrimaryKey"
	KeyTypeSecondaryKey KeyType = "SecondaryKey"
)

type RegenerateAccessKeyParameters struct{ KeyType *KeyType }

type AccessKeys struct{ PrimaryKey, SecondaryKey *string }

type NamespacesClientRegenerateKeysOptions struct{}

type NamespacesClient struct{}

func (client *NamespacesClient) RegenerateKeys(ctx context.Context, resourceGroupName string, namespaceName string, authorizationRuleName string, parameters RegenerateAccessKeyParameters, options *NamespacesClientRegenerateKeysOptions) (AccessKeys, error) {
	panic("stub")
}
