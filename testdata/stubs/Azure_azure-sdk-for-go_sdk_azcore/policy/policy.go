package policy

type TokenRequestOptions struct{ Scopes []string }

type ClientOptions struct{ APIVersion string }
