package game

import "math/bits"

// passGenerations makes the generations that are due. Of those that the world
// is late for it makes a second's worth; the rest is dropped and counted.
func (w *World) passGenerations() {
	rate := int64(w.cfg.Generations)
	due := int64(min(w.now, w.ends))*rate/1000 - w.beats
	if due > rate {
		w.dropped += uint64(due - rate)
		w.beats += due - rate
		due = rate
	}
	for range due {
		w.beats++
		w.generate()
	}
}

// generate makes one generation: B3/S23 on open ground, in three passes. In
// the first every chunk that may change finds out what will be alive; in the
// second newborn cells inherit the colour of their parents, who are all still
// there; in the third it comes true.
func (w *World) generate() {
	w.generation++
	w.rising = w.rising[:0]
	for word, marks := range w.stirred {
		for ; marks != 0; marks &= marks - 1 {
			if i := word*64 + bits.TrailingZeros64(marks); w.evolve(i) {
				w.rising = append(w.rising, int32(i))
			}
		}
		w.stirred[word] = 0
	}
	for _, i := range w.rising {
		w.keepChunk(int(i))
		w.inherit(int(i))
	}
	for _, i := range w.rising {
		w.comeTrue(int(i))
	}
	w.stingAll()
	w.wildSpores()
	w.dry()
}

// around are the chunks around one, those beyond the rim empty.
type around struct {
	north, south, west, east *chunk
	nw, ne, sw, se           *chunk
}

var wasteland = chunk{rows: new([side]row)} // beyond the rim; nobody writes to it

func (g *grid) around(i int) (a around) {
	a = around{&wasteland, &wasteland, &wasteland, &wasteland, &wasteland, &wasteland, &wasteland, &wasteland}
	x, n := i%g.across, g.across
	west, east := x > 0, x < n-1
	if west {
		a.west = &g.chunks[i-1]
	}
	if east {
		a.east = &g.chunks[i+1]
	}
	if i >= n {
		a.north = &g.chunks[i-n]
		if west {
			a.nw = &g.chunks[i-n-1]
		}
		if east {
			a.ne = &g.chunks[i-n+1]
		}
	}
	if i+n < len(g.chunks) {
		a.south = &g.chunks[i+n]
		if west {
			a.sw = &g.chunks[i+n-1]
		}
		if east {
			a.se = &g.chunks[i+n+1]
		}
	}
	return a
}

// trio adds, for each cell of a row, itself and its neighbours to the left and
// the right: ones and twos are the bits of the sum.
func trio(west, row, east uint64) (ones, twos uint64) {
	l, r := row<<1|west>>63, row>>1|east<<63
	half := l ^ r
	return half ^ row, l&r | half&row
}

// evolve writes what will be alive in chunk i to next, and tells whether that
// is different. It adds the neighbours of 64 cells at a time.
func (w *World) evolve(i int) bool {
	c, a := &w.chunks[i], w.around(i)
	west, rows, east := a.west.rows, c.rows, a.east.rows
	up0, up1 := trio(a.nw.rows[side-1].alive, a.north.rows[side-1].alive, a.ne.rows[side-1].alive)
	at0, at1 := trio(west[0].alive, rows[0].alive, east[0].alive)
	var changes uint64
	for y := range side {
		var down0, down1 uint64
		if y < side-1 {
			down0, down1 = trio(west[y+1].alive, rows[y+1].alive, east[y+1].alive)
		} else {
			down0, down1 = trio(a.sw.rows[0].alive, a.south.rows[0].alive, a.se.rows[0].alive)
		}
		next := survivors(up0, up1, at0, at1, down0, down1, rows[y].alive) &^ rows[y].tree
		changes |= next ^ rows[y].alive
		c.next[y] = next
		up0, up1, at0, at1 = at0, at1, down0, down1
	}
	return changes != 0
}

// born are the cells of row y that will live and do not yet.
func (c *chunk) born(y int) uint64 { return c.next[y] &^ c.rows[y].alive }

// survivors are the cells for which the sum of the nine cells around and
// including them is three, or four with themselves alive: which is B3/S23.
func survivors(a0, a1, b0, b1, c0, c1, alive uint64) uint64 {
	half := a0 ^ b0
	ones := half ^ c0
	carry := a0&b0 | half&c0
	// The twos: how many of these four are set, 1 (a sum of 2 or 3) or 2 (4 or 5).
	x, xy := a1^b1, a1&b1
	y, yz := c1^carry, c1&carry
	one := (x ^ y) &^ (xy | yz)
	two := x&y | (xy^yz)&^(x|y)
	return ones&one | alive&^ones&two
}

// comeTrue lets the next generation of chunk i live.
func (w *World) comeTrue(i int) {
	c := &w.chunks[i]
	w.hit(i)
	left, top := i%w.across*side, i/w.across*side
	var columns uint64
	live := 0
	for y := range side {
		was, is := c.rows[y].alive, c.next[y]
		turned := was ^ is
		if turned == 0 {
			continue
		}
		columns |= turned
		live += bits.OnesCount64(is) - bits.OnesCount64(was)
		if died := was &^ is & c.rows[y].owned; died != 0 {
			c.rows[y].owned &^= died
			c.kept -= bits.OnesCount64(died)
			w.loseAll(died, i, y, left, top+y)
		}
		c.rows[y].alive = is
		if y == 0 || y == side-1 {
			w.stirBeyond(i, y, turned)
		}
	}
	c.live += live
	w.grid.live += live
	w.changed(i)
	w.stirBeside(i, columns)
}

func (w *World) loseAll(cells uint64, i, row, left, y int) {
	for ; cells != 0; cells &= cells - 1 {
		x := bits.TrailingZeros64(cells)
		w.lose(*w.ownerAt(i, row, x), left+x, y)
	}
}

// stirChunk marks that a chunk, if it is there, may change.
func (g *grid) stirChunk(x, y int) {
	if uint(x) < uint(g.across) && uint(y) < uint(g.down) {
		i := y*g.across + x
		g.stirred[i/64] |= 1 << (i % 64)
	}
}

// stir marks what may change because a cell has.
func (g *grid) stir(x, y int) {
	for cy := (y - 1 + side) / side; cy <= (y+1+side)/side; cy++ {
		for cx := (x - 1 + side) / side; cx <= (x+1+side)/side; cx++ {
			g.stirChunk(cx-1, cy-1)
		}
	}
}

// stirBeside marks chunk i and those to its left and right that touch columns
// that have changed.
func (g *grid) stirBeside(i int, columns uint64) {
	x, y := i%g.across, i/g.across
	g.stirChunk(x, y)
	if columns&1 != 0 {
		g.stirChunk(x-1, y)
	}
	if columns>>(side-1) != 0 {
		g.stirChunk(x+1, y)
	}
}

// stirBeyond marks the three chunks above or below whose cells touch those of
// the first or the last row of chunk i that have changed.
func (g *grid) stirBeyond(i, row int, cells uint64) {
	x, y := i%g.across, i/g.across-1
	if row != 0 {
		y += 2
	}
	g.stirChunk(x, y)
	if cells&1 != 0 {
		g.stirChunk(x-1, y)
	}
	if cells>>(side-1) != 0 {
		g.stirChunk(x+1, y)
	}
}
