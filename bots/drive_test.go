package bots

import (
	"testing"

	"thicket/game"
)

func newWorld(tb testing.TB, trees int) *game.World {
	tb.Helper()
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees, cfg.Seed = 300, 300, trees, 3
	w, err := game.NewWorld(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func newSwarm(tb testing.TB, n int) *Swarm {
	tb.Helper()
	s, err := New("wander", n, 11)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// The same seeds give the same world, twice; another seed another one.
func TestDriveIsDeterministic(t *testing.T) {
	run := func(seed uint64) *game.Snapshot {
		s, err := New("wander", 3000, seed)
		if err != nil {
			t.Fatal(err)
		}
		w := newWorld(t, 6)
		l := Drive(w, s)
		for now := game.Stamp(0); now < 10_000; now += 7 {
			l.Advance(now)
		}
		if w.Bots() != 3000 {
			t.Fatalf("%d bots", w.Bots())
		}
		return w.Snapshot()
	}
	first := run(1)
	if !first.Equal(run(1)) {
		t.Error("the same seeds give different worlds")
	}
	if first.Equal(run(2)) {
		t.Error("different seeds give the same world")
	}
}

// So do several swarms that look, and what they see is of now within a second.
func TestDriveSwarmsThatLook(t *testing.T) {
	run := func() (*game.World, *Lockstep) {
		w := newWorld(t, 6)
		var swarms []*Swarm
		for i, share := range defaultBots {
			s, err := New(share.Strategy, share.Bots, uint64(i))
			if err != nil {
				t.Fatal(err)
			}
			swarms = append(swarms, s)
		}
		l := Drive(w, swarms...)
		for now := game.Stamp(0); now < 20_000; now += 11 {
			l.Advance(now)
		}
		return w, l
	}
	w, l := run()
	again, _ := run()
	if !w.Snapshot().Equal(again.Snapshot()) {
		t.Error("the same seeds give different worlds")
	}
	if w.Bots() != defaultBots.Total() || w.Now()-l.Frame().At > 1000/frames+11 {
		t.Errorf("%d bots, the frame is of %d at %d", w.Bots(), l.Frame().At, w.Now())
	}
	for _, s := range l.swarms {
		if got := s.Stats(); got.Missed != 0 || got.Done < uint64(len(s.bots))*18_000/uint64(s.interval) {
			t.Errorf("%+v of %d bots every %d ms", got, len(s.bots), s.interval)
		}
	}
}

// Each bot steps about once a second, give or take a tenth and a slot; the
// first time within a second; in all four directions alike; never over the
// limit. The steps are spread evenly over the time.
func TestPaceOfBots(t *testing.T) {
	const n, seconds = 2000, 60
	s, w := newSwarm(t, n), newWorld(t, 6)
	l := Drive(w, s)
	last := map[game.WalkerID]game.Stamp{}
	var dirs [4]int
	perTenth := make([]int, seconds*10)
	steps := 0
	for now := game.Stamp(0); now < seconds*1000; now++ {
		for s.due(now, nil, &l.order) {
			w.ApplyBatch(now, &l.order.Batch)
			s.answered(&l.order)
			for _, b := range l.order.Steps {
				before, stepped := last[b.Walker]
				gap := now - before
				if stepped && (gap < 900-slotWidth || gap > 1100+slotWidth) || !stepped && gap > 1000+2*slotWidth {
					t.Fatalf("bot %d steps after %d ms", b.Walker, gap)
				}
				if b.Verdict == game.Limited || b.Verdict == game.Gone {
					t.Fatalf("bot %d: verdict %d", b.Walker, b.Verdict)
				}
				last[b.Walker] = now
				dirs[b.Dir]++
				perTenth[now/100]++
				steps++
			}
		}
	}
	if steps < n*seconds*99/100 || steps > n*seconds*101/100 {
		t.Errorf("%d steps of %d bots in %d s", steps, n, seconds)
	}
	if got := s.Stats(); got.Done != uint64(steps) || got.Missed != 0 {
		t.Errorf("the swarm says %+v of %d steps", got, steps)
	}
	chi := 0.0
	for _, k := range dirs {
		want := float64(steps) / 4
		chi += (float64(k) - want) * (float64(k) - want) / want
	}
	if chi > 25 { // of 3 degrees of freedom: one in 65,000
		t.Errorf("the directions are %v, chi square %.1f", dirs, chi)
	}
	for i, k := range perTenth {
		if i > 0 && (k < n/10/2 || k > n/10*2) {
			t.Errorf("%d steps in tenth %d of a second", k, i)
		}
	}
}

// A world without room takes fewer bots than asked; those step, the others do
// nothing.
func TestFullWorld(t *testing.T) {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees, cfg.Seed = 16, 16, 0, 3
	w, err := game.NewWorld(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s := newSwarm(t, 300)
	l := Drive(w, s)
	for now := game.Stamp(0); now < 5000; now += slotWidth {
		l.Advance(now)
	}
	if w.Bots() != 256 || s.Stats().Done < 256*2 || s.Stats().Done > 256*6 {
		t.Errorf("%d bots, %+v", w.Bots(), s.Stats())
	}
}

func TestEmptySwarm(t *testing.T) {
	s, w := newSwarm(t, 0), newWorld(t, 0)
	l := Drive(w, s)
	l.Advance(10_000)
	if w.Bots() != 0 || s.Stats() != (Stats{}) {
		t.Errorf("%d bots, %+v", w.Bots(), s.Stats())
	}
}

// In the steady state a beat of the swarm allocates nothing.
func TestAdvanceAllocatesNothing(t *testing.T) {
	s, w := newSwarm(t, 2000), newWorld(t, 6)
	l := Drive(w, s)
	now := game.Stamp(0)
	beat := func() {
		now += slotWidth
		l.Advance(now)
	}
	for range 60_000 / slotWidth {
		beat()
	}
	before := s.Stats().Done
	if got := testing.AllocsPerRun(2000, beat); got != 0 {
		t.Errorf("%v allocations a beat", got)
	}
	if s.Stats().Done == before {
		t.Error("nobody stepped")
	}
}
