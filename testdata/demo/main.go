// Shop is a small web service with some of the mistakes that kvlint finds. It
// is for trying kvlint out, not for use.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"example.com/shop/internal/settings"
	"example.com/shop/internal/vault"
	"example.com/shop/internal/web"
)

func main() {
	ctx := context.Background()
	store, err := vault.Open(os.Getenv("KEY_VAULT_URL"))
	if err != nil {
		log.Fatal(err)
	}
	cfg, err := settings.Load(ctx, store)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", web.New(cfg, store)))
}
