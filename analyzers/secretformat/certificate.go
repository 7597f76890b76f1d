package secretformat

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
)

// pemHeader begins a certificate, written so that this file has none.
const pemHeader = "-----BEGIN " + "CERTIFICATE-----"

func holdsCertificate(text string) bool { return strings.Contains(text, pemHeader) }

// isCertificate reports whether v is a certificate in PEM, or a PFX: made as one,
// or read or called so.
func (c *checker) isCertificate(v built.Value) bool { return c.isCertificateIn(v, 0) }

// isCertificateIn is isCertificate for what stands in so many lists.
func (c *checker) isCertificateIn(v built.Value, depth int) bool {
	if isCertificateName(c.NameOf(v.Expr)) {
		return true
	}
	for _, leaf := range c.Built.Sources(v).Values {
		if text, ok := c.Built.Text(leaf); ok && holdsCertificate(text) {
			return true
		}
		if isCertificateName(c.NameOf(leaf.Expr)) && !isCall(leaf.Expr) {
			return true
		}
		call, ok := leaf.Expr.(*ast.CallExpr)
		if !ok {
			continue
		}
		if c.encodesCertificate(leaf, call) || c.isCertificateFile(leaf, call) {
			return true
		}
		if depth < 2 && slices.ContainsFunc(c.listed(leaf, call), func(item built.Value) bool { return c.isCertificateIn(item, depth+1) }) {
			return true
		}
	}
	return false
}

// listed returns what call puts behind one another, as bytes or from a literal.
func (c *checker) listed(v built.Value, call *ast.CallExpr) []built.Value {
	switch c.CalledName(call) {
	case "bytes.Join", "strings.Join":
		return c.Built.Elements(v.Within(call.Args[0])).Values
	case "":
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); !ok || c.Info.Uses[id] != types.Universe.Lookup("append") {
			return nil
		}
		var items []built.Value
		for _, arg := range call.Args {
			items = append(items, v.Within(arg))
		}
		return items
	}
	return nil
}

func isCall(expr ast.Expr) bool {
	_, ok := expr.(*ast.CallExpr)
	return ok
}

// encodesCertificate reports whether call returns a certificate: a PEM block of
// this type, a PFX, or a buffer that one was written to.
func (c *checker) encodesCertificate(v built.Value, call *ast.CallExpr) bool {
	switch name := c.CalledName(call); {
	case name == "encoding/pem.EncodeToMemory":
		return len(call.Args) == 1 && c.isCertificateBlock(v, call.Args[0])
	case strings.Contains(name, "pkcs12.") && strings.Contains(name[strings.LastIndexByte(name, '.'):], "Encode"):
		return !strings.Contains(name, "TrustStore")
	case packed.Buffers(name):
		return slices.ContainsFunc(c.WritesTo(call), func(w *ast.CallExpr) bool {
			if c.CalledName(w) == "encoding/pem.Encode" {
				return len(w.Args) == 2 && c.isCertificateBlock(v, w.Args[1])
			}
			return len(w.Args) == 1 && c.isCertificate(v.Within(w.Args[0]))
		})
	}
	return false
}

func (c *checker) isCertificateBlock(v built.Value, block ast.Expr) bool {
	for _, value := range c.Built.Field(v.Within(block), "Type").Values {
		if text, ok := c.Built.Text(value); ok && text == "CERTIFICATE" {
			return true
		}
	}
	return false
}

// isCertificateFile reports whether call reads a file that is a certificate by
// its path, or by what that is called.
func (c *checker) isCertificateFile(v built.Value, call *ast.CallExpr) bool {
	path := c.pathOf(v, call)
	if path == nil {
		return false
	}
	words := []string{c.NameOf(path)}
	for _, leaf := range c.Built.Sources(v.Within(path)).Values {
		words = append(words, c.NameOf(leaf.Expr))
	}
	for _, known := range c.Built.Parts(v.Within(path)) {
		words = append(words, strings.Trim(known.Value.ExactString(), `"`))
	}
	return isCertificatePath(strings.Join(words, "-"))
}

// isCertificatePath reports whether a path says that the file is a certificate.
func isCertificatePath(path string) bool {
	words := naming.Tokens(strings.NewReplacer("/", "-", `\\`, "-", ".", "-").Replace(path))
	has := func(list ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(list, word) })
	}
	return has("cert", "certs", "certificate", "certificates", "crt", "cer", "pfx", "p12", "fullchain") && !has("key", "keys", "csr", "password", "pass", "secret", "secrets", "token")
}

// isCertificateName reports whether what is called name is a certificate's text
// or file.
func isCertificateName(name string) bool {
	if name == "tls.crt" || name == "ca.crt" {
		return true
	}
	words := naming.Tokens(name)
	has := func(list ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(list, word) })
	}
	switch {
	case len(words) == 0 || has("key", "password", "pass", "passphrase", "pwd", "secret", "name", "id", "thumbprint", "csr", "request", "url", "expiry", "serial"):
		return false
	case has("pfx", "p12", "pkcs12", "fullchain"):
		return true
	}
	return has("cert", "certificate", "crt", "chain") && has("pem", "file", "path", "bytes", "data")
}

// isPair reports whether names are those of a certificate and its key.
func isPair(names []string) bool {
	is := func(name string, list ...string) bool {
		words := naming.Tokens(name)
		return !isAbout(name) && slices.ContainsFunc(words, func(word string) bool { return slices.Contains(list, word) })
	}
	return slices.ContainsFunc(names, func(name string) bool { return is(name, "cert", "certificate", "crt") && !is(name, "key", "password") }) &&
		slices.ContainsFunc(names, func(name string) bool { return is(name, "key") })
}

func (v *valueOf) reportCertificate(leaf built.Value) {
	v.Report(Certificate, v.place(leaf), "the value that %s writes is a certificate; import it as one, so that the vault knows its expiry and can renew it",
		v.write.Op.Label)
}

// checkContentType reports a secret whose content type says PFX.
func (c *checker) checkContentType(call *ast.CallExpr, op keyvault.Op) {
	at, ok := keyvault.ContentTypeAt(c.Info, call, op)
	if !ok {
		return
	}
	for _, value := range c.Built.Field(built.At(call.Args[at.Arg], nil), at.Path...).Values {
		text, ok := c.Built.Text(value)
		if ok && text == "application/x-pkcs12" && !c.Reported(call.Pos()) {
			c.Report(Certificate, value.Expr, "the value that %s writes is a certificate by its content type; import it as one, so that the vault knows its expiry and can renew it", op)
		}
	}
}
