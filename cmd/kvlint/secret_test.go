package main

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
	"github.com/kvlint/kvlint/internal/kept"
)

// A vault of random credentials, which remembers what it handed out.
type randomSecrets struct {
	r    *rand.Rand
	made []string
}

func (s *randomSecrets) text(alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[s.r.IntN(len(alphabet))]
	}
	s.made = append(s.made, string(b))
	return string(b)
}

const (
	alnum  = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	signed = alnum + "!*_-"
)

func (s *randomSecrets) password() string { return s.text(signed, 14+s.r.IntN(10)) }

func (s *randomSecrets) key(n int) string {
	raw := make([]byte, n)
	for i := range raw {
		raw[i] = byte(s.r.IntN(256))
	}
	key := base64.StdEncoding.EncodeToString(raw)
	s.made = append(s.made, key)
	return key
}

// fill puts credentials in the place of <password>, <token> and the like.
func (s *randomSecrets) fill(text string) string {
	for {
		i := strings.Index(text, "<")
		if i < 0 {
			return text
		}
		word, rest, _ := strings.Cut(text[i+1:], ">")
		value := ""
		switch word {
		case "password":
			value = s.password()
		case "word":
			value = s.text(alnum[:26], 16)
		case "token":
			value = "gh" + "p_" + s.text(alnum, 36)
		case "key":
			value = s.key(64)
		case "bytes":
			value = s.key(32)
		case "body":
			value = s.key(600)
		}
		text = text[:i] + value + rest
	}
}

// check reports each credential of which a part is in data, in whatever case.
func (s *randomSecrets) check(t *testing.T, where string, data []byte) {
	t.Helper()
	const part = 8
	data = bytes.ToLower(data)
	for _, secret := range s.made {
		secret := strings.ToLower(secret)
		for i := 0; i+part <= len(secret); i++ {
			if bytes.Contains(data, []byte(secret[i:i+part])) {
				t.Errorf("%s shows a part of %q", where, secret)
				break
			}
		}
	}
}

