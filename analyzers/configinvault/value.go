package configinvault

import (
	"go/ast"
	"slices"

	"github.com/kvlint/kvlint/analyzers/internal/diag"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/setting"
	"github.com/kvlint/kvlint/analyzers/internal/summary"
)

// reportValues reports secrets that are given values that are configuration,
// whichever of them it is.
func reportValues(r *diag.Reporter, written []summary.Written) {
	for _, at := range places(written) {
		var found []string
		var form setting.Form
		isNamed := true
		var op summary.Op
		for _, w := range written {
			if f, ok := configuration(w); ok && w.At == at {
				found, form, op = append(found, w.Names...), f, w.Op
				isNamed = isNamed && len(w.Names) > 0
			}
		}
		found = slices.Compact(slices.Sorted(slices.Values(shown(found))))
		switch {
		case form == setting.None:
		case len(found) > 1 && isNamed:
			r.Report(Value, at, "secrets %s, written by %s, are configuration by their values; keep them in App Configuration", list(found), op.Label)
		default:
			r.Report(Value, at, "%s, written by %s, is configuration: its value is %s; keep it in App Configuration", which(found), op.Label, form)
		}
	}
}

// places returns where secrets are written, each place once.
func places(written []summary.Written) []ast.Expr {
	var found []ast.Expr
	for _, w := range written {
		if !slices.Contains(found, w.At) {
			found = append(found, w.At)
		}
	}
	return found
}

// configuration returns the form of the values of w if each of them says
// configuration and the names don't say otherwise. What is an identifier by its
// name is none.
func configuration(w summary.Written) (setting.Form, bool) {
	if !w.Known || len(judged(naming.Identifier, w.Names)) > 0 {
		return setting.None, false
	}
	form := setting.None
	for _, v := range w.Values {
		if v.Form == setting.None {
			v.Form = setting.FormOf(v.Text)
		}
		if form = v.Form; form == setting.None || !setting.IsConfiguration(w.Names, form) {
			return setting.None, false
		}
	}
	return form, form != setting.None
}
