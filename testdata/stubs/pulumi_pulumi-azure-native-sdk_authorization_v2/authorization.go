// Package authorization stands in for the module of this name.
package authorization

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

type RoleAssignment struct{}

type RoleAssignmentArgs struct {
	PrincipalId      pulumi.StringInput
	RoleDefinitionId pulumi.StringInput
}

func NewRoleAssignment(ctx *pulumi.Context, name string, args *RoleAssignmentArgs) (*RoleAssignment, error) {
	panic("stub")
}
