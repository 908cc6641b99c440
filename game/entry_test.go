package game

import (
	"math"
	"math/rand/v2"
	"testing"
)

// far is how many cells lie between two points as the crow flies.
func far(p, q Point) float64 { return math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y)) }

// entersAt tells for many seeds where a player enters a world of 512 x 512
// that is prepared.
func entersAt(t *testing.T, prepare func(*World)) []Point {
	t.Helper()
	var places []Point
	for seed := range uint64(200) {
		cfg := sized(512, 512)
		cfg.Seed = seed
		w := bareWorld(cfg)
		prepare(w)
		out := w.Enter(w.Now(), Player, "newcomer", Look{})
		if out.Verdict != Done {
			t.Fatalf("seed %d: %+v", seed, out)
		}
		places = append(places, out.At)
	}
	return places
}

// crowd stands n players round a point.
func crowd(w *World, n int, at Point) {
	for i := range n {
		stand(w, Player, "crowd", Point{at.X + i, at.Y})
	}
}

func TestFirstPlayerEntersInTheGlade(t *testing.T) {
	for _, p := range entersAt(t, func(*World) {}) {
		if p != (Point{256, 256}) {
			t.Fatalf("entered at %v", p)
		}
	}
}

func TestPlayerEntersNearAPlayer(t *testing.T) {
	there := Point{100, 400}
	quarters := map[[2]bool]bool{}
	for _, p := range entersAt(t, func(w *World) { crowd(w, 1, there) }) {
		if d := far(p, there); d < 19 || d > 41 {
			t.Errorf("entered %.1f cells away", d)
		}
		quarters[[2]bool{p.X > there.X, p.Y > there.Y}] = true
	}
	if len(quarters) != 4 {
		t.Errorf("only in the quarters %v", quarters)
	}
}

func TestPlayerEntersNearAnyPlayer(t *testing.T) {
	one, two := Point{100, 400}, Point{400, 100}
	byOne := 0
	for _, p := range entersAt(t, func(w *World) { crowd(w, 1, one); crowd(w, 1, two) }) {
		if far(p, one) <= 41 {
			byOne++
		} else if far(p, two) > 41 {
			t.Errorf("entered at %v, near nobody", p)
		}
	}
	if byOne < 60 || byOne > 140 {
		t.Errorf("%d of 200 entered near one of two", byOne)
	}
}

func TestPlayerEntersNotWhereTheCrowdIs(t *testing.T) {
	lonely := Point{400, 100}
	for _, p := range entersAt(t, func(w *World) {
		crowd(w, 4, Point{100, 400}) // in the square from 64,384
		crowd(w, 3, lonely)
	}) {
		if d := far(p, lonely); d > 43 {
			t.Errorf("entered at %v, %.1f cells away from the three", p, d)
		}
	}
}

func TestPlayerEntersInTheGladeWhenAllIsCrowded(t *testing.T) {
	for _, p := range entersAt(t, func(w *World) { crowd(w, 4, Point{100, 400}) }) {
		if p != (Point{256, 256}) {
			t.Fatalf("entered at %v", p)
		}
	}
}

func TestWhoDozesIsNotNear(t *testing.T) {
	for _, p := range entersAt(t, func(w *World) {
		crowd(w, 1, Point{100, 400})
		w.Advance(60_000)
	}) {
		if p != (Point{256, 256}) {
			t.Fatalf("entered at %v", p)
		}
	}
}

// In the corner of the world most of the ring lies beyond the rim.
func TestPlayerEntersNearOneInTheCorner(t *testing.T) {
	for _, p := range entersAt(t, func(w *World) { crowd(w, 1, Point{0, 0}) }) {
		if d := far(p, Point{}); d < 1 || d > 41 {
			t.Errorf("entered %.1f cells away", d)
		}
	}
}

func TestBotsEnterLooselyRoundTheGlade(t *testing.T) {
	w := mustWorld(t, DefaultConfig())
	perBlock := map[Point]int{}
	var sum Point
	const n = 500 // the last has a spread of sqrt(500 * 256 / 2 pi) = 143 cells
	for range n {
		p := w.Enter(0, Bot, "", Look{}).At
		perBlock[Point{p.X / 20, p.Y / 20}]++
		sum.X, sum.Y = sum.X+p.X, sum.Y+p.Y
		if d := far(p, w.Centre()); d > 5*143 {
			t.Errorf("a bot entered %.0f cells away from the glade", d)
		}
	}
	if mean := (Point{sum.X / n, sum.Y / n}); mean.Distance(w.Centre()) > 4*143/22 {
		t.Errorf("the bots stand round %v", mean)
	}
	// Loosely: where they stand closest there is about one in 100 cells, those
	// of before being closer together. Four in a block, then; 20 is far beyond.
	for block, bots := range perBlock {
		if bots > 20 {
			t.Errorf("%d bots in the block of 20 x 20 at %v", bots, block)
		}
	}
}

