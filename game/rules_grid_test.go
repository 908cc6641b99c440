package game

import (
	"math"
	"testing"
)

func TestSizesOfWorlds(t *testing.T) {
	if cfg := DefaultConfig(); cfg.Width != 1000 || cfg.Height != 1000 {
		t.Errorf("a world is %d x %d by default", cfg.Width, cfg.Height)
	}
	for _, c := range []struct {
		side int
		good bool
	}{{15, false}, {16, true}, {8192, true}, {8193, false}} {
		wide, high := DefaultConfig(), DefaultConfig()
		wide.Width, high.Height = c.side, c.side
		if got := wide.Validate() == nil; got != c.good {
			t.Errorf("%d wide: %v", c.side, wide.Validate())
		}
		if got := high.Validate() == nil; got != c.good {
			t.Errorf("%d high: %v", c.side, high.Validate())
		}
	}
}

// In 240 generations, of which each seeds one of 200 squares, the 256 squares
// of the default world receive 307 patterns on average (deviation below 18).
func TestNewWorldHasGenerationsBehindIt(t *testing.T) {
	w := mustWorld(t, DefaultConfig())
	if w.generation != 240 || w.Now() != 0 {
		t.Errorf("%d generations at %d", w.generation, w.Now())
	}
	if w.grid.live < 300 {
		t.Errorf("only %d cells live", w.grid.live)
	}
}

// The one that is nearest the wish, here the centre, and free.
func TestEntersAtTheNearestFreeCell(t *testing.T) {
	w := bareWorld(sized(64, 64))
	for i, want := range []int{0, 1, 1, 1, 1, 1, 1, 1, 1, 2} {
		cell, ok := w.entryCell(w.Centre())
		if d := cell.Distance(w.Centre()); !ok || d != want {
			t.Errorf("walker %d enters %d cells from the centre, not %d", i, d, want)
		}
		stand(w, Bot, "", cell)
	}
}

// room is a world with a closed room round its centre of so many open cells, up to
// 22 x 22.
func room(width, height, open int) *World {
	w := bareWorld(sized(width, height))
	c := w.Centre()
	for y := c.Y - 12; y < c.Y+12; y++ {
		for x := c.X - 12; x < c.X+12; x++ {
			if rim := x == c.X-12 || x == c.X+11 || y == c.Y-12 || y == c.Y+11; rim || open == 0 {
				w.setTree(x, y)
			} else {
				open--
			}
		}
	}
	return w
}

// Entering needs 400 open cells in reach, walkers ignored, whether they lie in one
// chunk or in four.
func TestEnteringReach(t *testing.T) {
	for _, c := range []struct {
		open, walkers int
		inside        bool
	}{{400, 0, true}, {399, 0, false}, {400, 8, true}} {
		for _, w := range []*World{room(60, 50, c.open), room(128, 128, c.open)} {
			for i := range c.walkers {
				stand(w, Bot, "", ringCell(w.Centre(), 1, i))
			}
			at := w.Enter(0, Player, "ada", Look{}).At
			if inside := at == w.Centre(); inside != c.inside {
				t.Errorf("a room of %d cells, %d walkers round its centre: entered at %v", c.open, c.walkers, at)
			}
		}
	}
}

// An R-pentomino lands with its middle cell 5 to 7 cells from who enters, and
// nothing else does.
func TestGiftLandsInView(t *testing.T) {
	sides := map[Point]bool{}
	for seed := range uint64(200) {
		cfg := sized(100, 100)
		cfg.Seed = seed
		w := bareWorld(cfg)
		at := w.Enter(0, Player, "ada", Look{}).At
		cells := living(w)
		if name := shapeOf(cells); name != "R-pentomino" {
			t.Fatalf("seed %d: %q landed: %v", seed, name, cells)
		}
		for _, p := range cells {
			if w.ownerOf(p.X, p.Y) != 0 {
				t.Errorf("seed %d: the cell at %v is owned", seed, p)
			}
		}
		m := middleOf(cells)
		if d := m.Distance(at); d < 5 || d > 7 {
			t.Errorf("seed %d: landed %d cells away", seed, d)
		}
		sides[Point{sign(m.X - at.X), sign(m.Y - at.Y)}] = true
	}
	if len(sides) < 8 {
		t.Errorf("it landed on %d sides only", len(sides))
	}
}

func sign(n int) int {
	return min(max(n, -1), 1)
}

// ringOfTrees plants all cells that are so far from the centre.
func ringOfTrees(w *World, far int) {
	for i := range 8 * far {
		p := ringCell(w.Centre(), far, i)
		w.setTree(p.X, p.Y)
	}
}

// What is not free pushes it outwards; beyond 7 it does not land. A ring of
// trees leaves corners only, into which not every turn of it fits.
func TestGiftNeedsAPlace(t *testing.T) {
	for _, c := range []struct {
		rings []int
		lands bool
	}{{[]int{5}, true}, {[]int{5, 6, 7}, false}} {
		landed := false
		for seed := range uint64(20) {
			cfg := sized(64, 64)
			cfg.Reach, cfg.Seed = 1, seed
			w := bareWorld(cfg)
			for _, far := range c.rings {
				ringOfTrees(w, far)
			}
			at := w.Enter(0, Player, "ada", Look{}).At
			if at != w.Centre() {
				t.Fatalf("entered at %v", at)
			}
			if w.grid.live > 0 {
				landed = true
				if d := middleOf(living(w)).Distance(at); d != 6 && d != 7 {
					t.Errorf("landed %d cells away", d)
				}
			}
		}
		if landed != c.lands {
			t.Errorf("trees in the rings %v: landed: %v", c.rings, landed)
		}
	}
}

// The n-th bot's wish is normally distributed with the deviation sigma on both
// axes. Of 4000 draws the mean deviates by sigma/63 (here at most five times
// that), the variance by 2.2 % (10 %), and 68.3 % lie within sigma of it, give or
// take 0.74 % (3 %); of a uniform distribution 57.7 % would.
func TestBotsEnterNormallyDistributed(t *testing.T) {
	w := bareWorld(sized(2000, 2000))
	w.bots = 999
	sigma := math.Sqrt(1000 * 256 / (2 * math.Pi)) // 256 cells for each where they stand closest
	const n = 4000
	var sum, squares float64
	within := 0
	for range n {
		x := float64(w.nearBotPlace().X - w.Centre().X)
		sum, squares = sum+x, squares+x*x
		if math.Abs(x) <= sigma {
			within++
		}
	}
	mean, variance, share := sum/n, squares/n, float64(within)/n
	if math.Abs(mean) > 5*sigma/63 || math.Abs(variance/(sigma*sigma)-1) > 0.1 || math.Abs(share-0.683) > 0.03 {
		t.Errorf("mean %.1f, deviation %.1f instead of %.1f, %.3f within it", mean, math.Sqrt(variance), sigma, share)
	}
}
