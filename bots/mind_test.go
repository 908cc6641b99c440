package bots

import (
	"math/rand/v2"
	"slices"
	"testing"

	"thicket/game"
)

// ways are the least steps from a cell to those around it, by the frame, as
// far as a bot may go to eat.
func ways(f *game.Frame, from game.Point) map[game.Point]int {
	steps := map[game.Point]int{from: 0}
	for queue := []game.Point{from}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for d := game.Up; d <= game.Right; d++ {
			to := at.Step(d)
			if _, been := steps[to]; !been && !f.Tree(to) && steps[at] < 4*sight {
				steps[to] = steps[at] + 1
				queue = append(queue, to)
			}
		}
	}
	return steps
}

// walk lets a bot go to a cell and gives its steps, or -1 if it does not come
// there within so many.
func walk(w *game.World, f *game.Frame, self game.BatchStep, to game.Point, most int, rng *rand.Rand) int {
	m := mind{}
	m.answered(&self)
	b := game.Batch{Op: game.OpStep, Steps: []game.BatchStep{{Walker: self.Walker}}}
	for n := range most {
		if m.at() == to {
			return n
		}
		b.Steps[0].Dir = m.towards(f, to, rng)
		w.ApplyBatch(w.Now()+100, &b)
		m.answered(&b.Steps[0])
	}
	return -1
}

// A bot finds its way round what stands between it and a cell in sight, seldom
// with many more steps than it takes.
func TestWays(t *testing.T) {
	for _, trees := range []int{0, 6, 20} {
		w, rng := newWorld(t, trees), rand.New(rand.NewPCG(1, uint64(trees)))
		var detours []float64
		lost := 0
		for range 300 {
			b := game.Batch{Op: game.OpEnter, Steps: make([]game.BatchStep, 1)}
			w.ApplyBatch(w.Now(), &b)
			self := b.Steps[0]
			f, at := w.Frame(), game.Point{X: int(self.X), Y: int(self.Y)}
			to := game.Point{X: at.X + rng.IntN(2*sight+1) - sight, Y: at.Y + rng.IntN(2*sight+1) - sight}
			if least, ok := ways(f, at)[to]; ok && least > 0 {
				if n := walk(w, f, self, to, 10*least+100, rng); n < 0 {
					lost++
				} else {
					detours = append(detours, float64(n)/float64(least))
				}
			}
			b.Op = game.OpLeave
			w.ApplyBatch(w.Now(), &b)
		}
		slices.Sort(detours)
		n := len(detours)
		t.Logf("%d %% trees: %d ways, %d lost, steps of the least: %.2f in the middle, %.2f for one in ten",
			trees, n, lost, detours[n/2], detours[n*9/10])
		if n < 150 || lost > n*trees/200 || detours[n/2] > 1.2 || detours[n*9/10] > 4 || trees == 0 && detours[n-1] > 1 {
			t.Errorf("%d %% trees: %d ways, %d lost, steps of the least: %.2f in the middle, %.2f for one in ten",
				trees, n, lost, detours[n/2], detours[n*9/10])
		}
	}
}

// What is walled in a bot leaves alone after a while, and comes back to.
func TestWeary(t *testing.T) {
	w, rng := newWorld(t, 6), rand.New(rand.NewPCG(1, 1))
	f := w.Frame()
	graze, m, at := strategies["graze"], mind{x: 20, y: 20}, game.Point{X: 20, Y: 20}
	for m.weary == 0 {
		m.evade(game.Right, 1, rng)
	}
	if m.detour == 0 || m.detours != 0 {
		t.Fatalf("%+v", m)
	}
	m.detour = 0
	farthest := 0
	for range wearySteps {
		if to := m.at().Step(graze.graze(&m, 0, f, rng)); free(f, to) {
			m.x, m.y = int16(to.X), int16(to.Y)
		}
		farthest = max(farthest, m.at().Distance(at))
	}
	if m.weary != 0 || farthest < 15 {
		t.Errorf("%d cells away, %+v", farthest, m)
	}
}
