package vaultsetup

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"golang.org/x/tools/go/types/typeutil"
)

// checkRole reports the assignment of the Administrator role.
func (s *step) checkRole() {
	ids := s.property("RoleDefinitionID", "RoleDefinitionId")
	for _, id := range ids.Values {
		for _, part := range append(s.built.Parts(id), s.handedOn(id)...) {
			if strings.Contains(strings.ToLower(part.Value.ExactString()), keyvault.AdministratorRole) {
				s.report(Permissions, part.From.Use(), "the role Key Vault Administrator is assigned, which may do anything to everything in the vault; assign the role that is needed, such as Key Vault Secrets User")
				return
			}
		}
		s.params = s.params || s.built.Sources(id).Params
	}
	if len(ids.Values) > 0 {
		s.params = true // a part of the id may be a parameter
	}
}

// handedOn returns the constant texts that id is made of by a function of
// another package, as roles.ID(subscription, role) makes it: one that is
// given texts only, and returns text.
func (s *step) handedOn(id built.Value) []built.Known {
	var found []built.Known
	for _, leaf := range s.built.Sources(id).Values {
		call, ok := leaf.Expr.(*ast.CallExpr)
		if !ok || s.built.Function(call) != nil || !isText(s.info.TypeOf(call)) {
			continue
		}
		fn, ok := typeutil.Callee(s.info, call).(*types.Func)
		if !ok || fn.Pkg() == nil || fn.Pkg().Path() == "strings" || fn.Signature().Recv() != nil {
			continue // strings' put the id together where Parts knows them, and take away from it otherwise
		}
		if slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return !isText(s.info.TypeOf(arg)) }) {
			continue
		}
		for _, arg := range call.Args {
			known, _ := s.built.Constants(leaf.Within(arg))
			found = append(found, known...)
		}
	}
	return found
}

// isText reports whether t is a string, or a pointer to one.
func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// grants reports whether access policies are given rather than taken away. It
// errs towards false.
func (s *step) grants() bool {
	if s.setup.Kind < 0 {
		return len(s.setup.Path) == 0 // Pulumi's resource
	}
	kinds := built.Set{Values: []built.Value{built.At(s.call.Args[s.setup.Kind], s.ctx.Frame)}}
	found, unknown := s.read(kinds)
	for _, kind := range found {
		if kind.text == "remove" {
			return false
		}
	}
	return !unknown && len(found) > 0
}

// checkPolicies reports access policies with all permissions, or with that to
// purge.
func (s *step) checkPolicies() {
	var policies []built.Value
	if s.setup.Step == keyvault.AccessPolicy && s.setup.Kind < 0 { // Pulumi's resource has one
		policies = s.property("Policy").Values
	} else {
		for _, list := range s.property("AccessPolicies").Values {
			elems := s.built.Elements(list)
			s.params = s.params || elems.Params
			policies = append(policies, elems.Values...)
		}
	}
	for _, policy := range policies {
		s.checkGranted(policy, "Permissions")
	}
}

// checkGranted reports the strongest of the permissions that v, or the field
// to which path leads in it, grants for each kind of object.
func (s *step) checkGranted(v built.Value, path ...string) {
	for _, kind := range []string{"Secrets", "Keys", "Certificates", "Storage"} {
		field := s.built.Field(v, append(slices.Clone(path), kind)...)
		s.params = s.params || field.Params
		for _, list := range field.Values {
			s.checkPermissions(strings.ToLower(kind), list)
		}
	}
}

// checkPermissions reports the strongest that list, the permissions for
// a kind of object, grants.
func (s *step) checkPermissions(kind string, list built.Value) {
	elems := s.built.Elements(list)
	s.params = s.params || elems.Params
	var purge *built.Value
	for _, elem := range elems.Values {
		if elem.Each {
			if s.isEveryPermission(elem) {
				s.report(Permissions, elem.Expr, "every permission for %s is granted; grant those that are used, and leave out Purge", kind)
				return
			}
			continue
		}
		known, _ := s.read(built.Set{Values: []built.Value{elem}})
		for _, permission := range known {
			switch permission.text {
			case "all":
				s.report(Permissions, permission.at.Expr, "all permissions for %s are granted, Purge among them; grant those that are used", kind)
				return
			case "purge":
				if purge == nil {
					purge = &permission.at
				}
			}
		}
		s.everyOf(elem, kind)
	}
	if purge != nil {
		s.report(Permissions, purge.Expr, "the permission to purge %s is granted, which deletes them for good; leave it to a role that is activated when it is needed", kind)
	}
}

// everyOf reports an element that a loop takes from the list of all values.
func (s *step) everyOf(elem built.Value, kind string) {
	for _, leaf := range s.built.Sources(elem).Values {
		if leaf.Each && s.isEveryPermission(leaf) {
			s.report(Permissions, leaf.Expr, "every permission for %s is granted; grant those that are used, and leave out Purge", kind)
		}
	}
}

// isEveryPermission reports whether v stands for each value that the SDK's
// Possible…PermissionsValues returns, none left out on the way.
func (s *step) isEveryPermission(v built.Value) bool {
	call, ok := v.Expr.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(s.info, call).(*types.Func)
	if !ok || !strings.HasPrefix(fn.Name(), "Possible") || !strings.HasSuffix(fn.Name(), "PermissionsValues") {
		return false
	}
	selects := false
	if v.Loop != nil {
		ast.Inspect(v.Loop.Body, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.IfStmt, *ast.SwitchStmt, *ast.BranchStmt:
				selects = true
			}
			return !selects
		})
	}
	return !selects
}
