// Package azappconfig stands in for the module of this name.
package azappconfig

import "context"

type Client struct{}

type Setting struct{ Key, Value *string }

type GetSettingOptions struct{ Label *string }

type GetSettingResponse struct{ Setting }

func (c *Client) GetSetting(ctx context.Context, key string, options *GetSettingOptions) (GetSettingResponse, error) {
	panic("stub")
}

type SetSettingOptions struct{ Label *string }

type SetSettingResponse struct{ Setting }

func (c *Client) SetSetting(ctx context.Context, key string, value *string, options *SetSettingOptions) (SetSettingResponse, error) {
	panic("stub")
}
