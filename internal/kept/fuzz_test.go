package kept

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"github.com/kvlint/kvlint/internal/report"
	"github.com/rogpeppe/go-internal/cache"
)

// An entry is what was put there, or none, whatever is in the file.
func FuzzGet(f *testing.F) {
	store := Open(f.TempDir())
	if store == nil {
		f.Fatal("no store")
	}
	list := []report.Finding{{Rule: "a", Category: "b", Message: "c", Chain: []report.Step{{Message: "d"}}}, {Silenced: true, Reason: "e"}}
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(list); err != nil {
		f.Fatal(err)
	}
	f.Add(data.Bytes())
	f.Add(data.Bytes()[:data.Len()/2])
	f.Add([]byte{0xf8, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, data []byte) {
		key := Key{1}
		if err := store.cache.PutBytes(cache.Subkey(key, "fuzz"), data); err != nil {
			t.Fatal(err)
		}
		var got []report.Finding
		if !store.Get(key, "fuzz", &got) {
			return
		}
		store.Put(key, "again", got)
		var again []report.Finding
		if !store.Get(key, "again", &again) || len(again) != len(got) || len(got) > 0 && !reflect.DeepEqual(got, again) {
			t.Errorf("%+v was kept as %+v", got, again)
		}
	})
}
