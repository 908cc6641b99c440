package game

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// FuzzDecodeSnapshot reads anything. What it can read is a world that goes on,
// and is written again to the same bytes.
func FuzzDecodeSnapshot(f *testing.F) {
	crossed, _, _, _ := crossing()
	small := newPlayed(5)
	for i := range 60 {
		small.Enter(Stamp(i), Kind(i%2), fmt.Sprint("p", i), Look{})
		small.Plant(Stamp(20*i), WalkerID(1<<32+i), Pattern(i%8))
	}
	small.Drop(2000, small.EnterAs(2000, Player, "ada", "SHA256:a", Look{}).Walker)
	for _, w := range []*World{crossed, small.World, bareWorld(sized(16, 16))} {
		f.Add(mustEncode(f, w.Snapshot()))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var s *Snapshot
		var err error
		if n := allocated(func() { s, err = DecodeSnapshot(b) }); n > uint64(64*len(b)+1<<20) {
			t.Fatalf("%d bytes of input allocate %d", len(b), n)
		}
		if err != nil {
			return
		}
		if s.cfg.Width*s.cfg.Height > 1<<20 {
			return // would only take long
		}
		again := mustEncode(t, s)
		if !bytes.Equal(mustEncode(t, mustDecode(t, again)), again) {
			t.Fatal("written twice it differs")
		}
		goesOn(t, s)
	})
}

// goesOn restores a snapshot, plays on, and compares what is written then with
// what is read of it.
func goesOn(t *testing.T, s *Snapshot) {
	w := mustRestore(t, s)
	if err := check(w); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(mustEncode(t, w.Snapshot()), mustEncode(t, s)) {
		t.Fatal("the restored world differs")
	}
	for i, c := range s.colonies {
		if c.account != "" {
			w.EnterAs(w.Now(), Player, fmt.Sprint("back ", i), c.account, Look{})
		}
	}
	for range 100 {
		w.generate()
		w.Advance(w.Now() + 250)
	}
	for i := range w.players {
		w.Apply(Command{At: w.Now(), Op: Op(i%8 + 1), Walker: w.walkers[w.players[i%len(w.players)].slot].id, Pattern: Blinker, Kind: Player, Name: "x"})
		if len(w.players) <= i+1 {
			break
		}
	}
	if err := check(w); err != nil {
		t.Fatal(err)
	}
	b := mustEncode(t, w.Snapshot())
	if !bytes.Equal(mustEncode(t, mustDecode(t, b)), b) {
		t.Fatal("after 100 generations it is written otherwise than read")
	}
}

// Bytes of which a few are damaged are refused, or are a world that goes on.
func TestDamagedBytes(t *testing.T) {
	small := bareWorld(sized(16, 16))
	ada := small.EnterAs(0, Player, "ada", "SHA256:a", Look{}).Walker
	small.Enter(0, Player, "bob", Look{})
	small.Plant(0, ada, Sapling)
	small.Step(0, ada, Left)
	small.Plant(1000, ada, Block)
	gone := small.EnterAs(1000, Player, "gone", "SHA256:g", Look{}).Walker
	for d := Up; d <= Right; d++ {
		small.Step(2000, gone, d)
		small.Plant(2000, gone, Blinker)
	}
	small.Leave(3000, gone)
	small.Plant(0, stand(small, Bot, "", Point{3, 3}), Blinker)
	small.Drop(0, ada)
	whole := mustEncode(t, small.Snapshot())
	random := rand.New(rand.NewPCG(1, 2))
	fine := 0
	for range 20_000 {
		b := bytes.Clone(whole)
		for range 1 + random.IntN(3) {
			i := random.IntN(len(b))
			if random.IntN(2) == 0 {
				i = len(b) - 1 - random.IntN(300) // where the walkers and what they have is
			}
			b[i] = byte(random.Uint32())
		}
		s, err := DecodeSnapshot(b)
		if err != nil || s.cfg.Width*s.cfg.Height > 1<<12 {
			continue
		}
		if fine++; fine%10 == 0 {
			goesOn(t, s)
		}
	}
	if fine < 100 {
		t.Errorf("only %d could be read", fine)
	}
}
