// Package lru mirrors the API of github.com/hashicorp/golang-lru/v2.
package lru

type Cache[K comparable, V any] struct{ size int }

func New[K comparable, V any](size int) (*Cache[K, V], error) { return nil, nil }

func NewWithEvict[K comparable, V any](size int, onEvicted func(key K, value V)) (*Cache[K, V], error) {
	return nil, nil
}

func (c *Cache[K, V]) Add(key K, value V) (evicted bool) { return false }

func (c *Cache[K, V]) Get(key K) (value V, ok bool) { return value, false }

func (c *Cache[K, V]) Contains(key K) bool { return false }

func (c *Cache[K, V]) Remove(key K) (present bool) { return false }

func (c *Cache[K, V]) Purge() {}

func (c *Cache[K, V]) Len() int { return 0 }
