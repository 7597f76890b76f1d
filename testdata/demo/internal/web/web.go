// Package web serves the shop.
package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"sync"

	"example.com/shop/internal/settings"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

// A Server is the shop's HTTP handler.
type Server struct {
	cfg   *settings.Settings
	store *azsecrets.Client
	mux   *http.ServeMux

	mu  sync.Mutex
	key string // of webhooks, once it was read
}

// New returns a server.
func New(cfg *settings.Settings, store *azsecrets.Client) *Server {
	s := &Server{cfg: cfg, store: store, mux: http.NewServeMux()}
	s.mux.HandleFunc("POST /pay", s.pay)
	s.mux.HandleFunc("POST /webhook", s.webhook)
	return s
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// pay asks the vault on each request.
func (s *Server) pay(w http.ResponseWriter, r *http.Request) {
	key, err := s.secret(r.Context(), "payment-api-key")
	if err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	r.Header.Set("X-Signature", sign(r.Body, key))
	w.WriteHeader(http.StatusAccepted)
}

// webhook asks the vault once.
func (s *Server) webhook(w http.ResponseWriter, r *http.Request) {
	key, err := s.webhookKey(r.Context())
	if err != nil || r.Header.Get("X-Signature") != sign(r.Body, key) {
		http.Error(w, "forbidden", http.StatusForbidden)
	}
}

func (s *Server) webhookKey(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.key != "" {
		return s.key, nil
	}
	key, err := s.secret(ctx, "webhook-key")
	if err != nil {
		return "", err
	}
	s.key = key
	return key, nil
}

func (s *Server) secret(ctx context.Context, name string) (string, error) {
	resp, err := s.store.GetSecret(ctx, name, "", nil)
	if err != nil {
		return "", err
	}
	return *resp.Value, nil
}

func sign(body io.Reader, key string) string {
	mac := hmac.New(sha256.New, []byte(key))
	io.Copy(mac, body)
	return hex.EncodeToString(mac.Sum(nil))
}