// checkFiles looks at all files below dir that accept takes, and returns how
// many there are.
func (s *randomSecrets) checkFiles(t *testing.T, dir string, accept func(data []byte) bool) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err == nil && accept(data) {
			n++
			s.check(t, name, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// randomly returns credentials of a seed that is logged.
func randomly(t *testing.T) *randomSecrets {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return &randomSecrets{r: rand.New(rand.NewPCG(seed, 0))}
}

// exposed has credentials in all sorts of places, beside what rules report and
// beside what doesn't compile.
const exposed = `
-- go.mod --
module example.com/exposed

go 1.26.0
-- .kvlint.yml --
severity: {hardcodedcreds/sink: error}
-- sink/sink.go --
package sink

import "net/http"

// Password is a credential: <password>.
const password = "<password>"

func Login(r *http.Request, user, password string) { r.SetBasicAuth(user, password) }

func F(r *http.Request) {
	r.SetBasicAuth("admin", "<password>")
	r.SetBasicAuth("admin", password) // <password>
	r.Header.Set("Authorization", "Bearer <token>")
	r.SetBasicAuth("<password>", "<password>"); r.Header.Set("X-Api-Key", ` + "`<password>`" + `)
	r.SetBasicAuth("a", "<password>"+"<password>") //kvlint:ignore hardcodedcreds/sink it was <token>
	r.SetBasicAuth("a", "<password>") //kvlint:ignore nosuch/rule <token>
}
-- caller/caller.go --
package caller

import (
	"net/http"

	"example.com/exposed/sink"
)

type login struct {
	User     string
	Password string ` + "`default:\"<password>\"`" + `
}

func all() map[string]login { return map[string]login{"<password>": {"a", "<password>"}} }

func F(r *http.Request) {
	sink.Login(r, "a", "<password>")
	for name, l := range all() {
		sink.Login(r, name, l.Password)
	}
	switch password := r.URL.Path; password {
	case "<password>":
		panic("wrong password <password>")
	}
}
-- value/value.go --
package value

import "os"

var (
	account  = "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=<key>;EndpointSuffix=core.windows.net"
	database = "postgres://app:<password>@db1.corp.net:5432/orders"
	odd      = "<word>://app:<password>@db1.corp.net:5432/<password>"
	server   = "Server=tcp:db1.corp.net;User ID=app;Password=<password>"
	bus      = "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=<bytes>"
	sas      = "https://shop.blob.core.windows.net/c?sv=2024-11-04&sp=r&sig=<bytes>&se=2030-01-01"
	token    = "<token>"
	document = ` + "`{\"db\": {\"password\": \"<password>\", \"<password>\": \"<password>\"}}`" + `
	pem      = "-----BEGIN RSA PRIVATE " + "KEY-----\n<body>\n-----END RSA PRIVATE " + "KEY-----\n"
)

const apiKey = "<password>"

func F() { os.Setenv("DB_PASSWORD", "<password>"); os.Setenv("<password>", apiKey) }
-- value/value_test.go --
package value

import "testing"

func TestF(t *testing.T) { t.Log("<token>", account, database) }
-- broken/broken.go --
package broken

var password int = "<password>"

const token = "<token>" + 1

func F() { return "<password>"; undefined("<password>") }
-- broken/cut/cut.go --
package cut

var password = "<password>
-- broken/importer/importer.go --
package importer

import _ "example.com/exposed/broken"
`

// Random credentials are in no report, in no message and in no file that
// kvlint writes.
func TestRandomSecretsStaySecret(t *testing.T) {
	secrets := randomly(t)
	dir := facttest.Write(t, secrets.fill(exposed))
	cache := t.TempDir()
	t.Setenv(kept.Variable, cache)
	for _, args := range [][]string{{"./..."}, {"-show-silenced", "./..."}, {"-disable=hardcodedcreds", "./..."}, {"sink/sink.go", "broken/broken.go"}, {"-tests=false", "./value", "./sink"}} {
		got := allFormats(t, dir, args...)
		if withReport := args[0] != "-disable=hardcodedcreds"; withReport && !shownHash.MatchString(got) {
			t.Errorf("%q: no credential was found:\n%s", args, got)
		}
		secrets.check(t, strings.Join(args, " "), []byte(got))
	}
	if n := secrets.checkFiles(t, cache, func([]byte) bool { return true }); n < 4 {
		t.Errorf("only %d files in the cache", n)
	}
}

// passed has credentials that go from package to package, without any import of
// the standard library, which would have to be compiled.
const passed = `
-- go.mod --
module example.com/passed

go 1.26.0
-- low/low.go --
package low

var kept string

func Login(user, password string) { kept = "postgres://" + user + ":" + password + "@db1.corp.net/orders" }

func Default() string { return "<password>" }

func own() { Login("a", "<password>") }
-- mid/mid.go --
package mid

import "example.com/passed/low"

type Options struct{ Password string }

func Open(o Options) { low.Login("a", o.Password) }

func Get() Options { return Options{"<password>"} }

func Token() string { return "<token>" }
-- top/top.go --
package top

import (
	"example.com/passed/low"
	"example.com/passed/mid"
)

func F() {
	mid.Open(mid.Options{Password: "<password>"})
	mid.Open(mid.Get())
	low.Login(low.Default(), "<password>")
	low.Login("a", mid.Token())
	database := "postgres://app:<password>@db1.corp.net:5432/orders"
	_ = database
}
`

// Under go vet, which is made to tell all that it does, neither what is printed
// nor the facts show a credential.
func TestVetSecretsStaySecret(t *testing.T) {
	secrets := randomly(t)
	dir := facttest.Write(t, secrets.fill(passed))
	cache := t.TempDir()
	t.Setenv("GOCACHE", cache)
	for _, args := range [][]string{{"-v", "-x", "./..."}, {"-json", "./..."}} {
		got := vet(t, dir, args...)
		if !shownHash.MatchString(got.stdout + got.stderr) {
			t.Errorf("%q: no credential was found:\n%s%s", args, got.stdout, got.stderr)
		}
		secrets.check(t, strings.Join(args, " "), []byte(got.stdout+got.stderr))
	}
	// What the compiler wrote holds the program's strings, as it must.
	compiled := []byte("!<arch>\n")
	if n := secrets.checkFiles(t, cache, func(data []byte) bool { return !bytes.HasPrefix(data, compiled) }); n < 6 {
		t.Errorf("only %d files in the cache that the compiler didn't write", n)
	}
}
