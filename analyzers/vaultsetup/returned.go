package vaultsetup

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"golang.org/x/tools/go/ast/inspector"
)

// checkReturned reports what exported functions return to other packages, for
// vaults that these set up, and is open whatever the functions are given.
func (c *checker) checkReturned() {
	for decl := range inspector.All[*ast.FuncDecl](c.syntax) {
		fn, ok := c.info.Defs[decl.Name].(*types.Func)
		if !ok || !fn.Exported() || decl.Body == nil || fn.Signature().Results().Len() == 0 {
			continue
		}
		returned := built.Set{}
		for _, result := range c.built.Returned(decl) {
			returned.Values = append(returned.Values, built.At(result, nil))
		}
		s := &step{checker: c, properties: returned, setup: keyvault.Setup{Step: keyvault.UpdateVault, Kind: -1}}
		switch managed(fn.Signature().Results().At(0).Type()) {
		case "NetworkRuleSet":
			if len(c.built.Callers(decl)) == 0 {
				s.checkReturnedRules()
			}
		case "Permissions":
			for _, v := range returned.Values {
				s.checkGranted(v)
			}
		case "AccessPolicyEntry":
			for _, v := range returned.Values {
				s.checkGranted(v, "Permissions")
			}
		}
	}
}

// checkReturnedRules reports network rules that let everybody in by default.
func (s *step) checkReturnedRules() {
	action := built.Set{}
	for _, result := range s.properties.Values {
		field := s.built.Field(result, "DefaultAction")
		action.Values = append(action.Values, field.Values...)
		action.Unknown = action.Unknown || field.Unknown || field.Absent
	}
	if at, open := s.all(action, "allow"); open {
		s.report(Network, at.Use(), "these rules of a vault's firewall let every network in by default; set DefaultAction to Deny, and list what needs access")
	}
}

// managed returns the name of t, or of what it points to, if that is a type of
// a client that manages vaults.
func managed(t types.Type) string {
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !strings.Contains(named.Obj().Pkg().Path(), "keyvault") {
		return ""
	}
	return named.Obj().Name()
}