// Whoever enters stands on a cell of their own from which 400 open cells can
// be reached.
func TestEntersWhereThereIsRoom(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees = 300, 200, 50
	w := mustWorld(t, cfg)
	open := func(p Point) bool { return !w.isTree(p.X, p.Y) }
	taken := map[Point]bool{}
	for i := range 600 {
		out := w.Enter(0, Kind(i%2), "ada", Look{})
		switch n := len(flood(w, out.At, open)); {
		case out.Verdict != Done:
			t.Fatalf("walker %d: %+v", i, out)
		case n < 400:
			t.Errorf("walker %d reaches %d cells from %v", i, n, out.At)
		case taken[out.At]:
			t.Errorf("two walkers entered at %v", out.At)
		}
		taken[out.At] = true
	}
}

// The centre of this world, where the first player wishes to enter, lies in a
// pocket of 8 cells; from the three cells round it 34 can be reached.
func TestEntersBesideAClosedPocket(t *testing.T) {
	rows := []string{
		"....................",
		"....................",
		"....................",
		"....................",
		".....##########.....",
		".....#........#.....",
		".....#.######.#.....",
		".....#.#....#.#.....",
		".....#.#....#.#.....",
		".....#.######.#.....",
		".....#........#.....",
		".....#........#.....",
		".....##########.....",
		"....................",
		"....................",
		"....................",
	}
	cfg := sized(20, 16)
	cfg.Reach = 100
	for _, kind := range []Kind{Player, Bot} {
		s := drawWith(t, cfg, rows...)
		for i := range 20 {
			out := s.Enter(0, kind, "ada", Look{})
			open := func(p Point) bool { return !s.isTree(p.X, p.Y) }
			if n := len(flood(s.World, out.At, open)); out.Verdict != Done || n < 100 {
				t.Fatalf("walker %d entered at %v, from where %d cells can be reached", i, out.At, n)
			}
		}
	}
	// The nearest such cell: five rows up or six down, and to the left it is
	// five columns to the ring and one more.
	s := drawWith(t, cfg, rows...)
	if at := s.Enter(0, Player, "ada", Look{}).At; at.Distance(s.Centre()) != 5 {
		t.Errorf("entered at %v, %d cells from the wish", at, at.Distance(s.Centre()))
	}
}

// Where nobody can reach enough, the nearest free cell has to do.
func TestEntersWithoutRoom(t *testing.T) {
	s := drawWorld(t,
		".#.#.#",
		"#.#.#.",
		".#.#.#",
		"#.#.#.",
	)
	for i := range 12 {
		if out := s.Enter(0, Bot, "", Look{}); out.Verdict != Done {
			t.Fatalf("bot %d: %+v", i, out)
		}
	}
	if out := s.Enter(0, Player, "ada", Look{}); out.Verdict != Full || out.Walker != 0 {
		t.Errorf("one more than there are cells: %+v", out)
	}
}

func TestSmallestWorldCanBeFilled(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height = MinSide, MinSide
	w := mustWorld(t, cfg)
	var last Outcome
	for i := range MinSide * MinSide {
		if last = w.Enter(0, Kind(i%2), "ada", Look{}); last.Verdict != Done {
			t.Fatalf("walker %d: %+v", i, last)
		}
	}
	for _, kind := range []Kind{Bot, Player} {
		if out := w.Enter(0, kind, "bob", Look{}); out.Verdict != Full {
			t.Errorf("one too many: %+v", out)
		}
	}
	if w.Bots() != 128 || w.Players() != 128 {
		t.Errorf("%d bots and %d players", w.Bots(), w.Players())
	}
	w.Leave(0, last.Walker)
	if out := w.Enter(0, Player, "bob", Look{}); out.At != last.At {
		t.Errorf("entered at %v, free was %v", out.At, last.At)
	}
}

// What is found within a chunk, 64 cells at a time, is what is found cell by cell.
func TestReachesWithinAChunk(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for trees := 10; trees <= 70; trees += 5 {
		w := bareWorld(sized(100, 90))
		for range 100 * 90 * trees / 100 {
			if x, y := random.IntN(100), random.IntN(90); !w.isTree(x, y) {
				w.setTree(x, y)
			}
		}
		for range 50 {
			p := Point{random.IntN(100), random.IntN(90)}
			if w.isTree(p.X, p.Y) {
				continue
			}
			cells := flood(w, p, func(q Point) bool {
				return q.X/side == p.X/side && q.Y/side == p.Y/side && w.inside(q.X, q.Y) && !w.isTree(q.X, q.Y)
			})
			w.enough = len(cells)
			if !w.reachesWithin(p) {
				t.Fatalf("%d %% trees: %d cells are not found from %v", trees, len(cells), p)
			}
			for _, q := range cells {
				if !w.markedRoomy(q) {
					t.Fatalf("%v can be reached from %v and is not marked", q, p)
				}
			}
			w.plantings++ // the marks mean nothing any more
			if w.enough++; w.reachesWithin(p) || w.markedRoomy(p) {
				t.Fatalf("%d %% trees: more than %d cells are found from %v", trees, len(cells), p)
			}
		}
	}
}
