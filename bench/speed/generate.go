package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// generate writes a module of n packages to dir, most of them of three files
// with some 150 lines in all. One in ten serves HTTP from a secret that another
// package reads, one in ten holds a configuration, the others call what they
// import. Package i imports two of a lower number, so that paths of imports are
// logarithmic in n. Stubs is the directory of the module that stands in for the
// SDK.
func generate(dir, stubs string, n int) error {
	mod := fmt.Sprintf(`module example.com/grown

go 1.26.0

require (
	%[1]s/azcore v0.0.0
	%[1]s/security/keyvault/azsecrets v0.0.0
)

replace (
	%[1]s/azcore => %[2]s/Azure_azure-sdk-for-go_sdk_azcore
	%[1]s/security/keyvault/azsecrets => %[2]s/Azure_azure-sdk-for-go_sdk_security_keyvault_azsecrets
)
`, "github.com/Azure/azure-sdk-for-go/sdk", stubs)
	if err := write(filepath.Join(dir, "go.mod"), mod); err != nil {
		return err
	}
	if err := write(filepath.Join(dir, "vault", "vault.go"), vaultFile); err != nil {
		return err
	}
	for i := range n - 1 {
		at := filepath.Join(dir, "internal", packageName(i))
		files := map[string]string{"work.go": workFile(i), "types.go": typesFile(i)}
		if i%10 == 3 {
			files["serve.go"] = serveFile(i)
		}
		for name, text := range files {
			if err := write(filepath.Join(at, name), text); err != nil {
				return err
			}
		}
	}
	return nil
}

func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o666)
}

func packageName(i int) string { return fmt.Sprintf("part%04d", i) }

const vaultFile = `// Package vault reads secrets.
package vault

import (
	"context"
	"fmt"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

type Store struct{ client *azsecrets.Client }

func New(client *azsecrets.Client) *Store { return &Store{client} }

func (s *Store) Get(ctx context.Context, name string) (string, error) {
	answer, err := s.client.GetSecret(ctx, name, "", nil)
	if err != nil {
		return "", fmt.Errorf("secret %s: %w", name, err)
	}
	return *answer.Value, nil
}
`

func serveFile(i int) string {
	return fmt.Sprintf(`package %[1]s

import (
	"net/http"

	"example.com/grown/vault"
)

type Server struct{ Secrets *vault.Store }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, err := s.Secrets.Get(r.Context(), "upstream-token-%[2]d")
	if err != nil {
		http.Error(w, "unavailable", http.StatusBadGateway)
		return
	}
	call, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "https://upstream.example.com/", nil)
	if err != nil {
		http.Error(w, "unavailable", http.StatusBadGateway)
		return
	}
	call.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(call)
	if err != nil {
		http.Error(w, "unavailable", http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	w.WriteHeader(answer.StatusCode)
}
`, packageName(i), i)
}

func typesFile(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport \"time\"\n", packageName(i))
	for k := range 6 {
		fmt.Fprintf(&b, `
type Item%[1]d struct {
	ID      int64
	Name    string
	Labels  map[string]string
	Created time.Time
}

func (x *Item%[1]d) Age(now time.Time) time.Duration { return now.Sub(x.Created) }

func (x *Item%[1]d) Label(key string) string {
	if v, ok := x.Labels[key]; ok {
		return v
	}
	return x.Name
}
`, k)
	}
	return b.String()
}

func workFile(i int) string {
	imports := map[int]bool{}
	if i > 0 {
		imports[(i-1)/2] = true
		imports[i*7/11] = true
	}
	delete(imports, i)
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n", packageName(i))
	for k := range imports {
		fmt.Fprintf(&b, "\n\t\"example.com/grown/internal/%s\"", packageName(k))
	}
	b.WriteString("\n)\n")
	fmt.Fprintf(&b, `
// Work joins what it is given.
func Work(parts []string) (string, error) {
	var b strings.Builder
	for n, part := range parts {
		if part == "" {
			return "", fmt.Errorf("part %%d is empty", n)
		}
		b.WriteString(strings.ToUpper(part))
	}
	out := b.String()
`)
	for k := range imports {
		fmt.Fprintf(&b, "\tif more, err := %s.Work(parts[:0]); err == nil {\n\t\tout += more\n\t}\n", packageName(k))
	}
	b.WriteString("\treturn out, nil\n}\n")
	for k := range 8 {
		fmt.Fprintf(&b, `
func step%[1]d(in []string, limit int) map[string]int {
	seen := make(map[string]int)
	for i, s := range in {
		if i >= limit {
			break
		}
		key := strings.TrimSpace(strings.ToLower(s))
		if key != "" {
			seen[key] += len(s) + %[1]d
		}
	}
	return seen
}
`, k)
	}
	return b.String()
}
