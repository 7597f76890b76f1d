package main

// A shape is a way in which Go code holds a value.
type shape struct {
	name    string
	imports string // import paths, separated by spaces
	decls   string // what its package declares once
	code    string // one sample: the body of a function, or a declaration
	top     bool   // code is a declaration other than a function
	fake    bool   // a near miss, which has its own values
	untyped bool   // a type checker sees no more than text does
}

// config is a struct as programs have one.
const config = `type config struct{ User, Password, Secret string }`

// shapes are those with a credential. The first 30 are those of a comparison of
// other tools.
var shapes = []shape{
	{name: `password := "s"`, code: `password := $SECRET; use(password)`},
	{name: `const apiKey = "s"`, code: `const apiKey = $SECRET; use(apiKey)`},
	{name: `var clientSecret string = "s"`, code: `var clientSecret string = $SECRET; use(clientSecret)`},
	{name: `cfg.Password = "s"`, decls: config, code: `var cfg config; cfg.Password = $SECRET; use(cfg)`},
	{name: `Config{Password: "s"}`, decls: config, code: `use(config{User: "u", Password: $SECRET})`},
	{name: `Config{"u", "s"}`, decls: config, code: `use(config{"u", $SECRET, ""})`},
	{name: `map{"password": "s"}`, code: `use(map[string]string{"password": $SECRET})`},
	{name: `m["client_secret"] = "s"`, code: `m := map[string]string{}; m["client_secret"] = $SECRET; use(m)`},
	{name: `SetBasicAuth("u", "s")`, imports: "net/http", code: `func f$NUM(r *http.Request) { r.SetBasicAuth("u", $SECRET) }`},
	{name: `NewClientSecretCredential(…, "s", …)`, imports: "github.com/Azure/azure-sdk-for-go/sdk/azidentity", code: `use(azidentity.NewClientSecretCredential("t", "c", $SECRET, nil))`},
	{name: `NewSharedKeyCredential("a", "s")`, imports: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob", code: `use(azblob.NewSharedKeyCredential("shop", $SECRET))`},
	{name: `key := []byte("s")`, code: `key := []byte($SECRET); use(key)`},
	{name: `SignedString([]byte("s"))`, imports: "github.com/golang-jwt/jwt/v5", code: `func f$NUM(t *jwt.Token) { use(t.SignedString([]byte($SECRET))) }`},
	{name: `password := "a" + "b"`, code: `password := $HALF1 + $HALF2; use(password)`},
	{name: `if x == "" { cfg.Secret = "s" }`, decls: config, code: `func f$NUM(cfg *config) { if cfg.Secret == "" { cfg.Secret = $SECRET } }`},
	{name: `neutral := "s"`, code: `neutral := $SECRET; use(neutral)`, untyped: true},
	{name: `return "s" in getPassword`, code: `func getPassword$NUM() string { return $SECRET }`},
	{name: `getEnvOr("DB_PASSWORD", "s")`, imports: "os", decls: "func getEnvOr(name, def string) string {\n\tif v := os.Getenv(name); v != \"\" {\n\t\treturn v\n\t}\n\treturn def\n}", code: `use(getEnvOr("DB_PASSWORD", $SECRET))`},
	{name: `os.Setenv("…SECRET", "s")`, imports: "os", code: `os.Setenv("APP_SECRET", $SECRET)`},
	{name: `flag.String("password", "s", …)`, imports: "flag", code: `use(flag.String("password", $SECRET, "the password"))`},
	{name: `sql.Open(…, "postgres://u:s@host")`, imports: "database/sql", code: `use(sql.Open("postgres", "postgres://shop:$ESCAPED@db.internal:5432/shop"))`},
	{name: `sql.Open(…, "host=… password=s")`, imports: "database/sql", code: `use(sql.Open("postgres", "host=db.internal user=shop password=$PLAIN dbname=shop"))`},
	{name: `storage AccountKey=s`, code: `use("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=$PLAIN;EndpointSuffix=core.windows.net")`},
	{name: `SharedAccessKey=s`, code: `use("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=$PLAIN")`},
	{name: `Password: to.Ptr("s")`, imports: "github.com/Azure/azure-sdk-for-go/sdk/azcore/to", decls: `type settings struct{ Password *string }`, code: `use(settings{Password: to.Ptr($SECRET)})`},
	{name: `value on the next line`, code: "password :=\n\t$SECRET\nuse(password)"},
	{name: `"Bearer s" header`, imports: "net/http", code: `func f$NUM(r *http.Request) { r.Header.Set("Authorization", "Bearer $PLAIN") }`},
	{name: `password == "s"`, code: `func f$NUM(password string) bool { return password == $SECRET }`},
	{name: `[]string{"s"} named apiKeys`, code: `apiKeys := []string{$SECRET}; use(apiKeys)`},
	{name: `Sprintf("%s:%s@tcp…", "u", "s")`, imports: "fmt", code: `use(fmt.Sprintf("%s:%s@tcp(db.internal:3306)/shop", "shop", $SECRET))`},

	{name: `subtle.ConstantTimeCompare`, imports: "crypto/subtle", code: `func f$NUM(token string) bool { return subtle.ConstantTimeCompare([]byte(token), []byte($SECRET)) == 1 }`},
	{name: `switch password { case "s": }`, code: `func f$NUM(password string) bool { switch password { case $SECRET: return true }; return false }`},
	{name: `strings.EqualFold in a handler`, imports: "net/http strings", code: `func f$NUM(w http.ResponseWriter, r *http.Request) { if strings.EqualFold(r.Header.Get("X-Api-Key"), $SECRET) { w.WriteHeader(200) } }`},
	{name: `struct tag default:"s"`, code: "type settings$NUM struct {\n\tPassword string `env:\"DB_PASSWORD\" default:$TAGGED`\n}", top: true},
	{name: `named result`, code: `func f$NUM() (user, password string) { return "u", $SECRET }`},
	{name: `aes.NewCipher([]byte{…})`, imports: "crypto/aes", code: `use(aes.NewCipher([]byte{$BYTES}))`},
	{name: `JSON in a raw string`, code: "use(`{\"database\": {\"user\": \"shop\", \"password\": $JSON}}`)"},
	{name: `YAML in a raw string`, code: "use(`\ndatabase:\n  user: shop\n  password: '$PLAIN'\n`)"},
	{name: `.env in a raw string`, code: "use(`\nDB_USER=shop\nDB_PASSWORD=$PLAIN\n`)"},
	{name: `exec.Cmd.Env`, imports: "os/exec", code: `cmd := exec.Command("psql"); cmd.Env = append(cmd.Env, "PGPASSWORD=$PLAIN")`},
	{name: `helper with a credential's parameter`, decls: `func login(user, password string) bool { return len(user)+len(password) > 3 }`, code: `use(login("u", $SECRET))`},
	{name: `functional option`, imports: "net/http", decls: "type client struct{ word string }\n\ntype option func(*client)\n\nfunc withWord(w string) option { return func(c *client) { c.word = w } }\n\nfunc build(options ...option) *client {\n\tc := new(client)\n\tfor _, o := range options {\n\t\to(c)\n\t}\n\treturn c\n}\n\nfunc (c *client) do(r *http.Request) { r.SetBasicAuth(\"u\", c.word) }", code: `use(build(withWord($SECRET)))`},
}
