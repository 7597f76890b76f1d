package secretformat

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
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
	in    ast.Node // the function, or the declaration of a struct or table
}

// checkSplit reports the parts of one credential that a function reads, or
// writes, as secrets of their own: at the later of two, once for each pair.
func (c *checker) checkSplit(names []summary.SecretName) {
	var secrets []named
	for _, n := range names {
		in := c.declarationAt(n.At.Pos())
		if in == nil || !n.Op.Write && !strings.HasSuffix(n.Op.Label, ".GetSecret") || n.Op.Write && !strings.HasSuffix(n.Op.Label, ".SetSecret") {
			continue
		}
		for _, name := range n.Names {
			secrets = append(secrets, named{name, n.At, n.Op.Write, n.Op.Label, in})
		}
	}
	slices.SortStableFunc(secrets, func(a, b named) int { return cmp.Compare(a.at.Pos(), b.at.Pos()) })
	for i, second := range secrets {
		for _, first := range secrets[:i] {
			if first.in == second.in && first.write == second.write && areParts(first.name, second.name) {
				c.reportSplit(first, second)
			}
		}
	}
}

// declarationAt returns the function around pos or, elsewhere, the declaration of
// a type, as of a struct that a loader fills by its tags, or of variables.
func (c *checker) declarationAt(pos token.Pos) ast.Node {
	if fn := c.FunctionAt(pos); fn != nil {
		return fn
	}
	for _, file := range c.Files {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || pos < gen.Pos() || gen.End() <= pos {
				continue
			}
			for _, spec := range gen.Specs {
				if spec.Pos() <= pos && pos < spec.End() {
					return spec
				}
			}
		}
	}
	return nil
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
