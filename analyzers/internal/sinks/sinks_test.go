package sinks

import (
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// symbol is the place that a row speaks of, made up: a path with a major
// version, a function or method whose parameters have no names.
func symbol(key string, r row, variadic bool) *types.Func {
	slash := strings.LastIndexByte(key, '/') + 1
	path, rest, _ := strings.Cut(key[slash:], ".")
	for !token.IsExported(rest) { // nats.go
		last, after, _ := strings.Cut(rest, ".")
		path, rest = path+"."+last, after
	}
	pkg := types.NewPackage(key[:slash]+path, "p")
	if strings.Contains(key, "/") && strings.Contains(key[:slash], ".") {
		pkg = types.NewPackage(key[:slash]+path+"/v7", "p")
	}
	var params []*types.Var
	for range r.arg + 1 {
		params = append(params, types.NewParam(token.NoPos, pkg, "x", types.NewInterfaceType(nil, nil)))
	}
	if variadic {
		params[r.arg] = types.NewParam(token.NoPos, pkg, "x", types.NewSlice(types.Typ[types.String]))
	}
	var recv *types.Var
	names := strings.Split(rest, ".")
	if len(names) == 2 {
		typ := types.NewNamed(types.NewTypeName(token.NoPos, pkg, names[0], nil), types.NewStruct(nil, nil), nil)
		recv = types.NewParam(token.NoPos, pkg, "x", types.NewPointer(typ))
	}
	sig := types.NewSignatureType(recv, nil, nil, types.NewTuple(params...), nil, variadic)
	return types.NewFunc(token.NoPos, pkg, names[len(names)-1], sig)
}

// Each row of the tables makes a sink of its argument, and of no other.
func TestCallRows(t *testing.T) {
	for key, rows := range tables().calls.rows {
		for _, r := range rows {
			variadic := r.when.at == before && r.when.kind != ""
			text := func(i int) (string, bool) { return "X-Api-Key", true }
			if r.when.kind == "named" || r.when.kind == Env {
				text = func(i int) (string, bool) { return "DB_PASSWORD", i == r.when.at }
			}
			at := r.arg
			if variadic {
				at++
			}
			fn := symbol(key, r, variadic)
			c := &Call{Func: fn, Args: at + 1, Text: text}
			found := c.Arg(at)
			if len(found) != 1 || found[0].Kind != Credential && r.use == "" || r.use != "" && found[0].Sort != phrases[r.use].sort {
				t.Errorf("%s: argument %d is %v", key, at, found)
				continue
			}
			if what := found[0].What; strings.Contains(what, "%!") || !strings.Contains(what, fn.Name()) {
				t.Errorf("%s: told as %q", key, what)
			}
			if r.when.kind != "" {
				c.Text = func(int) (string, bool) { return "Content-Type", true }
				if found := c.Arg(at); found != nil {
					t.Errorf("%s: argument %d is %v whatever its name", key, at, found)
				}
			}
			if found := c.Arg(at + 1); found != nil {
				t.Errorf("%s: argument %d, which isn't there, is %v", key, at+1, found)
			}
		}
	}
}

// Each row of a field or variable makes a sink of it.
func TestPlaceRows(t *testing.T) {
	for key, rows := range tables().fields.rows {
		fn := symbol(key, row{}, false)
		owner := fn.Signature().Recv().Type()
		field := types.NewField(token.NoPos, fn.Pkg(), fn.Name(), types.Typ[types.String], false)
		found := Field(owner, field, func(*types.Package) bool { return true })
		if len(found) != 1 || (found[0].Kind == Use) != (rows[0].use != "") || found[0].MayBeName != rows[0].mayBeName {
			t.Errorf("%s: got %v", key, found)
		}
	}
	for key := range tables().vars.rows {
		fn := symbol(key, row{}, false)
		v := types.NewVar(token.NoPos, fn.Pkg(), fn.Name(), types.Typ[types.String])
		if found := Var(v); len(found) != 1 || found[0].Kind != Credential {
			t.Errorf("%s: got %v", key, found)
		}
	}
}

const source = `package p

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/smtp"
	"net/url"
	"os"
	"strconv"
	"time"
)

type Config struct {
	Password, Host, SecretKey string
	Region string
	Inner struct{ Password string }
}

type Pair struct{ AccessKey, SecretKey string }

type PermissionsArgs struct{ Secrets []string }

type Store interface{ Get(ctx context.Context, secretName string) string }

type Signer interface{ Sign(signingKey []byte) }

func connect(host, password string, retries int)        {}
func option(accessKey, secretKey string)                {}
func fromMap(secretKey string)                          {}
func all(passwords ...string)                           {}
func dsn(connectionString string)                       {}
func generic[T any](password T)                         {}
func hash(passwordHash, tokenURL, key, token string)    {}
func number(password int)                               {}

func _(req *http.Request, block cipher.Block, s Store, g Signer, level *slog.Level, d *net.Dialer, f func(apiKey string)) {
	connect("", "", 0)
	option("", "")
	fromMap("")
	all("", "")
	dsn("")
	generic("")
	hash("", "", "", "")
	number(0)
	f("")
	s.Get(nil, "")
	g.Sign(nil)
	req.SetBasicAuth("", "")
	req.Header.Set("Authorization", "")
	req.Header.Set("Content-Type", "")
	req.Header.Add("x-gitlab-token", "")
	req.Header.Add("ocp-apim-subscription-key", "")
	smtp.PlainAuth("", "", "", "")
	smtp.SendMail("", nil, "", nil, nil)
	url.UserPassword("", "")
	os.Setenv("DB_PASSWORD", "")
	os.Setenv("DB_HOST", "")
	os.Setenv("DATABASE_DSN", "")
	aes.NewCipher(nil)
	cipher.NewCBCEncrypter(block, nil)
	hmac.New(sha256.New, nil)
	strconv.Atoi("")
	strconv.ParseInt("", 10, 64)
	strconv.Itoa(0)
	time.ParseDuration("")
	time.LoadLocation("")
	net.ParseIP("")
	net.Listen("tcp", "")
	d.DialContext(nil, "tcp", "")
	net.JoinHostPort("", "")
	http.ListenAndServe("", nil)
	level.UnmarshalText(nil)
	url.Parse("")
}
`

// wants holds the sinks of the calls of source, in their order, as the index of
// the argument and what short says of it.
const wants = `
1:credential
0: 1:credential
0:credential?
0:credential 1:credential
0:
0:credential
0: 1: 2: 3:
0:
0:credential
1:
0:credential
0: 1:credential
0: 1:credential/header
0: 1:
0: 1:credential/header
0: 1:credential/header
0: 1: 2:credential 3:address
0:address 2:
0: 1:credential
0: 1:credential/env
0: 1:
0: 1:
0:credential
1:
0: 1:credential
0:number
0:number
0:
0:duration
0:timezone
0:ip
0: 1:address
2:address
0:address 1:dsnport
0:address
0:level
0:
`

// check returns the types of source.
func check(t *testing.T) (*types.Package, *types.Info, *ast.File) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object), Types: make(map[ast.Expr]types.TypeAndValue), Selections: make(map[*ast.SelectorExpr]*types.Selection), Instances: make(map[*ast.Ident]types.Instance)}
	pkg, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("example.com/m/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, info, file
}

