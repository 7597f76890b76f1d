// Package vaultcache is analysed with strict and a minimum of two days.
package vaultcache

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

var password string

type settings struct{ key string }

func load(ctx context.Context, vault *azsecrets.Client) (*settings, error) {
	resp, err := vault.GetSecret(ctx, "db-password", "", nil)
	if err != nil {
		return nil, err
	}
	password = *resp.Value // want `secret is read once at start-up and kept for good`
	key, err := vault.GetSecret(ctx, "signing-key", "", nil)
	if err != nil {
		return nil, err
	}
	return &settings{key: *key.Value}, nil // want `read once at start-up`
}

type day struct {
	vault *azsecrets.Client
	value string
	at    time.Time
}

func (d *day) get(ctx context.Context) (string, error) {
	if d.value != "" && time.Since(d.at) < 24*time.Hour { // want `is kept for 24h, below the configured minimum of 48h`
		return d.value, nil
	}
	resp, err := d.vault.GetSecret(ctx, "db-password", "", nil)
	if err != nil {
		return "", err
	}
	d.value, d.at = *resp.Value, time.Now()
	return d.value, nil
}
