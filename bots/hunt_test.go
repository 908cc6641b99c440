package bots

import (
	"math/rand/v2"
	"testing"

	"thicket/game"
)

// colonyCells counts the cells of each colony in a tile.
func colonyCells(f *game.Frame, tx, ty int) map[uint16]int {
	cells := map[uint16]int{}
	for y := ty * tileSide; y < (ty+1)*tileSide; y++ {
		for x := tx * tileSide; x < (tx+1)*tileSide; x++ {
			if colony, alive := f.Bacterium(game.Point{X: x, Y: y}); alive && colony != 0 {
				cells[colony]++
			}
		}
	}
	return cells
}

// biggestPlainly looks at every cell of the tiles within reach.
func biggestPlainly(f *game.Frame, at game.Point) (most int) {
	for ty := 0; ty*tileSide < f.Height; ty++ {
		for tx := 0; tx*tileSide < f.Width; tx++ {
			middle := game.Point{X: min(tx*tileSide+tileSide/2, f.Width-1), Y: min(ty*tileSide+tileSide/2, f.Height-1)}
			if middle.Distance(at) > huntWithin {
				continue
			}
			for _, n := range colonyCells(f, tx, ty) {
				most = max(most, n)
			}
		}
	}
	return most
}

// colonists is a world whose bacteria stand still, with colonies of bots.
func colonists(tb testing.TB) *game.World {
	tb.Helper()
	w := stillWorld(tb)
	after(tb, w, "sow", 60, 30)
	return w
}

func TestBiggest(t *testing.T) {
	f := colonists(t).Frame()
	rng := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 200 {
		at := game.Point{X: rng.IntN(f.Width), Y: rng.IntN(f.Height)}
		want, goal, most := biggestPlainly(f, at), biggest(f, at), 0
		if want == 0 {
			if goal != at {
				t.Fatalf("from %v it hunts at %v, where nothing is", at, goal)
			}
			continue
		}
		for _, n := range colonyCells(f, goal.X/tileSide, goal.Y/tileSide) {
			most = max(most, n)
		}
		if most != want {
			t.Fatalf("from %v it hunts at %v for %d cells, there are %d elsewhere", at, goal, most, want)
		}
		found++
	}
	if found < 20 {
		t.Errorf("in reach of a colony %d times", found)
	}
}

// A hunter without food in sight goes to a colony that the atlas shows, and
// eats there.
func TestHunt(t *testing.T) {
	w := colonists(t)
	s := after(t, w, "hunt", 1, 0)
	f, at := w.Frame(), s.minds[0].at()
	goal := biggest(f, at)
	if goal == at {
		t.Fatalf("from %v there is nothing to hunt", at)
	}
	m, rng, batch := s.minds[0], rand.New(rand.NewPCG(1, 2)), game.Batch{Op: game.OpStep, Steps: make([]game.BatchStep, 1)}
	for range 400 {
		batch.Steps[0] = s.decide(&m, s.bots[0], f, rng)
		w.ApplyBatch(w.Now()+250, &batch)
		m.answered(&batch.Steps[0])
		f = w.Frame()
	}
	if m.spores <= uint8(w.Config().Spores) {
		t.Errorf("it carries %d spores, at %v", m.spores, m.at())
	}
}
