package game

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// FuzzWorld plays the same commands in several worlds: plainly, again with a
// snapshot taken in parts meanwhile, and on from that snapshot. All of them
// must keep the invariants and end alike, and the atlas must count what is there.
func FuzzWorld(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for seed := range uint64(8) {
		data := make([]byte, 1200)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		f.Add(seed, byte(random.Uint32()), data)
	}
	f.Add(uint64(9), byte(0), []byte{})
	f.Fuzz(func(t *testing.T, seed uint64, when byte, data []byte) {
		if len(data) > 3000 {
			data = data[:3000]
		}
		begin := newPlayed
		if seed%4 == 3 {
			begin = newCramped
		}
		checkScript(t, begin, seed, script(data), int(when))
	})
}

func checkScript(t *testing.T, begin func(uint64) *played, seed uint64, s script, when int) {
	plain := begin(seed)
	for i := range s.len() {
		was := plain.Now()
		out := s.play(plain, i)
		if plain.Now() < was {
			t.Fatalf("after command %d time is %d, before it was %d", i, plain.Now(), was)
		}
		if err := check(plain.World); err != nil {
			t.Fatalf("after command %d, answered %+v: %v", i, out, err)
		}
	}
	end := plain.Snapshot()
	if !mustDecode(t, mustEncode(t, end)).Equal(end) {
		t.Error("another snapshot was read than written")
	}
	for _, cells := range []int{8, 64, 128} {
		for f, i := plain.Frame(), 0; i < 16*16; i++ {
			checkTile(t, f, cells, i%16, i/16)
		}
	}

	again := begin(seed)
	var saved, whole *Snapshot
	var restored *played
	for i := range s.len() {
		if i == when%s.len() {
			saved = again.Snapshot()
			restored = again.restored(mustRestore(t, saved))
			again.BeginSnapshot()
		}
		s.play(again, i)
		if restored != nil {
			s.play(restored, i)
		}
		if i%7 == 0 && whole == nil {
			whole = again.ContinueSnapshot(1, 1)
		}
	}
	if !again.Snapshot().Equal(end) {
		t.Error("the same commands gave another world")
	}
	if restored != nil && !restored.Snapshot().Equal(end) {
		t.Error("the restored world went another way")
	}
	if whole != nil && !whole.Equal(saved) {
		t.Error("a snapshot taken in parts shows another world than one taken at once")
	}
	if r := mustRestore(t, end); !r.Snapshot().Equal(end) || check(r) != nil {
		t.Errorf("what is restored differs from its snapshot: %v", check(r))
	}
}

func mustRestore(t *testing.T, s *Snapshot) *World {
	t.Helper()
	w, err := Restore(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// A framer that looks here and there shows all in the end, changes no frame
// that it has published, and says truly what is new since when.
func TestCameraFollowsTheWorld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newPlayed(rapid.Uint64().Draw(t, "seed"))
		s := script(rapid.SliceOfN(rapid.Byte(), 0, 150*scriptStep).Draw(t, "script"))
		c := newFramer(p.World)
		album := album{}
		album.add(t, c.newest)
		for i := range s.len() {
			s.play(p, i)
			switch b := s[i*scriptStep]; {
			case b&0x30 == 0:
				c.watch(Rect{Point{int(b), 0}, Point{int(b) + 20, 20}}.within(p.World))
			case b&0x30 == 0x10:
				c.sweep(1 + int(b>>6))
			case b&0x30 == 0x20:
				album.add(t, c.shoot())
			}
		}
		c.sweep(len(p.chunks))
		album.add(t, c.shoot())
		if got, want := picture(c.newest), picture(newFramer(p.World).newest); got != want {
			t.Fatalf("after a sweep the frame shows\n%s\nthe world is\n%s", got, want)
		}
		album.check(t)
	})
}

func (r Rect) within(w *World) Rect {
	cut := func(p Point) Point { return Point{min(p.X, w.width), min(p.Y, w.height)} }
	return Rect{cut(r.Min), cut(r.Max)}
}
