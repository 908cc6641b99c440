package game

import "testing"

// collapseAt has a player collapse at a point of a world and tells where they
// are then.
func collapseAt(w *World, at Point) Point {
	id := stand(w, Player, "ada", at)
	w.collapse(w.find(id), 0, "")
	return w.find(id).at()
}

// Who collapses enters anew at least 40 cells away, near somebody if they are
// far enough away themselves.
func TestCollapseLeadsFarAway(t *testing.T) {
	near := 0
	for seed := range uint64(100) {
		cfg := sized(300, 300)
		cfg.Seed = seed
		fell := Point{int(seed*37) % 300, int(seed*91) % 300}
		w := bareWorld(cfg)
		friend := Point{250, 40}
		stand(w, Player, "bob", friend)
		if w.walkersAt(fell) {
			continue
		}
		to := collapseAt(w, fell)
		if d := to.Distance(fell); d < 40 {
			t.Errorf("collapsed at %v, entered at %v, %d cells away", fell, to, d)
		}
		if far(to, friend) < 43 {
			near++
		}
	}
	// Most fall far from the friend, and of the rings of 20 to 40 cells round the
	// friend few points are too near.
	if near < 80 {
		t.Errorf("only %d of 100 entered near somebody", near)
	}
}

func (w *World) walkersAt(p Point) bool { return !w.isFree(p.X, p.Y) && !w.isTree(p.X, p.Y) }

// Where the world is too small, one enters as far away as there is a cell.
func TestCollapseInASmallWorld(t *testing.T) {
	for _, c := range []struct {
		fell Point
		far  int
	}{
		{Point{15, 15}, 15}, // the corner farthest from the middle of 30 x 30 is 0,0
		{Point{0, 0}, 29},
		{Point{20, 5}, 24}, // 0,29 and 29,29 are 24 away, 0,0 20
	} {
		for seed := range uint64(20) {
			cfg := sized(30, 30)
			cfg.Seed = seed
			if to := collapseAt(bareWorld(cfg), c.fell); to.Distance(c.fell) != c.far {
				t.Errorf("collapsed at %v, entered at %v, %d cells away", c.fell, to, to.Distance(c.fell))
			}
		}
	}
}

// Who enters anew finds something to eat, like everybody who enters.
func TestCollapseIsEntering(t *testing.T) {
	w := bareWorld(sized(300, 300))
	to := collapseAt(w, Point{100, 100})
	cells := living(w)
	if shapeOf(cells) != "R-pentomino" || middleOf(cells).Distance(to) > 7 {
		t.Errorf("entered anew at %v, there live %v", to, cells)
	}
}

// Nothing of a bot is ranked.
func TestBotsAreNotRanked(t *testing.T) {
	w := bareWorld(sized(64, 64))
	bot, ada := stand(w, Bot, "", Point{5, 5}), stand(w, Player, "ada", Point{20, 20})
	w.Plant(0, bot, Block)
	w.Plant(0, ada, Block)
	w.Advance(15_000)
	w.Advance(30_000)
	if f := newFramer(w).newest; len(f.Players) != 1 || f.Players[0].Name != "ada" {
		t.Errorf("listed: %+v", f.Players)
	}
	w.TakeResults(func(r Result) { t.Errorf("the result %+v", r) }) // of guests neither
}
