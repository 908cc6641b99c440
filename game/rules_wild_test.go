package game

import (
	"testing"
)

// Counts below are of independent chances: of n with the chance p the mean is
// n*p, the deviation sqrt(n*p*(1-p)); bounds are about five deviations wide.

// square64 is a world of one square in which patterns land by the rules'
// chances. A player stands in its corner, where few landings are too near.
func square64() *World {
	w := bareWorld(sized(64, 64))
	stand(w, Player, "ada", Point{0, 0})
	return w
}

// populate lets n cells live, row by row from the bottom.
func populate(w *World, n int) {
	for i := range n {
		w.enliven(Point{i % w.width, w.height - 1 - i/w.width}, 0)
	}
}

// landings counts how often something lands in n generations of nothing but
// wild spores; each begins with the same cells.
func landings(w *World, n int, see func(cells []Point)) (count int) {
	was := map[Point]bool{}
	for _, p := range living(w) {
		was[p] = true
	}
	base := w.grid.live
	for range n {
		w.generation++
		w.wildSpores()
		if w.grid.live == base {
			continue
		}
		count++
		var cells []Point
		for _, p := range living(w) {
			if !was[p] {
				cells = append(cells, p)
				w.kill(p)
			}
		}
		if see != nil {
			see(cells)
		}
	}
	return count
}

// Of the 4096 cells 20 are less than 0.5 % (20.48), and 122 less than 3 %
// (122.88). Where something is in the way, about one in ten does not land.
func TestChancesOfWildSpores(t *testing.T) {
	for _, c := range []struct{ living, low, high int }{
		{0, 870, 1137},  // 1/4 of 4000: 1000, deviation 27
		{20, 800, 1137}, // the same
		{21, 130, 270},  // 1/20: 200, deviation 14
		{122, 130, 270}, // the same
		{123, 3, 42},    // 1/200: 20, deviation 4.5
	} {
		w := square64()
		populate(w, c.living)
		if got := landings(w, 4000, nil); got < c.low || got > c.high {
			t.Errorf("%d cells live: %d of 4000 landed, not %d to %d", c.living, got, c.low, c.high)
		}
	}
}

// 256 squares in 200 generations: 256 land, deviation 16; a tenth may find no
// place as the squares fill, and a few land in the same generation.
func TestChancesFarFromPlayers(t *testing.T) {
	w := bareWorld(sized(1024, 1024))
	before, landed := 0, 0
	for range 200 {
		w.generation++
		w.wildSpores()
		if w.grid.live > before {
			before = w.grid.live
			landed++
		}
	}
	// Of 200 generations 72 % see one or more of 1.28 on average.
	if landed < 110 || landed > 175 {
		t.Errorf("in %d generations something landed", landed)
	}
}

// landsIn tells whether something lands in the third square of three in 100
// generations while a player stands at a column: if it is near, the chance that
// nothing does is (3/4)^100.
func landsIn(t *testing.T, x int, stands func(*World)) bool {
	t.Helper()
	cfg := sized(192, 64)
	cfg.Elsewhere = 1 << 40
	w := bareWorld(cfg)
	stand(w, Player, "ada", Point{x, 32})
	if stands != nil {
		stands(w)
	}
	lands := false
	landings(w, 100, func(cells []Point) { lands = lands || cells[0].X >= 128 })
	return lands
}

// The third square begins at column 128.
func TestWildSporesNearAPlayer(t *testing.T) {
	if !landsIn(t, 32, nil) {
		t.Error("nothing landed 96 cells from a player")
	}
	if landsIn(t, 31, nil) {
		t.Error("something landed 97 cells from the only player")
	}
	if landsIn(t, 32, func(w *World) { w.Advance(60_000) }) {
		t.Error("something landed near a player who dozes")
	}
	if landsIn(t, 31, func(w *World) { stand(w, Bot, "", Point{190, 0}) }) {
		t.Error("something landed near a bot")
	}
}

