package game

import (
	"fmt"
	"reflect"
	"testing"
)

// Every field of what a snapshot holds is in its bytes: whoever adds one and
// forgets it here is told.
func TestBytesHoldEveryField(t *testing.T) {
	everyField(t, (*codec).walker)
	everyField(t, (*codec).belly)
	everyField(t, (*codec).player)
	everyField(t, (*codec).colony)
	everyField(t, (*codec).absence)
	everyField(t, (*codec).tally)
	everyField(t, (*codec).clock)
	everyField(t, (*codec).growth)
	everyField(t, (*codec).chunk)
	everyField(t, (*codec).config)
	if n := reflect.TypeFor[Snapshot]().NumField(); n != 11 {
		t.Errorf("a snapshot has %d fields: are all in its bytes?", n)
	}
}

func everyField[T any](t *testing.T, code func(*codec, *T)) {
	t.Helper()
	var want, got T
	fill(reflect.ValueOf(&want).Elem(), 1)
	if s, ok := any(&want).(*savedChunk); ok {
		s.owners = s.owners[:0]
		for range missing(&barren, &s.owned) {
			s.owners = append(s.owners, uint16(len(s.owners)+1))
		}
	}
	if cfg, ok := any(&want).(*Config); ok {
		*cfg = otherConfig(*cfg)
	}
	w := &codec{}
	code(w, &want)
	r := &codec{reading: true, bytes: w.bytes}
	code(r, &got)
	if w.err != nil || r.err != nil || !reflect.DeepEqual(got, want) || len(r.bytes) != 0 {
		t.Errorf("%T: written %+v (%v), read %+v (%v)", want, want, w.err, got, r.err)
	}
}

// otherConfig differs from the default in every number that it can: filled is
// one whose every number is not 0.
func otherConfig(filled Config) Config {
	cfg := DefaultConfig()
	v, f := reflect.ValueOf(&cfg).Elem(), reflect.ValueOf(filled)
	for i := range v.NumField() {
		was := cfg
		if v.Field(i).CanInt() {
			v.Field(i).SetInt(v.Field(i).Int() + 1)
		} else if v.Field(i).CanUint() {
			v.Field(i).Set(f.Field(i))
		} else {
			for k := range v.Field(i).NumField() {
				v.Field(i).Field(k).SetInt(v.Field(i).Field(k).Int() + 1_000_000)
				if cfg.Validate() != nil {
					v.Field(i).Field(k).SetInt(v.Field(i).Field(k).Int() - 999_999)
				}
			}
		}
		if cfg.Validate() != nil {
			cfg = was
		}
	}
	return cfg
}

// fill gives every field a value that is not zero and within every bound.
func fill(v reflect.Value, n int) {
	v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem() // unexported ones too
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n+i)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n+i)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 3 {
			fill(v.Index(i), n+i)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString(fmt.Sprint("text", n))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(n%8 + 1))
	default:
		v.SetUint(uint64(n%2 + 1))
		switch v.Type() {
		case reflect.TypeFor[WalkerID]():
			v.SetUint(1<<32 + uint64(n))
		case reflect.TypeFor[Kind]():
			v.SetUint(uint64(Player))
		}
	}
}
