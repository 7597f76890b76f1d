package vaultsetup

import (
	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

// checkPurge reports soft delete that is switched off, or purge protection
// that is off or, where a vault is created, isn't asked for.
func (s *step) checkPurge() {
	if at, off := s.all(s.property("EnableSoftDelete"), "false"); off {
		s.report(Purge, at.Expr, "soft delete is switched off, so that what is deleted from the vault is gone for good; leave it on, with purge protection")
		return
	}
	protection := s.property("EnablePurgeProtection")
	if at, off := s.all(protection, "false"); off {
		s.report(Purge, at.Expr, "purge protection is off, so that deleted secrets and the vault itself can be purged at once; set EnablePurgeProtection to true")
		return
	}
	if s.setup.Step != keyvault.CreateVault || !s.isAbsent(protection) || s.isElsewhere() || s.recovers() || !s.knowsPurgeProtection() {
		return
	}
	s.report(Purge, s.ctx.Call.Fun, "the vault is created without purge protection, so that deleted secrets and the vault itself can be purged at once; set EnablePurgeProtection to true")
}

// isElsewhere reports whether the vault's properties are put together in
// another package, which knows what it leaves out.
func (s *step) isElsewhere() bool {
	for _, v := range s.properties.Values {
		for _, leaf := range s.built.Sources(v).Values {
			if s.built.IsAbroad(leaf.Expr) {
				return true
			}
		}
	}
	return false
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
		s.report(Network, at.Expr, "the vault's firewall lets every network in by default; set DefaultAction to Deny, and list what needs access")
		return
	}
	if at, open := s.all(public, "enabled"); open && s.isAbsent(action) {
		s.report(Network, at.Expr, "public network access is on and no network rule denies by default; switch it off, or set NetworkACLs.DefaultAction to Deny")
	}
}
