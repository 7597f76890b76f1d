package secretrotation

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/types/typeutil"
)

const (
	day   = 24 * time.Hour
	month = 30 * day // as the document counts
	year  = 365 * day
)

// distance returns how far ahead of the present the time is that leaf, a
// source of a value, stands for, if that is a constant: arithmetic on
// time.Now, or a fixed date.
func (c *checker) distance(leaf built.Value) (time.Duration, bool) {
	switch e := leaf.Expr.(type) {
	case *ast.CallExpr:
		return c.distanceOfCall(e, leaf)
	case *ast.BinaryExpr: // seconds
		base, ok := c.distanceOf(leaf.Within(e.X))
		seconds, isConst := c.integer(leaf.Within(e.Y))
		if e.Op == token.ADD && ok && isConst {
			return base + time.Duration(seconds)*time.Second, true
		}
	}
	return 0, false
}

// distanceOf returns the distance of v, an expression for a time.
func (c *checker) distanceOf(v built.Value) (time.Duration, bool) {
	if isCalledNow(v.Expr) {
		return 0, true
	}
	for _, source := range c.built.Sources(v).Values {
		if d, ok := c.distance(source); ok {
			return d, true
		}
	}
	return 0, false
}

// isCalledNow reports whether expr is a variable, field or function whose
// name says that it is the present.
func isCalledNow(expr ast.Expr) bool {
	switch e := expr.(type) {
	case *ast.Ident:
		return strings.EqualFold(e.Name, "now")
	case *ast.SelectorExpr:
		return strings.EqualFold(e.Sel.Name, "now")
	}
	return false
}

func (c *checker) distanceOfCall(call *ast.CallExpr, v built.Value) (time.Duration, bool) {
	if isCalledNow(ast.Unparen(call.Fun)) {
		return 0, len(call.Args) == 0
	}
	fn, ok := typeutil.Callee(c.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return 0, false
	}
	if strings.HasPrefix(fn.Name(), "NewUnixTimeFrom") && len(call.Args) == 1 { // autorest/date
		return c.distanceOf(v.Within(call.Args[0]))
	}
	if fn.Pkg().Path() != "time" {
		return 0, false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return c.fixedDate(fn.Name(), call, v)
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || typematch.Name(recv.Type()) != "time.Time" {
		return 0, false
	}
	base, ok := c.distanceOf(v.Within(sel.X))
	if !ok {
		return 0, false
	}
	return c.after(fn.Name(), call, v, base)
}

// after returns the distance of what the method called name makes of a time
// at the distance base.
func (c *checker) after(name string, call *ast.CallExpr, v built.Value, base time.Duration) (time.Duration, bool) {
	switch name {
	case "UTC", "Local", "In", "Round", "Truncate", "Unix", "UnixMilli", "UnixNano":
		return base, true
	case "Add":
		if d, ok := c.integer(v.Within(call.Args[0])); ok {
			return base + time.Duration(d), true
		}
	case "AddDate":
		units := [3]time.Duration{year, month, day}
		for i, unit := range units {
			n, ok := c.integer(v.Within(call.Args[i]))
			if !ok {
				return 0, false
			}
			base += time.Duration(n) * unit
		}
		return base, true
	}
	return 0, false
}

// integer returns the number that v is. Of several, as with a default that may
// be replaced, none.
func (c *checker) integer(v built.Value) (int64, bool) {
	value, ok := c.built.Only(v)
	if !ok {
		return 0, false
	}
	if value.Kind() == constant.Float {
		value = constant.ToInt(value)
	}
	return constant.Int64Val(value)
}

// fixedDate returns the distance of the date that a function of package time
// makes of constants.
func (c *checker) fixedDate(name string, call *ast.CallExpr, v built.Value) (time.Duration, bool) {
	switch name {
	case "Date":
		var n [6]int64
		for i := range n {
			var ok bool
			if n[i], ok = c.integer(v.Within(call.Args[i])); !ok {
				return 0, false
			}
		}
		return c.until(time.Date(int(n[0]), time.Month(n[1]), int(n[2]), int(n[3]), int(n[4]), int(n[5]), 0, time.UTC))
	case "Unix":
		if seconds, ok := c.integer(v.Within(call.Args[0])); ok {
			return c.until(time.Unix(seconds, 0))
		}
		return c.distanceOf(v.Within(call.Args[0]))
	case "Parse":
		layout, ok := c.built.Text(v.Within(call.Args[0]))
		text, isConst := c.built.Text(v.Within(call.Args[1]))
		if date, err := time.Parse(layout, text); ok && isConst && err == nil {
			return c.until(date)
		}
	}
	return 0, false
}

func (c *checker) until(date time.Time) (time.Duration, bool) { return date.Sub(c.now), true }
