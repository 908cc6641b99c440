package bots

import (
	"math/rand/v2"
	"testing"

	"thicket/game"
)

// lived is a world in which n bots have sown for some seconds, with their
// swarm and the frame that they see.
func lived(tb testing.TB, n int, seconds game.Stamp) (*game.World, *Swarm, *game.Frame) {
	tb.Helper()
	s, err := New("sow", n, 5)
	if err != nil {
		tb.Fatal(err)
	}
	w := newWorld(tb, 6)
	l := Drive(w, s)
	for now := game.Stamp(0); now < seconds*1000; now += 50 {
		l.Advance(now)
	}
	return w, s, w.Frame()
}

// nearestPlainly looks at every cell in sight.
func nearestPlainly(f *game.Frame, at game.Point, self game.WalkerID) (least int) {
	least = -1
	for y := at.Y - sight; y <= at.Y+sight; y++ {
		for x := at.X - sight; x <= at.X+sight; x++ {
			p := game.Point{X: x, Y: y}
			colony, alive := f.Bacterium(p)
			_, stands := f.Walker(p)
			own := colony != 0 && f.Colonies[colony].Walker == self
			if n := at.Steps(p); alive && !stands && !own && p != at && (least < 0 || n < least) {
				least = n
			}
		}
	}
	return least
}

func TestNearest(t *testing.T) {
	_, s, f := lived(t, 300, 20)
	rng := rand.New(rand.NewPCG(1, 2))
	seen, own := 0, 0
	check := func(at game.Point, self game.WalkerID) {
		p, ok := nearest(f, at, self)
		want := nearestPlainly(f, at, self)
		if ok != (want >= 0) || ok && at.Steps(p) != want {
			t.Fatalf("from %v: %v, %v, want one %d steps away", at, p, ok, want)
		}
		if !ok {
			return
		}
		seen++
		colony, alive := f.Bacterium(p)
		_, stands := f.Walker(p)
		if !alive || stands || p == at || colony != 0 && f.Colonies[colony].Walker == self {
			t.Fatalf("from %v: %v is no food", at, p)
		}
		if q, _ := nearest(f, at, 0); q != p {
			own++
		}
	}
	for range 20_000 {
		at := game.Point{X: rng.IntN(f.Width), Y: rng.IntN(f.Height)}
		check(at, s.bots[rng.IntN(len(s.bots))])
	}
	for range 20 {
		for i := range s.bots {
			at := s.minds[i].at()
			at.X = min(max(at.X+rng.IntN(11)-5, 0), f.Width-1)
			check(at, s.bots[i])
		}
	}
	if seen < 1000 || own < 20 {
		t.Errorf("%d times something was in sight, %d times the nearest was their own", seen, own)
	}
}

func TestNearestAllocatesNothing(t *testing.T) {
	_, s, f := lived(t, 300, 5)
	i := 0
	if got := testing.AllocsPerRun(1000, func() {
		i++
		nearest(f, s.minds[i%300].at(), s.bots[i%300])
	}); got != 0 {
		t.Errorf("%v allocations a look", got)
	}
}

// BenchmarkNearest looks where something lives within five steps, where
// something is in sight, and where nothing is.
func BenchmarkNearest(b *testing.B) {
	_, _, f := lived(b, 300, 20)
	rng := rand.New(rand.NewPCG(1, 2))
	places := map[string][]game.Point{}
	for range 20_000 {
		at := game.Point{X: rng.IntN(f.Width), Y: rng.IntN(f.Height)}
		switch n := nearestPlainly(f, at, 0); {
		case n < 0:
			places["nothing"] = append(places["nothing"], at)
		case n <= 5:
			places["near"] = append(places["near"], at)
		default:
			places["far"] = append(places["far"], at)
		}
	}
	for _, name := range []string{"near", "far", "nothing"} {
		at := places[name]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				nearest(f, at[i], 0)
				if i++; i == len(at) {
					i = 0
				}
			}
		})
	}
}
