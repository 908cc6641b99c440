package game

import (
	"strings"
	"testing"
	"time"
)

func TestSowing(t *testing.T) {
	for _, size := range []Point{{1000, 1000}, {512, 200}, {333, 77}, {64, 1000}, {100, 100}} {
		cfg := DefaultConfig()
		cfg.Width, cfg.Height, cfg.Seed = size.X, size.Y, 7
		w := mustWorld(t, cfg)
		checkShare(t, w, 5.9, 6.0)
		checkGlade(t, w)
	}
}

// A world that is half trees is hard to fill: its clumps hit each other.
func TestSowingDensely(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Trees = 50
	w := mustWorld(t, cfg)
	checkShare(t, w, 49.9, 50)
	checkGlade(t, w)
}

func TestSmallestWorldIsAllGlade(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height = MinSide, MinSide
	if w := mustWorld(t, cfg); countTrees(w) != 0 {
		t.Errorf("%d trees stand in the glade", countTrees(w))
	}
}

func TestTreesGrowInClumps(t *testing.T) {
	cfg := DefaultConfig()
	w := mustWorld(t, cfg)
	tree := func(p Point) bool { return w.isTree(p.X, p.Y) }
	seen := map[Point]bool{}
	clumps, inSmall := 0, 0
	for y := range w.height {
		for x := range w.width {
			if p := (Point{x, y}); tree(p) && !seen[p] {
				clump := flood(w, p, tree)
				for _, q := range clump {
					seen[q] = true
				}
				clumps++
				if len(clump) < cfg.ClumpMin {
					inSmall += len(clump)
				}
			}
		}
	}
	if inSmall*20 > len(seen) {
		t.Errorf("%d of %d trees stand in clumps of fewer than %d", inSmall, len(seen), cfg.ClumpMin)
	}
	if clumps < 400 || clumps > 1000 {
		t.Errorf("%d trees stand in %d clumps", len(seen), clumps)
	}
}

func TestSeedDecidesTheTrees(t *testing.T) {
	draw := func(seed uint64) string {
		cfg := DefaultConfig()
		cfg.Width, cfg.Height, cfg.Seed = 200, 100, seed
		return picture(newFramer(mustWorld(t, cfg)).newest)
	}
	one, again, another := draw(1), draw(1), draw(2)
	if one != again {
		t.Error("one seed made two worlds")
	}
	if one == another {
		t.Error("two seeds made one world")
	}
}

func TestConfigErrorsNameTheValue(t *testing.T) {
	for _, c := range []struct {
		spoil func(*Config)
		want  string
	}{
		{func(c *Config) { c.Width = 15 }, "width is 15, allowed are 16 to 8192"},
		{func(c *Config) { c.Height = 9000 }, "height is 9000, allowed are 16 to 8192"},
		{func(c *Config) { c.Trees = 51 }, "trees is 51, allowed are 0 to 50"},
		{func(c *Config) { c.Trees = -1 }, "trees is -1"},
		{func(c *Config) { c.ClumpMin = 101 }, "smallest clump is 101, allowed are 1 to 100"},
		{func(c *Config) { c.Actions = 0 }, "actions a second is 0, allowed are 1 to 1000"},
		{func(c *Config) { c.Burst = 0 }, "burst is 0"},
		{func(c *Config) { c.NearMin = 41 }, "least distance of entering is 41, allowed are 0 to 40"},
		{func(c *Config) { c.Doze = -time.Second }, "doze (ms) is -1000"},
		{func(c *Config) { *c = Config{} }, "width is 0"},
	} {
		cfg := DefaultConfig()
		c.spoil(&cfg)
		if _, err := NewWorld(cfg); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

func mustWorld(tb testing.TB, cfg Config) *World {
	tb.Helper()
	w, err := NewWorld(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func countTrees(w *World) (n int) {
	for y := range w.height {
		for x := range w.width {
			if w.isTree(x, y) {
				n++
			}
		}
	}
	return n
}

func checkShare(t *testing.T, w *World, low, high float64) {
	t.Helper()
	share := 100 * float64(countTrees(w)) / float64(w.width*w.height)
	if share < low || share > high {
		t.Errorf("%d x %d: %.2f %% are trees", w.width, w.height, share)
	}
}

func checkGlade(t *testing.T, w *World) {
	t.Helper()
	for dy := -12; dy <= 12; dy++ {
		for dx := -12; dx <= 12; dx++ {
			p := Point{w.width/2 + dx, w.height/2 + dy}
			if dx*dx+dy*dy <= 12*12 && w.isTree(p.X, p.Y) {
				t.Errorf("%d x %d: a tree in the glade at %v", w.width, w.height, p)
			}
		}
	}
}
