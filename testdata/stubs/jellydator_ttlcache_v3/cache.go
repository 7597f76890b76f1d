// Package ttlcache mirrors the API of github.com/jellydator/ttlcache/v3.
package ttlcache

import "time"

const (
	NoTTL      time.Duration = -1
	DefaultTTL time.Duration = 0
)

type Item[K comparable, V any] struct{ value V }

func (item *Item[K, V]) Value() V { return item.value }

func (item *Item[K, V]) IsExpired() bool { return false }

type Cache[K comparable, V any] struct{ stopCh chan struct{} }

type options[K comparable, V any] struct {
	ttl    time.Duration
	loader Loader[K, V]
}

type Option[K comparable, V any] interface {
	apply(opts options[K, V]) options[K, V]
}

type optionFunc[K comparable, V any] func(options[K, V]) options[K, V]

func (fn optionFunc[K, V]) apply(opts options[K, V]) options[K, V] { return fn(opts) }

func WithTTL[K comparable, V any](ttl time.Duration) Option[K, V] { return nil }

func WithCapacity[K comparable, V any](c uint64) Option[K, V] { return nil }

func WithLoader[K comparable, V any](l Loader[K, V]) Option[K, V] { return nil }

func WithDisableTouchOnHit[K comparable, V any]() Option[K, V] { return nil }

type Loader[K comparable, V any] interface {
	Load(c *Cache[K, V], key K) *Item[K, V]
}

type LoaderFunc[K comparable, V any] func(*Cache[K, V], K) *Item[K, V]

func (l LoaderFunc[K, V]) Load(c *Cache[K, V], key K) *Item[K, V] { return l(c, key) }

func New[K comparable, V any](opts ...Option[K, V]) *Cache[K, V] { return nil }

func (c *Cache[K, V]) Set(key K, value V, ttl time.Duration) *Item[K, V] { return nil }

func (c *Cache[K, V]) Get(key K, opts ...Option[K, V]) *Item[K, V] { return nil }

func (c *Cache[K, V]) GetOrSetFunc(key K, fn func() V, opts ...Option[K, V]) (*Item[K, V], bool) {
	return nil, false
}

func (c *Cache[K, V]) Delete(key K) {}

func (c *Cache[K, V]) DeleteAll() {}

func (c *Cache[K, V]) Start() {}

func (c *Cache[K, V]) Stop() {}
