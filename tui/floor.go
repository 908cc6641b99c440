package tui

import (
	"math/bits"

	"thicket/game"
	"thicket/tui/screen"
)

// floor composes the part of the world in sight: the shared frame, and in it
// the own walker where its echo says it is.
type floor struct {
	scr    *screen.Screen
	glyphs *glyphSet
	frame  *game.Frame
	camera camera
	top    int           // the first row of the screen that shows the world
	me     game.WalkerID // the own walker, which the frame shows late; 0: there is none
	mine   game.WalkerID // whose cells look like one's own; 0: nobody's
	seen   *seen         // what the screen shows already; nil: nothing is known of it
	hides  int           // from which column on the first row is hidden, while something is amended
}

// tufts are the blades of grass of a chunk: a texture that tells an empty
// floor from a standing picture when one walks.
var tufts = func() (rows [game.ChunkSide]uint64) {
	for y := range rows {
		for x := range game.ChunkSide {
			if scatter(x, y)%29 == 0 {
				rows[y] |= 1 << x
			}
		}
	}
	return rows
}()

// compose draws all rows. The screen was cleared.
func (f *floor) compose() {
	for row := range f.camera.height {
		f.row(row)
	}
}

// row draws the whole row of the view. It was cleared.
func (f *floor) row(row int) {
	y, cells := f.camera.at.Y+row, f.scr.Row(f.top+row)
	if uint(y) >= uint(f.frame.Height) {
		f.rim(cells, f.camera.at.X, f.camera.at.X+f.camera.width, y)
		return
	}
	from, to := f.inside()
	f.rim(cells, f.camera.at.X, from, y)
	f.rim(cells, to, f.camera.at.X+f.camera.width, y)
	for x := from; x < to; {
		end := min(to, (x/game.ChunkSide+1)*game.ChunkSide)
		f.span(cells, f.frame.Chunk(x/game.ChunkSide, y/game.ChunkSide), x, y, within(x, end))
		x = end
	}
}

// inside are the columns of the world in sight, the second excluded.
func (f *floor) inside() (from, to int) {
	return max(f.camera.at.X, 0), min(f.camera.at.X+f.camera.width, f.frame.Width)
}

// rim draws the cells just beyond the world; what is further out stays blank.
func (f *floor) rim(cells []screen.Cell, from, to, y int) {
	for x := max(from, -1); x < min(to, f.frame.Width+1); x++ {
		if f.onRim(x, y) {
			f.glyphs.rim.put(cells, 2*(x-f.camera.at.X), styleRim)
		}
	}
}

func (f *floor) onRim(x, y int) bool {
	w, h := f.frame.Width, f.frame.Height
	return x >= -1 && x <= w && y >= -1 && y <= h && (x == -1 || x == w || y == -1 || y == h)
}

// span draws some of the cells of row y that lie in the chunk of x: those whose
// bits are set.
func (f *floor) span(cells []screen.Cell, chunk *game.Chunk, x, y int, some uint64) {
	const side = game.ChunkSide
	row, origin := y%side, x-x%side
	walkers := f.others(chunk, row, some)
	for left := (chunk.Trees(row) | walkers | chunk.Alive(row) | tufts[row]) & some; left != 0; left &= left - 1 {
		x := origin + bits.TrailingZeros64(left)
		f.thing(cells, 2*(x-f.camera.at.X), chunk, x, y, walkers)
	}
}

// thing draws what is on a cell in a chunk: a tree, one of some walkers, a bacterium
// or grass.
func (f *floor) thing(cells []screen.Cell, column int, chunk *game.Chunk, x, y int, walkers uint64) {
	bit, row := x%game.ChunkSide, y%game.ChunkSide
	switch one := uint64(1) << bit; {
	case chunk.Trees(row)&one != 0:
		f.glyphs.tree(x, y).put(cells, column, styleTree)
	case walkers&one != 0:
		f.walker(cells, column, chunk.Mark(bit, row))
	case chunk.Alive(row)&one != 0:
		f.bacterium(cells, column, chunk, bit, row)
	case tufts[row]&one != 0:
		f.glyphs.grass.put(cells, column, styleGrass)
	}
}

// others are some of the walkers of a row of a chunk, without the own one.
func (f *floor) others(chunk *game.Chunk, row int, some uint64) uint64 {
	walkers := chunk.Walkers(row) & some
	if f.me == 0 {
		return walkers
	}
	for left := chunk.Players(row) & some; left != 0; left &= left - 1 {
		bit := bits.TrailingZeros64(left)
		if chunk.Mark(bit, row).Slot == f.me.Slot() {
			return walkers &^ (1 << bit)
		}
	}
	return walkers
}

func (f *floor) walker(cells []screen.Cell, column int, m game.Mark) {
	switch {
	case m.Kind == game.Bot:
		f.glyphs.bot.put(cells, column, styleBot)
	case m.Dozing:
		f.glyphs.dozing.put(cells, column, styleDozing)
	default:
		f.glyphs.player(m.Look, m.Facing).put(cells, column, playerStyle(m.Look))
	}
}

// bacterium draws a living cell: whose it is shows by its shape, and by the
// colour of its owner.
func (f *floor) bacterium(cells []screen.Cell, column int, chunk *game.Chunk, x, y int) {
	if chunk.Owned(y)>>x&1 == 0 {
		f.glyphs.wild.put(cells, column, styleWild)
		return
	}
	switch c := &f.frame.Colonies[chunk.Colony(x, y)]; {
	case c.Wild:
		f.glyphs.wild.put(cells, column, styleWild)
	case c.Walker == f.mine && f.mine != 0:
		f.glyphs.mine.put(cells, column, playerStyle(c.Look))
	case c.Kind == game.Bot:
		f.glyphs.foreign.put(cells, column, styleBot)
	default:
		f.glyphs.foreign.put(cells, column, playerStyle(c.Look))
	}
}

// own draws the own walker.
func (f *floor) own(at game.Point, look game.Look, facing game.Dir) {
	if cells, ok := f.place(at); ok {
		f.glyphs.own(look, facing).put(cells, 0, styleSelf)
	}
}

// highlight shows a cell as what was bumped into.
func (f *floor) highlight(p game.Point) {
	if cells, ok := f.place(p); ok {
		cells[0].Style, cells[1].Style = styleBump, styleBump
	}
}

// hidden tells whether a cell in sight is covered by what stands on the first row.
func (f *floor) hidden(p game.Point) bool {
	return f.seen != nil && p.Y == f.camera.at.Y && 2*(p.X-f.camera.at.X) >= f.hides
}

// place is where on the screen a cell of the world is, if it is in sight, for who
// draws something over the floor there.
func (f *floor) place(p game.Point) (cells []screen.Cell, ok bool) {
	if !f.camera.view().Contains(p) || f.hidden(p) {
		return nil, false
	}
	if f.seen != nil {
		f.seen.over = append(f.seen.over, p)
	}
	return f.at(p), true
}

// at are the two columns of a cell in sight.
func (f *floor) at(p game.Point) []screen.Cell {
	return f.scr.Pair(2*(p.X-f.camera.at.X), f.top+p.Y-f.camera.at.Y)
}
