// Package kept keeps between runs what was found in packages, and what their
// importers need to know of them, under keys of all that this depends on.
//
// It is best effort: a directory that can't be written, or an entry that is
// damaged or gone, only makes kvlint do again what it did before.
package kept

import (
	"bytes"
	"encoding/gob"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/cache"
)

// Variable is the environment variable that names the directory, or is "off".
const Variable = "KVLINT_CACHE"

// Dir returns the directory in which runs keep what they found, or "" for none.
func Dir() string {
	switch dir := os.Getenv(Variable); {
	case dir == "off":
		return ""
	case dir != "":
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "" // without a home there is no place for it
	}
	return filepath.Join(dir, "kvlint")
}

// A Store holds entries of earlier runs. Nil is one that is always empty. It is
// safe for concurrent use, by several processes, too.
type Store struct {
	cache *cache.Cache
}

// Open returns the store in dir, which it makes if need be, or nil if there
// can't be one.
func Open(dir string) *Store {
	if dir == "" || os.MkdirAll(dir, 0o777) != nil {
		return nil
	}
	c, err := cache.Open(dir)
	if err != nil {
		return nil
	}
	return &Store{c}
}

// A Key names all that an entry depends on.
type Key = cache.ActionID

// Get sets what points to the entry called kind of key, and reports whether
// there is one.
func (s *Store) Get(key Key, kind string, what any) bool {
	if s == nil {
		return false
	}
	data, _, err := s.cache.GetBytes(cache.Subkey(key, kind))
	return err == nil && gob.NewDecoder(bytes.NewReader(data)).Decode(what) == nil
}

// Put makes what the entry called kind of key.
func (s *Store) Put(key Key, kind string, what any) {
	if s == nil {
		return
	}
	var data bytes.Buffer
	if gob.NewEncoder(&data).Encode(what) == nil {
		_ = s.cache.PutBytes(cache.Subkey(key, kind), data.Bytes()) // best effort
	}
}

// Trim removes entries that weren't used for days; most calls have nothing to
// do.
func (s *Store) Trim() {
	if s != nil {
		_ = s.cache.Trim() // best effort
	}
}
