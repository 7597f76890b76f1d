// Package armmonitor stands in for the module of this name.
package armmonitor

import "context"

type DiagnosticSettingsClient struct{}

func (client *DiagnosticSettingsClient) CreateOrUpdate(ctx context.Context, resourceURI string, name string) error {
	panic("stub")
}
