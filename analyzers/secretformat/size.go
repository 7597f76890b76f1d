package secretformat

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// checkConstant reports a constant that is a certificate, or too large.
func (v *valueOf) checkConstant(leaf built.Value) {
	value := v.Info.Types[leaf.Expr].Value
	if value.Kind() != constant.String {
		return
	}
	text := constant.StringVal(value)
	switch {
	case holdsCertificate(text):
		v.reportCertificate(leaf)
	case len(text) > v.Config().SecretMaxSize():
		v.reportLarge(leaf, len(text))
	}
}

// checkEmbedded reports a variable that a directive fills from a file.
func (v *valueOf) checkEmbedded(leaf built.Value) {
	id, ok := leaf.Expr.(*ast.Ident)
	if !ok {
		return
	}
	file := v.embeddedIn(v.Info.ObjectOf(id))
	if file == "" {
		return
	}
	content, err := os.ReadFile(file)
	switch {
	case err != nil:
	case holdsCertificate(string(content)) || strings.HasSuffix(file, ".pfx") || strings.HasSuffix(file, ".p12"):
		v.reportCertificate(leaf)
	case len(content) > v.Config().SecretMaxSize():
		v.reportLarge(leaf, len(content))
	}
}

// checkEmbeddedFile reports a file of an embedded tree that is too large.
func (v *valueOf) checkEmbeddedFile(leaf built.Value, call *ast.CallExpr) {
	if len(call.Args) != 1 {
		return
	}
	name, ok := v.Built.Text(leaf.Within(call.Args[0]))
	if !ok {
		return
	}
	dir := filepath.Dir(v.fset.Position(call.Pos()).Filename)
	if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err == nil && int(info.Size()) > v.Config().SecretMaxSize() {
		v.reportLarge(leaf, int(info.Size()))
	}
}

// embeddedIn returns the file that a variable is filled from, or "".
func (c *checker) embeddedIn(obj types.Object) string {
	for _, file := range c.Files {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.ValueSpec)
				if len(spec.Names) != 1 || c.Info.Defs[spec.Names[0]] != obj {
					continue
				}
				for _, group := range []*ast.CommentGroup{gen.Doc, spec.Doc} {
					if name := embedPattern(group); name != "" {
						return filepath.Join(filepath.Dir(c.fset.Position(spec.Pos()).Filename), filepath.FromSlash(name))
					}
				}
			}
		}
	}
	return ""
}

func embedPattern(group *ast.CommentGroup) string {
	if group == nil {
		return ""
	}
	for _, comment := range group.List {
		if pattern, ok := strings.CutPrefix(comment.Text, "//go:embed "); ok {
			return strings.Trim(strings.TrimSpace(pattern), `"`+"`")
		}
	}
	return ""
}

func (v *valueOf) reportLarge(leaf built.Value, size int) {
	v.Report(Size, v.place(leaf), "the value that %s writes has %d KB, above the configured maximum of %d KB; keep large content in Storage, and what opens it in the vault",
		v.write.Op.Label, size/1024, v.Config().SecretMaxSize()/1024)
}

// encoders return their argument in another alphabet.
var encoders = []string{"encoding/base64.Encoding.EncodeToString", "encoding/hex.EncodeToString"}

// encoded returns what call returns in another alphabet, or nil.
func (c *checker) encoded(call *ast.CallExpr) ast.Expr {
	if len(call.Args) == 1 && slices.Contains(encoders, c.CalledName(call)) {
		return call.Args[0]
	}
	return nil
}

// checkContent reports a value that is the whole content of a file or upload.
func (v *valueOf) checkContent(leaf built.Value, call *ast.CallExpr) {
	what := ""
	name := v.CalledName(call)
	switch {
	case name == "embed.FS.ReadFile":
		v.checkEmbeddedFile(leaf, call)
	case slices.Contains(fileReaders, name):
		what = "a file"
	case strings.HasSuffix(name, "Buffer.String"), strings.HasSuffix(name, "Buffer.Bytes"), strings.HasSuffix(name, "Builder.String"):
		for _, w := range v.WritesTo(call) {
			if name := v.CalledName(w); name == "io.Copy" || name == "io.CopyN" {
				what = v.contentOf(leaf, w.Args[1])
				call = w
			}
		}
	case name == "io.ReadAll" || name == "io/ioutil.ReadAll":
		what = v.contentOf(leaf, call.Args[0])
	}
	if what == "" || v.saysSecret(leaf, call) || v.isBounded(leaf, call) {
		return
	}
	v.Report(Size, v.place(leaf), "the value that %s writes is the whole content of %s, of any size; keep files in Storage, and what opens them in the vault",
		v.write.Op.Label, what)
}

