// Package jwt stands in for the module of this name.
package jwt

type Token struct{ Raw string }

func (t *Token) SignedString(key interface{}) (string, error) { panic("stub") }

type Keyfunc func(*Token) (interface{}, error)

func Parse(tokenString string, keyFunc Keyfunc) (*Token, error) { panic("stub") }
