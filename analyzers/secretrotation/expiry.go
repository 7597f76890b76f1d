package secretrotation

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

// checkNoExpiry reports a write whose parameters are built in sight, by a
// literal, variables or helpers, and have no expiry on any way.
func (c *checker) checkNoExpiry(write expiryCall) {
	if !c.Wanted(NoExpiry, write.call.Pos()) || c.hasExpiry(write) || c.isUpdatedLater(write) || c.isDeletedLater(write) {
		return
	}
	c.Report(NoExpiry, write.call.Fun, "%s is written by %s without an expiry, so that it is never near it and no event asks for its rotation; set %s",
		c.secret(write.call, write.op), write.op, write.at.Path[0]+"."+write.at.Path[1])
}

// hasExpiry reports whether a write sets an expiry, or may set one: it errs
// towards true.
func (c *checker) hasExpiry(write expiryCall) bool {
	set := c.built.Field(built.At(write.call.Args[write.at.Arg], nil), write.at.Path...)
	if set.Unknown {
		return true
	}
	for _, value := range set.Values {
		src := c.built.Sources(value)
		if src.Unknown {
			return true
		}
		for _, leaf := range src.Values {
			if !c.built.IsNil(leaf) {
				return true
			}
		}
	}
	return false
}

// isUpdatedLater reports whether the secret's properties are given an expiry
// after write: in its function, in a helper that this calls, or in all of the
// function's callers in the package.
func (c *checker) isUpdatedLater(write expiryCall) bool {
	name := ast.Expr(nil)
	if write.op.Name >= 0 {
		name = write.call.Args[write.op.Name]
	}
	return c.expiryFollows(write.call, name, 0)
}

func (c *checker) expiryFollows(call *ast.CallExpr, name ast.Expr, depth int) bool {
	enclosing := c.built.Enclosing(call)
	if len(enclosing) == 0 || depth > 3 {
		return false
	}
	outermost := enclosing[len(enclosing)-1]
	if c.setsExpiry(outermost, call.End(), name, 0) {
		return true
	}
	callers := c.built.Callers(outermost)
	for _, caller := range callers {
		if !c.expiryFollows(caller, nil, depth+1) {
			return false
		}
	}
	return len(callers) > 0
}

// setsExpiry reports whether function, after pos, gives the secret called
// name (nil for any) an expiry by updating its properties, itself or through
// functions of the package.
func (c *checker) setsExpiry(function ast.Node, pos token.Pos, name ast.Expr, depth int) bool {
	found := false
	ast.Inspect(function, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found || call.Pos() < pos {
			return !found
		}
		for _, update := range c.expiries {
			if update.call == call && update.op.Method != "SetSecret" && c.mayBeSame(name, update.call, update.op) && c.hasExpiry(update) {
				found = true
			}
		}
		if outline := c.built.Outline(call); outline != nil && outline.Lasts {
			found = true
		}
		if callee := c.built.Function(call); callee != nil && depth < 3 && callee != function {
			found = found || c.setsExpiry(callee, token.NoPos, nil, depth+1)
		}
		return !found
	})
	return found
}

// isDeletedLater reports whether the same function deletes the secret after
// write, as a probe of permissions does. A deletion under a condition, which may
// undo a failure, doesn't count.
func (c *checker) isDeletedLater(write expiryCall) bool {
	enclosing := c.built.Enclosing(write.call)
	if len(enclosing) == 0 || write.op.Name < 0 {
		return false
	}
	for _, d := range c.deletions {
		isInside := enclosing[0].Pos() <= d.call.Pos() && d.call.End() <= enclosing[0].End()
		if isInside && d.call.Pos() > write.call.End() && c.mayBeSame(write.call.Args[write.op.Name], d.call, d.op) && !isConditional(enclosing[0], write.call.End(), d.call) {
			return true
		}
	}
	return false
}

// isConditional reports whether call is in the body of an if statement of
// function that begins after pos.
func isConditional(function ast.Node, pos token.Pos, call *ast.CallExpr) bool {
	found := false
	ast.Inspect(function, func(n ast.Node) bool {
		if s, ok := n.(*ast.IfStmt); ok && s.Body.Pos() > pos && s.Body.Pos() < call.Pos() && call.End() < s.End() {
			found = true
		}
		return !found
	})
	return found
}

// isCall reports whether expr is what a call returns, as set.ID.Name() is.
func isCall(expr ast.Expr) bool {
	_, ok := ast.Unparen(expr).(*ast.CallExpr)
	return ok
}

// mayBeSame reports whether op, which call is, may be about the secret called
// name: it is not where both are different constants, or different variables.
func (c *checker) mayBeSame(name ast.Expr, call *ast.CallExpr, op keyvault.Op) bool {
	if name == nil || op.Name < 0 {
		return true
	}
	other := call.Args[op.Name]
	a, isConst := c.built.Text(built.At(name, nil))
	b, isOtherConst := c.built.Text(built.At(other, nil))
	if isConst && isOtherConst {
		return a == b
	}
	return isConst || isOtherConst || isCall(name) || isCall(other) || types.ExprString(name) == types.ExprString(other)
}