func TestArg(t *testing.T) {
	pkg, info, file := check(t)
	isOwn := func(p *types.Package) bool { return p == pkg }
	lines := strings.Split(strings.TrimSpace(wants), "\n")
	for _, c := range calls(info, file, isOwn) {
		if len(lines) == 0 {
			t.Fatal("more calls than lines")
		}
		for want := range strings.FieldsSeq(lines[0]) {
			i := int(want[0] - '0')
			want = want[2:]
			got := c.Arg(i)
			text := short(got)
			if len(got) > 0 && got[0].MayBeName {
				text += "?"
			}
			if text != want {
				t.Errorf("%v, argument %d: got %q, want %q", c.Func, i, text, want)
			}
		}
		lines = lines[1:]
	}
	if len(lines) > 0 {
		t.Errorf("no call for %q", lines)
	}
}

// calls returns the calls of file in source order.
func calls(info *types.Info, file *ast.File, isOwn func(*types.Package) bool) []*Call {
	var list []*Call
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		c := &Call{Args: len(call.Args), IsOwn: isOwn, Sig: info.TypeOf(call.Fun).(*types.Signature), Text: func(i int) (string, bool) {
			lit, ok := call.Args[i].(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return "", false
			}
			return strings.Trim(lit.Value, `"`), true
		}}
		switch fun := call.Fun.(type) {
		case *ast.Ident:
			c.Func, _ = info.Uses[fun].(*types.Func)
		case *ast.SelectorExpr:
			c.Func, _ = info.Uses[fun.Sel].(*types.Func)
		}
		list = append(list, c)
		return true
	})
	return list
}

// How messages call the sinks of arguments.
func TestWhat(t *testing.T) {
	pkg, info, file := check(t)
	got := make(map[string]bool)
	for _, c := range calls(info, file, func(p *types.Package) bool { return p == pkg }) {
		for i := range c.Args {
			for _, s := range c.Arg(i) {
				got[s.What] = true
			}
		}
	}
	for _, want := range []string{
		"argument password of p.connect", "argument apiKey", "argument password of http.Request.SetBasicAuth", "argument value of http.Header.Set",
		"argument key of hmac.New", "argument signingKey of p.Signer.Sign", "parsed as a number by strconv.Atoi", "parsed as a log level by slog.Level.UnmarshalText",
		"listened on by net.Listen", "dialled by net.Dialer.DialContext", "used as address (argument host of smtp.PlainAuth)", "used as port (argument port of net.JoinHostPort)",
	} {
		if !got[want] {
			t.Errorf("nothing is told as %q: %v", want, got)
		}
	}
}

