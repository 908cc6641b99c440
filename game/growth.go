package game

import "slices"

// growth is what happens to a cell of a chunk later: a planted tree withers,
// or a natural tree that was felled grows again.
type growth struct {
	at      Stamp
	cell    uint16 // row * 64 + column
	natural bool   // grows again; else withers
}

func cellOf(p Point) uint16 { return uint16(p.Y%side*side + p.X%side) }

// plantTree makes a tree of a free cell. Who could reach a place before may be
// walled off by it.
func (w *World) plantTree(p Point) {
	w.raise(p)
	w.later(p, growth{at: w.now + stamp(w.cfg.Wither), cell: cellOf(p)})
}

// raise lets a tree stand on a free cell.
func (w *World) raise(p Point) {
	i, _, _ := w.at(p.X, p.Y)
	w.keepChunk(i)
	w.plantings++
	w.setTree(p.X, p.Y)
}

func (w *World) regrowLater(p Point, at Stamp) {
	w.later(p, growth{at: at, cell: cellOf(p), natural: true})
}

func (w *World) later(p Point, g growth) {
	i, _, _ := w.at(p.X, p.Y)
	w.keepChunk(i)
	w.chunks[i].growths = append(w.chunks[i].growths, g)
	w.growing = min(w.growing, g.at)
}

// uproot forgets that the tree on a cell was planted, and tells whether it
// was.
func (w *World) uproot(p Point) bool {
	i, _, _ := w.at(p.X, p.Y)
	c, cell := &w.chunks[i], cellOf(p)
	was := len(c.growths)
	c.growths = slices.DeleteFunc(c.growths, func(g growth) bool { return g.cell == cell && !g.natural })
	return len(c.growths) < was
}

// regrow lets trees wither and grow again whose time has come.
func (w *World) regrow() {
	if w.now < w.growing {
		return
	}
	w.growing = never
	for i := range w.chunks {
		if len(w.chunks[i].growths) > 0 {
			w.regrowIn(i)
		}
		for _, g := range w.chunks[i].growths {
			w.growing = min(w.growing, g.at)
		}
	}
}

func (w *World) regrowIn(i int) {
	w.keepChunk(i)
	left, top := i%w.across*side, i/w.across*side
	c := &w.chunks[i]
	due := func(g growth) bool {
		p := Point{left + int(g.cell)%side, top + int(g.cell)/side}
		if g.at > w.now {
			return false
		}
		if !g.natural {
			w.clearTree(p.X, p.Y)
			return true
		}
		if w.isFree(p.X, p.Y) && !w.isAlive(p.X, p.Y) {
			w.raise(p)
			return true
		}
		return false
	}
	c.growths = slices.DeleteFunc(c.growths, due)
	const again = 10_000 // milliseconds until a cell that was not free is tried again
	for k := range c.growths {
		if g := &c.growths[k]; g.at <= w.now {
			g.at = w.now + again
		}
	}
}
