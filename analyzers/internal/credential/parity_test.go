package credential

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zricethezav/gitleaks/v8/detect"
)

const gitleaksModule = "github.com/zricethezav/gitleaks/v8@v8.30.1"

// rulesDir returns the directory of gitleaks' module that holds the rules with
// their own samples.
func rulesDir(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", gitleaksModule).Output()
	if err != nil {
		t.Fatal(err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(module.Dir, "cmd", "generate", "config", "rules")
}

// literals adds the string literals of at least 8 bytes in a directory's Go files.
func literals(t *testing.T, dir string, texts map[string]bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go files in a corpus directory: %v", err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && len(text) >= 8 && len(text) <= 1<<15 {
					texts[text] = true
				}
			}
			return true
		})
	}
}

// corpus returns literals of gitleaks' rules and of the standard library, random
// matches of the rules' expressions whole and damaged, and keywords between random
// text. The order is fixed.
func corpus(t *testing.T) []string {
	texts := make(map[string]bool)
	literals(t, rulesDir(t), texts)
	for _, pkg := range []string{"net/http", "crypto/tls", "crypto/x509", "net/url", "encoding/json", "encoding/base64", "go/types", "html/template", "mime", "net/smtp", "os/exec"} {
		literals(t, filepath.Join(build.Default.GOROOT, "src", pkg), texts)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=/ "
	random := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = alphabet[rng.IntN(len(alphabet))]
		}
		return string(b)
	}
	for _, r := range loadRules(t).Rules {
		re, err := syntax.Parse(r.Regex, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 6 {
			var b strings.Builder
			randomMatch(&b, rng, re)
			text := b.String()
			texts[text] = true
			texts["see "+text+"; "+random(5)] = true
			if len(text) > 4 {
				i := rng.IntN(len(text))
				texts[text[:i]+random(1)+text[i+1:]] = true
			}
			for _, k := range r.Keywords {
				texts[random(8)+k+random(rng.IntN(50))] = true
				texts[strings.ToUpper(k)+strings.ReplaceAll(random(36), " ", "")+" "+text] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(texts))
}

// verdicts renders findings as rule and fingerprint, sorted.
func verdicts(found []Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, f.Rule+" "+Fingerprint(f.Secret))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gitleaksVerdicts runs gitleaks' full detector and keeps what wanted keeps.
func gitleaksVerdicts(d *detect.Detector, text string, wanted func(rule, secret string) bool) []string {
	var found []Finding
	for _, f := range d.DetectString(text) {
		if wanted(f.RuleID, f.Secret) {
			found = append(found, Finding{Rule: f.RuleID, Secret: f.Secret})
		}
	}
	return verdicts(found)
}

// TestParity compares our verdicts with those of gitleaks' full detector under its
// default configuration, restricted to the rules of the tables: same rules, same
// secrets.
func TestParity(t *testing.T) {
	full, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		t.Fatal(err)
	}
	bare, named := make(map[string]bool), make(map[string]bool)
	for _, r := range bareRules {
		bare[r.id] = true
	}
	for _, r := range namedRules {
		named[r.id] = true
	}
	seen := make(map[string]bool)
	texts := corpus(t)
	for _, text := range texts {
		want := gitleaksVerdicts(full, text, func(rule, secret string) bool {
			return bare[rule] && strings.HasPrefix(strings.ToLower(secret), requiredPrefix[rule])
		})
		compare(t, "bare", text, verdicts(tokens(text)), want, seen)
	}
	for i, r := range loadRules(t).Rules {
		if !named[r.ID] {
			continue
		}
		for j, name := range append([]string{r.ID}, r.Keywords...) {
			for _, text := range namedValues(t, r.Regex, uint64(i*100+j)) {
				name := name + "_token"
				want := gitleaksVerdicts(full, name+` := "`+text+`"`, func(rule, secret string) bool { return named[rule] && secret == text })
				var got []Finding
				for _, f := range namedTokens(name, text) {
					got = append(got, f.Finding)
				}
				compare(t, "named", text, verdicts(got), want, seen)
			}
		}
	}
	for _, set := range []map[string]bool{bare, named} {
		for id := range set {
			if !seen[id] {
				t.Errorf("%s: the corpus has no text that gitleaks finds under it", id)
			}
		}
	}
	t.Logf("%d texts, %d rules found", len(texts), len(seen))
}

func compare(t *testing.T, where, text string, got, want []string, seen map[string]bool) {
	t.Helper()
	for _, verdict := range want {
		rule, _, _ := strings.Cut(verdict, " ")
		seen[rule] = true
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s text %s: got %v, gitleaks %v", where, Fingerprint(text), got, want)
	}
}

// namedValues returns random secrets of a rule that needs a name: what its groups
// match.
func namedValues(t *testing.T, expr string, seed uint64) []string {
	t.Helper()
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 6))
	var values []string
	var walk func(*syntax.Regexp)
	walk = func(re *syntax.Regexp) {
		if re.Op == syntax.OpCapture {
			for range 12 {
				var b strings.Builder
				randomMatch(&b, rng, re)
				values = append(values, b.String())
			}
		}
		for _, sub := range re.Sub {
			walk(sub)
		}
	}
	walk(re)
	return values
}

// TestDeterministic asks for the same text often: gitleaks' own order is random.
func TestDeterministic(t *testing.T) {
	text := "gh" + "p_" + strings.Repeat("a1B2", 9) + " gl" + "pat-" + strings.Repeat("a1B2c", 4) + " gl" + "pat-" + strings.Repeat("z9Y8x", 4)
	want := fmt.Sprint(verdicts(tokens(text)))
	for range 20 {
		if got := fmt.Sprint(verdicts(tokens(text))); got != want {
			t.Fatalf("got %s, then %s", want, got)
		}
	}
}