// checkFarExpiry reports an expiry that is a constant distance ahead, and
// further than the maximum.
func (c *checker) checkFarExpiry(write expiryCall) {
	if !c.Wanted(FarExpiry, write.call.Pos()) {
		return
	}
	arg := write.call.Args[write.at.Arg]
	c.built.EachContext(write.call, func(ctx built.Context) bool {
		set := c.built.Field(built.At(arg, ctx.Frame), write.at.Path...)
		found := false
		for _, value := range set.Values {
			if leaf, ahead, ok := c.farthest(value); ok {
				found = true
				if !c.isCapped(ctx.Call, leaf) {
					c.reportFar(write, ctx, ahead)
				}
			}
		}
		return found || !c.dependsOnCaller(set)
	})
}

// isCapped reports whether the function that holds call replaces an expiry that
// is later than another: if exp.After(limit) { exp = limit }.
func (c *checker) isCapped(call *ast.CallExpr, expiry built.Value) bool {
	capped := false
	for _, function := range c.built.Enclosing(call) {
		ast.Inspect(function, func(n ast.Node) bool {
			s, ok := n.(*ast.IfStmt)
			if !ok || capped {
				return !capped
			}
			for _, stmt := range s.Body.List {
				if assign, ok := stmt.(*ast.AssignStmt); ok && len(assign.Lhs) == 1 {
					if id, ok := assign.Lhs[0].(*ast.Ident); ok && c.compares(s.Cond, c.info.Uses[id]) && expiry.IsThrough(c.info.Uses[id]) && expiry.Expr.Pos() < s.Pos() {
						capped = true
					}
				}
			}
			return !capped
		})
	}
	return capped
}

// compares reports whether cond asks whether the time obj is before or after
// another.
func (c *checker) compares(cond ast.Expr, obj types.Object) bool {
	call, ok := ast.Unparen(cond).(*ast.CallExpr)
	if !ok || obj == nil {
		return false
	}
	switch calledName(call) {
	case "After", "Before":
	default:
		return false
	}
	found := false
	ast.Inspect(call, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && c.info.Uses[id] == obj
		return !found
	})
	return found
}

// dependsOnCaller reports whether an expiry is unknown because of parameters.
func (c *checker) dependsOnCaller(set built.Set) bool {
	if set.Params {
		return true
	}
	for _, value := range set.Values {
		if c.needsCaller(value) {
			return true
		}
	}
	return false
}

// needsCaller reports whether v, or a time or duration that it is computed
// from, is a parameter.
func (c *checker) needsCaller(v built.Value) bool {
	src := c.built.Sources(v)
	if src.Params {
		return true
	}
	for _, leaf := range src.Values {
		switch e := leaf.Expr.(type) {
		case *ast.CallExpr:
			if sel, ok := e.Fun.(*ast.SelectorExpr); ok && c.needsCaller(leaf.Within(sel.X)) {
				return true
			}
			for _, arg := range e.Args {
				if c.needsCaller(leaf.Within(arg)) {
					return true
				}
			}
		case *ast.BinaryExpr:
			if c.needsCaller(leaf.Within(e.X)) || c.needsCaller(leaf.Within(e.Y)) {
				return true
			}
		}
	}
	return false
}

// farthest returns the source of v that is furthest ahead, if that is further
// than the maximum.
func (c *checker) farthest(v built.Value) (leaf built.Value, ahead time.Duration, ok bool) {
	for _, source := range c.built.Sources(v).Values {
		if d, known := c.distance(source); known && d > c.Config().SecretMaxAge() && d > ahead {
			leaf, ahead, ok = source, d, true
		}
	}
	return leaf, ahead, ok
}

func (c *checker) reportFar(write expiryCall, ctx built.Context, ahead time.Duration) {
	c.Report(FarExpiry, c.place(write, ctx), "the expiry of %s is %s ahead, above the configured maximum of %s; rotate it within that time, and let it expire then",
		c.secret(write.call, write.op), days(ahead), days(c.Config().SecretMaxAge()))
}

// place returns where the vault is given the expiry: the operation, or what the
// call in ctx hands on towards it.
func (c *checker) place(write expiryCall, ctx built.Context) ast.Expr {
	if ctx.Call == write.call {
		return write.call.Fun
	}
	for _, arg := range ctx.Call.Args {
		if _, _, isFar := c.farthest(built.At(arg, nil)); isFar {
			return arg
		}
	}
	return ctx.Call.Fun
}

func days(d time.Duration) string {
	if d >= 48*time.Hour {
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	}
	return d.String()
}
