package bots

import (
	"math/rand/v2"
	"testing"
	"time"

	"thicket/game"
)

// bareWorld is a world without trees in which nothing lives or grows, and
// walkers enter with so many spores.
func bareWorld(tb testing.TB, spores int) *game.World {
	tb.Helper()
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees = 300, 300, 0
	cfg.Generations, cfg.Before, cfg.Elsewhere, cfg.Spores = 0, 0, 1<<40, spores
	w, err := game.NewWorld(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// Bots of each strategy act once an interval, with a jitter of a tenth; the
// wheel adds up to a slot. Of 100 bots in 30 s the shortest and the longest
// gaps are within a hundredth of the jitter's ends.
func TestPaceOfStrategies(t *testing.T) {
	for name, interval := range map[string]game.Stamp{"wander": 1000, "graze": 500, "sow": 1000, "hunt": 500} {
		s, err := New(name, 100, 5)
		if err != nil {
			t.Fatal(err)
		}
		l := Drive(bareWorld(t, 5), s)
		last := map[game.WalkerID]game.Stamp{}
		least, most := game.Stamp(1<<40), game.Stamp(0)
		for now := game.Stamp(0); now < 30_000; now++ {
			for s.due(now, l.Frame(), &l.order) {
				for _, b := range l.order.Steps {
					if before, acted := last[b.Walker]; acted {
						least, most = min(least, now-before), max(most, now-before)
					}
					last[b.Walker] = now
				}
			}
		}
		low, high, play := interval*9/10, interval*11/10, interval/100+slotWidth
		if least < low-slotWidth || least > low+play || most > high+slotWidth || most < high-play {
			t.Errorf("%s: %d to %d ms between two actions", name, least, most)
		}
	}
}

// Where nothing is in sight, grazing bots wander: of 4000 steps 1000 go to
// each side (deviation 27).
func TestGrazersWander(t *testing.T) {
	f, rng := bareWorld(t, 5).Frame(), rand.New(rand.NewPCG(1, 1))
	for _, name := range []string{"graze", "sow", "hunt"} {
		s := strategies[name]
		var dirs [4]int
		for range 4000 {
			dirs[s.decide(&mind{x: 150, y: 150}, 1, f, rng).Dir]++
		}
		for d, n := range dirs {
			if n < 865 || n > 1135 {
				t.Errorf("%s: %d of 4000 steps go %v", name, n, game.Dir(d))
			}
		}
	}
}

// A bot sees what lives within 20 columns and 20 rows, and nothing beyond.
func TestSightOfBots(t *testing.T) {
	w := bareWorld(t, 50)
	ada := w.Enter(0, game.Player, "ada", game.Look{})
	w.Plant(1000, ada.Walker, game.Block)
	f := w.Frame()
	var cells []game.Point
	for y := range f.Height {
		for x := range f.Width {
			if _, alive := f.Bacterium(game.Point{X: x, Y: y}); alive {
				cells = append(cells, game.Point{X: x, Y: y})
			}
		}
	}
	seen, unseen := 0, 0
	for y := range f.Height {
		for x := range f.Width {
			at, least := game.Point{X: x, Y: y}, 999
			for _, p := range cells {
				least = min(least, at.Distance(p))
			}
			_, ok := nearest(f, at, 0)
			if least > 0 && ok != (least <= 20) {
				t.Fatalf("%d cells from the nearest bacterium a bot sees one: %v", least, ok)
			}
			if least == 20 {
				seen++
			}
			if least == 21 {
				unseen++
			}
		}
	}
	if seen < 100 || unseen < 100 {
		t.Errorf("looked %d times from 20 cells, %d times from 21", seen, unseen)
	}
}

// colonies is a world with two colonies, the larger one 50 columns to the left
// of the smaller, and its frame.
func colonies(t *testing.T) (f *game.Frame, large game.Point) {
	w := bareWorld(t, 60)
	at := w.Centre()
	now := game.Stamp(0)
	plant := func(name string, n int) game.Point {
		out := w.Enter(now, game.Player, name, game.Look{})
		for x := out.At.X; x != at.X; {
			dir, by := game.Right, 1
			if x > at.X {
				dir, by = game.Left, -1
			}
			now += 1000
			if w.Step(now, out.Walker, dir).Verdict == game.Done {
				x += by
			}
		}
		for range n {
			now += 1000
			w.Plant(now, out.Walker, game.Acorn)
			for range 4 {
				now += 1000
				out = w.Step(now, out.Walker, game.Up)
			}
		}
		w.Step(now, out.Walker, game.Up)
		return out.At
	}
	plant("ada", 1)
	at.X -= 50
	large = plant("bob", 3)
	return w.Frame(), large
}

// A hunter with nothing in sight goes where, by the atlas, the most cells of
// one colony are in a square whose middle is within 64 cells.
func TestHuntWithin64Cells(t *testing.T) {
	f, _ := colonies(t)
	rng := rand.New(rand.NewPCG(3, 3))
	for range 2000 {
		at := game.Point{X: rng.IntN(f.Width), Y: rng.IntN(f.Height)}
		want := 0
		for ty := range 10 {
			for tx := range 10 {
				middle := game.Point{X: min(tx*32+16, 299), Y: min(ty*32+16, 299)}
				if at.Distance(middle) <= 64 {
					want = max(want, mostOf(colonyCells(f, tx, ty)))
				}
			}
		}
		goal := biggest(f, at)
		if got := mostOf(colonyCells(f, goal.X/32, goal.Y/32)); want > 0 && (got != want || goal.Distance(at) > 64) || want == 0 && goal != at {
			t.Fatalf("from %v it hunts at %v, where %d cells of a colony are, not %d", at, goal, got, want)
		}
	}
}

func mostOf(cells map[uint16]int) (most int) {
	for _, n := range cells {
		most = max(most, n)
	}
	return most
}

// It walks there, step by step.
func TestHuntersGoThere(t *testing.T) {
	f, large := colonies(t)
	at := game.Point{X: large.X - 40, Y: large.Y - 10}
	m, rng, s := mind{x: int16(at.X), y: int16(at.Y)}, rand.New(rand.NewPCG(3, 3)), strategies["hunt"]
	goal := biggest(f, at)
	far := at.Steps(goal)
	for range 15 {
		to := m.at().Step(s.decide(&m, 1, f, rng).Dir)
		m.x, m.y = int16(to.X), int16(to.Y)
	}
	if got := m.at().Steps(goal); got != far-15 {
		t.Errorf("after 15 steps from %v towards %v it is at %v", at, goal, m.at())
	}
}

// A swarm asks for no frames unless its bots look: what is drawn for them is
// drawn with the world that they are in, and nobody is watched.
func TestWanderersAskForNoFrames(t *testing.T) {
	for name, frames := range map[string]bool{"wander": false, "graze": true} {
		s, err := New(name, 10, 5)
		if err != nil {
			t.Fatal(err)
		}
		l := Drive(bareWorld(t, 5), s)
		first := l.Frame()
		for now := game.Stamp(0); now < game.Stamp((5 * time.Second).Milliseconds()); now += 10 {
			l.Advance(now)
		}
		if got := l.Frame() != first; got != frames {
			t.Errorf("%s: frames were made: %v", name, got)
		}
	}
}