// The squares at the rim are smaller: this one has 36 x 20 cells, and all of
// what lands lies in it.
func TestSquaresAtTheRimAreSmaller(t *testing.T) {
	cfg := sized(100, 84)
	cfg.Elsewhere = 1 << 40
	w := bareWorld(cfg)
	stand(w, Player, "ada", Point{99, 83})
	seen := 0
	landings(w, 400, func(cells []Point) {
		if cells[0].X >= 64 && cells[0].Y >= 64 {
			seen++
		}
	})
	if seen < 50 {
		t.Errorf("%d of about 90 landed in the corner square", seen)
	}
	// Of its 720 cells 3 are less than 0.5 % (3.6), 4 are not.
	for i, odds := range []int{4, 4, 4, 20} {
		w.enliven(Point{70 + 2*i, 70}, 0)
		if got := w.odds(&w.chunks[3]); got != odds {
			t.Errorf("with %d cells of %d one in %d generations seeds", i+1, w.chunks[3].open, got)
		}
	}
}

// Six patterns, each turned four ways (the blinker has two looks, and all of
// them are found), in all four corners of the square. Of about 1000 landings a
// sixth are of each, a 24th of each turn.
func TestWildCatalogue(t *testing.T) {
	kinds, turns, corners := map[string]int{}, map[Dir]int{}, map[Point]bool{}
	w := square64()
	total := landings(w, 4000, func(cells []Point) {
		kinds[shapeOf(cells)]++
		if d, ok := turnOf(PiHeptomino, cells); ok {
			turns[d]++
		}
		box := bounds(cells)
		corners[Point{box.Min.X / 32, box.Min.Y / 32}] = true
		if box.Min.X == 0 || box.Max.X == 64 {
			corners[Point{box.Min.X, -1}] = true
		}
	})
	want := []string{"R-pentomino", "acorn", "glider", "blinker", "spaceship", "pi-heptomino"}
	for _, name := range want {
		if n := kinds[name]; n < total/6-60 || n > total/6+60 {
			t.Errorf("of %d landings %d were of the %s", total, n, name)
		}
	}
	if len(kinds) != len(want) {
		t.Errorf("landed: %v", kinds)
	}
	for d := Up; d <= Right; d++ {
		if turns[d] < 15 {
			t.Errorf("%d were turned %v", turns[d], d)
		}
	}
	if len(corners) < 6 {
		t.Errorf("landed in %v only", corners)
	}
}

// None of the patterns has a place where of each two cells side by side one is
// not free, be it alive or a tree.
func TestWildSporesNeedFreeCells(t *testing.T) {
	for _, tree := range []bool{false, true} {
		cfg := sized(64, 64)
		cfg.Few, cfg.Some, cfg.Elsewhere = 1000, 1000, 1<<40
		w := bareWorld(cfg)
		for y := range 64 {
			for x := y % 2; x < 64; x += 2 {
				if tree {
					w.setTree(x, y)
				} else {
					w.enliven(Point{x, y}, 0)
				}
			}
		}
		stand(w, Player, "ada", Point{1, 0})
		was := w.grid.live
		for range 400 {
			w.generation++
			w.wildSpores()
		}
		if w.grid.live != was {
			t.Errorf("where there is no place (trees: %v) %d cells landed", tree, w.grid.live-was)
		}
	}
}

// In a world of 16 x 16 with walkers in it many landings would be near them.
func TestWildSporesKeepClear(t *testing.T) {
	for _, kind := range []Kind{Player, Bot} {
		cfg := sized(16, 16)
		w := bareWorld(cfg)
		stand(w, Player, "ada", Point{15, 15})
		at := Point{4, 4}
		stand(w, kind, "bob", at)
		nearest := 99
		landings(w, 4000, func(cells []Point) {
			for _, p := range cells {
				nearest = min(nearest, p.Distance(at))
			}
		})
		if nearest != 4 {
			t.Errorf("landed %d cells from a walker of kind %v", nearest, kind)
		}
	}
}
