// Package extra holds what the configuration adds to what kvlint knows: it
// turns settings into what the engine can ask.
//
// It holds for the user's own modules only, whose settings they are: so that
// all drivers see the same, whichever of them knows whose settings hold for a
// dependency.
package extra

import (
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"github.com/kvlint/kvlint/internal/config"
)

// Knowledge is what a configuration adds. The zero value is nothing.
type Knowledge struct {
	Sinks *sinks.Extra
	// Reconcile says that what an operator's controller reads again by design
	// is wanted, too.
	Reconcile bool

	hot    typematch.FuncMap[bool]
	caches typematch.FuncMap[bool]
	stores typematch.FuncMap[int] // which argument is the name, or -1
}

// New returns what the settings c add. It assumes that they were validated.
func New(c *config.Config) *Knowledge {
	k := &Knowledge{Reconcile: c.Reconcile}
	for _, name := range c.HotFunctions {
		k.hot.Set(name, true)
	}
	for _, name := range c.Caches {
		k.caches.Set(name, true)
	}
	for _, store := range c.SecretStores {
		k.stores.Set(store.Func, store.Name-1)
	}
	for _, sink := range c.Sinks {
		if k.Sinks == nil {
			k.Sinks = sinks.NewExtra()
		}
		k.addSink(sink)
	}
	return k
}

func (k *Knowledge) addSink(s config.Sink) {
	use := s.Use
	if use == config.Uses[0] {
		use = ""
	}
	if s.Field != "" {
		k.Sinks.AddField(s.Field, use)
		return
	}
	k.Sinks.AddArg(s.Func, max(s.Arg-1, 0), use)
}

// IsHot reports whether fn runs once per request. It is false for nil.
func (k *Knowledge) IsHot(fn *types.Func) bool {
	_, ok := k.hot.Get(fn)
	return ok
}

// IsCache reports whether fn keeps what it fetches. It is false for nil.
func (k *Knowledge) IsCache(fn *types.Func) bool {
	_, ok := k.caches.Get(fn)
	return ok
}

// OpAt returns the operation that a call of fn with n arguments is, if fn reads
// a secret.
func (k *Knowledge) OpAt(fn *types.Func, n int) (keyvault.Op, bool) {
	name, ok := k.stores.Get(fn)
	if !ok {
		return keyvault.Op{}, false
	}
	if name >= n {
		name = -1
	}
	op := keyvault.Op{
		Package: fn.Pkg().Path(), Method: fn.Name(), Class: keyvault.Read, Object: keyvault.Secret,
		Name: name, Version: -1, Value: -1, Immediate: true, Cacheable: true, Fn: fn,
	}
	if recv := fn.Signature().Recv(); recv != nil {
		op.Recv = receiverName(recv.Type())
	}
	return op, true
}

func receiverName(t types.Type) string {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}
