// Package redis stands in for the module of this name.
package redis

type Options struct {
	Addr     string
	Username string
	Password string
	DB       int

	CredentialsProvider func() (username string, password string)
}

type Client struct{}

func NewClient(opt *Options) *Client { panic("stub") }