// fileReaders return the content of the file with the path that is their last
// argument.
var fileReaders = []string{"os.ReadFile", "io/ioutil.ReadFile", "embed.FS.ReadFile", "io/fs.ReadFile", "os.Root.ReadFile"}

// readers return a reader of their first argument.
var readers = []string{"io.LimitReader", "io.NopCloser", "io.TeeReader", "bufio.NewReader", "bufio.NewReaderSize"}

// unwrapped returns what a reader reads from in the end: behind limits and
// buffers, also where a variable holds these.
func (c *checker) unwrapped(reader ast.Expr) ast.Expr {
	for range 4 {
		expr := ast.Unparen(reader)
		if id, ok := expr.(*ast.Ident); ok {
			if assigned := c.assignedTo(id); len(assigned) == 1 && isCall(assigned[0]) {
				expr = ast.Unparen(assigned[0])
			}
		}
		call, ok := expr.(*ast.CallExpr)
		switch {
		case ok && slices.Contains(readers, c.CalledName(call)):
			reader = call.Args[0]
		case ok && c.CalledName(call) == "net/http.MaxBytesReader":
			reader = call.Args[1]
		default:
			return reader
		}
	}
	return reader
}

// contentOf returns what a reader reads from, "a file" or "an upload", or "".
func (c *checker) contentOf(v built.Value, reader ast.Expr) string {
	reader = c.unwrapped(reader)
	if sel, ok := ast.Unparen(reader).(*ast.SelectorExpr); ok {
		if sel.Sel.Name == "Body" && typematch.Name(c.Info.TypeOf(sel.X)) == "*net/http.Request" {
			if fn, ok := c.FunctionAt(reader.Pos()).(*ast.FuncDecl); ok && hasSecretWord(fn.Name.Name) {
				return "" // an API for secrets
			}
			return "an upload"
		}
		if obj, ok := c.Info.Uses[sel.Sel].(*types.Var); ok && obj.Pkg() != nil && obj.Pkg().Path() == "os" {
			return "" // os.Stdin
		}
	}
	switch strings.TrimPrefix(typematch.Name(c.Info.TypeOf(reader)), "*") {
	case "mime/multipart.File", "mime/multipart.Part":
		return "an upload"
	case "os.File", "io/fs.File":
		for _, leaf := range c.Built.Sources(v.Within(reader)).Values {
			if !isCall(leaf.Expr) {
				return ""
			}
		}
		return "a file"
	}
	return ""
}

// pathOf returns the path of the file that call reads, or nil.
func (c *checker) pathOf(v built.Value, call *ast.CallExpr) ast.Expr {
	name := c.CalledName(call)
	switch {
	case len(call.Args) == 0:
	case slices.Contains(fileReaders, name) || name == "os.Open" || name == "os.OpenFile":
		if name == "io/fs.ReadFile" {
			return call.Args[1]
		}
		return call.Args[0]
	case name == "io.ReadAll" || name == "io/ioutil.ReadAll" || name == "io.Copy" || name == "io.CopyN":
		reader := c.unwrapped(call.Args[min(1, len(call.Args)-1)])
		for _, leaf := range c.Built.Sources(v.Within(reader)).Values {
			if open, ok := leaf.Expr.(*ast.CallExpr); ok && open != call {
				if path := c.pathOf(leaf, open); path != nil {
					return path
				}
				if strings.HasSuffix(c.CalledName(open), ".FormFile") && len(open.Args) == 1 {
					return open.Args[0]
				}
			}
		}
	}
	return nil
}

