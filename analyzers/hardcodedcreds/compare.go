package hardcodedcreds

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

func (f *finder) compareBinary(cur inspector.Cursor, n *ast.BinaryExpr) {
	if n.Op != token.EQL && n.Op != token.NEQ || !f.mayCompare(n.X, n.Y) || f.warns(cur, n.Op) {
		return
	}
	login := f.besideUser(cur)
	f.compare(cur, n.X, n.Y, login)
	f.compare(cur, n.Y, n.X, login)
}

func (f *finder) compareSwitch(cur inspector.Cursor, n *ast.SwitchStmt) {
	const table = 4 // a switch of so many cases tells things apart by their names
	if n.Tag == nil || len(n.Body.List) > table && claimOf(f.comparedName(n.Tag)) == vague {
		return
	}
	for _, stmt := range n.Body.List {
		for _, expr := range stmt.(*ast.CaseClause).List {
			f.compare(cur, n.Tag, expr, false)
		}
	}
}

// comparers are functions that compare their first two arguments.
var comparers = map[string]bool{
	"strings.EqualFold": true, "strings.Compare": true, "bytes.Equal": true, "bytes.Compare": true, "bytes.EqualFold": true,
	"crypto/subtle.ConstantTimeCompare": true, "crypto/hmac.Equal": true,
}

// comparerNames are the last elements of comparers: the cheap way out.
var comparerNames = map[string]bool{"EqualFold": true, "Compare": true, "Equal": true, "ConstantTimeCompare": true}

// mayCompare is the cheap way out for most comparisons: on neither side there is
// what may be called as a credential is.
func (f *finder) mayCompare(x, y ast.Expr) bool {
	return mayClaim(f.comparedName(x)) || mayClaim(f.comparedName(y))
}

func (f *finder) compareCall(cur inspector.Cursor, call *ast.CallExpr) {
	if len(call.Args) != 2 || !comparerNames[f.exprName(call.Fun)] || !f.mayCompare(call.Args[0], call.Args[1]) {
		return
	}
	fn, ok := typeutil.Callee(f.info, call).(*types.Func)
	if !ok || !comparers[typematch.Func(fn)] {
		return
	}
	login := f.besideUser(cur)
	f.compare(cur, call.Args[0], call.Args[1], login)
	f.compare(cur, call.Args[1], call.Args[0], login)
}

// compare reports the constant on one side of a comparison whose other side is
// called as a credential is.
func (f *finder) compare(cur inspector.Cursor, other, side ast.Expr, login bool) {
	if _, ok := constantText(f.info, other); ok {
		return
	}
	name := f.comparedName(other)
	c := claimOf(name)
	if c == noClaim {
		return
	}
	for _, l := range f.leaves(side, false) {
		text, claim := authorized(name, l.text, c)
		u := use{bytes: l.bytes, compared: true, login: login, entry: f.isOwnKind(l.expr), received: f.isReceived(cur, other)}
		if u.received && isAuthorization(name) {
			claim = max(claim, clear)
		}
		if !f.isConvictedElsewhere(l.expr) && convicts(claim, text, name, u) {
			hash := credential.Fingerprint(text)
			f.add(Name, f.written(l.expr), hash, "a constant that %s is compared with looks like a credential (sha256 %s) and is written into the source; %s", name, hash, remedy)
		}
	}
}

// isAuthorization reports whether what a request brings under this name is
// nothing but a credential: a token is, and a key may be that of an entry.
func isAuthorization(name string) bool {
	words := splitWords(name)
	switch words[len(words)-1] {
	case "token", "auth", "authorization", "credential", "credentials":
		return true
	}
	return false
}

// comparedName returns what the other side of a comparison is called: the name
// of a variable or field, or the one that it is read from a request by.
func (f *finder) comparedName(expr ast.Expr) string {
	expr = ast.Unparen(expr)
	if call, ok := expr.(*ast.CallExpr); ok {
		if len(call.Args) == 1 && f.info.Types[call.Fun].IsType() {
			return f.comparedName(call.Args[0])
		}
		if fn, ok := typeutil.Callee(f.info, call).(*types.Func); ok && fn.Pkg() != nil && fn.Pkg().Path() == "strings" && len(call.Args) > 0 {
			return f.comparedName(call.Args[0]) // TrimSpace and the like
		}
		for i := len(call.Args) - 1; i >= 0; i-- {
			if name, ok := constantText(f.info, call.Args[i]); ok && claimOf(name) != noClaim {
				return name
			}
		}
		if len(call.Args) == 0 {
			return f.exprName(call.Fun)
		}
		return ""
	}
	if star, ok := expr.(*ast.StarExpr); ok {
		return f.comparedName(star.X)
	}
	return f.exprName(expr)
}

// besideUser reports whether the comparison at cur is one of several, and
// another has a user's name on one side: a login.
func (f *finder) besideUser(cur inspector.Cursor) bool {
	top := cur
	for isOperator(top.Parent().Node()) {
		top = top.Parent()
	}
	for inner := range top.Preorder((*ast.BinaryExpr)(nil)) {
		n := inner.Node().(*ast.BinaryExpr)
		if n.Op != token.EQL && n.Op != token.NEQ {
			continue
		}
		_, constant := constantText(f.info, n.Y)
		if words := splitWords(f.comparedName(n.X)); constant && len(words) > 0 && userWords[words[len(words)-1]] {
			return true
		}
	}
	return false
}

func isOperator(n ast.Node) bool {
	switch n.(type) {
	case *ast.BinaryExpr, *ast.ParenExpr, *ast.UnaryExpr:
		return true
	}
	return false
}

var userWords = setOf(`user username name login email account uid u userid id`)

// warns reports whether the comparison at cur is the condition under which a
// program refuses a credential that everybody knows.
func (f *finder) warns(cur inspector.Cursor, op token.Token) bool {
	if op != token.EQL {
		return false
	}
	top := cur
	for isAlternative(top.Parent().Node()) {
		top = top.Parent()
	}
	if top.ParentEdgeKind() != edge.IfStmt_Cond {
		return false
	}
	body := top.Parent().Node().(*ast.IfStmt).Body
	for n := range ast.Preorder(body) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		fn, _ := typeutil.Callee(f.info, call).(*types.Func)
		if refusals[f.exprName(call.Fun)] || fn != nil && typematch.Func(fn) == "errors.New" {
			return true
		}
	}
	return false
}

// isAlternative reports whether n is x || y, perhaps in parentheses.
func isAlternative(n ast.Node) bool {
	b, ok := n.(*ast.BinaryExpr)
	_, isParen := n.(*ast.ParenExpr)
	return isParen || ok && b.Op == token.LOR
}

// refusals are functions by which a program says that it doesn't go on so.
var refusals = map[string]bool{
	"panic": true, "Fatal": true, "Fatalf": true, "Fatalln": true, "Exit": true, "Errorf": true,
	"Warn": true, "Warnf": true, "Warning": true, "Warningf": true, "Warnw": true, "WarnContext": true,
}