func TestField(t *testing.T) {
	pkg, _, _ := check(t)
	own := func(p *types.Package) bool { return p == pkg }
	other := func(*types.Package) bool { return false }
	for _, tt := range []struct {
		typ, field string
		isOwn      func(*types.Package) bool
		want, what string
	}{
		{"Config", "Password", other, "credential", "field p.Config.Password"},
		{"Config", "Password", nil, "credential", "field p.Config.Password"},
		{"Config", "Password", own, "", ""},
		{"Config", "Host", other, "address", "used as address (field p.Config.Host)"},
		{"Config", "Host", own, "", ""},
		{"Config", "Region", other, "", ""},
		{"Config", "SecretKey", other, "credential?", "field p.Config.SecretKey"},
		{"Config", "Inner", other, "", ""},
		{"Pair", "AccessKey", other, "", ""},
		{"Pair", "SecretKey", other, "credential", "field p.Pair.SecretKey"},
		{"PermissionsArgs", "Secrets", other, "", ""},
	} {
		owner := pkg.Scope().Lookup(tt.typ).Type()
		for _, typ := range []types.Type{owner, types.NewPointer(owner)} {
			got := Field(typ, fieldOf(owner, tt.field), tt.isOwn)
			text, what := short(got), ""
			if len(got) > 0 {
				what = got[0].What
				if got[0].MayBeName {
					text += "?"
				}
			}
			if text != tt.want || what != tt.what {
				t.Errorf("%v.%s: got %q, %q", typ, tt.field, text, what)
			}
		}
	}
	inner := fieldOf(pkg.Scope().Lookup("Config").Type(), "Inner").Type()
	if got := Field(inner, fieldOf(inner, "Password"), other); len(got) != 1 || got[0].What != "field Password" {
		t.Errorf("a field of a type without a name: %v", got)
	}
}

func fieldOf(owner types.Type, name string) *types.Var {
	for field := range owner.Underlying().(*types.Struct).Fields() {
		if field.Name() == name {
			return field
		}
	}
	return nil
}

func TestCredentialHeader(t *testing.T) {
	for name, want := range map[string]bool{
		"Authorization": true, "authorization": true, "Proxy-Authorization": true, "api-key": true, "x-api-key": true, "X-Goog-Api-Key": true, "X-Vault-Token": true,
		"x-functions-key": true, "aeg-sas-key": true, "aeg-sas-token": true, "PRIVATE-TOKEN": true, "X-Amz-Security-Token": true, "X-Shopify-Access-Token": true,
		"X-Shared-Secret": true, "Ocp-Apim-Subscription-Key": true,
		"": false, "Content-Type": false, "X-Request-Id": false, "X-CSRF-Token": false, "Idempotency-Key": false, "Sec-WebSocket-Key": false, "X-Page-Token": false, "Host": false,
	} {
		if got := CredentialHeader(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}

func TestTableKey(t *testing.T) {
	for qualified, want := range map[string]string{
		"github.com/redis/go-redis/v9.Options.Password":        "github.com/redis/go-redis.Options.Password",
		"github.com/golang-jwt/jwt/v5/request.X":               "github.com/golang-jwt/jwt/request.X",
		"gopkg.in/gomail.v2.NewDialer":                         "gopkg.in/gomail.NewDialer",
		"gopkg.in/square/go-jose.v2/jwt.Signed":                "gopkg.in/square/go-jose/jwt.Signed",
		"k8s.io/api/core/v1.Secret.Data":                       "k8s.io/api/core.Secret.Data",
		"example.com/services/keyvault/v7.1/keyvault.New":      "example.com/services/keyvault/keyvault.New",
		"github.com/aws/aws-sdk-go-v2/credentials.New":         "github.com/aws/aws-sdk-go-v2/credentials.New",
		"github.com/spf13/viper.Set":                           "github.com/spf13/viper.Set",
		"github.com/neo4j/neo4j-go-driver/v5/neo4j.BearerAuth": "github.com/neo4j/neo4j-go-driver/neo4j.BearerAuth",
		"example.com/v1alpha1.T.F":                             "example.com/v1alpha1.T.F",
	} {
		if got := typematch.Unversioned(qualified); got != want {
			t.Errorf("%s: got %s, want %s", qualified, got, want)
		}
	}
}