// secretWords in the path of a file, or in the name of what it is read into, say
// that it holds nothing but a secret.
var secretWords = []string{"token", "key", "password", "secret", "passphrase", "pwd", "pass", "credential", "credentials", "creds", "pem", "rsa", "ed25519", "ecdsa", "jwt"}

// saysSecret reports whether the path of the file that call reads says that it
// holds a secret, in the function or where a caller names it, or what it is read
// into does.
func (v *valueOf) saysSecret(leaf built.Value, call *ast.CallExpr) bool {
	path := v.pathOf(leaf, call)
	if path == nil {
		return false
	}
	if v.pathSays(leaf.Within(path)) {
		return true
	}
	found := false
	v.Built.EachContext(call, func(ctx built.Context) bool {
		found = found || v.pathSays(built.At(path, ctx.Frame))
		return found
	})
	return found || v.targetSays(call)
}

func (c *checker) pathSays(path built.Value) bool {
	texts := []string{types.ExprString(path.Expr)}
	for _, leaf := range c.Built.Sources(path).Values {
		texts = append(texts, c.pathText(leaf.Expr))
	}
	for _, known := range c.Built.Parts(path) {
		texts = append(texts, known.Value.ExactString())
	}
	return slices.ContainsFunc(texts, hasSecretWord)
}

// pathText returns the source of what a path comes from; of a flag, without its
// description.
func (c *checker) pathText(expr ast.Expr) string {
	call, ok := expr.(*ast.CallExpr)
	if !ok || len(call.Args) < 3 || !strings.Contains(c.CalledName(call), "flag.") {
		return types.ExprString(expr)
	}
	var texts []string
	for _, arg := range call.Args[:len(call.Args)-1] {
		texts = append(texts, types.ExprString(arg))
	}
	return strings.Join(texts, " ")
}

func hasSecretWord(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(`"./\()[]*&, `, r) }) {
		words := naming.Tokens(word)
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(secretWords, strings.TrimSuffix(w, "s")) }) || packed.IsCredential(word) {
			return true
		}
	}
	return false
}

// targetSays reports whether the variable that call's result is assigned to is
// called a key, token or password.
func (c *checker) targetSays(call *ast.CallExpr) bool {
	found := false
	fn := c.FunctionAt(call.Pos())
	if fn == nil {
		return false
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if ok && len(assign.Rhs) == 1 && ast.Unparen(assign.Rhs[0]) == ast.Expr(call) {
			name := c.NameOf(assign.Lhs[0])
			found = found || hasSecretWord(name) && name != "secret"
		}
		return !found
	})
	return found
}

// isBounded reports whether the function that call is in looks at the length of
// what it returns, or reads no more than a limit: not if that is a constant above
// the maximum.
func (c *checker) isBounded(leaf built.Value, call *ast.CallExpr) bool {
	fn := c.FunctionAt(call.Pos())
	if fn == nil {
		return false
	}
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			for _, side := range []ast.Expr{n.X, n.Y} {
				found = found || c.isLength(side, leaf) && n.Op != token.EQL && n.Op != token.NEQ && !c.isAboveMaximum(n.X) && !c.isAboveMaximum(n.Y)
			}
		case *ast.CallExpr:
			if at, ok := limits[c.CalledName(n)]; ok && at < len(n.Args) {
				found = found || !c.isAboveMaximum(n.Args[at])
			}
		}
		return !found
	})
	return found
}

// limits are functions that read no more than a limit, with its index among the
// arguments.
var limits = map[string]int{"io.LimitReader": 1, "io.CopyN": 2, "net/http.MaxBytesReader": 2, "net/http.MaxBytesHandler": 1}

// isAboveMaximum reports whether expr is a constant above the largest size that a
// value may have.
func (c *checker) isAboveMaximum(expr ast.Expr) bool {
	value := c.Info.Types[expr].Value
	if value == nil || value.Kind() != constant.Int {
		return false
	}
	n, ok := constant.Int64Val(value)
	return !ok || n > int64(c.Config().SecretMaxSize())
}

func (c *checker) isLength(expr ast.Expr, leaf built.Value) bool {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || types.ExprString(call.Fun) != "len" {
		return false
	}
	obj := c.Variable(call.Args[0])
	return obj != nil && leaf.IsThrough(obj)
}
