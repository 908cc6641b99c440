package bots

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// stillWorld is one whose bacteria stand still.
func stillWorld(tb testing.TB) *game.World {
	tb.Helper()
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = 300, 300, 3
	cfg.Generations, cfg.Before, cfg.Elsewhere = 0, 100, 100
	w, err := game.NewWorld(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// after is a swarm of n bots that have done what they do for some seconds.
func after(tb testing.TB, w *game.World, name string, n int, seconds game.Stamp) *Swarm {
	tb.Helper()
	s, err := New(name, n, 7)
	if err != nil {
		tb.Fatal(err)
	}
	l := Drive(w, s)
	for end := w.Now() + seconds*1000; w.Now() < end; {
		l.Advance(w.Now() + 20)
	}
	return s
}

// spores are those that all bots of a swarm carry.
func (s *Swarm) spores() (sum int) {
	for _, m := range s.minds {
		sum += int(m.spores)
	}
	return sum
}

// Where wandering bots eat little, grazing ones leave hardly anything in sight
// of them.
func TestGraze(t *testing.T) {
	const n = 50
	w := stillWorld(t)
	before := w.Frame().Live
	after(t, w, "wander", n, 60)
	wandered := before - w.Frame().Live
	w = stillWorld(t)
	s := after(t, w, "graze", n, 60)
	f := w.Frame()
	if eaten := before - f.Live; eaten < 150 || eaten < 3*wandered {
		t.Errorf("of %d cells %d were grazed, %d eaten by wanderers", before, eaten, wandered)
	}
	if got := s.spores(); got < n*6 {
		t.Errorf("%d grazing bots carry %d spores", n, got)
	}
	hungry, stands := 0, map[game.Point]bool{}
	for i, m := range s.minds {
		if mark, ok := f.Walker(m.at()); !ok || mark.Kind != game.Bot || stands[m.at()] {
			t.Fatalf("bot %d thinks that it is at %v", s.bots[i], m.at())
		}
		stands[m.at()] = true
		if _, ok := nearest(f, m.at(), s.bots[i]); !ok {
			hungry++
		}
	}
	if hungry < n/2 {
		t.Errorf("only %d of %d have nothing in sight", hungry, n)
	}
}

// Sowing bots plant blinkers and gliders, and do not eat them.
func TestSow(t *testing.T) {
	const n = 40
	s := after(t, newWorld(t, 6), "sow", n, 60)
	if got := s.spores(); got > n*5 {
		t.Errorf("%d sowing bots still carry %d spores", n, got)
	}
	m, f, rng := mind{x: 5, y: 5, spores: sowFrom}, newWorld(t, 0).Frame(), rand.New(rand.NewPCG(1, 1))
	planted := map[game.Pattern]int{}
	for range 1000 {
		planted[s.decide(&m, 1, f, rng).Plant]++
	}
	if len(planted) != 2 || planted[game.Blinker] < 400 || planted[game.Glider] < 400 {
		t.Errorf("they plant %v", planted)
	}
	m.answered(&game.BatchStep{Verdict: game.Bacteria, Plant: game.Glider, Spores: sowFrom, X: 5, Y: 5})
	if b := s.decide(&m, 1, f, rng); b.Plant != game.NoPattern {
		t.Errorf("after a refusal it plants %v", b.Plant)
	}
	m.answered(&game.BatchStep{Spores: sowFrom - 1, X: 5, Y: 6})
	if b := s.decide(&m, 1, f, rng); b.Plant != game.NoPattern {
		t.Errorf("with %d spores it plants %v", m.spores, b.Plant)
	}
}

// What they plant is theirs, until somebody eats it or its children are wild.
func TestSownColonies(t *testing.T) {
	w := stillWorld(t)
	s := after(t, w, "sow", 40, 3)
	f := w.Frame()
	cells := map[game.WalkerID]int{}
	for y := range f.Height {
		for x := range f.Width {
			if colony, alive := f.Bacterium(game.Point{X: x, Y: y}); alive && colony != 0 {
				cells[f.Colonies[colony].Walker]++
			}
		}
	}
	owners := 0
	for _, id := range s.bots {
		if cells[id] > 0 {
			owners++
		}
	}
	if owners < 10 {
		t.Errorf("%d of %d bots have a colony", owners, len(s.bots))
	}
}

// Bots beside a room see its frames and know where they are.
func TestRunLooking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 60
		m := newMeadow(t)
		s, err := New("graze", n, 7)
		if err != nil {
			t.Fatal(err)
		}
		stop := runs(t, s, m.enter)
		time.Sleep(30 * time.Second)
		if got := m.stats(t); got.Bots != n || got.Limited != 0 {
			t.Errorf("the world says %+v", got)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		if got := s.Stats(); got.Done < 25*2*n || got.Missed != 0 {
			t.Errorf("the swarm says %+v", got)
		}
		if got := s.spores(); got <= n*5 {
			t.Errorf("%d grazing bots carry %d spores", n, got)
		}
	})
}

// A beat of bots that look allocates nothing.
func TestLookingAllocatesNothing(t *testing.T) {
	for _, name := range []string{"graze", "sow", "hunt"} {
		w := newWorld(t, 6)
		s := after(t, w, name, 2000, 10)
		f, o, now := w.Frame(), newOrder(batchSize), w.Now()
		if got := testing.AllocsPerRun(500, func() {
			now += 10 * slotWidth
			for s.due(now, f, o) {
				w.ApplyBatch(now, &o.Batch)
				s.answered(o)
			}
		}); got > 1 { // a slot of the wheel or a colony now and then
			t.Errorf("%s: %v allocations a beat", name, got)
		}
	}
}

// BenchmarkDecide is a beat of bots that look, without the world's part of it.
func BenchmarkDecide(b *testing.B) {
	for _, name := range []string{"graze", "sow", "hunt"} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, 6)
			s := after(b, w, name, 500, 20)
			f, rng, i := w.Frame(), rand.New(rand.NewPCG(1, 1)), 0
			b.ReportAllocs()
			for b.Loop() {
				m := s.minds[i]
				s.decide(&m, s.bots[i], f, rng)
				if i++; i == len(s.bots) {
					i = 0
				}
			}
		})
	}
}

// BenchmarkSimulationMany is 20 s of many bots that look, and of a player.
func BenchmarkSimulationMany(b *testing.B) {
	for _, spec := range []Spec{defaultBots, {{"graze", 10_000}}, {{"graze", 100_000}}, {{"hunt", 100_000}}} {
		b.Run(fmt.Sprintf("%s=%d", spec[0].Strategy, spec.Total()), func(b *testing.B) {
			s := simulate(b, 1, spec)
			s.enter(presser)
			for s.now < 20_000 {
				s.beat(beatMillis)
			}
			done := 0.0
			for _, swarm := range s.herd.swarms {
				done += float64(swarm.Stats().Done)
			}
			b.ReportMetric(float64(s.decisions.Nanoseconds())/done, "ns/decision")
			b.ReportMetric(s.percent(s.decisions), "decisions-%core")
			b.ReportMetric(s.percent(s.worlds), "world-%core")
			b.ReportMetric(s.percent(s.frames), "frames-%core")
		})
	}
}
