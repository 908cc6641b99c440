package game

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// board is a frame of a world of any size, filled at random: so many of 100
// cells are trees, live, are owned if they live, and have a walker.
func board(random *rand.Rand, width, height, trees, alive, owned, walkers, colonies int) *Frame {
	f := &Frame{Width: width, Height: height, across: (width + side - 1) / side, regions: new(regions)}
	for range colonies + 1 {
		f.Colonies = append(f.Colonies, ColonyMark{Wild: len(f.Colonies) > 0 && random.IntN(4) == 0})
	}
	g := newGrid(width, height)
	for i := range g.chunks {
		ground := g.chunks[i].planes()
		c := &Chunk{tree: &ground.tree, alive: new(plane), walk: new(plane), standing: &standing{players: new(plane)}, holding: new(holding)}
		for y := range side {
			open := ^c.tree[y]
			c.tree[y] |= open & some(random, trees)
			open = ^c.tree[y]
			c.walk[y] = open & some(random, walkers)
			c.alive[y] = open & some(random, alive)
			c.owned[y] = c.alive[y] & some(random, owned)
			c.players[y], c.earlier[y] = c.walk[y]&some(random, 50), uint16(len(c.marks))
			for range bits.OnesCount64(c.players[y]) {
				c.marks = append(c.marks, Mark{Kind: Player})
			}
			c.before[y] = uint16(len(c.owners))
			for range bits.OnesCount64(c.owned[y]) {
				c.owners = append(c.owners, uint16(1+random.IntN(colonies)))
			}
		}
		f.chunks = append(f.chunks, c)
	}
	return f
}

// some are random bits, so many of 100 set.
func some(random *rand.Rand, percent int) (row uint64) {
	for x := range side {
		if random.IntN(100) < percent {
			row |= 1 << x
		}
	}
	return row
}

// recount counts a tile cell by cell, and each colony's cells in it.
func recount(f *Frame, cells, tx, ty int) (t Tile, colonies map[uint16]int) {
	colonies = map[uint16]int{}
	if tx < 0 || ty < 0 {
		return t, colonies
	}
	for y := ty * cells; y < min(ty*cells+cells, f.Height); y++ {
		for x := tx * cells; x < min(tx*cells+cells, f.Width); x++ {
			p := Point{x, y}
			if f.Tree(p) {
				t.Trees++
			}
			if m, ok := f.Walker(p); ok && m.Kind == Player {
				t.Players++
			} else if ok {
				t.Bots++
			}
			if colony, alive := f.Bacterium(p); alive && colony != 0 {
				t.Owned++
				colonies[colony]++
			} else if alive {
				t.Wild++
			}
		}
	}
	for colony, n := range colonies {
		if n > t.TopCells || n == t.TopCells && colony < t.Top {
			t.Top, t.TopCells = colony, n
		}
	}
	return t, colonies
}

// checkTile compares a tile with a recount; the top of one that is larger than
// a chunk is compared with what is promised of it.
func checkTile(t *testing.T, f *Frame, cells, tx, ty int) {
	t.Helper()
	got := f.Tile(cells, tx, ty)
	want, colonies := recount(f, cells, tx, ty)
	if cells > side {
		if got.TopCells > colonies[got.Top] || got.TopCells == 0 != (want.Owned == 0) {
			t.Errorf("tile %d,%d of %d: the top is %d with %d cells of %v", tx, ty, cells, got.Top, got.TopCells, colonies)
		}
		want.Top, want.TopCells = got.Top, got.TopCells
	}
	if got != want {
		t.Errorf("tile %d,%d of %d is %+v, want %+v", tx, ty, cells, got, want)
	}
}

// Whatever a board holds, its tiles count it, at every zoom, within the rim.
func TestTilesCountWhatIsThere(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for i, size := range []Point{{16, 16}, {64, 64}, {65, 63}, {200, 150}, {300, 17}, {8, 8}, {1100, 70}} {
		f := board(random, size.X, size.Y, i*7, 5+i*10, i*15, i, 1+3*i)
		for _, cells := range TileSides {
			for ty := -1; ty <= (size.Y+cells-1)/cells; ty++ {
				for tx := -1; tx <= (size.X+cells-1)/cells; tx++ {
					checkTile(t, f, cells, tx, ty)
				}
			}
		}
	}
}

