package game

import (
	"math"
	"math/rand/v2"
	"sync/atomic"
	"testing"
)

// gathering is a frame of n players, some of them away, on few places.
func gathering(rng *rand.Rand, n int) *Frame {
	f := &Frame{Width: 300, Height: 200, listed: new(atomic.Pointer[roster])}
	for i := range n {
		f.Players = append(f.Players, PlayerMark{
			Walker: WalkerID(rng.Uint64()<<32 | uint64(i*7)), At: Point{rng.IntN(f.Width), rng.IntN(f.Height)},
			Away: rng.IntN(5) == 0, Score: Score{Biomass: rng.IntN(10), Meals: i},
		})
	}
	return f
}

// Who is looked up among many is who would be found by looking through all.
func TestRosterFindsWhoeverIsThere(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		many := gathering(rng, fewPlayers+rng.IntN(100))
		each := &Frame{Players: many.Players} // has none
		for range 20 {
			id := many.Players[rng.IntN(len(many.Players))].Walker
			if rng.IntN(3) == 0 {
				id = id.next()
			}
			got, found := many.Player(id)
			want, there := each.Player(id)
			if got != want || found != there {
				t.Fatalf("%v is %+v, %v; want %+v, %v", id, got, found, want, there)
			}
			if got, want := many.Rank(int(id%12)), each.Rank(int(id%12)); got != want {
				t.Fatalf("rank %d, want %d", got, want)
			}
			to := Point{rng.IntN(300), rng.IntN(200)}
			view := Rect{Min: Point{to.X - rng.IntN(150), to.Y - rng.IntN(100)}, Max: Point{to.X + rng.IntN(150), to.Y + rng.IntN(100)}}
			near, far := many.Nearest(to, view, id), math.MaxInt
			for i := range many.Players {
				if p := &many.Players[i]; !p.Away && p.Walker != id && !view.Contains(p.At) {
					far = min(far, to.Distance(p.At))
				}
			}
			switch {
			case near == nil && far == math.MaxInt:
			case near == nil || near.Away || near.Walker == id || view.Contains(near.At) || to.Distance(near.At) != far:
				t.Fatalf("near %v is %+v; somebody is as near as %d", to, near, far)
			}
		}
		if got, want := many.Present(), each.Present(); got != want {
			t.Fatalf("%d are present, want %d", got, want)
		}
	}
}

// Frames in which nobody moved share what one of them was asked.
func TestRosterIsMadeOnce(t *testing.T) {
	f := gathering(rand.New(rand.NewPCG(1, 2)), 1000)
	g := *f
	f.Present()
	if n := testing.AllocsPerRun(10, func() {
		g.Player(7)
		g.Nearest(Point{9, 9}, Rect{Max: Point{50, 50}}, 7)
		g.Rank(3)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if g.Players = g.Players[1:]; g.Present() == f.Present() && !f.Players[0].Away {
		t.Error("the roster of other players was used")
	}
}

// BenchmarkRoster makes the roster of a frame, and looks for somebody near.
func BenchmarkRoster(b *testing.B) {
	f := gathering(rand.New(rand.NewPCG(1, 2)), 3000)
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			newRoster(f.Players)
		}
	})
	b.Run("nearest", func(b *testing.B) {
		view := Rect{Min: Point{100, 100}, Max: Point{140, 122}}
		for b.Loop() {
			f.Nearest(Point{120, 110}, view, 7)
		}
	})
}
