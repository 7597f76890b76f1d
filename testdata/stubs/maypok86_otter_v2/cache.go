// Package otter mirrors the API of github.com/maypok86/otter/v2.
package otter

import (
	"context"
	"time"
)

type Entry[K comparable, V any] struct {
	Key   K
	Value V
}

type ExpiryCalculator[K comparable, V any] interface {
	ExpireAfterCreate(entry Entry[K, V]) time.Duration
	ExpireAfterRead(entry Entry[K, V]) time.Duration
}

type RefreshCalculator[K comparable, V any] interface {
	RefreshAfterCreate(entry Entry[K, V]) time.Duration
}

func ExpiryWriting[K comparable, V any](duration time.Duration) ExpiryCalculator[K, V] { return nil }

func ExpiryCreating[K comparable, V any](duration time.Duration) ExpiryCalculator[K, V] { return nil }

func RefreshWriting[K comparable, V any](duration time.Duration) RefreshCalculator[K, V] {
	return nil
}

type Options[K comparable, V any] struct {
	MaximumSize       int
	ExpiryCalculator  ExpiryCalculator[K, V]
	RefreshCalculator RefreshCalculator[K, V]
}

type Loader[K comparable, V any] interface {
	Load(ctx context.Context, key K) (V, error)
	Reload(ctx context.Context, key K, oldValue V) (V, error)
}

type LoaderFunc[K comparable, V any] func(ctx context.Context, key K) (V, error)

func (lf LoaderFunc[K, V]) Load(ctx context.Context, key K) (V, error) { return lf(ctx, key) }

func (lf LoaderFunc[K, V]) Reload(ctx context.Context, key K, oldValue V) (V, error) {
	return lf(ctx, key)
}

type Cache[K comparable, V any] struct{ size int }

func Must[K comparable, V any](o *Options[K, V]) *Cache[K, V] { return nil }

func New[K comparable, V any](o *Options[K, V]) (*Cache[K, V], error) { return nil, nil }

func (c *Cache[K, V]) GetIfPresent(key K) (V, bool) { return *new(V), false }

func (c *Cache[K, V]) Get(ctx context.Context, key K, loader Loader[K, V]) (V, error) {
	return *new(V), nil
}

func (c *Cache[K, V]) Set(key K, value V) (V, bool) { return value, false }

func (c *Cache[K, V]) Invalidate(key K) (value V, invalidated bool) { return value, false }

func (c *Cache[K, V]) InvalidateAll() {}
