package game

import "math/bits"

// inherit gives the newborn cells of a chunk their colour. It writes where cells are
// still dead, so that the parents of all others stay as they are.
func (w *World) inherit(r rising) {
	i := int(r.chunk)
	c, a := &w.chunks[i], w.around(i)
	if c.kept+a.north.kept+a.south.kept+a.west.kept+a.east.kept+a.nw.kept+a.ne.kept+a.sw.kept+a.se.kept == 0 {
		return
	}
	left, top := i%w.across*side, i/w.across*side
	for todo := r.rows; todo != 0; todo &= todo - 1 {
		y := bits.TrailingZeros64(todo)
		born := w.born(r, y)
		if born == 0 {
			continue
		}
		near := widen(a.west.heirs(y), c.heirs(y), a.east.heirs(y))
		if y > 0 {
			near |= widen(a.west.heirs(y-1), c.heirs(y-1), a.east.heirs(y-1))
		} else {
			near |= widen(a.nw.heirs(side-1), a.north.heirs(side-1), a.ne.heirs(side-1))
		}
		if y < side-1 {
			near |= widen(a.west.heirs(y+1), c.heirs(y+1), a.east.heirs(y+1))
		} else {
			near |= widen(a.sw.heirs(0), a.south.heirs(0), a.se.heirs(0))
		}
		for born &= near; born != 0; born &= born - 1 {
			x := bits.TrailingZeros64(born)
			if number := w.heritage(i, x, y); number != 0 {
				c.rows[y].owned |= 1 << x
				c.kept++
				*w.ownerAt(i, y, x) = number
				w.gain(number, left+x, top+y)
			}
		}
	}
}

// heirs are the cells of a row whose children may be owned: newborn ones of
// this generation are marked already, and not alive yet.
func (c *chunk) heirs(y int) uint64 { return c.rows[y].owned & c.rows[y].alive }

// widen gives the cells of a row and those beside them.
func widen(west, row, east uint64) uint64 {
	return row | row<<1 | west>>63 | row>>1 | east<<63
}

// heritage is the colony of a cell of chunk i that is born: the one that most
// of its owned parents share; if all differ, that of the first in reading
// order; 0 if all are wild. Cells of bots, and of owners who are gone, count as
// wild.
func (w *World) heritage(i, x, y int) uint16 {
	if x > 0 && x < side-1 && y > 0 && y < side-1 {
		return colourOf(w.parentsWithin(i, x, y))
	}
	return colourOf(w.parentsAcross(i%w.across*side+x, i/w.across*side+y))
}

// colourOf is the colour that is passed on by three parents or fewer, in
// reading order, those that pass nothing on left out.
func colourOf(parents [3]uint16) uint16 {
	if parents[0] != parents[1] && parents[1] == parents[2] && parents[1] != 0 {
		return parents[1]
	}
	return parents[0]
}

// parentsWithin are the parents of a cell that is not at the edge of its chunk.
func (w *World) parentsWithin(i, x, y int) (parents [3]uint16) {
	c, n := &w.chunks[i], 0
	for row := y - 1; row <= y+1; row++ {
		for near := c.heirs(row) >> (x - 1) & 7; near != 0; near &= near - 1 {
			number := *w.ownerAt(i, row, x-1+bits.TrailingZeros64(near))
			if n < len(parents) && w.colonies[number].inherits() {
				parents[n] = number
				n++
			}
		}
	}
	return parents
}

// parentsAcross are the parents of any cell of the world.
func (w *World) parentsAcross(x, y int) (parents [3]uint16) {
	n := 0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if n == len(parents) || !w.isAlive(x+dx, y+dy) {
				continue
			}
			if number := w.ownerOf(x+dx, y+dy); w.colonies[number].inherits() {
				parents[n] = number
				n++
			}
		}
	}
	return parents
}

// inherits tells whether children of the colony's cells are owned.
func (c *colony) inherits() bool { return c.kind == Player && !c.wild }
