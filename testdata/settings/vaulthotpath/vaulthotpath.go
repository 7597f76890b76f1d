// Package vaulthotpath is analysed with reconcile and a minimum of a minute.
package vaulthotpath

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

type controller struct{ vault *azsecrets.Client }

func (c *controller) Reconcile(ctx context.Context, r reconcile.Request) (reconcile.Result, error) {
	_, err := c.vault.GetSecret(ctx, r.Name, "", nil) // want `each reconciliation of \(\*controller\)\.Reconcile calls azsecrets\.Client\.GetSecret`
	return reconcile.Result{}, err
}

func (c *controller) slow(ctx context.Context) {
	for range time.Tick(2 * time.Minute) {
		c.vault.GetSecret(ctx, "db-password", "", nil)
	}
}

func (c *controller) fast(ctx context.Context) {
	for range time.Tick(30 * time.Second) {
		c.vault.GetSecret(ctx, "db-password", "", nil) // want `every 30s, .* below the configured minimum of 1m`
	}
}
