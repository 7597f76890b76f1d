package secretformat

import (
	"cmp"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// A named is a secret that a function reads or writes under a known name.
type named struct {
	name  string
	at    ast.Expr
	write bool
	label string
	fn    *ast.FuncDecl
}

// checkSplit reports the parts of one credential that a function reads, or
// writes, as secrets of their own: at the later of two, once for each pair.
func (c *checker) checkSplit(names []summary.SecretName) {
	var secrets []named
	for _, n := range names {
		fn := c.FunctionAt(n.At.Pos())
		if fn == nil || !n.Op.Write && !strings.HasSuffix(n.Op.Label, ".GetSecret") || n.Op.Write && !strings.HasSuffix(n.Op.Label, ".SetSecret") {
			continue
		}
		for _, name := range n.Names {
			secrets = append(secrets, named{name, n.At, n.Op.Write, n.Op.Label, fn})
		}
	}
	slices.SortStableFunc(secrets, func(a, b named) int { return cmp.Compare(a.at.Pos(), b.at.Pos()) })
	for i, second := range secrets {
		for _, first := range secrets[:i] {
			if first.fn == second.fn && first.write == second.write && areParts(first.name, second.name) {
				c.reportSplit(first, second)
			}
		}
	}
}

func (c *checker) reportSplit(first, second named) {
	verb := "read"
	if second.write {
		verb = "written"
	}
	c.Report(Split, second.at, "secrets %s, %s by %s, are the parts of one credential; keep them as one secret, as a JSON object, so that they change together",
		list([]string{first.name, second.name}), verb, second.label)
}

// areParts reports whether secrets called a and b, in this or the other order,
// are the user and the password, or the id and the secret of an access key, of
// one thing.
func areParts(a, b string) bool {
	return isPartOf(a, b) || isPartOf(b, a)
}

func isPartOf(identity, secret string) bool {
	for _, pair := range [][2]func([]string) (string, bool){{userStem, passwordStem}, {keyIDStem, keySecretStem}} {
		a, ok := pair[0](naming.Tokens(identity))
		b, isSecret := pair[1](naming.Tokens(secret))
		if !ok || !isSecret {
			continue
		}
		if a == b || b == strings.Join(naming.Tokens(identity), " ") || strings.TrimSuffix(b, " user") == a {
			return true
		}
	}
	return false
}

// stem returns words without one of the ends, and whether they have one.
func stem(words []string, ends ...string) (string, bool) {
	text := strings.Join(words, " ")
	for _, end := range ends {
		if rest, ok := strings.CutSuffix(" "+text, " "+end); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}

func userStem(words []string) (string, bool) {
	return stem(words, "user name", "username", "user", "login", "user id", "userid", "uid", "usr")
}

func passwordStem(words []string) (string, bool) {
	return stem(words, "password", "passwd", "pwd", "pass", "pw", "passwort")
}

func keyIDStem(words []string) (string, bool) {
	return stem(words, "access key id", "accesskey id", "access key", "accesskey")
}

func keySecretStem(words []string) (string, bool) {
	return stem(words, "secret access key", "access key secret", "secret accesskey", "secret key", "access secret", "secretkey")
}

// which returns the secret with one of names for messages.
func which(names []string) string {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, isCredential := credential.Find(name)
		return isCredential || strings.Trim(name, summary.Unknown) == ""
	})
	switch len(names) {
	case 0:
		return "a secret"
	case 1:
		return "secret " + list(names)
	}
	return "one of the secrets " + list(names)
}

// list returns names for messages.
func list(names []string) string {
	const most = 5
	var quoted []string
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, fmt.Sprintf("%q", strings.ReplaceAll(name, summary.Unknown, "…")))
	}
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(quoted, ", "), more)
	}
	if n := len(quoted); n > 1 {
		return strings.Join(quoted[:n-1], ", ") + " and " + quoted[n-1]
	}
	return strings.Join(quoted, ", ")
}
