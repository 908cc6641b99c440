package game

import (
	"slices"
	"testing"
)

// dish is an empty world in which only the generations pass.
func dish(width, height int) *World {
	cfg := sized(width, height)
	cfg.Elsewhere, cfg.Dry = 1<<30, 1<<19
	return bareWorld(cfg)
}

// drop puts a pattern drawn in rows of 'O' on a world.
func drop(w *World, at Point, rows ...string) {
	for y, row := range rows {
		for x, cell := range row {
			if cell == 'O' {
				w.enliven(Point{at.X + x, at.Y + y}, 0)
			}
		}
	}
}

// living are the places of all living cells, in reading order.
func living(w *World) (cells []Point) {
	for y := range w.height {
		for x := range w.width {
			if w.isAlive(x, y) {
				cells = append(cells, Point{x, y})
			}
		}
	}
	return cells
}

func moved(cells []Point, by Point) []Point {
	to := slices.Clone(cells)
	shift(to, by)
	return to
}

// A glider is one cell further on the diagonal after 4 generations, over the
// borders of chunks too.
func TestGliderFlies(t *testing.T) {
	for facing := Up; facing <= Right; facing++ {
		for _, aside := range []Dir{facing.RightHand(), facing.RightHand() ^ 1} {
			w := dish(200, 200)
			for _, p := range Glider.Place(nil, Point{100, 100}, facing, aside) {
				w.enliven(p, 0)
			}
			for range 40 {
				was := living(w)
				for range 4 {
					w.generate()
				}
				by := Point{}.Step(facing).Step(aside)
				if got, want := living(w), moved(was, by); !slices.Equal(got, want) {
					t.Fatalf("facing %v, aside %v: from %v to %v", facing, aside, was, got)
				}
			}
		}
	}
}

func TestSpaceshipFliesAhead(t *testing.T) {
	for facing := Up; facing <= Right; facing++ {
		w := dish(200, 200)
		for _, p := range Spaceship.Place(nil, Point{100, 100}, facing, facing.RightHand()) {
			w.enliven(p, 0)
		}
		was := living(w)
		for range 4 * 20 {
			w.generate()
		}
		if got, want := living(w), moved(was, Point{}.along(facing, 40)); !slices.Equal(got, want) {
			t.Errorf("facing %v: from %v to %v", facing, was, got)
		}
	}
}

// The R-pentomino is stable from generation 1103 on, with 116 living cells
// (Life Lexicon).
func TestRPentomino(t *testing.T) {
	w := dish(1000, 1000)
	for _, p := range RPentomino.Place(nil, Point{500, 500}, Up, Right) {
		w.enliven(p, 0)
	}
	for range 1103 {
		w.generate()
	}
	if w.grid.live != 116 || len(living(w)) != 116 {
		t.Errorf("%d cells live, counted %d", w.grid.live, len(living(w)))
	}
}
