// Package singleflight stands in for the package of this name.
package singleflight

type Group struct{}

func (g *Group) Do(key string, fn func() (interface{}, error)) (v interface{}, err error, shared bool) {
	panic("stub")
}
