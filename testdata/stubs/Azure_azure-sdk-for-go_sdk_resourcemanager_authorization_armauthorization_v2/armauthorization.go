// Package armauthorization stands in for the module of this name.
package armauthorization

import "context"

type RoleAssignmentProperties struct {
	PrincipalID      *string
	RoleDefinitionID *string
}

type RoleAssignmentCreateParameters struct{ Properties *RoleAssignmentProperties }

type RoleAssignmentsClientCreateOptions struct{}

type RoleAssignmentsClient struct{}

func (client *RoleAssignmentsClient) Create(ctx context.Context, scope string, roleAssignmentName string, parameters RoleAssignmentCreateParameters, options *RoleAssignmentsClientCreateOptions) (RoleAssignmentProperties, error) {
	panic("stub")
}
