package tui

import (
	"math/bits"

	"thicket/game"
	"thicket/tui/screen"
)

// seen is the floor as the screen shows it, so that only what changed since then is
// drawn. It keeps the chunks in sight, not their frame: a session that paints
// nothing for long would keep a whole world.
type seen struct {
	view
	chunks []*game.Chunk // in sight, row by row
	over   []game.Point  // where something is drawn over the floor: the own walker, the ghost
	rows   []int         // of the screen, where something is drawn over all of it
	bottom bottom        // the last row
}

// view is what a floor looks like but for what is in its chunks; a zero one is no
// floor's.
type view struct {
	glyphs        *glyphSet
	camera        camera
	me, mine      game.WalkerID
	width, height int              // of the world
	colonies      *game.ColonyMark // the first: another frame's are the same if it is
}

// view of a floor.
func (f *floor) view() view {
	return view{f.glyphs, f.camera, f.me, f.mine, f.frame.Width, f.frame.Height, &f.frame.Colonies[0]}
}

// forget has the next floor be drawn as a whole.
func (s *seen) forget() { s.view = view{} }

// remember notes what was drawn, before anything is drawn over it.
func (f *floor) remember() {
	s := f.seen
	s.view, s.chunks, s.over, s.rows = f.view(), s.chunks[:0], s.over[:0], s.rows[:0]
	f.eachChunk(func(c *game.Chunk, _, _ game.Point) { s.chunks = append(s.chunks, c) })
	clear(s.chunks[len(s.chunks):cap(s.chunks)]) // of a larger view
}

// eachChunk visits the chunks in sight, row by row, and the part of each that is:
// from one cell to another, which is excluded.
func (f *floor) eachChunk(visit func(c *game.Chunk, from, to game.Point)) {
	const side = game.ChunkSide
	left, right := f.inside()
	top, bottom := max(f.camera.at.Y, 0), min(f.camera.at.Y+f.camera.height, f.frame.Height)
	for y := top; y < bottom; {
		below := min(bottom, (y/side+1)*side)
		for x := left; x < right; {
			end := min(right, (x/side+1)*side)
			visit(f.frame.Chunk(x/side, y/side), game.Point{X: x, Y: y}, game.Point{X: end, Y: below})
			x = end
		}
		y = below
	}
}

// amend draws what is not as it was seen, and what was drawn over.
func (f *floor) amend() {
	at := 0
	f.eachChunk(func(c *game.Chunk, from, to game.Point) {
		before := f.seen.chunks[at]
		at++
		if c == before {
			return
		}
		changes, inSight := c.Changes(before), within(from.X, to.X)
		for y := from.Y; y < to.Y; y++ {
			f.fetch(from.X, y, changes[y%game.ChunkSide]&inSight)
		}
		for y := from.Y; y < to.Y; y++ {
			if some := changes[y%game.ChunkSide] & inSight &^ f.hiddenOf(from.X, y); some != 0 {
				f.anew(c, from.X, y, some)
			}
		}
	})
	for _, p := range f.seen.over {
		if !f.hidden(p) {
			f.bare(p)
		}
	}
	for _, y := range f.seen.rows {
		if row := y - f.top; row < f.camera.height {
			f.scr.ClearRow(y)
			f.row(row)
		}
	}
}

// fetch has the screen read ahead what it shows of some cells of row y that lie in the
// chunk of x.
func (f *floor) fetch(x, y int, some uint64) {
	left, row := x-x%game.ChunkSide-f.camera.at.X, f.top+y-f.camera.at.Y
	for ; some != 0; some &= some - 1 {
		f.scr.Fetch(2*(left+bits.TrailingZeros64(some)), row)
	}
}

// hiddenOf are the cells of row y that are hidden, of those in the chunk of x.
func (f *floor) hiddenOf(x, y int) uint64 {
	first := f.camera.at.X + f.hides/2
	switch end := x - x%game.ChunkSide + game.ChunkSide; {
	case y != f.camera.at.Y || first >= end:
		return 0
	case first <= end-game.ChunkSide:
		return ^uint64(0)
	default:
		return within(first, end)
	}
}

// hide notes that something lies over n rows of the screen.
func (s *seen) hide(y, n int) {
	for ; n > 0; y, n = y+1, n-1 {
		s.rows = append(s.rows, y)
	}
}

// bare draws what a cell in sight looks like with nothing over it.
func (f *floor) bare(p game.Point) {
	if (game.Rect{Max: game.Point{X: f.frame.Width, Y: f.frame.Height}}).Contains(p) {
		f.anew(f.frame.Chunk(p.X/game.ChunkSide, p.Y/game.ChunkSide), p.X, p.Y, within(p.X, p.X+1))
		return
	}
	cells := wiped(f.at(p))
	if f.onRim(p.X, p.Y) {
		f.glyphs.rim.put(cells, 0, styleRim)
	}
}

// anew draws some cells of row y that lie in the chunk of x, whatever is there.
func (f *floor) anew(c *game.Chunk, x, y int, some uint64) {
	walkers := f.others(c, y%game.ChunkSide, some)
	for left := some; left != 0; left &= left - 1 {
		p := game.Point{X: x - x%game.ChunkSide + bits.TrailingZeros64(left), Y: y}
		f.thing(wiped(f.at(p)), 0, c, p.X, p.Y, walkers)
	}
}

// wiped blanks the two columns of a cell.
func wiped(cells []screen.Cell) []screen.Cell {
	cells[0], cells[1] = screen.Cell{Rune: ' ', Width: 1}, screen.Cell{Rune: ' ', Width: 1}
	return cells
}
