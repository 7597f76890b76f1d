package summary_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// Where the engine is left out because nothing asks for it, it would have found
// nothing: the same is found in any small program where every package is built.
func FuzzScopes(f *testing.F) {
	for _, choices := range []string{
		"", "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09", "\x01\x01\x01\x00\x01\x01\x02\x03", "\x05\x01\x00\x03\x09\x07\x02\x05\x01\x04\x03\x02\x01\x00\x01\x05", "\x03\x08\x00\x01\x02\x02\x04\x00\x03\x01\x01\x05\x02\x00\x06\x03\x01",
		"\x02\x00\x02\x03\x02\x02\x01\x01\x02\x02\x05\x01\x03", "\x04\x04\x05\x06\x07\x03\x00\x01\x02\x03\x04\x05\x06\x00\x01\x02\x03",
	} {
		f.Add([]byte(choices))
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		g := generator{choices: choices}
		prog := g.program()
		usual, forced := run(t, prog, summary.New()), run(t, prog, summary.NewForced())
		t.Logf("%d findings, %d facts", len(usual.findings), len(usual.encoded))
		if diff := lineDiff(messages(usual), messages(forced)); diff != "" {
			t.Errorf("where every package is built:\n%s\nlib:\n%s\napp:\n%s", diff, prog.pkgs[0].files["lib.go"], prog.pkgs[1].files["app.go"])
		}
	})
}

// A generator makes programs that compile of choices, which may run out.
type generator struct {
	choices []byte
	funcs   int // of package lib
}

// pick returns a number below n.
func (g *generator) pick(n int) int {
	if len(g.choices) == 0 {
		return 0
	}
	choice := g.choices[0]
	g.choices = g.choices[1:]
	return int(choice) % n
}

const generatedHeader = `
import (
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
%s)

var _ = []any{fmt.Sprint, log.Println, http.Get, os.Getenv, strings.ToUpper, (*azsecrets.Client)(nil)}
`

// generatedBodies are those of functions of lib, all of one type; %d is one that
// is declared before.
var generatedBodies = []string{
	`return s`,
	`r.SetBasicAuth("admin", s); return s`,
	`resp, err := c.GetSecret(r.Context(), s, "", nil); if err != nil { return "" }; return *resp.Value`,
	`return "postgres://app:" + s + "@" + os.Getenv("HOST") + "/db"`,
	`return F%[1]d(c, r, s)`,
	`return F%[1]d(c, r, "db-"+s)`,
	`kept[s] = F%[1]d(c, r, s); return kept[s]`,
	`if v, ok := kept[s]; ok { return v }; kept[s] = F%[1]d(c, r, s); return kept[s]`,
	`log.Println(F%[1]d(c, r, s)); return s`,
	`o := options{Password: s}; return o.use(c, r)`,
	`f := func(t string) string { return F%[1]d(c, r, t) }; return f(s)`,
	`for range 3 { s = F%[1]d(c, r, s) }; return s`,
}

// generatedArgs and generatedUses are what handlers of app give to functions of
// lib, and do with their answers; %d is the number of an answer.
var (
	generatedArgs = []string{`"hunt"+"er2"`, `"db-host"`, `"log-level"`, `x%[1]d`, `r.URL.Path`, `s.name`, `os.Getenv("X")`, `"api-key-"+x%[1]d`}
	generatedUses = []string{`_ = x%[1]d`, `w.Write([]byte(x%[1]d))`, `if x%[1]d == "debug" { return }`, `fmt.Fprintln(w, x%[1]d)`, `s.name = x%[1]d`, `os.Setenv("LOG_LEVEL", x%[1]d)`, `http.Get("http://" + x%[1]d + "/health")`}
)

func (g *generator) program() program {
	lib := &strings.Builder{}
	fmt.Fprintf(lib, "package lib\n"+generatedHeader, "")
	lib.WriteString("\nvar kept = map[string]string{}\n\ntype options struct{ Password string }\n\n" +
		"func (o options) use(c *azsecrets.Client, r *http.Request) string { return F0(c, r, o.Password) }\n")
	for i := range 1 + g.pick(6) {
		body := generatedBodies[g.pick(len(generatedBodies))]
		if i == 0 && (strings.Contains(body, "%") || strings.Contains(body, "options")) {
			body = generatedBodies[1]
		}
		if strings.Contains(body, "%") {
			body = fmt.Sprintf(body, g.pick(i))
		}
		fmt.Fprintf(lib, "\nfunc F%d(c *azsecrets.Client, r *http.Request, s string) string { %s }\n", i, body)
		g.funcs++
	}
	app := &strings.Builder{}
	fmt.Fprintf(app, "package app\n"+generatedHeader, "\n\t\""+module+"/lib\"\n")
	app.WriteString("\ntype Server struct {\n\tclient *azsecrets.Client\n\tname string\n}\n")
	for i := range 1 + g.pick(3) {
		g.handler(app, i)
	}
	return program{name: "generated", module: module, pkgs: []source{
		{module + "/lib", map[string]string{"lib.go": lib.String()}},
		{module + "/app", map[string]string{"app.go": app.String()}},
	}}
}

func (g *generator) handler(app *strings.Builder, i int) {
	params := []string{"w http.ResponseWriter, r *http.Request", "w *strings.Builder, r *http.Request"}[g.pick(2)]
	use := func(n int) string { return fmt.Sprintf(generatedUses[g.pick(len(generatedUses))], n) }
	fmt.Fprintf(app, "\nfunc (s *Server) H%d(%s) {\n\tx0 := \"\"\n\t_ = x0\n", i, params)
	for n := range 1 + g.pick(4) {
		arg := generatedArgs[g.pick(len(generatedArgs))]
		if strings.Contains(arg, "%") {
			arg = fmt.Sprintf(arg, g.pick(n+1))
		}
		fmt.Fprintf(app, "\tx%d := lib.F%d(s.client, r, %s)\n\t%s\n", n+1, g.pick(g.funcs), arg, use(n+1))
	}
	app.WriteString("}\n")
}