// Cells are wild as soon as a frame says that their owner is gone, also in
// chunks that it shares with older frames, and the older ones stay as they were.
func TestTilesOfAColonyThatTurnsWild(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	before := board(random, 130, 70, 5, 40, 60, 0, 3)
	after := *before
	after.regions = new(regions)
	after.Colonies = append([]ColonyMark(nil), before.Colonies...)
	for i := range after.Colonies {
		after.Colonies[i].Wild = i > 0 && !before.Colonies[i].Wild
	}
	for range 2 {
		for _, f := range []*Frame{before, &after} {
			for _, cells := range TileSides {
				checkTile(t, f, cells, 0, 0)
				checkTile(t, f, cells, 1, 0)
			}
		}
	}
}

// The tiles of a living world in which people plant and leave.
func TestTilesOfALivingWorld(t *testing.T) {
	cfg := sized(300, 200)
	cfg.Trees, cfg.Seed = 6, 4
	w := mustWorld(t, cfg)
	reel := NewReel(w)
	var players []WalkerID
	for i := range 12 {
		players = append(players, w.Enter(w.now, Player, fmt.Sprint("fern", i), Look{}).Walker)
		w.Plant(w.now, players[i], RPentomino)
		w.Advance(w.now + 1000)
		if i%3 == 2 {
			w.Leave(w.now, players[i-1])
		}
		f := reel.Shoot(1)
		for _, cells := range TileSides {
			for ty := range (f.Height + cells - 1) / cells {
				for tx := range (f.Width + cells - 1) / cells {
					checkTile(t, f, cells, tx, ty)
				}
			}
		}
		if all := f.Tile(1024, 0, 0); all.Wild+all.Owned != f.Live || i > 0 && all.Owned == 0 {
			t.Errorf("%d wild and %d owned cells of %d", all.Wild, all.Owned, f.Live)
		}
	}
}

// A frame's tiles are those of its own chunks, however large they are.
func TestTilesFollowTheFrames(t *testing.T) {
	w := bareWorld(sized(256, 256))
	c := newFramer(w)
	for n := range 3 {
		for _, cells := range TileSides {
			if got := c.newest.Tile(cells, 0, 0).Bots; got != n {
				t.Errorf("a tile of %d holds %d bots, want %d", cells, got, n)
			}
		}
		stand(w, Bot, "", Point{n, 0})
		c.sweep(len(w.chunks))
		c.shoot()
	}
}

func TestTileAllocatesNothing(t *testing.T) {
	f := board(rand.New(rand.NewPCG(1, 2)), 300, 300, 5, 10, 50, 1, 5)
	all := func() {
		for _, cells := range TileSides {
			f.Tile(cells, 0, 0)
		}
	}
	all()
	noAllocs(t, "tiles that were counted", all)
}

// BenchmarkPyramid counts chunks anew: one of an empty floor, one in which
// colonies grow among trees, and the worst there can be.
func BenchmarkPyramid(b *testing.B) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct {
		name  string
		frame *Frame
	}{
		{"empty", board(random, 64, 64, 6, 0, 0, 0, 1)},
		{"wild", board(random, 64, 64, 6, 5, 0, 1, 1)},
		{"one-colony", board(random, 64, 64, 6, 6, 90, 1, 1)},
		{"four-colonies", board(random, 64, 64, 6, 6, 90, 1, 4)},
		{"all-owned-by-1000", board(random, 64, 64, 0, 100, 100, 0, 1000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.frame.chunks[0].count(side, side, c.frame.Colonies)
			}
		})
	}
}

// BenchmarkTile reads all tiles of a world; of those larger than a chunk
// "anew" counts them for a frame whose chunks were counted.
func BenchmarkTile(b *testing.B) {
	f := board(rand.New(rand.NewPCG(5, 6)), 4096, 4096, 6, 4, 20, 0, 4)
	for _, c := range []struct {
		cells int
		anew  bool
	}{{8, false}, {64, false}, {128, false}, {128, true}, {1024, true}} {
		b.Run(fmt.Sprintf("%d-anew=%v", c.cells, c.anew), func(b *testing.B) {
			across := f.Width / c.cells
			f.Tile(1024, 0, 0)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if c.anew {
					f.regions = new(regions)
				}
				for i := range across * across {
					f.Tile(c.cells, i%across, i/across)
					n++
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/tile")
		})
	}
}
