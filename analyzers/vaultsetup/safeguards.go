package vaultsetup

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"golang.org/x/tools/go/ast/inspector"
)

// checkPurge reports soft delete that is switched off, or purge protection
// that is off or, where a vault is created, isn't asked for.
func (s *step) checkPurge() {
	if at, off := s.all(s.property("EnableSoftDelete"), "false"); off {
		s.Report(Purge, at.Expr, "soft delete is switched off, so that what is deleted from the vault is gone for good; leave it on, with purge protection")
		return
	}
	protection := s.property("EnablePurgeProtection")
	if at, off := s.all(protection, "false"); off {
		s.Report(Purge, at.Expr, "purge protection is off, so that deleted secrets and the vault itself can be purged at once; set EnablePurgeProtection to true")
		return
	}
	if s.setup.Step != keyvault.CreateVault || !s.isAbsent(protection) || s.recovers() || !s.knowsPurgeProtection() {
		return
	}
	s.Report(Purge, s.ctx.Call.Fun, "the vault is created without purge protection, so that deleted secrets and the vault itself can be purged at once; set EnablePurgeProtection to true")
}

// isAbsent reports whether a property is not set on any way.
func (s *step) isAbsent(property built.Set) bool {
	if property.Unknown || !property.Absent && len(property.Values) == 0 {
		return false
	}
	for _, v := range property.Values {
		src := s.built.Sources(v)
		if src.Unknown {
			return false
		}
		for _, leaf := range src.Values {
			if !s.built.IsNil(leaf) {
				return false
			}
		}
	}
	return true
}

// recovers reports whether a deleted vault is brought back with the properties
// that it had.
func (s *step) recovers() bool {
	found, unknown := s.read(s.property("CreateMode"))
	for _, mode := range found {
		if mode.text == "recover" {
			return true
		}
	}
	return unknown
}

// knowsPurgeProtection reports whether the API's version has the property: the
// first ones didn't.
func (s *step) knowsPurgeProtection() bool {
	for _, v := range s.properties.Values {
		for _, leaf := range s.built.Sources(v).Values {
			if s.built.IsNil(leaf) || leaf.Zero || s.has(leaf, "EnablePurgeProtection") {
				return true
			}
		}
	}
	return len(s.properties.Values) == 0
}

// checkNetwork reports a network rule that lets everybody in by default, and
// public access without a rule that keeps everybody out by default.
func (s *step) checkNetwork() {
	public := s.property("PublicNetworkAccess")
	if _, closed := s.all(public, "disabled"); closed {
		return
	}
	rules := s.property("NetworkACLs", "NetworkAcls")
	action := built.Set{Unknown: rules.Unknown, Absent: rules.Absent}
	for _, v := range rules.Values {
		field := s.built.Field(v, "DefaultAction")
		action.Values = append(action.Values, field.Values...)
		action.Unknown, action.Absent = action.Unknown || field.Unknown, action.Absent || field.Absent
		s.params = s.params || field.Params
	}
	if at, open := s.all(action, "allow"); open {
		s.Report(Network, at.Expr, "the vault's firewall lets every network in by default; set DefaultAction to Deny, and list what needs access")
		return
	}
	if at, open := s.all(public, "enabled"); open && s.isAbsent(action) {
		s.Report(Network, at.Expr, "public network access is on and no network rule denies by default; switch it off, or set NetworkACLs.DefaultAction to Deny")
	}
}

// checkReturnedRules reports network rules that an exported function returns
// to other packages, nothing in its own using them, and that let everybody in
// by default whatever the function is given.
func (c *checker) checkReturnedRules() {
	for decl := range inspector.All[*ast.FuncDecl](c.syntax) {
		fn, ok := c.info.Defs[decl.Name].(*types.Func)
		if !ok || !fn.Exported() || decl.Body == nil || !c.Wanted(Network, decl.Pos()) || len(c.built.Callers(decl)) > 0 {
			continue
		}
		if results := fn.Signature().Results(); results.Len() != 1 || !isNetworkRules(results.At(0).Type()) {
			continue
		}
		s := &step{checker: c}
		action := built.Set{}
		for _, result := range returned(decl) {
			field := c.built.Field(built.At(result, nil), "DefaultAction")
			action.Values = append(action.Values, field.Values...)
			action.Unknown = action.Unknown || field.Unknown || field.Absent
		}
		if at, open := s.all(action, "allow"); open {
			c.Report(Network, at.Use(), "these rules of a vault's firewall let every network in by default; set DefaultAction to Deny, and list what needs access")
		}
	}
}

// isNetworkRules reports whether t is the set of network rules of a vault, or
// a pointer to it.
func isNetworkRules(t types.Type) bool {
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "NetworkRuleSet" && named.Obj().Pkg() != nil && strings.Contains(named.Obj().Pkg().Path(), "keyvault")
}

// returned returns what the return statements of decl, a function with one
// result, return.
func returned(decl *ast.FuncDecl) []ast.Expr {
	var found []ast.Expr
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = append(found, n.Results...)
		}
		return true
	})
	return found
}
