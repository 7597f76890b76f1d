package vaulthotpath_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// recipe begins here

// A Secret keeps the value of a secret. It reads it again after twelve hours, not
// all instances at once, or when it was refused.
type Secret struct {
	Read func(context.Context) (string, error) // asks the vault

	mu    sync.Mutex
	value string
	until time.Time
}

// Value returns the value. While the vault throttles, the old one has to do.
func (s *Secret) Value(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().Before(s.until) {
		return s.value, nil
	}
	value, err := s.Read(ctx)
	if err != nil && s.value != "" {
		return s.value, nil
	} else if err != nil {
		return "", err
	}
	s.value, s.until = value, time.Now().Add(12*time.Hour+rand.N(time.Hour))
	return value, nil
}

// Refused says that a service answered 401 to value: it was rotated.
func (s *Secret) Refused(value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.value == value {
		s.until = time.Time{}
	}
}

// recipe ends here

// fakeVault answers ten requests, and then 429.
type fakeVault struct {
	calls, throttled atomic.Int32
	version          atomic.Int32
}

func (v *fakeVault) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if v.calls.Add(1) > 10 {
		v.throttled.Add(1)
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	fmt.Fprintf(w, "version %d", v.version.Load())
}

// read returns a function that reads the secret from the vault at url.
func read(url string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		resp, err := http.Get(url)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return "", fmt.Errorf("the vault answers %d", resp.StatusCode)
		}
		var version int
		_, err = fmt.Fscanf(resp.Body, "version %d", &version)
		return fmt.Sprint(version), err
	}
}

// The recipe, for a hundred requests to a service, halfway through which the
// secret is rotated.
func ExampleSecret() {
	for _, cached := range []bool{false, true} {
		vault := new(fakeVault)
		server := httptest.NewServer(vault)
		secret := &Secret{Read: read(server.URL)}
		get := secret.Value
		if !cached {
			get = secret.Read
		}
		failed := 0
		for i := range 100 {
			if i == 50 {
				vault.version.Store(1)
			}
			value, err := get(context.Background())
			if err == nil && value != fmt.Sprint(vault.version.Load()) {
				secret.Refused(value)
				value, err = get(context.Background())
			}
			if err != nil || value != fmt.Sprint(vault.version.Load()) {
				failed++
			}
		}
		server.Close()
		fmt.Printf("cached %t: %d calls of the vault, %d throttled, %d requests failed\n", cached, vault.calls.Load(), vault.throttled.Load(), failed)
	}
	// Output:
	// cached false: 100 calls of the vault, 90 throttled, 90 requests failed
	// cached true: 2 calls of the vault, 0 throttled, 0 requests failed
}

// The page shows the recipe that is tested.
func TestRecipe(t *testing.T) {
	source, err := os.ReadFile("recipe_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, recipe, _ := strings.Cut(string(source), "// recipe begins here\n")
	recipe, _, _ = strings.Cut(recipe, "// recipe ends here\n")
	page, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var comment strings.Builder
	for line := range strings.Lines(strings.TrimSpace(recipe) + "\n") {
		comment.WriteString(strings.TrimRight("//\t"+line, "\t\n") + "\n")
	}
	if !strings.Contains(string(page), comment.String()) {
		t.Errorf("doc.go doesn't show the recipe, which is\n%s", comment.String())
	}
}
