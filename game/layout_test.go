package game

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"
)

// lively is a world with everything in it that a snapshot can hold: bots that
// plant, guests, accounts that are here, have dropped, have left, and slots that
// are free.
func lively(cfg Config) *World {
	w, err := NewWorld(cfg)
	if err != nil {
		panic(err)
	}
	var ids []WalkerID
	for i := range page + 50 {
		kind, account := Bot, ""
		if i%8 == 0 {
			kind = Player
		}
		if i%16 == 0 {
			account = fmt.Sprintf("SHA256:%d", i)
		}
		if out := w.EnterAs(0, kind, fmt.Sprintf("p%d", i), account, Look{uint8(i), 3}); out.Verdict == Done {
			ids = append(ids, out.Walker)
		}
	}
	at := Stamp(0)
	for i := range 4000 {
		at += 20
		id := ids[i%len(ids)]
		switch i % 9 {
		case 0, 1:
			w.Plant(at, id, Pattern(i%7+1))
		case 2:
			w.Chop(at, id)
		default:
			w.Step(at, id, Dir(w.rng.IntN(4)))
		}
		w.Advance(at)
	}
	for i, id := range ids {
		switch i % 48 {
		case 0, 32:
			w.Plant(at, id, Block)
			w.Drop(at, id)
		case 5, 16:
			w.Leave(at, id)
		}
	}
	w.Advance(at + 15_000)
	return w
}

func livelySmall() *World {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height, cfg.Generations = 330, 200, 10
	return lively(cfg)
}

func mustEncode(t testing.TB, s *Snapshot) []byte {
	t.Helper()
	b, err := s.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustDecode(t testing.TB, b []byte) *Snapshot {
	t.Helper()
	s, err := DecodeSnapshot(b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestBytesOfASnapshot(t *testing.T) {
	crossed, _, _, _ := crossing()
	played := newPlayed(3)
	for _, w := range []*World{livelySmall(), crossed, played.World, bareWorld(sized(16, 16))} {
		want := w.Snapshot()
		b, err := want.AppendBinary([]byte("before"))
		if err != nil || string(b[:6]) != "before" {
			t.Fatalf("%q, %v", b[:6], err)
		}
		got := mustDecode(t, b[6:])
		if !got.Equal(want) || !want.Equal(got) {
			t.Error("another snapshot came back")
		}
		if r := mustRestore(t, got); !r.Snapshot().Equal(want) || check(r) != nil {
			t.Errorf("another world came back: %v", check(r))
		}
	}
}

// What is lively enough for the other tests to mean something.
func TestLivelyWorldHasEverything(t *testing.T) {
	w := livelySmall()
	if err := check(w); err != nil {
		t.Fatal(err)
	}
	away, gone, growths := 0, 0, 0
	for i := range w.players {
		if p := &w.players[i]; p.away && w.absenceAt(p.colony) != nil {
			away++
		}
	}
	for i := range w.absences {
		if n := w.absences[i].number; n != 0 && w.colonies[n].owner == 0 {
			gone++
		}
	}
	for i := range w.chunks {
		growths += len(w.chunks[i].growths)
	}
	if away == 0 || gone == 0 || growths == 0 || len(w.free) == 0 || w.bots < 400 || w.live < 100 {
		t.Errorf("%d away, %d gone, %d growths, %d free, %d bots, %d live", away, gone, growths, len(w.free), w.bots, w.live)
	}
}

func TestBytesOfANewerProgram(t *testing.T) {
	b := mustEncode(t, bareWorld(sized(16, 16)).Snapshot())
	newer := append(binary.AppendVarint(nil, format+1), b[1:]...)
	if _, err := DecodeSnapshot(newer); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer format: %v", err)
	}
	if _, err := DecodeSnapshot(binary.AppendVarint(nil, 0)); err == nil || errors.Is(err, ErrNewer) {
		t.Errorf("no format: %v", err)
	}
}

// What the first format had is read, and written as today's: since when its players
// were there nobody knows.
func TestBytesOfTheFirstFormat(t *testing.T) {
	old, err := os.ReadFile("testdata/format1.snapshot")
	if err != nil {
		t.Fatal(err)
	}
	w := mustRestore(t, mustDecode(t, old))
	if err := check(w); err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range w.players {
		p := &w.players[i]
		names = append(names, p.name)
		if p.came != 0 || p.held || p.away != (p.name == "ada") {
			t.Errorf("read as %+v", p)
		}
	}
	if !slices.Equal(names, []string{"ada", "bob", "eve"}) || w.now != 20_000 || w.bots != 1 || w.live < 4 {
		t.Errorf("%q at %d, %d bots, %d cells", names, w.now, w.bots, w.live)
	}
	if out := w.EnterAs(20_000, Player, "ada", "key of ada", Look{}); w.players[0].slot != out.Walker.Slot() || w.players[0].away {
		t.Errorf("ada is back as %+v", out)
	}
	late := w.EnterAs(21_000, Player, "late", "", Look{}).Walker
	again := mustEncode(t, w.Snapshot())
	if got := mustDecode(t, again); !got.Equal(w.Snapshot()) || got.players[w.find(late).player].came != 21_000 {
		t.Error("another world is written than was read")
	}
}

// A number that a later version adds to the configuration has its default.
func TestBytesWithoutANumber(t *testing.T) {
	w := bareWorld(sized(16, 16))
	w.cfg.Prize = 7
	b := mustEncode(t, w.Snapshot())
	i := bytes.Index(b, []byte(`"Prize":7`))
	copy(b[i:], `"Gone_":7`)
	if got := mustDecode(t, b).cfg.Prize; got != DefaultConfig().Prize {
		t.Errorf("the prize is %d", got)
	}
}

func TestBytesThatEndEarly(t *testing.T) {
	b := mustEncode(t, livelySmall().Snapshot())
	for n := 0; n < len(b); n += 1 + n/50 {
		if _, err := DecodeSnapshot(b[:n]); err == nil {
			t.Errorf("%d of %d bytes were enough", n, len(b))
		}
	}
	if _, err := DecodeSnapshot(append(b, 0)); err == nil {
		t.Error("one byte too much was read")
	}
}

// A length that promises much allocates nothing.
func TestLengthsAreNotBelieved(t *testing.T) {
	b := mustEncode(t, bareWorld(sized(16, 16)).Snapshot())
	for i := len(b) - 40; i < len(b); i++ { // the lists after the chunks
		bad := append(append(append([]byte(nil), b[:i]...), binary.AppendVarint(nil, 1<<26)...), b[i+1:]...)
		if n := allocated(func() { _, _ = DecodeSnapshot(bad) }); n > 1<<20 {
			t.Errorf("byte %d: %d bytes were allocated", i, n)
		}
	}
}

// A thousand worlds are encoded every 3 s, into memory that is there.
func TestEncodingTakesTheMemoryItIsGiven(t *testing.T) {
	s := livelySmall().Snapshot()
	b := mustEncode(t, s)
	var err error
	if n := allocated(func() { b, err = s.AppendBinary(b[:0]) }); err != nil || n > 32<<10 || len(b) < 64<<10 {
		t.Errorf("%d bytes were allocated for %d, allowed are 32 KiB: %v", n, len(b), err)
	}
}

func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func BenchmarkEncodeSnapshot(b *testing.B) {
	s := lively(DefaultConfig()).Snapshot()
	for b.Loop() {
		b.SetBytes(int64(len(mustEncode(b, s))))
	}
}

func BenchmarkDecodeSnapshot(b *testing.B) {
	text := mustEncode(b, lively(DefaultConfig()).Snapshot())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		mustDecode(b, text)
	}
}
